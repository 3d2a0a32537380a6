internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

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
    private var wordStarts: [Bool] = []

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
    /// UTF-8 bytes of the text fields so far.
    private(set) var textBytes = 0

    /// Stands in the log of bigrams where there is none.
    static let noGram = UInt32.max

    init(schema: Schema, settings: AnalysisSettings) throws(SearchError) {
        self.schema = schema
        self.settings = settings
        normalizer = TextNormalizer(foldings: settings.foldings, variants: settings.variants)
        do { segmenter = try WordSegmenter() } catch { throw SearchError(error) }
        fieldEnds = Array(repeating: [], count: schema.textFields.count - 1)
        fieldWordEnds = fieldEnds
        keywords = Array(repeating: [], count: schema.keywordFields.count)
        integers = Array(repeating: [], count: schema.integerFields.count)
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
        for (index, field) in schema.textFields.enumerated() {
            if index > 0 { addGap() }
            addText(document.text(field.name))
            if index < fieldEnds.count {
                fieldEnds[index].append(UInt32(gramLog.count - start))
                fieldWordEnds[index].append(UInt32(wordLog.count - wordStart))
            }
        }
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

    private mutating func addText(_ original: String) {
        textBytes += original.utf8.count
        normalizer.normalize(original, into: &text)
        let count = text.count
        guard count > 0 else { return }
        let start = gramLog.count
        var previous = text.folded[0]
        for index in 1..<count {
            let next = text.folded[index]
            gramLog.append(grams.number(Gram(previous, next)))
            previous = next
        }
        gramLog.append(grams.number(Gram(previous, Gram.end)))
        guard settings.indexesWords else { return }
        addWords(from: start)
    }

    private mutating func addWords(from start: Int) {
        segmenter.segment(text.base, into: &wordStarts)
        let count = text.count
        var wordStart = 0
        for index in 0...count {
            guard index == count || wordStarts[index] else { continue }
            if index < count { markBoundary(start + index) }
            if index > wordStart, segmenter.characterClass(text.base[wordStart]).isLetter {
                wordLog.append(words.number(text.folded, wordStart..<index))
            }
            wordStart = index
        }
    }

    private mutating func markBoundary(_ position: Int) {
        let word = position >> 6
        while boundaries.count <= word { boundaries.append(0) }
        boundaries[word] |= 1 << UInt64(position & 63)
    }
}
