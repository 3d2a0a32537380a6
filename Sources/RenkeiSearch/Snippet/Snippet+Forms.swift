/// Conversions of a passage and its marks.
extension Snippet {
    /// The marks as UTF-16 ranges in `text`, for `NSString`, JavaScript and Java.
    public var utf16Highlights: [Range<Int>] { Snippet.utf16Ranges(of: highlights, in: text) }

    /// Converts UTF-8 ranges of a text to UTF-16.
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

    /// The passage as HTML: matches are in `<mark>`, and the text is escaped.
    ///
    /// The text can be used between tags and in quoted attributes: `<`, `>`, `&`, `"` and `'` are
    /// written as references. An ellipsis marks a cut.
    public var html: String {
        var html = isCutAtStart ? "…" : ""
        for piece in pieces {
            let text = Snippet.escapedHTML(piece.text)
            html += piece.isHighlighted ? "<mark>\(text)</mark>" : text
        }
        return isCutAtEnd ? html + "…" : html
    }

    /// The text with all characters escaped that are special in HTML.
    public static func escapedHTML(_ text: String) -> String {
        var html = String.UnicodeScalarView()
        // Iterates by scalar, because a combining mark must not hide a sign.
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
