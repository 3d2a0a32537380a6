/// How two documents are compared.
public struct ComparisonOptions: Sendable {
    /// How many phrases to tell at most of each list; those told are marked.
    public var limit: Int
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?

    /// Options.
    public init(limit: Int = 10, synonyms: Synonyms? = nil) {
        self.limit = limit
        self.synonyms = synonyms
    }
}

/// A phrase that one of two documents has and the other lacks.
public struct DistinctPhrase: Sendable, Equatable {
    /// The phrase as it stands in the document.
    public let text: String
    /// The part that the phrase has in the squared length of the document's vector: rare terms
    /// weigh more, and the weights of all terms of the document add up to 1.
    public let weight: Double
}

/// A text field of a document with what it shares with the other document marked.
public struct MarkedField: Sendable, Equatable {
    /// The name of the field.
    public let name: String
    /// The whole text and its marks.
    public let passage: Snippet
}

/// One of two documents that were compared.
public struct ComparisonSide: Sendable, Equatable {
    /// The document.
    public let document: Document
    /// Its text fields, in the order of the schema.
    public let texts: [MarkedField]
    /// What only this document has, strongest first.
    public let distinct: [DistinctPhrase]
}

/// What two documents share, and where they differ.
public struct Comparison: Sendable {
    /// How similar they are, as `SimilarHit.score`: 0 to 1.
    public let similarity: Double
    /// What both share, as the right one has it, strongest first.
    ///
    /// `SharedPhrase.synonymOf` is what the left one has instead.
    public let shared: [SharedPhrase]
    /// The first document.
    public let left: ComparisonSide
    /// The second document.
    public let right: ComparisonSide
    /// How long the comparison took inside the engine.
    public let duration: Duration
}
