internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// The normalised text of one field of a document, with its word boundaries.
struct FieldScan {
    /// The index of the text field.
    let field: Int
    /// The normalised text, without offsets.
    let normal: NormalizedText
    private let segment: SegmentReader
    /// The range of the text of the document among the positions of the segment.
    private let range: Range<Int>
    /// The position in the document at which the field begins.
    private let start: Int
    /// For each position, whether a word begins there, if the index has no words.
    private let wordStarts: [Bool]

    /// - Parameters:
    ///   - normal: the normalised text of the field, as it was indexed.
    ///   - analyzer: the analyzer of the index.
    init(
        _ field: Int, _ normal: NormalizedText, of document: UInt32, in segment: SegmentReader,
        _ analyzer: QueryAnalyzer
    ) throws(SearchError) {
        self.field = field
        self.segment = segment
        range = try storing { () throws(StorageError) in try segment.textRange(document) }
        // The position between two fields belongs to neither.
        let start = field == 0 ? 0 : Int(segment.fieldEnd(field - 1, of: document)) + 1
        self.start = start
        self.normal = normal
        guard normal.count == 0 || start + normal.count <= range.count else {
            throw SearchError(segment.corrupt("a stored text is longer than its positions"))
        }
        wordStarts = segment.hasWords ? [] : analyzer.wordStarts(of: normal)
    }

    /// Whether a word, a blank or a mark begins at a position of the field, or whether the field
    /// ends there.
    func isBoundary(_ position: Int) -> Bool {
        if position >= normal.count || position == 0 { return true }
        return segment.hasWords
            ? segment.isBoundary(start + position, in: range) : wordStarts[position]
    }

    /// The words before a position, the nearest first.
    func words(before position: Int, atMost limit: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var end = position
        while end > 0, words.count < limit {
            var first = end - 1
            while first > 0, !isBoundary(first) { first -= 1 }
            if isWord(first) { words.append(first..<end) }
            end = first
        }
        return words
    }

    /// The words from a position on, the nearest first.
    func words(after position: Int, atMost limit: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var first = position
        while first < normal.count, words.count < limit {
            var end = first + 1
            while !isBoundary(end) { end += 1 }
            if isWord(first) { words.append(first..<end) }
            first = end
        }
        return words
    }

    private func isWord(_ position: Int) -> Bool { normal.classes[position].isLetter }

    /// The scalars of a word as text, before folding.
    func string(_ word: Range<Int>) -> String { String(scalars: normal.base[word]) }
}
