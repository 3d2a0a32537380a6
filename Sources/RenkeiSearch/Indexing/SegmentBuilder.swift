internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis
internal import Messages

/// Analyses documents and collects the data that `SegmentSerializer` writes as a segment.
///
/// Stored documents are written to the segment's file at once; everything else is in memory. A
/// builder has one owner and is a class so that it is never copied.
final class SegmentBuilder {
    let schema: Schema
    let settings: AnalysisSettings
    private var normalizer: TextNormalizer
    private let segmenter: WordSegmenter
    private var text = NormalizedText()
    private var wordStarts: [UInt32] = []

    /// The stored documents; nil if only terms are needed.
    private(set) var stored: StoredWriter?
    /// The folded texts.
    private(set) var buffer = TokenBuffer()
    /// The words by number.
    private(set) var words = WordTable()
    /// The numbers of the words of all texts, in order.
    private(set) var wordNumbers: [UInt32] = []
    /// The start of the words of each document in `wordNumbers`.
    private(set) var wordNumberStarts: [UInt32] = []
    /// For each text field but the last, the number of positions of each document up to the end of
    /// the field.
    private(set) var fieldEnds: [[UInt32]]
    /// For each text field but the last, the number of words of each document up to the end of the
    /// field.
    private(set) var fieldWordEnds: [[UInt32]]
    /// A bit for each position: 1 if a word begins there.
    private(set) var boundaries: [UInt64] = []
    /// The hashes of the identifiers, in insertion order.
    private(set) var identifiers: [UInt64] = []
    /// The insertion ordinal of each document; empty while documents are in insertion order.
    private(set) var insertionOrdinals: [UInt32] = []
    /// For each keyword field, the keywords of each document up to the last document with any.
    private(set) var keywords: [[[String]]]
    /// For each integer field, the number of each document.
    private(set) var integers: [[Int64?]]
    /// The years that each document names, ascending.
    private(set) var years: [[Int]] = []
    /// The number of UTF-8 bytes of the text fields so far.
    private(set) var textBytes = 0

    /// Makes a builder without documents.
    ///
    /// - Parameters:
    ///   - stored: receives the stored documents; nil if only terms are needed.
    ///   - memory: the approximate number of bytes that the documents will take; this is reserved,
    ///     but takes no memory before it is used.
    init(
        schema: Schema, settings: AnalysisSettings, stored: StoredWriter? = nil, memory: Int = 0
    ) throws(SearchError) {
        self.schema = schema
        self.settings = settings
        self.stored = stored
        normalizer = TextNormalizer(foldings: settings.foldings, variants: settings.variants)
        do { segmenter = try WordSegmenter() } catch { throw SearchError(error) }
        fieldEnds = Array(repeating: [], count: schema.textFields.count - 1)
        fieldWordEnds = fieldEnds
        keywords = Array(repeating: [], count: schema.keywordFields.count)
        integers = Array(repeating: [], count: schema.integerFields.count)
        // Measured proportions of the sum that `memory` computes; arrays that need more will grow.
        // A segment ends at a number of positions, whatever the memory.
        let memory = min(memory, 4 << 30)
        buffer.reserve(memory / 7)
        if settings.indexesWords { wordNumbers.reserveCapacity(memory / 24) }
        reserve(documents: memory / 1024)
    }

    /// Reserves capacity for what is kept per document, to avoid moving it later.
    private func reserve(documents: Int) {
        stored?.reserve(documents)
        buffer.reserve(documents: documents)
        wordNumberStarts.reserveCapacity(documents)
        for field in fieldEnds.indices {
            fieldEnds[field].reserveCapacity(documents)
            fieldWordEnds[field].reserveCapacity(documents)
        }
        identifiers.reserveCapacity(documents)
        for field in integers.indices { integers[field].reserveCapacity(documents) }
        years.reserveCapacity(documents)
    }

    /// The number of documents.
    var documentCount: Int { buffer.documentCount }

    /// The approximate memory of the documents, including what writing them will take.
    var memory: Int {
        buffer.codes.count * 13 / 2 + buffer.rareCount * 96 + wordNumbers.count * 8 + words.count
            * 64
            + documentCount * 96 + (stored?.waitingBytes ?? 0)
    }

    /// The greatest number of positions of a segment, which are numbered with 32 bits.
    static let maximumPositions = 1 << 30

    /// Whether one more document might exceed the position numbers.
    var isFull: Bool { buffer.positionCount > SegmentBuilder.maximumPositions }

    /// Adds a document.
    ///
    /// - Throws: `SearchError` if it does not fit the schema, or the segment's file cannot be
    ///   written to; the builder is then unchanged.
    func add(_ document: Document) throws(SearchError) {
        let bytes = document.fields.reduce(0) { sum, field in
            if case .text(let text) = field.value { return sum + text.utf8.count }
            return sum
        }
        // A byte of text gives at most 18 positions (see NFKCCasefold); all are numbered with 32
        // bits, with one more for each field.
        guard buffer.codes.count + 18 * bytes < Int(UInt32.max) - 8 else {
            throw SearchError(
                .invalidDocument,
                "document \(document.id) makes a segment too long; give the writer less memory")
        }
        try stored?.append(document, schema)
        identifiers.append(IdentifierHash.hash(document.id))
        let start = buffer.beginDocument()
        let wordStart = wordNumbers.count
        wordNumberStarts.append(UInt32(wordStart))
        var named: Set<Int> = []
        for (index, field) in schema.textFields.enumerated() {
            let end = addText(document.text(field.name), years: &named)
            if index < fieldEnds.count {
                if settings.indexesWords { SegmentBuilder.mark(end, in: &boundaries) }
                fieldEnds[index].append(UInt32(end - start))
                fieldWordEnds[index].append(UInt32(wordNumbers.count - wordStart))
            }
        }
        years.append(named.sorted())
        if !insertionOrdinals.isEmpty { insertionOrdinals.append(UInt32(documentCount - 1)) }
        for (index, name) in schema.keywordFields.enumerated() {
            let values = document.keywords(name)
            if values.isEmpty { continue }
            while keywords[index].count < documentCount - 1 { keywords[index].append([]) }
            keywords[index].append(values)
        }
        for (index, name) in schema.integerFields.enumerated() {
            integers[index].append(document.integer(name))
        }
    }

    /// Adds the text of a field; returns the position after its last.
    private func addText(_ original: String, years: inout Set<Int>) -> Int {
        textBytes += original.utf8.count
        // Moved out of their owner for a while, because access through it would count references.
        var text = NormalizedText()
        swap(&text, &self.text)
        defer { swap(&text, &self.text) }
        normalizer.normalize(original, into: &text)
        let start = buffer.append(text.folded.span)
        let end = start + text.count
        guard end > start else { return end }
        NamedYears.collect(from: text.base, into: &years)
        guard settings.indexesWords else { return end }
        segmenter.segment(text, into: &wordStarts)
        SegmentBuilder.mark(wordStarts, from: start, in: &boundaries)
        words.appendNumbers(of: text, starts: wordStarts, to: &wordNumbers)
        return end
    }

    /// Moves near-duplicates next to each other, if there are many: lists of postings become
    /// shorter, and blocks hold documents of similar scores.
    ///
    /// Stored documents and identifiers stay in insertion order.
    func reorder() {
        guard let order = NearDuplicates.order(of: buffer) else { return }
        if settings.indexesWords {
            boundaries = order.reordered(boundaries, buffer.positionBounds)
            let bounds = wordNumberStarts + [UInt32(wordNumbers.count)]
            (wordNumbers, wordNumberStarts) = order.reordered(wordNumbers, bounds)
        }
        buffer.reorder(order)
        for field in fieldEnds.indices {
            fieldEnds[field] = order.reordered(fieldEnds[field])
            fieldWordEnds[field] = order.reordered(fieldWordEnds[field])
        }
        for field in keywords.indices where !keywords[field].isEmpty {
            while keywords[field].count < documentCount { keywords[field].append([]) }
            keywords[field] = order.reordered(keywords[field])
        }
        for field in integers.indices { integers[field] = order.reordered(integers[field]) }
        years = order.reordered(years)
        insertionOrdinals =
            insertionOrdinals.isEmpty ? order.documents : order.reordered(insertionOrdinals)
    }

    private static func mark(_ position: Int, in bits: inout [UInt64]) {
        while bits.count <= position >> 6 { bits.append(0) }
        bits[position >> 6] |= 1 << UInt64(position & 63)
    }

    /// Sets the bits of some ascending positions, counted from `start`.
    private static func mark(_ positions: [UInt32], from start: Int, in bits: inout [UInt64]) {
        guard let last = positions.last else { return }
        while bits.count <= (start + Int(last)) >> 6 { bits.append(0) }
        var words = bits.mutableSpan
        for position in positions {
            let bit = start + Int(position)
            words[bit >> 6] |= 1 << UInt64(bit & 63)
        }
    }
}
