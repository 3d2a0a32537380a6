internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Writes the documents of a `SegmentBuilder` as a segment file.
struct SegmentSerializer {
    private let builder: SegmentBuilder
    private let parameters: BM25Parameters
    private let averageLength: Double
    private let lengths: [Int]
    private let norms: [UInt8]

    init(_ builder: SegmentBuilder, parameters: BM25Parameters) {
        self.builder = builder
        self.parameters = parameters
        lengths = builder.buffer.documentLengths
        norms = lengths.map { LengthNorm.encode($0) }
        averageLength =
            Double(builder.buffer.positionCount) / Double(max(builder.documentCount, 1))
    }

    /// Writes the segment and returns the size of the file in bytes.
    ///
    /// It can be called again after a failure.
    ///
    /// - Precondition: the builder keeps stored documents.
    func write() throws(StorageError) -> Int {
        guard var stored = builder.stored else { preconditionFailure("a segment has a file") }
        let sections = try stored.finish()
        var file = stored.file
        try file.section(SegmentSection.metadata, metadata())
        let memory = try writeGrams(&file)
        try writeWords(&file, reusing: memory)
        try writeColumns(&file)
        try sections.write(&file)
        try writeIdentities(&file)
        try sections.writeCopy(&file)
        return try file.finish()
    }

    private func metadata() -> [UInt8] {
        var writer = ByteWriter()
        writer.u32(UInt32(builder.documentCount))
        writer.u64(UInt64(builder.buffer.positionCount))
        writer.u8(UInt8(builder.schema.textFields.count))
        writer.u8(UInt8(builder.schema.keywordFields.count))
        writer.u8(UInt8(builder.schema.integerFields.count))
        writer.u8(builder.settings.indexesWords ? 1 : 0)
        writer.double(parameters.k1)
        writer.double(parameters.b)
        writer.double(averageLength)
        for field in builder.schema.textFields { writer.double(field.weight) }
        return writer.bytes
    }

    private func collector(
        _ numbering: PositionNumbering, _ fieldEnds: [[UInt32]], keepsPositions: Bool
    ) -> PostingsCollector {
        PostingsCollector(
            numbering, norms: norms, fieldEnds: fieldEnds,
            split: FieldFrequencies(fieldCount: builder.schema.textFields.count),
            weights: FieldWeights(builder.schema.textFields.map(\.weight)),
            lengthTable: parameters.lengthTable(averageLength: averageLength),
            keepsPositions: keepsPositions)
    }

    /// Writes the bigrams, and returns the memory of the inversion for reuse.
    private func writeGrams(
        _ file: inout SectionFileWriter
    ) throws(StorageError) -> [UInt32] {
        let documents = PositionNumbering(builder.buffer.bounds)
        var inverter = GramInverter(builder.buffer, documents)
        var lists = ListWriter(
            collector(documents, builder.fieldEnds, keepsPositions: true), norms: norms)
        var dictionary = GramDictionaryWriter()
        file.begin(SegmentSection.gramPostings)
        try inverter.forEach { (gram, positions) throws(StorageError) in
            dictionary.add(gram, try lists.write(positions, to: &file))
        }
        try lists.finish(&file)
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.gramIndex, index)
        try file.section(SegmentSection.gramEntries, entries)
        return inverter.memory()
    }

    private func writeWords(
        _ file: inout SectionFileWriter, reusing memory: consuming [UInt32]
    ) throws(StorageError) {
        let words = builder.words
        let order = words.sorted()
        let bounds = builder.wordNumberStarts + [UInt32(builder.wordNumbers.count)]
        let documents = PositionNumbering(bounds)
        var inverter = Inverter(
            builder.wordNumbers, bounds, documents, order: order, reusing: memory)
        var lists = ListWriter(
            collector(documents, builder.fieldWordEnds, keepsPositions: false), norms: norms)
        var dictionary = WordDictionaryWriter()
        file.begin(SegmentSection.wordPostings)
        try inverter.forEach { (rank, positions) throws(StorageError) in
            let word = String(scalars: words.word(Int(order[rank])))
            dictionary.add(Array(word.utf8), try lists.write(positions, to: &file))
        }
        try lists.finish(&file)
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.wordIndex, index)
        try file.section(SegmentSection.wordEntries, entries)
    }

    private func writeColumns(_ file: inout SectionFileWriter) throws(StorageError) {
        try file.section(SegmentSection.norms, norms)
        var starts: [UInt32] = [0]
        starts.reserveCapacity(lengths.count + 1)
        var end: UInt32 = 0
        for length in lengths {
            end += UInt32(length)
            starts.append(end)
        }
        try file.section(SegmentSection.textStarts, TextStarts.write(starts))
        try file.section(SegmentSection.boundaries, boundaries())
        try file.section(SegmentSection.years, YearColumn.write(builder.years))
        for (field, ends) in builder.fieldEnds.enumerated() {
            try file.section(
                SegmentSection.fieldLengths + UInt32(field),
                IntegerColumn.write(ends.map { Int64($0) }))
        }
        for (field, keywords) in builder.keywords.enumerated() {
            try file.section(
                SegmentSection.keywords + UInt32(field),
                KeywordColumn.write(keywords, count: builder.documentCount))
        }
        for (field, integers) in builder.integers.enumerated() {
            try file.section(
                SegmentSection.integers + UInt32(field), IntegerColumn.write(integers))
        }
    }

    /// A bit for each position, if there are words.
    private func boundaries() -> [UInt8] {
        guard builder.settings.indexesWords else { return [] }
        var bits = ByteWriter()
        bits.u64(contentsOf: builder.boundaries)
        let byteCount = (builder.buffer.positionCount + 7) / 8
        while bits.count < byteCount { bits.u8(0) }
        bits.bytes.removeLast(bits.count - byteCount)
        return bits.bytes
    }

    /// Writes the identifiers and the order of the documents.
    private func writeIdentities(_ file: inout SectionFileWriter) throws(StorageError) {
        // The hash in the upper half, the insertion ordinal in the lower one: sorts by both.
        let sorted = builder.identifiers.enumerated().map { ordinal, hash in
            UInt64(IdentifierHash.stored(hash)) << 32 | UInt64(ordinal)
        }.sorted()
        var identifiers = ByteWriter()
        let table = IdentifierTable.Writer(documentCount: builder.documentCount)
        for entry in sorted {
            table.append(
                (UInt32(truncatingIfNeeded: entry >> 32), UInt32(truncatingIfNeeded: entry)),
                to: &identifiers)
        }
        try file.section(SegmentSection.identifiers, identifiers.bytes)
        try file.section(SegmentSection.order, InsertionOrder.write(builder.insertionOrdinals))
    }
}

/// Writes the lists of terms to the open section of a file.
private struct ListWriter {
    private let collector: PostingsCollector
    private var list: PostingsListWriter
    private var buffer = ByteWriter()

    /// - Parameter norms: the `LengthNorm` of each document.
    init(_ collector: PostingsCollector, norms: [UInt8]) {
        self.collector = collector
        list = PostingsListWriter(norms: collector.keepsPositions ? norms : nil)
    }

    /// Writes the list of a term, given the numbers of its positions.
    mutating func write(
        _ positions: Span<UInt32>, to file: inout SectionFileWriter
    ) throws(StorageError) -> PostingsLocation {
        collector.collect(positions, into: &list)
        let start = buffer.count
        let offset = file.sectionLength + start
        list.write(to: &buffer)
        let length = buffer.count - start
        if buffer.count > 1 << 18 { try finish(&file) }
        return PostingsLocation(offset: offset, length: length)
    }

    mutating func finish(_ file: inout SectionFileWriter) throws(StorageError) {
        try file.append(buffer.bytes)
        buffer.bytes.removeAll(keepingCapacity: true)
    }
}
