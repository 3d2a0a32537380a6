internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Writes the documents of a `SegmentBuilder` as a segment file.
struct SegmentSerializer {
    private let builder: SegmentBuilder
    private let parameters: BM25Parameters
    private let averageLength: Double
    private let norms: [UInt8]

    init(_ builder: SegmentBuilder, parameters: BM25Parameters) {
        self.builder = builder
        self.parameters = parameters
        let starts = builder.textStarts + [UInt32(builder.gramLog.count)]
        norms = (0..<builder.documentCount).map {
            LengthNorm.encode(Int(starts[$0 + 1] - starts[$0]))
        }
        averageLength = Double(builder.gramLog.count) / Double(max(builder.documentCount, 1))
    }

    /// Writes the segment and returns the file's size in bytes.
    func write(_ fileSystem: FileSystem, path: String) throws(StorageError) -> Int {
        var file = try SectionFileWriter(fileSystem, path: path)
        try file.section(SegmentSection.metadata, metadata())
        let memory = try writeGrams(&file)
        try writeWords(&file, reusing: memory)
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
        _ fieldEnds: [[UInt32]], keepsPositions: Bool
    ) -> PostingsCollector {
        PostingsCollector(
            norms: norms, fieldEnds: fieldEnds,
            split: FieldSplit(fieldCount: builder.schema.textFields.count),
            weights: FieldWeights(builder.schema.textFields.map(\.weight)),
            lengthTable: parameters.lengthTable(averageLength: averageLength),
            keepsPositions: keepsPositions)
    }

    /// Writes the bigrams, and returns the memory that their inversion took.
    private func writeGrams(
        _ file: inout SectionFileWriter
    ) throws(StorageError) -> [UInt64] {
        let keys = builder.grams.keys
        let order = builder.grams.sorted()
        var inverter = Inverter(
            builder.gramLog,
            documentStarts: builder.textStarts + [UInt32(builder.gramLog.count)], order: order)
        let collector = collector(builder.fieldEnds, keepsPositions: true)
        var dictionary = GramDictionaryWriter()
        file.begin(SegmentSection.gramPostings)
        try writeLists(&inverter, collector, &file) { rank, location in
            dictionary.add(Gram(key: keys[Int(order[rank])]), location)
        }
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.gramIndex, index)
        try file.section(SegmentSection.gramEntries, entries)
        return inverter.occurrences
    }

    private func writeWords(
        _ file: inout SectionFileWriter, reusing memory: consuming [UInt64]
    ) throws(StorageError) {
        let words = builder.words
        let order = words.sorted()
        var inverter = Inverter(
            builder.wordLog,
            documentStarts: builder.wordLogStarts + [UInt32(builder.wordLog.count)], order: order,
            reusing: memory)
        let collector = collector(builder.fieldWordEnds, keepsPositions: false)
        var dictionary = WordDictionaryWriter()
        file.begin(SegmentSection.wordPostings)
        try writeLists(&inverter, collector, &file) { rank, location in
            dictionary.add(Array(String(scalars: words.word(Int(order[rank]))).utf8), location)
        }
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.wordIndex, index)
        try file.section(SegmentSection.wordEntries, entries)
    }

    /// Writes the postings of terms, in their order, to the open section of a file.
    ///
    /// - Parameter body: called with the place of each term in the order and that of its postings.
    private func writeLists(
        _ inverter: inout Inverter, _ collector: PostingsCollector,
        _ file: inout SectionFileWriter, _ body: (Int, PostingsLocation) -> Void
    ) throws(StorageError) {
        var lists = PostingsListWriter(norms: collector.keepsPositions ? norms : nil)
        var buffer = ByteWriter()
        while inverter.advance() {
            for rank in inverter.ranks {
                inverter.withOccurrences(of: rank) { collector.collect($0, into: &lists) }
                let start = buffer.count
                let offset = file.sectionLength + start
                lists.write(to: &buffer)
                body(rank, PostingsLocation(offset: offset, length: buffer.count - start))
                if buffer.count > 1 << 18 {
                    try file.append(buffer.bytes)
                    buffer.bytes.removeAll(keepingCapacity: true)
                }
            }
        }
        try file.append(buffer.bytes)
    }

    private func writeColumns(_ file: inout SectionFileWriter) throws(StorageError) {
        try file.section(SegmentSection.norms, norms)
        let starts = builder.textStarts + [UInt32(builder.gramLog.count)]
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
                SegmentSection.keywords + UInt32(field), KeywordColumn.write(keywords))
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
        for word in builder.boundaries { bits.u64(word) }
        let byteCount = (builder.gramLog.count + 7) / 8
        while bits.count < byteCount { bits.u8(0) }
        bits.bytes.removeLast(bits.count - byteCount)
        return bits.bytes
    }

    private func writeStored(_ file: inout SectionFileWriter) throws(StorageError) {
        var offsets = ByteWriter()
        for offset in builder.storedOffsets { offsets.u64(offset) }
        offsets.u64(UInt64(builder.stored.count))
        try file.section(SegmentSection.storedOffsets, offsets.bytes)
        try file.section(SegmentSection.stored, builder.stored.bytes)
        var checksums = ByteWriter()
        for (document, offset) in builder.storedOffsets.enumerated() {
            let end =
                document + 1 < builder.storedOffsets.count
                ? Int(builder.storedOffsets[document + 1]) : builder.stored.count
            checksums.u32(CRC32C.checksum(builder.stored.bytes, Int(offset)..<end))
        }
        try file.section(SegmentSection.storedChecksums, checksums.bytes)
        // The hash in the upper half, the document in the lower one: sorted by both.
        let sorted = builder.identifiers.enumerated().map { document, hash in
            UInt64(IdentifierHash.stored(hash)) << 32 | UInt64(document)
        }.sorted()
        var identifiers = ByteWriter()
        let table = IdentifierTable.Writer(documentCount: builder.documentCount)
        for entry in sorted {
            table.append(
                (UInt32(truncatingIfNeeded: entry >> 32), UInt32(truncatingIfNeeded: entry)),
                to: &identifiers)
        }
        try file.section(SegmentSection.identifiers, identifiers.bytes)
    }
}
