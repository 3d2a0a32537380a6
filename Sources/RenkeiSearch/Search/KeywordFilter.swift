internal import Messages

/// Keeps the documents that have one of some values in a keyword field.
public struct KeywordFilter: Sendable, Equatable {
    /// The keyword field.
    public let field: String
    /// The values, any of which is enough.
    public let values: [String]

    /// A filter.
    public init(field: String, values: [String]) {
        self.field = field
        self.values = values
    }
}

/// Keeps the documents that have a number in one of some ranges in a field of whole numbers.
///
/// Documents without a number are left out, even by a range without ends.
public struct IntegerFilter: Sendable, Equatable {
    /// The field of whole numbers.
    public let field: String
    /// The ranges, any of which is enough.
    public let ranges: [IntegerRange]

    /// A filter.
    public init(field: String, ranges: [IntegerRange]) {
        self.field = field
        self.ranges = ranges
    }
}

extension Schema {
    /// Checks that the fields of filters exist.
    ///
    /// - Throws: `SearchError` that names the field that does not, and those that do.
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

    /// What there is instead of a field that is not there.
    static func list(_ names: [String]) -> Message {
        names.isEmpty ? "" : "; it has \(names.joined(separator: ", "))"
    }
}
