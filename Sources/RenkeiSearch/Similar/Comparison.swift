/// Options for the comparison of two documents.
public struct ComparisonOptions: Sendable {
    /// The greatest number of phrases in each list; these are highlighted.
    public var limit: Int
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?

    /// Creates options.
    public init(limit: Int = 10, synonyms: Synonyms? = nil) {
        self.limit = limit
        self.synonyms = synonyms
    }
}

/// A phrase that one of two documents has and the other lacks.
public struct DistinctPhrase: Sendable, Equatable {
    /// The phrase as in the document.
    public let text: String
    /// The share of the phrase in the squared length of the document's vector: rare terms weigh
    /// more, and the weights of all terms of the document add up to 1.
    public let weight: Double
}

/// A text field of a document with highlights of what it shares with the other document.
public struct MarkedField: Sendable, Equatable {
    /// The name of the field.
    public let name: String
    /// The whole text and its highlights.
    public let passage: Snippet
}

/// One of the two compared documents.
public struct ComparisonSide: Sendable, Equatable {
    /// The document.
    public let document: Document
    /// Its text fields, in the order of the schema.
    public let texts: [MarkedField]
    /// The phrases that only this document has, strongest first.
    public let distinct: [DistinctPhrase]
}

/// The commonalities and differences of two documents.
public struct Comparison: Sendable {
    /// Their similarity, like `SimilarHit.score`: 0 to 1.
    public let similarity: Double
    /// The phrases that both share, as in the right one, strongest first.
    ///
    /// `SharedPhrase.synonymOf` is the phrase of the left one.
    public let shared: [SharedPhrase]
    /// The first document.
    public let left: ComparisonSide
    /// The second document.
    public let right: ComparisonSide
    /// The time that the comparison took in the engine.
    public let duration: Duration
}
