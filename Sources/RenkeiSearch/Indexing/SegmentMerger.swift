internal import IndexCodec
internal import IndexStorage
internal import Messages

/// Makes one segment of several, from their postings and without analysing any text.
///
/// The documents keep their order; deleted ones are left out. The file is byte by byte the one that
/// `SegmentSerializer` would write of the documents that are left: so a merge changes no answer.
///
/// Memory holds one list of postings, one column and a few numbers for each document; postings,
/// stored documents and boundaries go from file to file in pieces.
struct SegmentMerger {
    /// A segment with the documents that go on.
    struct Input {
        let segment: SegmentReader
        /// The documents that go on, ascending.
        let documents: [UInt32]
        /// For each document its number in the new segment; `dropped` for those left out.
        let numbers: [UInt32]

        static let dropped = UInt32.max
    }

    let inputs: [Input]
    let schema: Schema
    private let settings: AnalysisSettings
    private let parameters: BM25Parameters
    /// How many documents the new segment has.
    let documentCount: Int
    /// How many positions it has.
    let positionCount: Int
    private let averageLength: Double
    private let weights: FieldWeights
    /// For each document of the new segment, what is added to the weighted frequency in the divisor
    /// of its score.
    private let lengthParts: [Float]
    private let lengths: [Int]

    /// - Parameter segments: the segments in their order, each with its live documents.
    /// - Throws: `StorageError` if a file does not have its checksums: damage must not get new ones.
    init(
        _ segments: [(reader: SegmentReader, live: LiveDocuments)], schema: Schema,
        settings: AnalysisSettings, parameters: BM25Parameters
    ) throws(StorageError) {
        self.schema = schema
        self.settings = settings
        self.parameters = parameters
        var inputs: [Input] = []
        var lengths: [Int] = []
        var count: UInt32 = 0
        for (reader, live) in segments {
            try reader.file.verify()
            let documents = live.documents
            var numbers = [UInt32](repeating: Input.dropped, count: reader.documentCount)
            for document in documents {
                numbers[Int(document)] = count
                count += 1
                lengths.append(try reader.textRange(document).count)
            }
            inputs.append(Input(segment: reader, documents: documents, numbers: numbers))
        }
        self.inputs = inputs
        self.lengths = lengths
        documentCount = lengths.count
        positionCount = lengths.reduce(0, +)
        averageLength = Double(positionCount) / Double(max(documentCount, 1))
        weights = FieldWeights(schema.textFields.map(\.weight))
        let table = parameters.lengthTable(averageLength: averageLength)
        lengthParts = lengths.map { table[Int(LengthNorm.encode($0))] }
    }

    /// Writes the segment and returns the file's size in bytes.
    func write(_ fileSystem: FileSystem, path: String) throws(StorageError) -> Int {
        precondition(documentCount > 0, "a segment has documents")
        var file = try SectionFileWriter(fileSystem, path: path)
        try file.section(SegmentSection.metadata, metadata())
        try writeGrams(&file)
        try writeWords(&file)
        try writeTexts(&file)
        try writeColumns(&file)
        try writeStored(&file)
        return try file.finish()
    }

    private func metadata() -> [UInt8] {
        var writer = ByteWriter()
        writer.u32(UInt32(documentCount))
        writer.u64(UInt64(positionCount))
        writer.u8(UInt8(schema.textFields.count))
        writer.u8(UInt8(schema.keywordFields.count))
        writer.u8(UInt8(schema.integerFields.count))
        writer.u8(settings.indexesWords ? 1 : 0)
        writer.double(parameters.k1)
        writer.double(parameters.b)
        writer.double(averageLength)
        for field in schema.textFields { writer.double(field.weight) }
        return writer.bytes
    }

    private func writeGrams(_ file: inout SectionFileWriter) throws(StorageError) {
        var walks: [GramWalk] = []
        for input in inputs { walks.append(try GramWalk(input.segment.grams)) }
        var dictionary = GramDictionaryWriter()
        var lists = ListMerge(isGram: true)
        file.begin(SegmentSection.gramPostings)
        while let gram = walks.compactMap({ $0.current?.gram }).min() {
            for index in walks.indices {
                guard let entry = walks[index].current, entry.gram == gram else { continue }
                try append(entry.location, of: inputs[index], to: &lists)
                try walks[index].advance()
            }
            if let location = try lists.write(to: &file) { dictionary.add(gram, location) }
        }
        try lists.flush(to: &file)
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.gramIndex, index)
        try file.section(SegmentSection.gramEntries, entries)
    }

    private func writeWords(_ file: inout SectionFileWriter) throws(StorageError) {
        var walks: [WordWalk] = []
        for input in inputs { walks.append(try WordWalk(input.segment.words)) }
        var dictionary = WordDictionaryWriter()
        var lists = ListMerge(isGram: false)
        file.begin(SegmentSection.wordPostings)
        while let word = walks.compactMap({ $0.current?.word })
            .min(by: { $0.lexicographicallyPrecedes($1) })
        {
            for index in walks.indices {
                guard let entry = walks[index].current, entry.word == word else { continue }
                try append(entry.location, of: inputs[index], to: &lists)
                try walks[index].advance()
            }
            if let location = try lists.write(to: &file) { dictionary.add(word, location) }
        }
        try lists.flush(to: &file)
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.wordIndex, index)
        try file.section(SegmentSection.wordEntries, entries)
    }

    /// Appends the postings of the documents of an input that go on.
    private func append(
        _ location: PostingsLocation, of input: Input, to lists: inout ListMerge
    ) throws(StorageError) {
        guard var cursor = try input.segment.postings(at: location, ofGram: lists.isGram) else {
            return
        }
        for block in 0..<cursor.blockCount {
            try cursor.decode(block)
            for posting in 0..<cursor.count {
                let document = input.numbers[Int(cursor.documents[posting])]
                if document == Input.dropped { continue }
                let frequency = cursor.frequencies[posting]
                let split = cursor.hasSplits ? cursor.splits[posting] : 0
                lists.writer.documents.append(document)
                lists.writer.frequencies.append(frequency)
                lists.writer.splits.append(split)
                let weighted =
                    split == 0
                    ? weights.weighted(frequency) : weights.weighted(frequency, split: split)
                lists.writer.bounds.append(
                    PostingsCollector.bound(weighted, lengthParts[Int(document)]))
                if lists.isGram {
                    try cursor.appendPositions(of: posting, to: &lists.writer.positions)
                }
            }
        }
    }

    private func writeTexts(_ file: inout SectionFileWriter) throws(StorageError) {
        try file.section(SegmentSection.norms, lengths.map { LengthNorm.encode($0) })
        var starts = ByteWriter()
        var start = 0
        for length in lengths {
            starts.u32(UInt32(start))
            start += length
        }
        starts.u32(UInt32(start))
        try file.section(SegmentSection.textStarts, starts.bytes)
        var bits = BitCopy()
        file.begin(SegmentSection.boundaries)
        for input in inputs {
            for document in input.documents {
                bits.append(
                    input.segment.boundaries, try input.segment.textRange(document))
                if bits.bytes.count > 1 << 18 {
                    try file.append(bits.bytes)
                    bits.bytes.removeAll(keepingCapacity: true)
                }
            }
        }
        bits.finish()
        try file.append(bits.bytes)
        try file.end()
    }

    private func writeColumns(_ file: inout SectionFileWriter) throws(StorageError) {
        let years = inputs.flatMap { input in
            input.documents.map { input.segment.years.years(of: $0) }
        }
        try file.section(SegmentSection.years, YearColumn.write(years))
        for field in 0..<schema.textFields.count - 1 {
            try file.section(
                SegmentSection.fieldLengths + UInt32(field),
                integers { $0.fieldEnds[field] })
        }
        for field in schema.keywordFields.indices {
            try file.section(
                SegmentSection.keywords + UInt32(field),
                KeywordColumn.merge(
                    inputs.map { ($0.segment.keywordColumns[field], $0.documents) }))
        }
        for field in schema.integerFields.indices {
            try file.section(
                SegmentSection.integers + UInt32(field), integers { $0.integerColumns[field] })
        }
    }

    private func integers(_ column: (SegmentReader) -> IntegerColumn) -> [UInt8] {
        var values: [Int64?] = []
        values.reserveCapacity(documentCount)
        for input in inputs {
            let column = column(input.segment)
            for document in input.documents { values.append(column.value(document)) }
        }
        return IntegerColumn.write(values)
    }

    private func writeStored(_ file: inout SectionFileWriter) throws(StorageError) {
        var offsets = ByteWriter()
        var checksums = ByteWriter()
        var hashes: [(hash: UInt64, document: UInt32)] = []
        hashes.reserveCapacity(documentCount)
        var end = 0
        for input in inputs {
            for document in input.documents {
                offsets.u64(UInt64(end))
                checksums.u32(input.segment.storedChecksum(document))
                end += try input.segment.storedRegion(document).count
            }
            for place in 0..<input.segment.documentCount {
                let (hash, document) = input.segment.identifierHash(place)
                guard document < input.numbers.count else {
                    throw input.segment.corrupt("identifiers are damaged")
                }
                let number = input.numbers[Int(document)]
                if number != Input.dropped { hashes.append((hash, number)) }
            }
        }
        offsets.u64(UInt64(end))
        try file.section(SegmentSection.storedOffsets, offsets.bytes)
        file.begin(SegmentSection.stored)
        var buffer: [UInt8] = []
        for input in inputs {
            for document in input.documents {
                let region = try input.segment.storedRegion(document)
                buffer += region.array(0, region.count) ?? []
                if buffer.count > 1 << 18 {
                    try file.append(buffer)
                    buffer.removeAll(keepingCapacity: true)
                }
            }
        }
        try file.append(buffer)
        try file.end()
        try file.section(SegmentSection.storedChecksums, checksums.bytes)
        hashes.sort { ($0.hash, $0.document) < ($1.hash, $1.document) }
        var identifiers = ByteWriter()
        for (hash, document) in hashes {
            identifiers.u64(hash)
            identifiers.u32(document)
        }
        try file.section(SegmentSection.identifiers, identifiers.bytes)
    }
}

/// The lists of a section in the making, one after another.
private struct ListMerge {
    let isGram: Bool
    var writer: PostingsListWriter
    private var buffer = ByteWriter()

    init(isGram: Bool) {
        self.isGram = isGram
        writer = PostingsListWriter(hasPositions: isGram)
    }

    /// Writes the list that was gathered and begins another; nil if it has no postings.
    mutating func write(
        to file: inout SectionFileWriter
    ) throws(StorageError) -> PostingsLocation? {
        guard !writer.documents.isEmpty else { return nil }
        let start = buffer.count
        let offset = file.sectionLength + start
        writer.write(to: &buffer)
        writer.removeAll()
        let location = PostingsLocation(offset: offset, length: buffer.count - start)
        if buffer.count > 1 << 18 { try flush(to: &file) }
        return location
    }

    /// Appends what is left to the file.
    mutating func flush(to file: inout SectionFileWriter) throws(StorageError) {
        try file.append(buffer.bytes)
        buffer.bytes.removeAll(keepingCapacity: true)
    }
}

/// Copies bits one behind the other, lowest first.
private struct BitCopy {
    var bytes: [UInt8] = []
    private var accumulator: UInt32 = 0
    private var filled: UInt32 = 0

    /// Appends the bits of a region at some places.
    mutating func append(_ region: ByteRegion, _ places: Range<Int>) {
        var place = places.lowerBound
        while place < places.upperBound {
            // To the next whole byte of the region.
            let count = min(8 - place & 7, places.upperBound - place)
            let byte = UInt32(region.u8(place >> 3)) >> UInt32(place & 7)
            accumulator |= (byte & (1 << UInt32(count) - 1)) << filled
            filled += UInt32(count)
            if filled >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: accumulator))
                accumulator >>= 8
                filled -= 8
            }
            place += count
        }
    }

    /// Fills up the last byte with zeros.
    mutating func finish() {
        if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: accumulator)) }
        accumulator = 0
        filled = 0
    }
}
