/// An occurrence in its context: the left context, the key and the right context.
public struct ConcordanceLine: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// The text field.
    public let field: String
    /// The UTF-8 range of the key in the text of the field.
    public let range: Range<Int>
    /// The text before the key, from the original.
    public let left: String
    /// The key as written in the text.
    public let key: String
    /// The text after the key.
    public let right: String
    /// The index of its form in `Concordance.forms`.
    public let form: Int
    /// The words before the key, the nearest first, normalised.
    public let wordsBefore: [String]
    /// The words after the key, the nearest first, normalised.
    public let wordsAfter: [String]
}

/// A document with its lines of a concordance.
public struct ConcordanceDocument: Sendable {
    /// The document.
    public let document: Document
    /// The occurrences, field by field, in the order of the text; at least one.
    public let lines: [ConcordanceLine]
    /// The number of the document in the snapshot.
    let number: UInt32
}
