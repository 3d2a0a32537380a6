internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis
internal import Messages

/// Analyses documents and collects what `SegmentSerializer` writes as a segment.
///
/// Stored documents go to the segment's file at once; all else is in memory. A builder has one owner
/// and is a class only so that it is never copied.
final class SegmentBuilder {
    let schema: Schema
    let settings: AnalysisSettings
    private var normalizer: TextNormalizer
    private let segmenter: WordSegmenter
    private var text = NormalizedText()
    private var wordStarts: [UInt32] = []

    /// The stored documents; nil if only terms are of interest.
    private(set) var stored: StoredWriter?
    /// The texts.
    private(set) var log = TextLog()
    /// The words by number.
    private(set) var words = WordTable()
    /// The numbers of the words of all texts, in order.
    private(set) var wordLog: [UInt32] = []
    /// Where the words of each document begin in `wordLog`.
    private(set) var wordLogStarts: [UInt32] = []
    /// For each text field but the last, the positions of each document up to the field's end.
    private(set) var fieldEnds: [[UInt32]]
    /// For each text field but the last, the words of each document up to the field's end.
    private(set) var fieldWordEnds: [[UInt32]]
    /// A bit for each position: 1 where a word begins.
    private(set) var boundaries: [UInt64] = []
    /// The hashes of the documents' identifiers, in the order in which the documents were added.
    private(set) var identifiers: [UInt64] = []
    /// How many documents were added before each; empty while they stand as they were added.
    private(set) var arrivals: [UInt32] = []
    /// For each keyword field, the keywords of each document up to the last that has some.
    private(set) var keywords: [[[String]]]
    /// For each integer field, the number of each document.
    private(set) var integers: [[Int64?]]
    /// The years that each document names, ascending.
    private(set) var years: [[Int]] = []
    /// UTF-8 bytes of the text fields so far.
    private(set) var textBytes = 0

    /// A builder without documents.
    ///
    /// - Parameters:
    ///   - stored: takes the stored documents; nil if only terms are of interest.
    ///   - memory: about how many bytes the documents will take; room for them is made, but takes no
    ///     memory before it is filled.
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
        // Shares of the sum that `memory` computes, as measured; what does not suffice grows. A
        // segment ends at a number of positions, whatever the memory.
        let memory = min(memory, 4 << 30)
        log.reserve(memory / 7)
        if settings.indexesWords { wordLog.reserveCapacity(memory / 24) }
        reserve(documents: memory / 1024)
    }

    /// Makes room for what is kept of each document, so that it need not move when there are more.
    private func reserve(documents: Int) {
        stored?.reserve(documents)
        log.reserve(documents: documents)
        wordLogStarts.reserveCapacity(documents)
        for field in fieldEnds.indices {
            fieldEnds[field].reserveCapacity(documents)
            fieldWordEnds[field].reserveCapacity(documents)
        }
        identifiers.reserveCapacity(documents)
        for field in integers.indices { integers[field].reserveCapacity(documents) }
        years.reserveCapacity(documents)
    }

    /// How many documents there are.
    var documentCount: Int { log.documentCount }

    /// About how many bytes of memory the documents take, and writing them will take.
    var memory: Int {
        log.codes.count * 13 / 2 + log.rareCount * 96 + wordLog.count * 8 + words.count * 64
            + documentCount * 96 + (stored?.waitingBytes ?? 0)
    }

    /// The most positions of a segment: they are numbered in 32 bits.
    static let maximumPositions = 1 << 30

    /// True if a document more might have positions that cannot be numbered.
    var isFull: Bool { log.positionCount > SegmentBuilder.maximumPositions }

    /// Adds a document.
    ///
    /// - Throws: `SearchError` if it does not fit the schema, or the segment's file cannot be written
    ///   to; the builder is then as it was.
    func add(_ document: Document) throws(SearchError) {
        let bytes = document.fields.reduce(0) { sum, field in
            if case .text(let text) = field.value { return sum + text.utf8.count }
            return sum
        }
        // A byte of text gives 18 positions at most (see NFKCCasefold), and all are numbered in 32
        // bits, with one more for each field.
        guard log.codes.count + 18 * bytes < Int(UInt32.max) - 8 else {
            throw SearchError(
                .invalidDocument,
                "document \(document.id) makes a segment too long; give the writer less memory")
        }
        try stored?.append(document, schema)
        identifiers.append(IdentifierHash.hash(document.id))
        let start = log.beginDocument()
        let wordStart = wordLog.count
        wordLogStarts.append(UInt32(wordStart))
        var named: Set<Int> = []
        for (index, field) in schema.textFields.enumerated() {
            let end = addText(document.text(field.name), years: &named)
            if index < fieldEnds.count {
                if settings.indexesWords { SegmentBuilder.mark(end, in: &boundaries) }
                fieldEnds[index].append(UInt32(end - start))
                fieldWordEnds[index].append(UInt32(wordLog.count - wordStart))
            }
        }
        years.append(named.sorted())
        if !arrivals.isEmpty { arrivals.append(UInt32(documentCount - 1)) }
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

    /// Adds the text of a field; returns the position behind its last.
    private func addText(_ original: String, years: inout Set<Int>) -> Int {
        textBytes += original.utf8.count
        // The room leaves its owner for a while: to read it there would count references.
        var text = NormalizedText()
        swap(&text, &self.text)
        defer { swap(&text, &self.text) }
        normalizer.normalize(original, into: &text)
        let start = log.append(text.folded.span)
        let end = start + text.count
        guard end > start else { return end }
        NamedYears.collect(from: text.base, into: &years)
        guard settings.indexesWords else { return end }
        segmenter.segment(text, into: &wordStarts)
        SegmentBuilder.mark(wordStarts, from: start, in: &boundaries)
        words.appendNumbers(of: text, starts: wordStarts, to: &wordLog)
        return end
    }

    /// Puts documents that repeat others nearly word for word side by side, if there are many: their
    /// lists of postings become short, and blocks hold documents of like scores.
    ///
    /// Stored documents and identifiers stay as they were added.
    func arrange() {
        guard let order = NearDuplicates.order(of: log) else { return }
        if settings.indexesWords {
            boundaries = order.arranged(boundaries, log.positionBounds)
            let bounds = wordLogStarts + [UInt32(wordLog.count)]
            (wordLog, wordLogStarts) = order.arranged(wordLog, bounds)
        }
        log.arrange(order)
        for field in fieldEnds.indices {
            fieldEnds[field] = order.arranged(fieldEnds[field])
            fieldWordEnds[field] = order.arranged(fieldWordEnds[field])
        }
        for field in keywords.indices where !keywords[field].isEmpty {
            while keywords[field].count < documentCount { keywords[field].append([]) }
            keywords[field] = order.arranged(keywords[field])
        }
        for field in integers.indices { integers[field] = order.arranged(integers[field]) }
        years = order.arranged(years)
        arrivals = arrivals.isEmpty ? order.documents : order.arranged(arrivals)
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
