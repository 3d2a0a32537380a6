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
        var place = 0
        var hasCommentEnd = true
        while place < text.count {
            if text[place] == "<" {
                if hasCommentEnd, text[place...].starts(with: "<!--".unicodeScalars) {
                    if let end = commentEnd(text, from: place + 4) {
                        place = end
                        continue
                    }
                    hasCommentEnd = false
                }
                if let tag = tag(text, at: place) {
                    if tag.isBlock { result.append("\n") }
                    place = tag.end
                    continue
                }
            }
            result.append(text[place])
            place += 1
        }
        return result
    }

    private static func commentEnd(_ text: ReportScalars, from start: Int) -> Int? {
        var place = start
        while place + 2 < text.count {
            if text[place] == "-", text[place + 1] == "-", text[place + 2] == ">" {
                return place + 3
            }
            place += 1
        }
        return nil
    }

    private static func tag(_ text: ReportScalars, at start: Int) -> (isBlock: Bool, end: Int)? {
        var place = start + 1
        if place < text.count, text[place] == "/" { place += 1 }
        let nameStart = place
        while place < text.count, place - nameStart < 11, text[place].isWordOfASCII { place += 1 }
        let name = text[nameStart..<place].string.lowercased()
        let isBlock = blocks.contains(name)
        guard isBlock || inlines.contains(name) else { return nil }
        let limit = min(text.count, place + 220)
        while place < limit, text[place] != ">" {
            if text[place] == "<" { return nil }
            place += 1
        }
        return place < limit ? (isBlock, place + 1) : nil
    }

    /// The text without the asterisks of bold type, and whether all of it is bold.
    static func withoutBold(_ text: ReportScalars) -> (text: ReportScalars, isBold: Bool) {
        guard text.contains("*") else { return (text, false) }
        var result: ReportScalars = []
        var pairs = 0
        var place = 0
        while place < text.count {
            if text[place] == "*", place + 1 < text.count, text[place + 1] == "*" {
                pairs += 1
                place += 2
            } else {
                result.append(text[place])
                place += 1
            }
        }
        let isBold =
            pairs == 2 && text.count > 4 && text.starts(with: "**".unicodeScalars)
            && text.suffix(2).elementsEqual("**".unicodeScalars) && !result.contains("*")
        return (result.trimmed, isBold)
    }
}
