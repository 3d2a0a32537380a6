package import Messages

/// What the numbers of a kind of integer field stand for: how they are read and written.
///
/// Each kind has a type of its own, which `Schema.IntegerKind.values` gives. All that the engine,
/// the command and the pages do with a number goes through it. Where most kinds do the same, the
/// extension below does it.
package protocol IntegerValues {
    /// The numbers that a text of a query or a filter stands for, as a month stands for its days;
    /// nil if it stands for none.
    ///
    /// - Parameter text: without blanks.
    static func numbers(_ text: String) -> ClosedRange<Int64>?

    /// What is wrong with a text that stands for no number, and how it is written instead.
    static func problem(_ text: String) -> Message

    /// A number as programs read it.
    static func text(_ number: Int64) -> String

    /// A number as people read it.
    static func message(_ number: Int64) -> Message

    /// A number where it is counted: the value of a facet or of a table of two fields.
    static func name(_ number: Int64) -> String

    /// What a number is in JSON and in the cells of tables.
    static var form: IntegerForm { get }

    /// The numbers that a field may hold.
    static var range: ClosedRange<Int64> { get }

    /// True if some numbers come before others, so that queries may compare them.
    static var isOrdered: Bool { get }

    /// True if many documents share a number, so that it says something how many have it.
    static var isShared: Bool { get }
}

/// What a number of an integer field is in JSON and in the cells of tables.
package enum IntegerForm: Sendable {
    /// A number.
    case number
    /// The text that `IntegerValues.text` gives.
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
