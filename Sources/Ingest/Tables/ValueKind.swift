package import Messages
package import RenkeiSearch

/// The kind of value of a field of the index.
///
/// The raw values are arguments of `--map`, so they must not change.
package enum ValueKind: String, Sendable, CaseIterable {
    /// Text that is searched.
    case text
    /// Exact values, for filters and counts.
    case keyword
    /// An integer.
    case number
    /// A day, a month or a year.
    case date
    /// An amount of money, in yen.
    case yen
    /// The year of a date or a text.
    case year
    /// Yes or no.
    case boolean
    /// Shown and exported only.
    case stored
}

extension ValueKind {
    /// The kind of storage in an index.
    enum Field: Equatable {
        case text, keyword, stored
        case integer(Schema.IntegerKind)
    }

    /// The field of an index for such values.
    var field: Field {
        switch self {
        case .text: .text
        case .keyword: .keyword
        case .stored: .stored
        case .number, .year: .integer(.number)
        case .date: .integer(.date)
        case .yen: .integer(.yen)
        case .boolean: .integer(.boolean)
        }
    }

    /// The kind of the values of an integer field; the index stores years as numbers.
    package init(_ kind: Schema.IntegerKind) {
        self = ValueKind.allCases.first { $0.field == .integer(kind) } ?? .number
    }

    /// The name of the kind, in a word or two.
    package var message: Message {
        switch self {
        case .text: "texts"
        case .keyword: "exact values"
        case .number, .year: "whole numbers"
        case .date: "dates"
        case .yen: "amounts in yen"
        case .boolean: "yes or no"
        case .stored: "shown only"
        }
    }

    /// The message for a value that was left out because it could not be read.
    func message(unreadable value: String, column: String) -> Message {
        switch self {
        case .year: "\(column) was left out: \"\(value)\" is not a year from 1868 to 2100"
        case .date: "\(column) was left out: \"\(value)\" is not a date"
        case .yen: "\(column) was left out: \"\(value)\" is not an amount"
        case .boolean: "\(column) was left out: \"\(value)\" is not yes or no"
        case .number, .text, .keyword, .stored:
            "\(column) was left out: \"\(value)\" is not a whole number"
        }
    }
}
