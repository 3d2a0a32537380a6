package import Messages

/// The interpretation of the numbers of one kind of integer field: how they are parsed and
/// formatted.
///
/// Each kind has its own type, which `Schema.IntegerKind.values` returns. The engine, the command
/// and the pages treat numbers only through it. The extension below has the defaults that most
/// kinds share.
package protocol IntegerValues {
    /// The numbers that a text in a query or a filter means, such as the days of a month; nil if it
    /// means none.
    ///
    /// - Parameter text: the text, without blanks.
    static func numbers(_ text: String) -> ClosedRange<Int64>?

    /// The message for a text that means no number, with the accepted notation.
    static func problem(_ text: String) -> Message

    /// The form of a number for programs.
    static func text(_ number: Int64) -> String

    /// The form of a number for people.
    static func message(_ number: Int64) -> Message

    /// The form of a number as a value of a facet or of a table of two fields.
    static func name(_ number: Int64) -> String

    /// The form of a number in JSON and in the cells of tables.
    static var form: IntegerForm { get }

    /// The allowed numbers of a field.
    static var range: ClosedRange<Int64> { get }

    /// Whether the numbers have an order, so that queries may compare them.
    static var isOrdered: Bool { get }

    /// Whether many documents share a number, so that counting documents per number is useful.
    static var isShared: Bool { get }
}

/// The form of a number of an integer field in JSON and in the cells of tables.
package enum IntegerForm: Sendable {
    /// A number.
    case number
    /// The result of `IntegerValues.text`.
    case text
    /// A truth value: false for 0, true for anything else.
    case truth
}

extension IntegerValues {
    package static func text(_ number: Int64) -> String { String(number) }
    package static func message(_ number: Int64) -> Message { Message(verbatim: text(number)) }
    package static func name(_ number: Int64) -> String { String(number) }
    package static var form: IntegerForm { .number }
    package static var range: ClosedRange<Int64> { .min ... .max }
    package static var isOrdered: Bool { true }
    package static var isShared: Bool { true }
}
