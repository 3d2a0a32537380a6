extension JSONValue {
    /// The value as JSON text on one line, keys in their order.
    public var jsonText: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += Self.decimal(value)
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.write(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// The shortest decimal that reads back as the number; JSON has no infinities.
    private static func decimal(_ value: Double) -> String {
        value.isFinite ? "\(value)" : "null"
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        if isPlain(string.utf8.span) {
            text += string
            text += "\""
            return
        }
        // Characters that need no escape are appended in runs.
        var start = string.startIndex
        var index = start
        while index < string.endIndex {
            let next = string.unicodeScalars.index(after: index)
            if let escape = escape(for: string.unicodeScalars[index]) {
                text += string[start..<index]
                text += escape
                start = next
            }
            index = next
        }
        text += string[start...]
        text += "\""
    }

    /// Whether a text has nothing to escape, as most have.
    ///
    /// The byte 0xE2 begins U+2028 and U+2029, which are escaped.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        if ByteSearch.contains(below: 0x20, in: bytes) { return false }
        for byte: UInt8 in [0x22, 0x5C, 0x7F, 0xE2] {
            if ByteSearch.first(byte, in: bytes, from: 0) != nil { return false }
        }
        return true
    }

    /// The escape of a scalar; nil if it needs none.
    private static func escape(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return nil
        }
    }
}
