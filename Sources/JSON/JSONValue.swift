package import Messages

/// A value of a JSON text.
public enum JSONValue: Sendable, Equatable {
    /// The value `null`.
    case null

    /// A Boolean.
    case bool(Bool)

    /// An integer that fits 64 bits, written without a fraction or an exponent.
    case integer(Int64)

    /// Any other number; always finite.
    case number(Double)

    /// A string.
    case string(String)

    /// An array of values.
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

    /// The value of the first member with this key, or nil if this is not an object or has no such
    /// key.
    ///
    /// Keys are compared byte by byte, as RFC 8259 advises.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // Iterate by index to avoid retaining and releasing each member.
        for index in members.indices where sameBytes(members[index].key, key) {
            return members[index].value
        }
        return nil
    }

    /// The kind of the value, for a message.
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
/// String comparison with `==` normalises text that is not ASCII, which would cost more than
/// parsing the keys.
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
