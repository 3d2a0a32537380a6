internal import IndexCodec
internal import IndexStorage

/// Copies the stored documents of the inputs of a merge to the new segment.
///
/// If one input has most of the bytes, its dictionary is reused, and its documents are copied as
/// they are. Otherwise a dictionary is made from documents of all inputs, and all are compressed
/// again. A dictionary is not reused if a document of its segment was deleted, because it may
/// contain text of that document, which must go.
struct StoredMerge {
    /// The number of documents from which the size of all fields is estimated.
    private static let sampleCount = 4096

    private let inputs: [SegmentMerger.Input]
    /// The documents of the new segment in insertion order.
    private let added: [MergeSource]
    private let path: String
    private var encoder: StoredEncoder
    /// For each input, whether its dictionary is that of the new segment.
    private var sharesDictionary: [Bool] = []

    /// - Parameters:
    ///   - added: the documents of the new segment in insertion order.
    ///   - path: the path of the file for error messages.
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
    /// - Returns: the sections to be written after it.
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

    /// Whether a document would be written exactly as in an input.
    private func canCopy(_ packing: StoredPacking, from input: Int) -> Bool {
        switch packing {
        case .dictionaryFrame: sharesDictionary[input] && !encoder.dictionary.isEmpty
        case .plain: sharesDictionary[input]
        case .frame: encoder.dictionary.isEmpty
        }
    }

    /// The stored documents of a source's segment, and the index of the document among them.
    private static func stored(
        _ source: MergeSource, _ inputs: [SegmentMerger.Input]
    ) -> (StoredDocumentsReader, UInt32) {
        let segment = inputs[Int(source.segment)].segment
        return (segment.stored, segment.order.insertionOrdinal(of: source.document))
    }

    /// The dictionary of the new segment: that of an input, or one made from all.
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
            // Reusing the dictionary of a small segment would keep it small for ever.
            let dictionary = try inputs[greatest].segment.stored.dictionaryBytes()
            if !dictionary.isEmpty, 2 * dictionary.count >= sample.contentLength {
                return dictionary
            }
        }
        return try sample.dictionary(path: path) { index throws(StorageError) in
            let (segment, number) = stored(added[index], inputs)
            return try segment.fields(number)
        }
    }

    /// The size of the fields of all documents in bytes, estimated from documents at equal
    /// distances.
    private static func sample(
        _ inputs: [SegmentMerger.Input], _ added: [MergeSource]
    ) throws(StorageError) -> StoredSample {
        let count = min(added.count, sampleCount)
        var length = 0
        for index in 0..<count {
            let (segment, number) = stored(added[index * added.count / count], inputs)
            length += try segment.fieldsLength(number)
        }
        let all = Double(length) * Double(added.count) / Double(max(count, 1))
        return StoredSample(count: added.count, length: Int(all))
    }
}
