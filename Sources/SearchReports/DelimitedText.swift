internal import JSON
internal import RenkeiSearch

/// Writes tables as comma- or tab-separated values.
///
/// CSV is that of RFC 4180: lines end in CR LF, a cell with a comma, a quotation mark or a line end
/// stands in quotation marks, and quotation marks in it are doubled. TSV has no quotation marks:
/// lines end in LF, and a tab or line end in a cell becomes a blank.
///
/// A spreadsheet takes a text that begins with `=`, `+`, `-`, `@` or their full-width forms for a
/// formula, and a formula can call programs. Such a text gets an apostrophe before it. So does one
/// that begins with an apostrophe before such a character, so that taking one apostrophe away
/// always gives the text back. Numbers are never changed.
package struct DelimitedText {
    /// Which of the two forms is written.
    package enum Form { case csv, tsv }

    package let form: Form

    package init(_ form: Form) { self.form = form }

    /// Passes the header and the rows of a table to `put`, line by line.
    package func write(_ table: ResultTable, withHeader: Bool = true, put: (String) -> Void) {
        if withHeader { put(line(table.columns.map { quoted($0.key) })) }
        for row in table.rows { put(line(row.map { quoted(text(of: $0)) })) }
    }

    /// A line of texts.
    package func line(ofTexts texts: [String]) -> String {
        line(texts.map { quoted(DelimitedText.guarded($0)) })
    }

    private func line(_ cells: [String]) -> String {
        switch form {
        case .csv: cells.joined(separator: ",") + "\r\n"
        case .tsv: cells.joined(separator: "\t") + "\n"
        }
    }

    /// What a cell holds, before quotation.
    package func text(of cell: ResultTable.Cell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): DelimitedText.guarded(text)
        case .marked(let snippet): DelimitedText.guarded(snippet.text)
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .truth(let truth): truth ? "true" : "false"
        }
    }

    /// The text with an apostrophe before it if a spreadsheet would take it for a formula.
    package static func guarded(_ text: String) -> String {
        let first = text.unicodeScalars.first { $0 != "'" }
        guard let first else { return text }
        // Scalars, not characters: a combining mark behind the sign hides nothing.
        let isFormula: Bool =
            switch first {
            case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−": true
            default: false
            }
        return isFormula ? "'" + text : text
    }

    private func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        switch form {
        case .csv:
            let needsQuotes = text.utf8.contains {
                $0 == 0x2C || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A
            }
            guard needsQuotes || scalars.first == " " || scalars.last == " " else { return text }
            var result = String.UnicodeScalarView("\"".unicodeScalars)
            for scalar in scalars {
                if scalar == "\"" { result.append(scalar) }
                result.append(scalar)
            }
            result.append("\"")
            return String(result)
        case .tsv:
            // The first bytes of what becomes a blank; most texts have none of them.
            guard text.utf8.contains(where: { $0 < 0x0E || $0 == 0xC2 || $0 == 0xE2 }) else {
                return text
            }
            var result = String.UnicodeScalarView()
            var previous: Unicode.Scalar?
            for scalar in scalars {
                let isBreak = ["\t", "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
                if !(scalar == "\n" && previous == "\r") { result.append(isBreak ? " " : scalar) }
                previous = scalar
            }
            return String(result)
        }
    }
}
