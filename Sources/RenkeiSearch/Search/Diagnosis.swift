/// Why a query found nothing, or nothing with all of its words, and what would find something.
public struct Diagnosis: Sendable, Equatable {
    /// What is to blame.
    public enum Cause: Sendable, Equatable {
        /// No document has this part of the query.
        case missing(String)
        /// Documents have each of these parts, but none has all of them.
        case apart([String])
        /// Documents match, but the filters of the options accept none of them.
        case filtered(total: Int)
        /// Documents match, but what the query leaves out leaves none of them.
        case excluded(total: Int)
    }

    /// What is to blame, the plainest first; empty if it could not be told.
    public let causes: [Cause]
    /// Queries that find something, the closest to the one that was asked first.
    public let suggestions: [Suggestion]
}

/// A query that finds something where another did not.
public struct Suggestion: Sendable, Equatable {
    /// How it differs from the query that was asked.
    public enum Kind: String, Sendable, CaseIterable {
        /// A word that no document has is written as documents write it.
        case spelling
        /// A word in kana that no document has is written with kanji.
        case reading
        /// Another word stands for one that no document has: one that is used as it is.
        case related
        /// Synonyms stand for a word.
        case synonym
        /// What was looked for as a whole word is also found inside longer words.
        case partial
        /// An exact phrase, or words near each other, are looked for as words.
        case words
        /// What was looked for in one field is looked for in all of them.
        case anyField
        /// Nothing is left out.
        case withoutExclusions
        /// The filters of the options are left out.
        case withoutFilters
        /// Any of the words is enough.
        case someWords
    }

    /// How it differs.
    public let kind: Kind
    /// The query; its `description` is the text to type.
    public let query: QueryNode
    /// How many documents it finds, with the same filters unless it is to do without.
    public let total: Int

    /// A query that finds so many documents.
    public init(kind: Kind, query: QueryNode, total: Int) {
        self.kind = kind
        self.query = query
        self.total = total
    }
}
