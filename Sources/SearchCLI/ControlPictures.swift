/// Replaces control characters of a terminal with visible symbols.
///
/// A text of a record, of a query or of a file name may hold escape sequences, links, bells, and
/// characters that turn the direction of a line. On a terminal they could hide or fake text. ASCII
/// control characters become their pictures (`␛`, `␇`); all others become `␦`. Each symbol takes
/// one cell, so widths are known.
enum ControlPictures {
    /// The text, keeping line feeds; tabs become blanks.
    static func shown(_ text: String) -> String { replaced(text, keepsLineFeeds: true) }

    /// The text as one line: line ends and tabs become blanks.
    static func line(_ text: String) -> String { replaced(text, keepsLineFeeds: false) }

    private static func replaced(_ text: String, keepsLineFeeds: Bool) -> String {
        guard hasControls(text) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isBehindReturn = false
        for scalar in text.unicodeScalars {
            // CR LF is one line end.
            let isSecondHalf = isBehindReturn && scalar == "\n"
            isBehindReturn = scalar == "\r" && !keepsLineFeeds
            if isSecondHalf { continue }
            let shown = scalar == "\n" && keepsLineFeeds ? scalar : sign(for: scalar)
            result.append(contentsOf: UTF8.encode(shown) ?? UTF8.encodedReplacementCharacter)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a text has a character that is replaced, or a line feed.
    private static func hasControls(_ text: String) -> Bool {
        let utf8 = text.utf8Span
        let bytes = utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case ..<0x20, 0x7F: return true
            // The text is valid UTF-8, so these bytes are followed by others.
            case 0xC2: if bytes[index + 1] < 0xA0 { return true }
            case 0xD8: if bytes[index + 1] == 0x9C { return true }
            case 0xE2 where bytes[index + 1] == 0x80:
                if [0x8E, 0x8F].contains(bytes[index + 2])
                    || (0xA8...0xAE).contains(bytes[index + 2])
                {
                    return true
                }
            case 0xE2 where bytes[index + 1] == 0x81:
                if (0xA6...0xAF).contains(bytes[index + 2]) { return true }
            default: break
            }
        }
        return false
    }

    /// The symbol for a scalar.
    private static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09...0x0D, 0x85, 0x2028, 0x2029: " "
        case ..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "␦"
        case 0x7F: "␡"
        // C1 controls; then marks, embeddings, overrides and isolates of direction, and the
        // deprecated controls of mirroring and shaping.
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: "␦"
        default: scalar
        }
    }
}
