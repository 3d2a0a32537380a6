internal import IndexCodec
internal import IndexStorage
internal import Messages

/// Merges segments into one by their postings, without analysing any text.
///
/// The documents keep their order, or get one in which similar documents are neighbours; deleted
/// ones are left out. The file equals, byte by byte, the one that `SegmentSerializer` would write
/// if the remaining documents had been added in this order, except for the sections in insertion
/// order: see `InsertionOrder`. A merge changes no results.
///
/// Memory holds one list of postings, one column and a few numbers for each document; postings,
/// stored documents and boundaries are copied in pieces. Finding an order takes more: see
/// `ForwardIndex`.
struct SegmentMerger {
    /// An input segment, with the numbers of its documents in the output.
    struct Input {
        let segment: SegmentReader
        /// For each document, its number in the new segment; `dropped` if it is left out.
        var numbers: [UInt32]

        static let dropped = UInt32.max
    }

    let inputs: [Input]
    /// The documents of the new segment in their order.
    let sources: [MergeSource]
    /// The same in insertion order.
    private let added: [MergeSource]
    /// The insertion ordinal of each; empty if the two orders are equal.
    private let insertionOrdinals: [UInt32]
    let schema: Schema
    private let settings: AnalysisSettings
    private let parameters: BM25Parameters
    /// The number of positions of the new segment.
    let positionCount: Int
    private let averageLength: Double
    private let weights: FieldWeights
    /// For each document of the new segment, the term added to the weighted frequency in the
    /// divisor of its score.
    private let lengthParts: [Float]
    private let lengths: [UInt32]
    private let norms: [UInt8]
    private let isReordered: Bool

    /// The number of documents of the new segment.
    var documentCount: Int { sources.count }

    /// - Parameters:
    ///   - segments: the segments in their order, each with its live documents.
    ///   - memoryLimit: the number of bytes that finding an order may take.
    /// - Throws: `StorageError` if a checksum does not match: damaged data must not get a new
    ///   checksum.
    init(
        _ segments: [(reader: SegmentReader, live: LiveDocuments)], schema: Schema,
        settings: AnalysisSettings, parameters: BM25Parameters, order: DocumentOrder,
        memoryLimit: Int
    ) throws(StorageError) {
        self.schema = schema
        self.settings = settings
        self.parameters = parameters
        var inputs: [Input] = []
        var sources: [MergeSource] = []
        for (reader, live) in segments {
            try reader.file.verify()
            try reader.order.checkNumbers()
            try reader.checkTextStarts()
            var numbers = [UInt32](repeating: Input.dropped, count: reader.documentCount)
            for document in live.documents {
                numbers[Int(document)] = UInt32(sources.count)
                sources.append(
                    MergeSource(segment: UInt32(inputs.count), document: document))
            }
            inputs.append(Input(segment: reader, numbers: numbers))
        }
        isReordered = order == .similar
        if isReordered {
            // Consumed, so that modifying it does not copy it.
            let order = GraphBisection.order(
                try ForwardIndex(inputs, documentCount: sources.count, memoryLimit: memoryLimit))
            sources = order.map { sources[Int($0)] }
            for (number, source) in sources.enumerated() {
                inputs[Int(source.segment)].numbers[Int(source.document)] = UInt32(number)
            }
        }
        (added, insertionOrdinals) = SegmentMerger.insertionOrdinals(
            inputs, sources, isReordered: isReordered)
        var lengths: [UInt32] = []
        lengths.reserveCapacity(sources.count)
        for source in sources {
            let segment = inputs[Int(source.segment)].segment
            lengths.append(UInt32(try segment.textRange(source.document).count))
        }
        self.inputs = inputs
        self.sources = sources
        self.lengths = lengths
        positionCount = lengths.reduce(0) { $0 + Int($1) }
        averageLength = Double(positionCount) / Double(max(sources.count, 1))
        weights = FieldWeights(schema.textFields.map(\.weight))
        let table = parameters.lengthTable(averageLength: averageLength)
        let norms = lengths.map { LengthNorm.encode(Int($0)) }
        self.norms = norms
        lengthParts = norms.map { table[Int($0)] }
    }

    /// The live documents in insertion order, and for each document of the new segment its index in
    /// that; empty if both orders are equal.
    private static func insertionOrdinals(
        _ inputs: [Input], _ sources: [MergeSource], isReordered: Bool
    ) -> (added: [MergeSource], insertionOrdinals: [UInt32]) {
        if !isReordered, inputs.allSatisfy({ $0.segment.order.isKept }) { return (sources, []) }
        var added: [MergeSource] = []
        added.reserveCapacity(sources.count)
        var insertionOrdinals = [UInt32](repeating: 0, count: sources.count)
        for (number, input) in inputs.enumerated() {
            for ordinal in 0..<UInt32(input.segment.documentCount) {
                let document = input.segment.order.document(at: ordinal)
                let newNumber = input.numbers[Int(document)]
                if newNumber == Input.dropped { continue }
                insertionOrdinals[Int(newNumber)] = UInt32(added.count)
                added.append(MergeSource(segment: UInt32(number), document: document))
            }
        }
        return (added, insertionOrdinals)
    }

    private func segment(_ source: MergeSource) -> SegmentReader {
        inputs[Int(source.segment)].segment
    }

    /// Writes the segment and returns the size of the file in bytes.
    func write(_ fileSystem: FileSystem, path: String) throws(StorageError) -> Int {
        precondition(documentCount > 0, "a segment has documents")
        var file = try SectionFileWriter(fileSystem, path: path)
        var stored = try StoredMerge(inputs, added, path: path)
        let sections = try stored.write(&file)
        try file.section(SegmentSection.metadata, metadata())
        try writeGrams(&file)
        try writeWords(&file)
        try writeTexts(&file)
        try writeColumns(&file)
        try sections.write(&file)
        try writeIdentities(&file)
        try sections.writeCopy(&file)
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
        var walk = try GramMergeWalk(inputs)
        var dictionary = GramDictionaryWriter()
        var lists = ListMerge(
            norms: norms, sortsInto: isReordered ? documentCount : nil)
        file.begin(SegmentSection.gramPostings)
        var pages = PageRelease(inputs, file)
        while let gram = try walk.next() {
            for part in walk.parts {
                try append(part.location, of: inputs[part.input], to: &lists)
            }
            if let location = try lists.write(to: &file) { dictionary.add(gram, location) }
            pages.release(file)
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
        var lists = ListMerge(
            norms: nil, sortsInto: isReordered ? documentCount : nil)
        file.begin(SegmentSection.wordPostings)
        var pages = PageRelease(inputs, file)
        while let word = walks.compactMap({ $0.current?.word })
            .min(by: { $0.lexicographicallyPrecedes($1) })
        {
            for index in walks.indices {
                guard let entry = walks[index].current, entry.word == word else { continue }
                try append(entry.location, of: inputs[index], to: &lists)
                try walks[index].advance()
            }
            if let location = try lists.write(to: &file) { dictionary.add(word, location) }
            pages.release(file)
        }
        try lists.flush(to: &file)
        try file.end()
        let (index, entries) = dictionary.finish()
        try file.section(SegmentSection.wordIndex, index)
        try file.section(SegmentSection.wordEntries, entries)
    }

    /// Appends the postings of the live documents of an input.
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
                let end = lists.writer.positions.count + Int(frequency)
                if lists.isGram {
                    try cursor.appendPositions(of: posting, to: &lists.writer.positions)
                }
                guard frequency > 0, !lists.isGram || lists.writer.positions.count == end else {
                    throw input.segment.corrupt("a posting has impossible frequencies")
                }
                guard
                    !lists.isGram
                        || SegmentMerger.ascend(
                            lists.writer.positions.span.extracting(end - Int(frequency)..<end),
                            below: lengths[Int(document)])
                else { throw input.segment.corrupt("positions are out of order") }
            }
        }
    }

    /// Whether positions ascend and are less than a length.
    @inline(__always)
    private static func ascend(_ positions: Span<UInt32>, below length: UInt32) -> Bool {
        guard positions[positions.count - 1] < length else { return false }
        for index in 1..<positions.count where positions[index - 1] >= positions[index] {
            return false
        }
        return true
    }

    private func writeTexts(_ file: inout SectionFileWriter) throws(StorageError) {
        try file.section(SegmentSection.norms, norms)
        var starts: [UInt32] = [0]
        starts.reserveCapacity(documentCount + 1)
        var end: UInt32 = 0
        for length in lengths {
            end += length
            starts.append(end)
        }
        try file.section(SegmentSection.textStarts, TextStarts.write(starts))
        var bits = BitCopy()
        var pages = PageRelease(inputs, file, isReordered: isReordered)
        file.begin(SegmentSection.boundaries)
        for source in sources where settings.indexesWords {
            let segment = segment(source)
            guard segment.hasWords else { throw segment.corrupt("boundaries are missing") }
            bits.append(segment.boundaries, try segment.textRange(source.document))
            if bits.bytes.count > 1 << 18 {
                try file.append(bits.bytes)
                bits.bytes.removeAll(keepingCapacity: true)
                pages.release(file)
            }
        }
        bits.finish()
        try file.append(bits.bytes)
        try file.end()
    }

    private func writeColumns(_ file: inout SectionFileWriter) throws(StorageError) {
        let years = sources.map { segment($0).years.years(of: $0.document) }
        try file.section(SegmentSection.years, YearColumn.write(years))
        for field in 0..<schema.textFields.count - 1 {
            try file.section(
                SegmentSection.fieldLengths + UInt32(field),
                integers { $0.fieldEnds[field] })
        }
        for field in schema.keywordFields.indices {
            try file.section(
                SegmentSection.keywords + UInt32(field),
                KeywordColumn.merge(inputs.map { $0.segment.keywordColumns[field] }, sources))
        }
        for field in schema.integerFields.indices {
            try file.section(
                SegmentSection.integers + UInt32(field), integers { $0.integerColumns[field] })
        }
    }

    private func integers(_ column: (SegmentReader) -> IntegerColumn) -> [UInt8] {
        let columns = inputs.map { column($0.segment) }
        return IntegerColumn.write(
            sources.map { columns[Int($0.segment)].value($0.document) })
    }

    /// Writes the identifiers and the order.
    private func writeIdentities(_ file: inout SectionFileWriter) throws(StorageError) {
        var buffer = ByteWriter()
        var pages = PageRelease(inputs, file)
        func flush(
            _ file: inout SectionFileWriter, _ buffer: inout ByteWriter, least: Int = 1 << 18
        ) throws(StorageError) {
            if buffer.count < least { return }
            try file.append(buffer.bytes)
            buffer.bytes.removeAll(keepingCapacity: true)
            pages.release(file)
        }
        file.begin(SegmentSection.identifiers)
        let table = IdentifierTable.Writer(documentCount: documentCount)
        var walks: [IdentifierWalk] = []
        for input in inputs { walks.append(try IdentifierWalk(input, insertionOrdinals)) }
        var equal: [IdentifierTable.Entry] = []
        while let hash = walks.compactMap(\.current?.hash).min() {
            // One hash may be in several segments.
            for walk in walks.indices {
                while let entry = walks[walk].current, entry.hash == hash {
                    equal.append(entry)
                    try walks[walk].advance()
                }
            }
            for entry in equal.sorted(by: { $0 < $1 }) { table.append(entry, to: &buffer) }
            equal.removeAll(keepingCapacity: true)
            try flush(&file, &buffer)
        }
        try flush(&file, &buffer, least: 0)
        try file.end()
        try file.section(SegmentSection.order, InsertionOrder.write(insertionOrdinals))
    }
}
