internal import Messages

/// What is noticed while a file is read and does not stop the reading.
package struct SourceProblems: Sendable {
    /// A kind of problem.
    package enum Kind: String, Sendable, CaseIterable {
        /// Bytes without a meaning in the charset; U+FFFD stands for them.
        case undecodableBytes
        /// Characters for private use, which others see differently or not at all.
        case privateUseCharacters
        /// NUL bytes, which were dropped.
        case nulBytes
        /// Errors of formulas (#REF!, #N/A …), whose cells are left empty.
        case cellErrors
        /// Formulas without a stored value, whose cells are left empty.
        case missingValues
        /// Markup that is not closed, at the end of the file.
        case unclosedMarkup
    }

    /// How many problems of a kind are kept with their places.
    package static let limit = 10

    /// The first problems of each kind, in the order in which they were met; the message says
    /// what it is.
    package private(set) var first: [(kind: Kind, error: IngestError)] = []

    /// How many there are of each kind.
    package private(set) var counts: [Kind: Int] = [:]

    /// No problem.
    package init() {}

    /// True if nothing was noticed.
    package var isEmpty: Bool { counts.isEmpty }

    /// Notes a problem; the error is made only if it is among the first of its kind.
    package mutating func add(_ kind: Kind, count: Int = 1, _ error: () -> IngestError) {
        let before = counts[kind, default: 0]
        counts[kind] = before + count
        if before < Self.limit { first.append((kind, error())) }
    }

    /// Adds the problems of another.
    package mutating func merge(_ other: SourceProblems) {
        for (kind, error) in other.first
        where first.count(where: { $0.kind == kind }) < Self.limit {
            first.append((kind, error))
        }
        counts.merge(other.counts) { $0 + $1 }
    }
}
