/// A form in which a part of a query can occur in a text.
public struct ConcordanceForm: Sendable, Equatable {
    /// The searched letters, normalised.
    public let text: String
    /// Their relation to the typed text.
    public let kind: WordMatch.Kind
    /// The part of the query that they represent, as typed.
    public let word: String
}

/// A form with the data that the scanner needs.
struct ConcordanceKey: Sendable {
    /// The folded scalars, at least one.
    let pattern: [UInt32]
    /// The index of the form.
    let form: Int
    /// The part of the query that the key belongs to: of overlapping keys of one part, the first is
    /// listed, or the longest if they begin together.
    let group: Int
    /// The text fields to search; nil for all.
    let fields: Set<Int>?
    /// Whether a word must begin at the start of the key.
    let needsStart: Bool
    /// Whether a word must end at the end of the key.
    let needsEnd: Bool
}
