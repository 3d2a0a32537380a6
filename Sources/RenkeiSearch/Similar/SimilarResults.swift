/// A reason for a similarity: a term or phrase that both texts have.
public struct SharedPhrase: Sendable, Equatable {
    /// The phrase as in the found document.
    public let text: String
    /// The synonym that occurs in the query instead, normalised; nil if the query has the phrase
    /// itself.
    public let synonymOf: String?
    /// The contribution of the phrase to the hit's score.
    public let weight: Double
    /// The folded scalars to highlight in the document.
    let pattern: [UInt32]
}

/// A document that is similar to another or to a text.
public struct SimilarHit: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// The similarity: 0 (nothing in common) to 1 (the same terms equally often).
    public let score: Double
    /// The shared phrases, strongest first.
    public let reasons: [SharedPhrase]
    /// The number of documents added to the index before this one.
    package let document: UInt32
    /// The state of the index in which it was found.
    let snapshot: Snapshot

    /// Whether two hits are equal except for the state of the index in which they were found.
    public static func == (left: SimilarHit, right: SimilarHit) -> Bool {
        left.id == right.id && left.score == right.score && left.reasons == right.reasons
            && left.document == right.document
    }
}

/// The documents that are similar to another or to a text.
public struct SimilarResults: Sendable {
    /// The hits, most similar first; with diversification, in the diversified order.
    public let hits: [SimilarHit]
    /// The similarity of the closest document, without lifting: 0 to 1.
    public let closest: Double
    /// Whether some document is close enough to be related to the query.
    ///
    /// If none is, the hits are the least distant ones, and rarely share more than words with the
    /// query.
    public var hasCloseHits: Bool { closest >= SimilarityModel.standard.floor }
    /// The time that the search took in the engine.
    public let duration: Duration
}
