internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// Writes tables in GitHub's Markdown.
///
/// Matches are in `<b>`, because asterisks do not work next to Japanese brackets.
enum MarkdownText {
    /// A table with its headings in the language of the command.
    static func table(_ table: ResultTable) -> String {
        var text = row(table.columns.map { escaped($0.heading) })
        text += row(table.columns.map { $0.isNumeric ? "---:" : "---" })
        for cells in table.rows { text += row(cells.map(cell)) }
        return text
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |\n"
    }

    private static func cell(_ cell: ResultTable.Cell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): escaped(text)
        case .marked(let snippet):
            (snippet.isCutAtStart ? "…" : "")
                + snippet.pieces.map { piece in
                    piece.isHighlighted ? "<b>\(escaped(piece.text))</b>" : escaped(piece.text)
                }.joined() + (snippet.isCutAtEnd ? "…" : "")
        case .integer(let number): String(number)
        case .number(let number): Text.decimal(number, 3)
        case .truth(let truth): truth ? "✓" : ""
        }
    }

    /// A text with the special characters of Markdown escaped.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!":
                result.unicodeScalars.append("\\")
                result.unicodeScalars.append(scalar)
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\n": result += "<br>"
            case "\r": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
