internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Writes the documents of a `SegmentBuilder` as a segment file.
struct SegmentSerializer {
    private let builder: SegmentBuilder
    private let parameters: BM25Parameters
    private let averageLength: Double
    private let lengths: [Int]

    init(_ builder: SegmentBuilder, parameters: BM25Parameters) {
        self.builder = builder
        self.parameters = parameters
        let starts = builder.textStarts + [UInt32(builder.gramLog.count)]
        lengths = (0..<builder.documentCount).map { Int(starts[$0 + 1] - starts[$0]) }
        averageLength = Double(builder.gramLog.count) / Double(max(builder.documentCount, 1))
    }

    /// Writes the segment and returns the file's size in bytes.
    func write(_ fileSystem: FileSystem, path: String) throws(StorageError) -> Int {
        var file = try SectionFileWriter(fileSystem, path: path)
        try file.section(SegmentSection.metadata, metadata())
        try writeGrams(&file)
        try writeWords(&file)
        try writeColumns(&file)
        try writeStored(&file)
        return try file.finish()
    }

    private func metadata() -> [UInt8] {
        var writer = ByteWriter()
        writer.u32(UInt32(builder.documentCount))
        writer.u64(UInt64(builder.gramLog.count))
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
        _ starts: [UInt32], _ logLength: Int, _ fieldEnds: [[UInt32]], keepsPositions: Bool
    ) -> PostingsCollector {
        let table = parameters.lengthTable(averageLength: averageLength)
        return PostingsCollector(
            documentStarts: starts + [UInt32(logLength)], fieldEnds: fieldEnds,
            split: FieldSplit(fieldCount: builder.schema.textFields.count),
            weights: FieldWeights(builder.schema.textFields.map(\.weight)),
            lengthParts: lengths.map { table[Int(LengthNorm.encode($0))] },
            keepsPositions: keepsPositions)
    }

    private func writeGrams(_ file: inout SectionFileWriter) throws(StorageError) {
        let keys = builder.grams.keys
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        let inverter = Inverter(builder.gramLog, termCount: keys.count)
        let collector = collector(
            builder.textStarts, builder.gramLog.count, builder.fieldEnds, keepsPositions: true)
        var dictionary = GramDictionaryWriter()
        file.begin(SegmentSection.gramPostings)
        try writeLists(of: order, inverter, collector, &file) { term, location in
            dictionary.add(Gram(key: keys[term]), location)
        }
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.gramIndex, index)
        try file.section(SegmentSection.gramEntries, entries)
    }

    private func writeWords(_ file: inout SectionFileWriter) throws(StorageError) {
        let words = builder.words
        let spellings = (0..<words.count).map { Array(String(scalars: words.word($0)).utf8) }
        let order = spellings.indices.sorted {
            spellings[$0].lexicographicallyPrecedes(spellings[$1])
        }
        let inverter = Inverter(builder.wordLog, termCount: words.count)
        let collector = collector(
            builder.wordLogStarts, builder.wordLog.count, builder.fieldWordEnds,
            keepsPositions: false)
        var dictionary = WordDictionaryWriter()
        file.begin(SegmentSection.wordPostings)
        try writeLists(of: order, inverter, collector, &file) { term, location in
            dictionary.add(spellings[term], location)
        }
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.wordIndex, index)
        try file.section(SegmentSection.wordEntries, entries)
    }

    /// Writes the postings of terms, in an order, to the open section of a file.
    ///
    /// - Parameter body: called with each term and the place of its postings.
    private func writeLists(
        of order: [Int], _ inverter: Inverter, _ collector: PostingsCollector,
        _ file: inout SectionFileWriter, _ body: (Int, PostingsLocation) -> Void
    ) throws(StorageError) {
        var lists = PostingsListWriter(hasPositions: collector.keepsPositions)
        var buffer = ByteWriter()
        for term in order {
            collector.collect(term, of: inverter, into: &lists)
            let start = buffer.count
            let offset = file.sectionLength + start
            lists.write(to: &buffer)
            body(term, PostingsLocation(offset: offset, length: buffer.count - start))
            if buffer.count > 1 << 18 {
                try file.append(buffer.bytes)
                buffer.bytes.removeAll(keepingCapacity: true)
            }
        }
        try file.append(buffer.bytes)
    }

    private func writeColumns(_ file: inout SectionFileWriter) throws(StorageError) {
        try file.section(SegmentSection.norms, lengths.map { LengthNorm.encode($0) })
        var starts = ByteWriter()
        for start in builder.textStarts { starts.u32(start) }
        starts.u32(UInt32(builder.gramLog.count))
        try file.section(SegmentSection.textStarts, starts.bytes)
        var bits = ByteWriter()
        for word in builder.boundaries { bits.u64(word) }
        let byteCount = (builder.gramLog.count + 7) / 8
        while bits.count < byteCount { bits.u8(0) }
        try file.section(SegmentSection.boundaries, bits.bytes)
        for (field, ends) in builder.fieldEnds.enumerated() {
            try file.section(
                SegmentSection.fieldLengths + UInt32(field),
                IntegerColumn.write(ends.map { Int64($0) }))
        }
        for (field, keywords) in builder.keywords.enumerated() {
            try file.section(
                SegmentSection.keywords + UInt32(field), KeywordColumn.write(keywords))
        }
        for (field, integers) in builder.integers.enumerated() {
            try file.section(
                SegmentSection.integers + UInt32(field), IntegerColumn.write(integers))
        }
    }

    private func writeStored(_ file: inout SectionFileWriter) throws(StorageError) {
        var offsets = ByteWriter()
        for offset in builder.storedOffsets { offsets.u64(offset) }
        offsets.u64(UInt64(builder.stored.count))
        try file.section(SegmentSection.storedOffsets, offsets.bytes)
        try file.section(SegmentSection.stored, builder.stored.bytes)
        let sorted = builder.identifiers.enumerated().sorted {
            ($0.element, $0.offset) < ($1.element, $1.offset)
        }
        var identifiers = ByteWriter()
        for (document, hash) in sorted {
            identifiers.u64(hash)
            identifiers.u32(UInt32(document))
        }
        try file.section(SegmentSection.identifiers, identifiers.bytes)
    }
}
