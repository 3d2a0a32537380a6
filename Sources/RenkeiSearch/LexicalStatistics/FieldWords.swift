internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// The words of one field of a document, as in the index.
///
/// The buffers are reused for the next field.
struct FieldWords {
    /// The normalised text of the field.
    private(set) var normal = NormalizedText()
    /// The start and end of each word in the text, ascending; marks and blanks are not words.
    private(set) var words: [(start: Int, end: Int)] = []
    /// The position in the document at which the field begins.
    private var start = 0
    private var range = 0..<0
    /// For each position, whether a word begins there, if the index has no words.
    private var wordStarts: [Bool] = []

    /// The number of words.
    var count: Int { words.count }

    /// Normalises the text of a field, and drops the words of the previous one.
    ///
    /// - Throws: `SearchError` if the text is longer than the indexed one.
    mutating func read(
        _ text: String, field: Int, of document: UInt32, in segment: SegmentReader,
        _ analyzer: QueryAnalyzer
    ) throws(SearchError) {
        words.removeAll(keepingCapacity: true)
        analyzer.normalize(text, into: &normal)
        range = try storing { () throws(StorageError) in try segment.textRange(document) }
        // The position between two fields belongs to neither.
        start = field == 0 ? 0 : Int(segment.fieldEnd(field - 1, of: document)) + 1
        guard start + normal.count <= range.count else {
            throw SearchError(segment.corrupt("a stored text is longer than its positions"))
        }
        if !segment.hasWords { analyzer.markWords(normal.base, into: &wordStarts) }
    }

    /// Whether a word, a blank or a mark begins at a position of the field, or whether the field
    /// ends there.
    @inline(__always)
    func isBoundary(_ position: Int, in segment: SegmentReader) -> Bool {
        if position == 0 || position >= normal.count { return true }
        return segment.hasWords
            ? segment.isBoundary(start + position, in: range) : wordStarts[position]
    }

    /// Finds the words of the current text.
    mutating func findWords(in segment: SegmentReader) {
        words.removeAll(keepingCapacity: true)
        let count = normal.count
        let kinds = normal.classes
        let classes = kinds.span
        let boundaries = segment.boundaries
        let first = range.lowerBound + start
        var begin = 0
        // Reads the bits directly instead of calling `isBoundary`, because this runs for every
        // letter.
        for position in 1..<count + 1 {
            if position < count {
                let isStart =
                    segment.hasWords
                    ? boundaries.u8((first + position) >> 3) >> UInt8((first + position) & 7) & 1
                        == 1 : wordStarts[position]
                if !isStart { continue }
            }
            if classes[begin].isLetter { words.append((begin, position)) }
            begin = position
        }
    }

    /// The first word that begins at a position or later; `count` if there is none.
    func first(from position: Int) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].start < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
