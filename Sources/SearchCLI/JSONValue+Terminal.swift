internal import Ingest
internal import JSON

extension JSONValue {
    /// The value as one line of JSON in which all control characters of a terminal are escaped.
    ///
    /// JSON requires only escapes for C0. A parser reads the same text either way.
    var terminalText: String {
        let text = jsonText
        guard ControlPictures.shown(text) != text else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let one = String(Character(scalar))
            // Such characters occur only in strings, and all of them have four digits.
            guard ControlPictures.line(one) != one else {
                result.append(scalar)
                continue
            }
            let digits = String(scalar.value, radix: 16)
            let zeros = String(repeating: "0", count: 4 - digits.count)
            result.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
        }
        return String(result)
    }
}
