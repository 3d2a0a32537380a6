/// Other forms of a passage and its marks.
extension Snippet {
    /// The marks as UTF-16 ranges in `text`, for `NSString`, JavaScript and Java.
    public var utf16Highlights: [Range<Int>] { Snippet.utf16Ranges(of: highlights, in: text) }

    /// Ranges of a text in UTF-16 instead of UTF-8.
    ///
    /// - Parameters:
    ///   - ranges: UTF-8 ranges, ascending and without overlaps, that begin and end between scalars.
    ///   - text: the text.
    public static func utf16Ranges(of ranges: [Range<Int>], in text: String) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var (utf8, utf16) = (0, 0)
        var scalars = text.unicodeScalars.makeIterator()
        func goOn(to offset: Int) -> Int {
            while utf8 < offset, let scalar = scalars.next() {
                utf8 += UTF8.width(scalar)
                utf16 += UTF16.width(scalar)
            }
            return utf16
        }
        for range in ranges {
            let start = goOn(to: range.lowerBound)
            result.append(start..<goOn(to: range.upperBound))
        }
        return result
    }

    /// The passage as HTML: what was asked for stands in `<mark>`, and the text is escaped.
    ///
    /// The text can stand between tags and in quoted attributes: `<`, `>`, `&`, `"` and `'` are
    /// written as references. An ellipsis shows where the passage is cut.
    public var html: String {
        var html = isCutAtStart ? "…" : ""
        for piece in pieces {
            let text = Snippet.escapedHTML(piece.text)
            html += piece.isHighlighted ? "<mark>\(text)</mark>" : text
        }
        return isCutAtEnd ? html + "…" : html
    }

    /// A text in which no character means anything to HTML.
    public static func escapedHTML(_ text: String) -> String {
        var html = String.UnicodeScalarView()
        // By scalars: a combining mark behind a sign must not hide it.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": html.append(contentsOf: "&lt;".unicodeScalars)
            case ">": html.append(contentsOf: "&gt;".unicodeScalars)
            case "&": html.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": html.append(contentsOf: "&quot;".unicodeScalars)
            case "'": html.append(contentsOf: "&#39;".unicodeScalars)
            default: html.append(scalar)
            }
        }
        return String(html)
    }
}
