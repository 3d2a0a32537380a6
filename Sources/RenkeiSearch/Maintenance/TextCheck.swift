internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// Compares the index data of a segment with an analysis of its stored documents.
///
/// Matching checksums prove that bytes are those that were written, not that they are right: an
/// index may come from a stranger. For each document, only a sum of hashes of its postings is kept,
/// so that neither lists nor texts are held in memory.
struct TextCheck {
    private let segment: SegmentReader
    private let settings: AnalysisSettings
    /// For each document, the sum of the hashes of its postings in the lists minus those of its
    /// text.
    private var sums: [UInt64]

    /// The number of bytes of documents to analyse at a time.
    private static let memoryLimit = 64 << 20

    init(_ segment: SegmentReader, _ settings: AnalysisSettings) {
        self.segment = segment
        self.settings = settings
        sums = [UInt64](repeating: 0, count: segment.documentCount)
    }

    /// The hash of a bigram.
    static func hash(_ gram: Gram) -> UInt64 { mix(gram.key) }

    /// The hash of a word in UTF-8: FNV-1a, mixed.
    static func hash(_ word: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return mix(~hash)
    }

    /// Adds a posting of the segment.
    ///
    /// - Parameter term: the hash of its term.
    mutating func add(
        _ document: UInt32, of term: UInt64, _ frequency: UInt32, split: UInt32,
        _ positions: Span<UInt32>
    ) {
        sums[Int(document)] &+= TextCheck.hash(term, frequency, split, positions)
    }

    /// Analyses the stored documents, after all postings were added.
    ///
    /// - Throws: `StorageError` if the segment differs from the analysis.
    mutating func finish() throws(StorageError) {
        var first = 0
        while first < segment.documentCount {
            do {
                let builder = try SegmentBuilder(schema: segment.schema, settings: settings)
                var end = first
                while end < segment.documentCount, builder.memory < TextCheck.memoryLimit,
                    !builder.isFull
                {
                    try builder.add(segment.document(UInt32(end)))
                    end += 1
                }
                try compare(builder, from: first)
                first = end
            } catch let error as StorageError {
                throw error
            } catch {
                let failure = SearchError(any: error)
                throw StorageError(
                    failure.code == .invalidDocument ? .corrupt : .io,
                    path: segment.file.file.path, failure.localizedMessage)
            }
        }
    }

    /// Compares the documents of a builder with those of the segment from `first` on.
    private mutating func compare(
        _ builder: SegmentBuilder, from first: Int
    ) throws(StorageError) {
        let lengths = builder.buffer.documentLengths
        let bounds = builder.buffer.positionBounds
        for index in 0..<builder.documentCount {
            let document = UInt32(first + index)
            let range = try segment.textRange(document)
            let ends = builder.fieldEnds.map { $0[index] }
            guard range.count == lengths[index], segment.fieldEnds(of: document) == ends,
                segment.years.years(of: document) == builder.years[index]
            else { throw differs(document) }
            if !settings.indexesWords { continue }
            for position in 0..<range.count {
                let bit = Int(bounds[index]) + position
                let isStart =
                    bit >> 6 < builder.boundaries.count
                    && builder.boundaries[bit >> 6] >> UInt64(bit & 63) & 1 == 1
                guard segment.isBoundary(position, in: range) == isStart else {
                    throw differs(document)
                }
            }
        }
        subtractGrams(builder, from: first)
        if settings.indexesWords { subtractWords(builder, from: first) }
        for index in 0..<builder.documentCount where sums[first + index] != 0 {
            throw differs(UInt32(first + index))
        }
    }

    private func differs(_ document: UInt32) -> StorageError {
        do {
            let id = try segment.identifier(document)
            return segment.corrupt("what is indexed of document \(id) is not its text")
        } catch { return error }
    }

    private mutating func subtractGrams(_ builder: SegmentBuilder, from first: Int) {
        let numbering = PositionNumbering(builder.buffer.bounds)
        let collector = collector(builder, numbering, builder.fieldEnds, keepsPositions: true)
        var inverter = GramInverter(builder.buffer, numbering)
        var list = PostingsListWriter(norms: nil)
        inverter.forEach { gram, occurrences in
            collector.collect(occurrences, into: &list)
            subtract(list, TextCheck.hash(gram), from: first)
        }
    }

    private mutating func subtractWords(_ builder: SegmentBuilder, from first: Int) {
        let bounds = builder.wordNumberStarts + [UInt32(builder.wordNumbers.count)]
        let numbering = PositionNumbering(bounds)
        let collector = collector(builder, numbering, builder.fieldWordEnds, keepsPositions: false)
        var inverter = Inverter(
            builder.wordNumbers, bounds, numbering, order: Array(0..<UInt32(builder.words.count)))
        var list = PostingsListWriter(norms: nil)
        inverter.forEach { word, occurrences in
            collector.collect(occurrences, into: &list)
            let spelling = Array(String(scalars: builder.words.word(word)).utf8)
            subtract(list, TextCheck.hash(spelling), from: first)
        }
    }

    private mutating func subtract(_ list: PostingsListWriter, _ term: UInt64, from first: Int) {
        let positions = list.positions.span
        var start = 0
        for index in list.documents.indices {
            let end = positions.isEmpty ? 0 : start + Int(list.frequencies[index])
            sums[first + Int(list.documents[index])] &-= TextCheck.hash(
                term, list.frequencies[index], list.splits[index],
                positions.extracting(start..<end))
            start = end
        }
    }

    private func collector(
        _ builder: SegmentBuilder, _ numbering: PositionNumbering, _ fieldEnds: [[UInt32]],
        keepsPositions: Bool
    ) -> PostingsCollector {
        PostingsCollector(
            numbering, norms: builder.buffer.documentLengths.map { LengthNorm.encode($0) },
            fieldEnds: fieldEnds,
            split: FieldFrequencies(fieldCount: segment.schema.textFields.count),
            weights: FieldWeights(segment.weights),
            lengthTable: segment.parameters.lengthTable(averageLength: segment.averageLength),
            keepsPositions: keepsPositions)
    }

    private static func hash(
        _ term: UInt64, _ frequency: UInt32, _ split: UInt32, _ positions: Span<UInt32>
    ) -> UInt64 {
        var hash = mix(term ^ (UInt64(split) << 32 | UInt64(frequency)))
        for index in positions.indices { hash = mix(hash &+ UInt64(positions[index])) }
        return hash
    }

    /// The mixing of SplitMix64.
    private static func mix(_ number: UInt64) -> UInt64 {
        var value = number &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
