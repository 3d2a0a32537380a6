/// What to search for besides the query.
public struct SearchOptions: Sendable {
    /// How many hits to return at most.
    public var limit: Int
    /// What the hits must have in keyword fields; all filters must accept a hit.
    public var filters: [KeywordFilter]
    /// Whether to return documents in which the words stand only inside longer words.
    public var includesPartialMatches: Bool

    /// Options.
    public init(
        limit: Int = 10, filters: [KeywordFilter] = [], includesPartialMatches: Bool = true
    ) {
        self.limit = limit
        self.filters = filters
        self.includesPartialMatches = includesPartialMatches
    }
}

/// A document that was found.
public struct Hit: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// How well it matches; comparable within one query only.
    public let score: Double
    /// True if the words of the query stand only inside longer words of the document.
    public let isPartial: Bool
    /// The place of the document in the index, counted over all segments.
    package let document: UInt32
}

/// How a word of a query was understood.
public struct WordReport: Sendable, Equatable {
    /// The word, normalised.
    public let word: String
    /// In how many documents it stands as a word by itself.
    public let documentFrequency: Int
}

/// The answer to a query.
public struct SearchResults: Sendable {
    /// The best hits, best first.
    public let hits: [Hit]
    /// How many documents match.
    public let total: Int
    /// True if no document has all words of the query, so that documents with some are shown.
    public let isFallback: Bool
    /// The words that said what was asked for.
    public let words: [WordReport]
    /// How long the search took inside the engine.
    public let duration: Duration
    /// The query after analysis, for snippets and explanations.
    let plan: QueryPlan
}
