/// One way in which a part of a query can stand in a text.
public struct ConcordanceForm: Sendable, Equatable {
    /// The letters that are looked for, normalised.
    public let text: String
    /// How they relate to what was typed.
    public let kind: WordMatch.Kind
    /// The part of the query that they stand for, as it was typed.
    public let word: String
}

/// A form with what the scanner needs to find it.
struct ConcordanceKey: Sendable {
    /// The folded scalars; at least one.
    let pattern: [UInt32]
    /// Which of the forms it is.
    let form: Int
    /// Keys of the same part of the query: of those that overlap the first is listed, the longest if
    /// they begin together.
    let group: Int
    /// The text fields to look in; nil for all.
    let fields: Set<Int>?
    /// Whether a word has to begin where the key begins.
    let needsStart: Bool
    /// Whether a word has to end where the key ends.
    let needsEnd: Bool
}
