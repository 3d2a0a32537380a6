/// Which words are looked at, and how many of their pairs are kept.
public struct CooccurrenceOptions: Sendable {
    /// In how many of the documents a word must stand.
    public var minimum: Int
    /// How many words are looked at, those of the most documents; 2 to 2,000.
    public var words: Int
    /// How many pairs are kept, the strongest; 1 to 100,000.
    public var edges: Int
    /// Whether words of grammar, numbers, the words of the query and words that all documents have are
    /// looked at.
    public var includesAllWords: Bool
    /// Filters, synonyms and the deadline; limits and orders are ignored.
    public var search: SearchOptions

    /// Options.
    public init(
        minimum: Int = 3, words: Int = 100, edges: Int = 60, includesAllWords: Bool = false,
        search: SearchOptions = SearchOptions()
    ) {
        self.minimum = minimum
        self.words = words
        self.edges = edges
        self.includesAllWords = includesAllWords
        self.search = search
    }
}
