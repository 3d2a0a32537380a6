internal import IndexCodec
internal import IndexStorage

/// Takes the stored documents of the inputs of a merge to the new segment.
///
/// The dictionary of an input that has most of the bytes is taken over, and its documents are copied
/// as they are. Otherwise a dictionary is made of documents of all inputs, and all are compressed
/// again. A dictionary is not taken over if a document of its segment is left out: its text may be in
/// it, and has to go.
struct StoredMerge {
    /// How many documents tell how many bytes the fields of all have.
    private static let sampleCount = 4096

    private let inputs: [SegmentMerger.Input]
    /// The documents of the new segment in the order in which they were added.
    private let added: [MergeSource]
    private let path: String
    private var encoder: StoredEncoder
    /// For each input whether its dictionary is that of the new segment.
    private var sharesDictionary: [Bool] = []

    /// - Parameters:
    ///   - added: the documents of the new segment in the order in which they were added.
    ///   - path: the file that is written, which errors name.
    init(
        _ inputs: [SegmentMerger.Input], _ added: [MergeSource], path: String
    ) throws(StorageError) {
        self.inputs = inputs
        self.added = added
        self.path = path
        let dictionary = try StoredMerge.dictionary(inputs, added, path: path)
        encoder = try StoredEncoder(dictionary: dictionary, path: path)
        for input in inputs {
            sharesDictionary.append(try input.segment.stored.dictionaryBytes() == dictionary)
        }
    }

    /// Writes the section of stored documents.
    ///
    /// - Returns: what is to be written behind it.
    mutating func write(_ file: inout SectionFileWriter) throws(StorageError) -> StoredSections {
        var table = StoredTable()
        table.reserve(added.count)
        var buffer: [UInt8] = []
        var pages = PageRelease(inputs, file)
        file.begin(SegmentSection.stored)
        var end = 0
        for source in added {
            let start = buffer.count
            table.append(at: end, checksum: try append(source, to: &buffer))
            end += buffer.count - start
            if buffer.count < 1 << 18 { continue }
            try file.append(buffer)
            buffer.removeAll(keepingCapacity: true)
            pages.release(file)
        }
        try file.append(buffer)
        try file.end()
        return StoredSections(table: table, end: end, dictionary: encoder.dictionary)
    }

    /// Appends a document; returns its checksum.
    private mutating func append(
        _ source: MergeSource, to buffer: inout [UInt8]
    ) throws(StorageError) -> UInt32 {
        let (segment, number) = StoredMerge.stored(source, inputs)
        if let packing = try segment.packing(number), let checksum = segment.checksum(number),
            canCopy(packing, from: Int(source.segment))
        {
            let region = try segment.region(number)
            buffer += region.array(0, region.count) ?? []
            return checksum
        }
        let (id, fields) = (try segment.identifierBytes(number), try segment.fields(number))
        return try encoder.append(id: id.span, fields.span, to: &buffer)
    }

    /// True if a document would be written just as an input has it.
    private func canCopy(_ packing: StoredPacking, from input: Int) -> Bool {
        switch packing {
        case .dictionaryFrame: sharesDictionary[input] && !encoder.dictionary.isEmpty
        case .plain: sharesDictionary[input]
        case .frame: encoder.dictionary.isEmpty
        }
    }

    /// The stored documents of a source's segment, and its number among them.
    private static func stored(
        _ source: MergeSource, _ inputs: [SegmentMerger.Input]
    ) -> (StoredDocumentsReader, UInt32) {
        let segment = inputs[Int(source.segment)].segment
        return (segment.stored, segment.order.arrival(of: source.document))
    }

    /// The dictionary of the new segment: that of an input, or one that is made of all.
    private static func dictionary(
        _ inputs: [SegmentMerger.Input], _ added: [MergeSource], path: String
    ) throws(StorageError) -> [UInt8] {
        var lengths = [Int](repeating: 0, count: inputs.count)
        var counts = lengths
        for source in added {
            let (segment, number) = stored(source, inputs)
            lengths[Int(source.segment)] += try segment.range(number).count
            counts[Int(source.segment)] += 1
        }
        let sample = try sample(inputs, added)
        if let greatest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }),
            2 * lengths[greatest] >= lengths.reduce(0, +),
            counts[greatest] == inputs[greatest].segment.documentCount
        {
            // That of a segment that was small would stay small for ever.
            let dictionary = try inputs[greatest].segment.stored.dictionaryBytes()
            if !dictionary.isEmpty, 2 * dictionary.count >= sample.contentLength {
                return dictionary
            }
        }
        return try sample.dictionary(path: path) { place throws(StorageError) in
            let (segment, number) = stored(added[place], inputs)
            return try segment.fields(number)
        }
    }

    /// How many bytes the fields of all documents have, estimated from documents at equal distances.
    private static func sample(
        _ inputs: [SegmentMerger.Input], _ added: [MergeSource]
    ) throws(StorageError) -> StoredSample {
        let count = min(added.count, sampleCount)
        var length = 0
        for place in 0..<count {
            let (segment, number) = stored(added[place * added.count / count], inputs)
            length += try segment.fieldsLength(number)
        }
        let all = Double(length) * Double(added.count) / Double(max(count, 1))
        return StoredSample(count: added.count, length: Int(all))
    }
}
