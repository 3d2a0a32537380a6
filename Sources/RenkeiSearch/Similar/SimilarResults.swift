/// Why a document is similar: a term or phrase that both texts have.
public struct SharedPhrase: Sendable, Equatable {
    /// The phrase as it stands in the document that was found.
    public let text: String
    /// What stands for it in the query, normalised, where that is a synonym; nil where the query
    /// has the phrase itself.
    public let synonymOf: String?
    /// The part of the hit's score that comes from the phrase.
    public let weight: Double
    /// The folded scalars that are marked in the document.
    let pattern: [UInt32]
}

/// A document that is similar to another or to a text.
public struct SimilarHit: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// How similar it is: 0 (nothing in common) to 1 (the same terms equally often).
    public let score: Double
    /// What both share, strongest first.
    public let reasons: [SharedPhrase]
    /// How many documents were added to the index before this one.
    package let document: UInt32
    /// The state of the index that it was found in.
    let snapshot: Snapshot

    /// Whether both tell the same of a document, whatever state of the index they were found in.
    public static func == (left: SimilarHit, right: SimilarHit) -> Bool {
        left.id == right.id && left.score == right.score && left.reasons == right.reasons
            && left.document == right.document
    }
}

/// The documents that are similar to another or to a text.
public struct SimilarResults: Sendable {
    /// The hits, most similar first; with diversification, in its order.
    public let hits: [SimilarHit]
    /// How similar the closest document is by itself: 0 to 1.
    public let closest: Double
    /// Whether there is a document that is close enough to have something to do with the query.
    ///
    /// Where nothing is close, the hits are the least far, and have rarely more than words in common.
    public var hasCloseHits: Bool { closest >= SimilarityModel.standard.floor }
    /// How long the search took inside the engine.
    public let duration: Duration
}
