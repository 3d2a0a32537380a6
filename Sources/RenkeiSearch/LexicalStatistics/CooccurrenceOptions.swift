/// The words considered, and the number of pairs kept.
public struct CooccurrenceOptions: Sendable {
    /// The least number of documents with a word.
    public var minimum: Int
    /// The number of words considered, those of the most documents; 2 to 2,000.
    public var words: Int
    /// The number of pairs kept, the strongest; 1 to 100,000.
    public var edges: Int
    /// Whether function words, numbers, the words of the query and words that all documents have
    /// are considered.
    public var includesAllWords: Bool
    /// Filters, synonyms and the deadline; limits and orders are ignored.
    public var search: SearchOptions

    /// Makes options.
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
