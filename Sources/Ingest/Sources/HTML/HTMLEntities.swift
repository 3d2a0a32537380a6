internal import JSON

/// The HTML character references that occur in tables.
enum HTMLEntities {
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
        "ensp": " ", "emsp": "\u{3000}", "thinsp": " ", "yen": "¥", "copy": "©", "reg": "®",
        "trade": "™", "middot": "·", "bull": "•", "hellip": "…", "ndash": "–", "mdash": "—",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»",
        "times": "×", "divide": "÷", "plusmn": "±", "deg": "°", "sect": "§", "para": "¶",
        "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔", "rArr": "⇒",
        "sim": "∼", "ne": "≠", "le": "≤", "ge": "≥", "infin": "∞", "alpha": "α", "beta": "β",
        "prime": "′", "Prime": "″", "frac12": "½", "sup2": "²", "sup3": "³", "micro": "µ",
        "zwj": "\u{200D}", "zwnj": "\u{200C}", "shy": "\u{AD}",
    ]

    /// The character of the reference that begins with `&` at an index, and its length in bytes;
    /// nil if there is none.
    static func reference(
        _ bytes: Span<UInt8>, at start: Int
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        var end = start + 1
        while end < bytes.count, end - start < 12, isNameByte(bytes[end]) { end += 1 }
        guard end > start + 1 else { return nil }
        let name = UTF8Check.wellFormed(bytes.extracting(start + 1..<end))
        let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ";")
        let length = end - start + (isClosed ? 1 : 0)
        if name.hasPrefix("#") {
            let digits = name.dropFirst()
            let value =
                digits.first == "x" || digits.first == "X"
                ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let value, let scalar = Unicode.Scalar(value) else { return nil }
            // A no-break space is treated as a blank.
            return (scalar == "\u{A0}" || value == 0 ? " " : scalar, length)
        }
        guard isClosed, let scalar = named[name] else { return nil }
        return (scalar, length)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "#") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
