package import Messages
package import RenkeiSearch

/// What a column becomes, as a field of the index takes it.
///
/// The raw values are what `--map` takes, so they stay the same.
package enum ValueKind: String, Sendable, CaseIterable {
    /// Text that is searched.
    case text
    /// Exact values, for filters and counts.
    case keyword
    /// A whole number.
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
    /// What holds the values in an index.
    enum Field: Equatable {
        case text, keyword, stored
        case integer(Schema.IntegerKind)
    }

    /// The field of an index that takes such values.
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

    /// The kind of the values of an integer field; years are whole numbers of the index.
    package init(_ kind: Schema.IntegerKind) {
        self = ValueKind.allCases.first { $0.field == .integer(kind) } ?? .number
    }

    /// What the values are, in a word or two.
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

    /// What is told of a value that is left out, as it cannot be read.
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
