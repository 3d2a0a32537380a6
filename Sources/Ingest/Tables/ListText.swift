/// Splits the text of a cell into the values of a list.
enum ListText {
    /// Separates the values of an actual list, such as a JSON array.
    static let elementSeparator: Unicode.Scalar = "\u{1F}"
    /// The separators of values in most columns.
    static let standardSeparators: Set<Unicode.Scalar> = [
        "、", ",", "，", ";", "；", "\n", "\r", "､", elementSeparator,
    ]
    /// The separators of municipality names, which contain no marks and no blanks.
    static let municipalitySeparators: Set<Unicode.Scalar> = standardSeparators.union([
        "・", "／", "/", "･", " ", "\u{3000}", "\t", "｜", "|", "．",
    ])

    /// The parts of a text between separators, trimmed, without empty ones.
    static func parts(_ text: String, _ separators: Set<Unicode.Scalar>) -> [String] {
        if text.utf8.contains(0x1F) {
            return text.unicodeScalars.split(separator: elementSeparator)
                .map { CellText.trimmed(String($0)) }.filter { !$0.isEmpty }
        }
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        // Separators within parentheses are part of the text: 渋川市（旧伊香保町、旧子持村）.
        var depth = 0
        func close() {
            let trimmed = CellText.trimmed(String(part))
            if !trimmed.isEmpty { parts.append(trimmed) }
            part = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if scalar == "(" || scalar == "（" { depth += 1 }
            if scalar == ")" || scalar == "）" { depth = max(0, depth - 1) }
            if depth == 0, separators.contains(scalar) {
                close()
            } else {
                part.append(scalar)
            }
        }
        close()
        return parts
    }
}
