/// The occurrences that a concordance lists, and the amount of context.
public struct ConcordanceOptions: Sendable {
    /// The kind of occurrences of a key that are listed.
    public enum Matching: String, Sendable, CaseIterable {
        /// Japanese letters anywhere; letters and digits of other scripts only as whole words: `AI`
        /// in `AI活用` but not in `RAIL`, `3町` not in `13町`.
        case standard
        /// Only if both ends of the key are word boundaries: 京都 in 京都市, not in 東京都.
        case wholeWord = "whole-word"
        /// The typed letters, anywhere, without other spellings and synonyms.
        case substring
    }

    /// The greatest number of letters (grapheme clusters) on each side of the key.
    public var width: Int
    /// The kind of occurrences that are listed.
    public var matching: Matching
    /// The number of words collected on each side of the key; 0 for none.
    ///
    /// Marks and blanks are not words and are skipped.
    public var neighbours: Int
    /// Filters, synonyms and whether other spellings are found; limits, orders and counts are
    /// ignored, because a concordance lists every occurrence in every matching document.
    public var search: SearchOptions

    /// Makes options.
    public init(
        width: Int = 30, matching: Matching = .standard, neighbours: Int = 0,
        search: SearchOptions = SearchOptions()
    ) {
        self.width = width
        self.matching = matching
        self.neighbours = neighbours
        self.search = search
    }

    /// The greatest width.
    static let greatestWidth = 10_000
    /// The greatest number of neighbours on each side.
    static let greatestNeighbours = 50
}
