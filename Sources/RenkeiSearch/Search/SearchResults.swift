/// What to search for besides the query.
public struct SearchOptions: Sendable {
    /// How many hits to return at most.
    public var limit: Int
    /// What the hits must have in keyword fields; all filters must accept a hit.
    public var filters: [KeywordFilter]
    /// Whether to return documents in which the words stand only inside longer words.
    public var includesPartialMatches: Bool

    /// Whether to return documents with some of the words where there are too few with all.
    public var includesSomeWords: Bool
    /// Whether a quotation mark that is not closed is an error, or is ignored.
    public var requiresClosedQuotes: Bool
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?

    /// Options.
    public init(
        limit: Int = 10, filters: [KeywordFilter] = [], includesPartialMatches: Bool = true,
        includesSomeWords: Bool = true, requiresClosedQuotes: Bool = true,
        synonyms: Synonyms? = nil
    ) {
        self.limit = limit
        self.filters = filters
        self.includesPartialMatches = includesPartialMatches
        self.includesSomeWords = includesSomeWords
        self.requiresClosedQuotes = requiresClosedQuotes
        self.synonyms = synonyms
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
    /// True if the document has every word and phrase of the query.
    public let hasAllWords: Bool
    /// The place of the document in the index, counted over all segments.
    package let document: UInt32
}

/// How a word of a query was understood.
public struct WordReport: Sendable, Equatable {
    /// The word, normalised.
    public let word: String
    /// In how many documents it stands as a word by itself.
    public let documentFrequency: Int
    /// What was looked for besides, normalised.
    public let synonyms: [String]
}

/// The answer to a query.
public struct SearchResults: Sendable {
    /// The best hits, best first.
    ///
    /// Where fewer documents than asked for have all words, documents with some of them follow.
    public let hits: [Hit]
    /// How many documents match.
    ///
    /// These are the documents with all words and phrases of the query or, if there is none, those
    /// with all phrases and some words. In the second case a word that the index knows has to stand
    /// by itself; in the first it may be a part of a longer word.
    public let total: Int
    /// True if no document has all words of the query, so that only documents with some are found.
    public let isFallback: Bool
    /// The words that said what was asked for.
    public let words: [WordReport]
    /// How long the search took inside the engine.
    public let duration: Duration
    /// The query after analysis, for snippets and explanations.
    let plan: QueryPlan
}
