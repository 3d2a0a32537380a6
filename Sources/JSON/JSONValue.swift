package import Messages

/// A value of a JSON text.
public enum JSONValue: Sendable, Equatable {
    /// The value `null`.
    case null

    /// A truth value.
    case bool(Bool)

    /// A number written without a fraction or an exponent that fits 64 bits.
    case integer(Int64)

    /// Any other number; always finite.
    case number(Double)

    /// A text.
    case string(String)

    /// A list of values.
    case array([JSONValue])

    /// Keys and values in the order of the text; a key may occur twice.
    case object([Member])

    /// A key of an object and its value.
    public struct Member: Sendable, Equatable {
        /// The key.
        public let key: String

        /// The value.
        public let value: JSONValue

        /// Makes a member of an object.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The value of the first member with this key, or nil if this is no object or has none.
    ///
    /// Keys are compared byte by byte, as RFC 8259 advises.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // By their places: a copy of each that is looked at would count references.
        for place in members.indices where sameBytes(members[place].key, key) {
            return members[place].value
        }
        return nil
    }

    /// What kind of value this is, in words for a message.
    package var kind: Message {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .integer, .number: "a number"
        case .string: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// Whether two strings have the same UTF-8 bytes.
///
/// The `==` of strings normalises what is not ASCII, which for keys costs more than parsing them.
@inlinable
package func sameBytes(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    let one = one.utf8Span.span
    let other = other.utf8Span.span
    for index in one.indices where one[index] != other[index] {
        return false
    }
    return true
}
