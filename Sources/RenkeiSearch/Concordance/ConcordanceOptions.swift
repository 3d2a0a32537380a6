/// What a concordance lists, and how much of the text around it.
public struct ConcordanceOptions: Sendable {
    /// Which occurrences of the letters of a key are listed.
    public enum Matching: String, Sendable, CaseIterable {
        /// Letters of Japanese anywhere; letters and digits of other scripts only as whole words:
        /// `AI` in `AI活用` and not in `RAIL`, `3町` not in `13町`.
        case standard
        /// Only where words begin and end at both ends of the key: 京都 in 京都市, not in 東京都.
        case wholeWord = "whole-word"
        /// The letters that were typed, anywhere: no other spellings and no synonyms.
        case substring
    }

    /// How many letters stand on each side of the key at most; letters are grapheme clusters.
    public var width: Int
    /// Which occurrences are listed.
    public var matching: Matching
    /// How many words on each side of the key are collected; 0 for none.
    ///
    /// Marks and blanks are not words and are passed over.
    public var neighbours: Int
    /// Filters, synonyms and whether other spellings are found; limits, orders and counts are
    /// ignored: a concordance has every occurrence in every document that matches.
    public var search: SearchOptions

    /// Options.
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
    /// The most neighbours on each side.
    static let greatestNeighbours = 50
}
