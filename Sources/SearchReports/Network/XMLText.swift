/// Escapes text for XML 1.0.
package enum XMLText {
    /// A text with the special characters of XML escaped; characters that XML does not allow become
    /// `U+FFFD`.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            default:
                let isHeld =
                    scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                result.unicodeScalars.append(isHeld ? scalar : "\u{FFFD}")
            }
        }
        return result
    }
}
