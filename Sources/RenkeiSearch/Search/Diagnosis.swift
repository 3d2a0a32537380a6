/// The reason why a query found nothing, or nothing with all of its words, and queries that find
/// something.
public struct Diagnosis: Sendable, Equatable {
    /// A cause.
    public enum Cause: Sendable, Equatable {
        /// No document has this part of the query.
        case missing(String)
        /// Documents have each of these parts, but none has all.
        case apart([String])
        /// Documents match, but the filters of the options accept none of them.
        case filtered(total: Int)
        /// Documents match, but the exclusions of the query remove all.
        case excluded(total: Int)
    }

    /// The causes, the most obvious first; empty if unknown.
    public let causes: [Cause]
    /// Queries that find something, the closest to the original first.
    public let suggestions: [Suggestion]
}

/// A query that finds something in place of one that did not.
public struct Suggestion: Sendable, Equatable {
    /// The difference from the original query.
    public enum Kind: String, Sendable, CaseIterable {
        /// A word that no document has is replaced with a similarly spelt one.
        case spelling
        /// A word in kana that no document has is replaced with its spelling in kanji.
        case reading
        /// A word that no document has is replaced with one that is used similarly.
        case related
        /// A word is replaced with synonyms.
        case synonym
        /// A whole word may also match inside longer words.
        case partial
        /// An exact phrase, or words near each other, become plain words.
        case words
        /// A part that was restricted to one field may match in all.
        case anyField
        /// Exclusions are dropped.
        case withoutExclusions
        /// The filters of the options are dropped.
        case withoutFilters
        /// Any of the words suffices.
        case someWords
    }

    /// The difference.
    public let kind: Kind
    /// The query; its `description` is the text to type.
    public let query: QueryNode
    /// The number of documents that it finds, with the same filters unless these are dropped.
    public let total: Int

    /// Creates a suggestion.
    public init(kind: Kind, query: QueryNode, total: Int) {
        self.kind = kind
        self.query = query
        self.total = total
    }
}
