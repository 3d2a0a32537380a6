internal import Messages

/// The problems noticed while a file is read that do not stop the reading.
package struct SourceProblems: Sendable {
    /// A kind of problem.
    package enum Kind: String, Sendable, CaseIterable {
        /// Invalid bytes in the charset, replaced by U+FFFD.
        case undecodableBytes
        /// Private-use characters, which look different or are missing elsewhere.
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

    /// The number of problems of a kind that are kept with their locations.
    package static let limit = 10

    /// The first problems of each kind, in the order of occurrence, with a message.
    package private(set) var first: [(kind: Kind, error: IngestError)] = []

    /// The number of problems of each kind.
    package private(set) var counts: [Kind: Int] = [:]

    /// Makes an empty collection.
    package init() {}

    /// Whether there are no problems.
    package var isEmpty: Bool { counts.isEmpty }

    /// Records a problem; the error is created only if it is among the first of its kind.
    package mutating func add(_ kind: Kind, count: Int = 1, _ error: () -> IngestError) {
        let before = counts[kind, default: 0]
        counts[kind] = before + count
        if before < Self.limit { first.append((kind, error())) }
    }

    /// Adds the problems of another collection.
    package mutating func merge(_ other: SourceProblems) {
        for (kind, error) in other.first
        where first.count(where: { $0.kind == kind }) < Self.limit {
            first.append((kind, error))
        }
        counts.merge(other.counts) { $0 + $1 }
    }
}
