internal import Messages

/// Accepts documents with one of some values in a keyword field.
public struct KeywordFilter: Sendable, Equatable {
    /// The keyword field.
    public let field: String
    /// The values, any of which suffices.
    public let values: [String]

    /// Creates a filter.
    public init(field: String, values: [String]) {
        self.field = field
        self.values = values
    }
}

/// Accepts documents with a number in one of some ranges in an integer field.
///
/// Documents without a number are rejected, even by an unbounded range.
public struct IntegerFilter: Sendable, Equatable {
    /// The integer field.
    public let field: String
    /// The ranges, any of which suffices.
    public let ranges: [IntegerRange]

    /// Creates a filter.
    public init(field: String, ranges: [IntegerRange]) {
        self.field = field
        self.ranges = ranges
    }
}

extension Schema {
    /// Checks that the fields of filters exist.
    ///
    /// - Throws: `SearchError` with the missing field and the existing ones.
    func validate(
        _ filters: [KeywordFilter], _ ranges: [IntegerFilter]
    ) throws(SearchError) {
        for filter in filters where !keywordFields.contains(filter.field) {
            throw SearchError(
                .invalidArgument,
                "the index has no keyword field \(filter.field) to filter by\(Schema.list(keywordFields))"
            )
        }
        for filter in ranges where !integerFields.contains(filter.field) {
            throw SearchError(
                .invalidArgument,
                "the index has no field of whole numbers \(filter.field) to filter by\(Schema.list(integerFields))"
            )
        }
    }

    /// A list of the existing names.
    static func list(_ names: [String]) -> Message {
        names.isEmpty ? "" : "; it has \(names.joined(separator: ", "))"
    }
}
