internal import Messages

/// The position of the parser in a text, and the rules for values, arrays and objects.
///
/// The text is passed to every method rather than stored, because a type that stores a span needs
/// an experimental language feature.
struct JSONScanner {
    /// The index of the next byte.
    var position = 0

    /// A buffer for decoding strings with escapes, reused for each string.
    var scratch: [UInt8] = []

    /// The number of members of the last object, as a guess for the next.
    private var memberGuess = 0

    /// Reads the single value of a whole text.
    mutating func document(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let value = try value(in: bytes, depth: 0)
        skipWhitespace(in: bytes)
        guard position == bytes.count else {
            throw error("expected nothing after the value, found \(found(in: bytes))")
        }
        return value
    }

    /// Reads the value that starts here or after white space.
    private mutating func value(
        in bytes: Span<UInt8>, depth: Int
    ) throws(JSONError) -> JSONValue {
        skipWhitespace(in: bytes)
        guard position < bytes.count else { throw error("the text ends where a value should be") }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string(try string(in: bytes))
        case UInt8(ascii: "{"): return .object(try members(in: bytes, depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(in: bytes, depth: depth + 1))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number(in: bytes)
        case UInt8(ascii: "n"): return try literal("null", .null, in: bytes)
        case UInt8(ascii: "t"): return try literal("true", .bool(true), in: bytes)
        case UInt8(ascii: "f"): return try literal("false", .bool(false), in: bytes)
        default: throw error("expected a value, found \(found(in: bytes))")
        }
    }

    /// Reads the elements of the array that starts here.
    private mutating func elements(
        in bytes: Span<UInt8>, depth: Int
    ) throws(JSONError) -> [JSONValue] {
        try checkDepth(depth)
        position += 1
        var elements: [JSONValue] = []
        if skip(UInt8(ascii: "]"), in: bytes) { return elements }
        while true {
            elements.append(try value(in: bytes, depth: depth))
            if skip(UInt8(ascii: ","), in: bytes) { continue }
            if skip(UInt8(ascii: "]"), in: bytes) { return elements }
            throw error("expected \",\" or \"]\" in an array, found \(found(in: bytes))")
        }
    }

    /// Reads the members of the object that starts here.
    private mutating func members(
        in bytes: Span<UInt8>, depth: Int
    ) throws(JSONError) -> [JSONValue.Member] {
        try checkDepth(depth)
        position += 1
        var members: [JSONValue.Member] = []
        if skip(UInt8(ascii: "}"), in: bytes) { return members }
        members.reserveCapacity(memberGuess)
        while true {
            skipWhitespace(in: bytes)
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                throw error("expected a key in quotation marks, found \(found(in: bytes))")
            }
            let key = try string(in: bytes)
            guard skip(UInt8(ascii: ":"), in: bytes) else {
                throw error("expected \":\" after a key, found \(found(in: bytes))")
            }
            let value = try value(in: bytes, depth: depth)
            members.append(JSONValue.Member(key: key, value: value))
            if skip(UInt8(ascii: ","), in: bytes) { continue }
            guard skip(UInt8(ascii: "}"), in: bytes) else {
                throw error("expected \",\" or \"}\" in an object, found \(found(in: bytes))")
            }
            // One object with a thousand keys must not make all later small ones large.
            memberGuess = min(members.count, 32)
            return members
        }
    }

    /// Reads a word that represents a value.
    private mutating func literal(
        _ word: StaticString, _ value: JSONValue, in bytes: Span<UInt8>
    ) throws(JSONError) -> JSONValue {
        let text = word.description
        for (offset, byte) in text.utf8.enumerated() {
            guard position + offset < bytes.count, bytes[position + offset] == byte else {
                throw error("expected \(text)")
            }
        }
        position += text.utf8.count
        return value
    }

    private func checkDepth(_ depth: Int) throws(JSONError) {
        guard depth <= JSONParser.depthLimit else {
            throw error(
                "arrays and objects are nested more than \(JSONParser.depthLimit) deep")
        }
    }

    /// Advances to the next byte that is not white space.
    mutating func skipWhitespace(in bytes: Span<UInt8>) {
        while position < bytes.count, isJSONWhitespace(bytes[position]) {
            position += 1
        }
    }

    /// Skips white space and then a byte; returns whether the byte was there.
    private mutating func skip(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
        skipWhitespace(in: bytes)
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// A description of the next byte, for a message.
    func found(in bytes: Span<UInt8>) -> Message {
        guard position < bytes.count else { return "the end of the text" }
        let byte = bytes[position]
        if byte > 0x20 && byte < 0x7F { return "\"\(Character(Unicode.Scalar(byte)))\"" }
        return "byte 0x\(String(byte, radix: 16, uppercase: true))"
    }

    /// An error at an offset, by default the current one.
    func error(_ message: Message, at offset: Int? = nil) -> JSONError {
        JSONError(column: (offset ?? position) + 1, message: message)
    }
}

/// Whether JSON allows a byte between its values.
@inlinable
package func isJSONWhitespace(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
}
