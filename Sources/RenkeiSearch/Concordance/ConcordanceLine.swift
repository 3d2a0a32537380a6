/// An occurrence in its context: the left context, the key and the right context.
public struct ConcordanceLine: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// The text field.
    public let field: String
    /// The UTF-8 range of the key in the text of the field.
    public let range: Range<Int>
    /// What stands before the key, cut from the original text.
    public let left: String
    /// The key as the text has it.
    public let key: String
    /// What stands behind the key.
    public let right: String
    /// Which of `Concordance.forms` it is.
    public let form: Int
    /// The words before the key, the nearest first, normalised.
    public let wordsBefore: [String]
    /// The words behind the key, the nearest first, normalised.
    public let wordsAfter: [String]
}

/// A document with the lines of a concordance that are of it.
public struct ConcordanceDocument: Sendable {
    /// The document.
    public let document: Document
    /// The occurrences, field by field, in the order of the text; at least one.
    public let lines: [ConcordanceLine]
    /// The number of the document in the snapshot.
    let number: UInt32
}
