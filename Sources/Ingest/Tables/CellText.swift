internal import TextAnalysis

/// Cleans the text of every cell before it becomes a value.
enum CellText {
    /// A text without leading and trailing blanks of any width.
    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return text }
        if !isBlank(first), !isBlank(last) { return text }
        guard let start = scalars.firstIndex(where: { !isBlank($0) }),
            let end = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[start...end])
    }

    /// A trimmed text, with line feeds between the values of a list and at the ends of lines.
    static func lines(_ text: String) -> String {
        let text = trimmed(text)
        guard text.utf8.contains(where: { $0 == 0x1F || $0 == 0x0D }) else { return text }
        var lines = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\r" {
                if index + 1 < scalars.count, scalars[index + 1] == "\n" { continue }
                lines.append("\n")
            } else {
                lines.append(scalar == ListText.elementSeparator ? "\n" : scalar)
            }
        }
        return String(lines)
    }

    /// A text without markup that web systems leave in their exports: `<br>` becomes a line end,
    /// other HTML tags are removed, and the five entities are decoded.
    static func withoutMarkup(_ text: String) -> String {
        guard text.utf8.contains(0x3C) || text.utf8.contains(0x26) else { return text }
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            if scalars[index] == "<", let tag = tag(scalars, index) {
                if tag.isBreak { result.append("\n") }
                index = tag.end
            } else if scalars[index] == "&", let entity = entity(scalars, index) {
                result.append(entity.scalar)
                index = entity.end
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }

    private static let blocks: Set<String> = ["br", "p", "div", "li", "tr", "ul", "ol"]
    private static let tags: Set<String> = blocks.union([
        "b", "i", "u", "s", "a", "em", "strong", "span", "font", "sub", "sup", "small", "big",
        "table", "tbody", "td", "th", "img", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
    ])

    /// An HTML tag that begins at an index; nil for any other text in angle brackets.
    private static func tag(
        _ scalars: [Unicode.Scalar], _ start: Int
    ) -> (isBreak: Bool, end: Int)? {
        var index = start + 1
        if index < scalars.count, scalars[index] == "/" { index += 1 }
        var name = ""
        while index < scalars.count, scalars[index].isASCII,
            scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index])
        {
            name.unicodeScalars.append(scalars[index])
            index += 1
        }
        name = name.lowercased()
        guard tags.contains(name) else { return nil }
        // A tag is short; otherwise it is not one.
        guard let end = scalars[index...].prefix(400).firstIndex(of: ">") else { return nil }
        return (blocks.contains(name), end + 1)
    }

    private static let entities: [(name: String, scalar: Unicode.Scalar)] = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "),
        ("&#39;", "'"),
    ]

    private static func entity(
        _ scalars: [Unicode.Scalar], _ start: Int
    ) -> (scalar: Unicode.Scalar, end: Int)? {
        for (name, scalar) in entities
        where scalars[start...].starts(with: Array(name.unicodeScalars)) {
            return (scalar, start + name.unicodeScalars.count)
        }
        return nil
    }
}
