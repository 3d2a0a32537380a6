internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis
internal import Messages

/// Collects documents in memory and analyses them; `SegmentSerializer` writes them as a segment.
///
/// Every position of a text begins exactly one bigram, so the log of bigrams is one number for
/// each position, in the order of the text: documents and positions follow from where a number
/// stands in it.
struct SegmentBuilder {
    let schema: Schema
    let settings: AnalysisSettings
    private var normalizer: TextNormalizer
    private let segmenter: WordSegmenter
    private var text = NormalizedText()
    private var wordStarts: [UInt32] = []

    /// The bigrams by number.
    private(set) var grams = GramTable()
    /// For each position of all texts, the number of its bigram; `noGram` between fields.
    private(set) var gramLog: [UInt32] = []
    /// The words by number.
    private(set) var words = WordTable()
    /// The numbers of the words of all texts, in order.
    private(set) var wordLog: [UInt32] = []
    /// Where the text of each document begins in `gramLog`.
    private(set) var textStarts: [UInt32] = []
    /// Where the words of each document begin in `wordLog`.
    private(set) var wordLogStarts: [UInt32] = []
    /// For each text field but the last, the positions of each document up to the field's end.
    private(set) var fieldEnds: [[UInt32]]
    /// For each text field but the last, the words of each document up to the field's end.
    private(set) var fieldWordEnds: [[UInt32]]
    /// A bit for each position: 1 where a word begins.
    private(set) var boundaries: [UInt64] = []
    /// Stored documents, one behind the other.
    private(set) var stored = ByteWriter()
    /// Where each stored document begins.
    private(set) var storedOffsets: [UInt64] = []
    /// The hash of each document's identifier.
    private(set) var identifiers: [UInt64] = []
    /// For each keyword field, the keywords of each document.
    private(set) var keywords: [[[String]]]
    /// For each integer field, the number of each document.
    private(set) var integers: [[Int64?]]
    /// The years that each document names, ascending.
    private(set) var years: [[Int]] = []
    /// UTF-8 bytes of the text fields so far.
    private(set) var textBytes = 0

    /// Stands in the log of bigrams where there is none.
    static let noGram = UInt32.max

    /// A builder without documents.
    ///
    /// - Parameter memory: about how many bytes the documents will take; room for them is made, but
    ///   takes no memory before it is filled.
    init(
        schema: Schema, settings: AnalysisSettings, memory: Int = 0
    ) throws(SearchError) {
        self.schema = schema
        self.settings = settings
        normalizer = TextNormalizer(foldings: settings.foldings, variants: settings.variants)
        do { segmenter = try WordSegmenter() } catch { throw SearchError(error) }
        fieldEnds = Array(repeating: [], count: schema.textFields.count - 1)
        fieldWordEnds = fieldEnds
        keywords = Array(repeating: [], count: schema.keywordFields.count)
        integers = Array(repeating: [], count: schema.integerFields.count)
        // Shares of the sum that `memory` computes, as measured; what does not suffice grows. A
        // segment ends at a number of positions, whatever the memory.
        let memory = min(memory, 4 << 30)
        LargeArray.reserve(&gramLog, memory / 16)
        LargeArray.reserve(&wordLog, memory / 28)
        LargeArray.reserve(&stored.bytes, memory / 6)
    }

    /// How many documents there are.
    var documentCount: Int { textStarts.count }

    /// About how many bytes of memory the documents take, and writing them will take.
    var memory: Int {
        gramLog.count * 12 + wordLog.count * 8 + stored.count + grams.count * 40 + words.count * 64
            + documentCount * 64
    }

    /// The most positions of a segment: they are numbered in 32 bits.
    static let maximumPositions = 1 << 30

    /// Adds a document.
    ///
    /// - Throws: `SearchError` if it does not fit the schema; the builder is then as it was.
    mutating func add(_ document: Document) throws(SearchError) {
        let bytes = document.fields.reduce(0) { sum, field in
            if case .text(let text) = field.value { return sum + text.utf8.count }
            return sum
        }
        // A byte of text gives 18 positions at most (see NFKCCasefold), and all are numbered in 32
        // bits.
        guard gramLog.count + 18 * bytes < Int(UInt32.max) - 8 else {
            throw SearchError(
                .invalidDocument,
                "document \(document.id) makes a segment too long; give the writer less memory")
        }
        let offset = stored.count
        do { try DocumentCodec.encode(document, schema, into: &stored) } catch {
            stored.bytes.removeLast(stored.count - offset)
            throw error
        }
        storedOffsets.append(UInt64(offset))
        identifiers.append(IdentifierHash.hash(document.id))
        let start = gramLog.count
        let wordStart = wordLog.count
        textStarts.append(UInt32(start))
        wordLogStarts.append(UInt32(wordStart))
        var named: Set<Int> = []
        for (index, field) in schema.textFields.enumerated() {
            if index > 0 { addGap() }
            addText(document.text(field.name), years: &named)
            if index < fieldEnds.count {
                fieldEnds[index].append(UInt32(gramLog.count - start))
                fieldWordEnds[index].append(UInt32(wordLog.count - wordStart))
            }
        }
        years.append(named.sorted())
        for (index, name) in schema.keywordFields.enumerated() {
            keywords[index].append(document.keywords(name))
        }
        for (index, name) in schema.integerFields.enumerated() {
            integers[index].append(document.integer(name))
        }
    }

    private mutating func addGap() {
        markBoundary(gramLog.count)
        gramLog.append(SegmentBuilder.noGram)
    }

    private mutating func addText(_ original: String, years: inout Set<Int>) {
        textBytes += original.utf8.count
        normalizer.normalize(original, into: &text)
        guard text.count > 0 else { return }
        NamedYears.collect(from: text.base, into: &years)
        let start = gramLog.count
        grams.appendNumbers(of: text.folded, to: &gramLog)
        guard settings.indexesWords else { return }
        segmenter.segment(text, into: &wordStarts)
        SegmentBuilder.mark(wordStarts, from: start, in: &boundaries)
        words.appendNumbers(of: text, starts: wordStarts, to: &wordLog)
    }

    private mutating func markBoundary(_ position: Int) {
        SegmentBuilder.mark([0], from: position, in: &boundaries)
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
