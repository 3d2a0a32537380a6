/// The markup that converters leave in texts.
enum ReportMarkup {
    private static let blocks: Set<String> = [
        "p", "br", "li", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table",
    ]
    private static let inlines: Set<String> = [
        "u", "b", "i", "em", "strong", "span", "sup", "sub", "font", "td", "th", "tbody", "thead",
    ]

    /// The text without comments and known tags; tags of paragraphs become line feeds.
    static func removed(from text: ReportScalars) -> ReportScalars {
        guard text.contains("<") else { return text }
        var result: ReportScalars = []
        result.reserveCapacity(text.count)
        var index = 0
        var hasCommentEnd = true
        while index < text.count {
            if text[index] == "<" {
                if hasCommentEnd, text[index...].starts(with: "<!--".unicodeScalars) {
                    if let end = commentEnd(text, from: index + 4) {
                        index = end
                        continue
                    }
                    hasCommentEnd = false
                }
                if let tag = tag(text, at: index) {
                    if tag.isBlock { result.append("\n") }
                    index = tag.end
                    continue
                }
            }
            result.append(text[index])
            index += 1
        }
        return result
    }

    private static func commentEnd(_ text: ReportScalars, from start: Int) -> Int? {
        var index = start
        while index + 2 < text.count {
            if text[index] == "-", text[index + 1] == "-", text[index + 2] == ">" {
                return index + 3
            }
            index += 1
        }
        return nil
    }

    private static func tag(_ text: ReportScalars, at start: Int) -> (isBlock: Bool, end: Int)? {
        var index = start + 1
        if index < text.count, text[index] == "/" { index += 1 }
        let nameStart = index
        while index < text.count, index - nameStart < 11, text[index].isWordOfASCII { index += 1 }
        let name = text[nameStart..<index].string.lowercased()
        let isBlock = blocks.contains(name)
        guard isBlock || inlines.contains(name) else { return nil }
        let limit = min(text.count, index + 220)
        while index < limit, text[index] != ">" {
            if text[index] == "<" { return nil }
            index += 1
        }
        return index < limit ? (isBlock, index + 1) : nil
    }

    /// The text without the asterisks of bold type, and whether all of it is bold.
    static func withoutBold(_ text: ReportScalars) -> (text: ReportScalars, isBold: Bool) {
        guard text.contains("*") else { return (text, false) }
        var result: ReportScalars = []
        var pairs = 0
        var index = 0
        while index < text.count {
            if text[index] == "*", index + 1 < text.count, text[index + 1] == "*" {
                pairs += 1
                index += 2
            } else {
                result.append(text[index])
                index += 1
            }
        }
        let isBold =
            pairs == 2 && text.count > 4 && text.starts(with: "**".unicodeScalars)
            && text.suffix(2).elementsEqual("**".unicodeScalars) && !result.contains("*")
        return (result.trimmed, isBold)
    }
}
