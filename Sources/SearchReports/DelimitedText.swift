internal import JSON
internal import RenkeiSearch

/// Writes tables as comma- or tab-separated values.
///
/// CSV is that of RFC 4180: lines end in CR LF, a cell with a comma, a quotation mark or a line end
/// is quoted, and quotation marks in it are doubled. TSV has no quotation marks: lines end in LF,
/// and a tab or line end in a cell becomes a blank.
///
/// A spreadsheet treats a text that begins with `=`, `+`, `-`, `@` or their full-width forms as a
/// formula, and a formula can run programs. Such a text is prefixed with an apostrophe. So is one
/// that begins with an apostrophe before such a character, so that removing one apostrophe always
/// restores the text. Numbers are never changed.
package struct DelimitedText {
    /// The form that is written.
    package enum Form { case csv, tsv }

    package let form: Form

    package init(_ form: Form) { self.form = form }

    /// Passes the header and the rows of a table to `put`, line by line.
    package func write(_ table: ResultTable, withHeader: Bool = true, put: (String) -> Void) {
        if withHeader { put(header(table.columns.map(\.key))) }
        for row in table.rows { put(line(row.map { quoted(text(of: $0)) })) }
    }

    /// The header, with the names of columns.
    package func header(_ names: [String]) -> String { line(ofTexts: names) }

    /// A line of cells.
    package func row(_ cells: [ResultTable.Cell]) -> String {
        line(cells.map { quoted(text(of: $0)) })
    }

    /// A line of texts.
    package func line(ofTexts texts: [String]) -> String {
        line(texts.map { quoted(DelimitedText.guarded($0)) })
    }

    private func line(_ cells: [String]) -> String {
        cells.joined(separator: separator) + lineEnd
    }

    /// The text of a cell, before quoting.
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

    /// The text, prefixed with an apostrophe if a spreadsheet would treat it as a formula.
    package static func guarded(_ text: String) -> String {
        guard let byte = text.utf8.first, mayBeginFormula(byte) else { return text }
        let first = text.unicodeScalars.first { $0 != "'" }
        guard let first else { return text }
        // Scalars, not characters, so that a combining mark does not hide the sign.
        let isFormula: Bool =
            switch first {
            case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−": true
            default: false
            }
        return isFormula ? "'" + text : text
    }

    /// A text as a cell of a line, guarded and quoted.
    package func cell(_ text: String) -> String { quoted(DelimitedText.guarded(text)) }

    /// A value as a cell of a line.
    package func cell(_ value: ResultTable.Cell) -> String { quoted(text(of: value)) }

    /// The separator of cells.
    package var separator: String { form == .csv ? "," : "\t" }

    /// The end of a line.
    package var lineEnd: String { form == .csv ? "\r\n" : "\n" }

    /// Appends a text as a guarded and quoted cell to the bytes of a line.
    package func append(_ text: String, to line: inout [UInt8]) {
        appendQuoted(DelimitedText.guarded(text), to: &line)
    }

    private func quoted(_ text: String) -> String {
        guard isChanged(text) else { return text }
        var bytes: [UInt8] = []
        appendQuoted(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends an already guarded text; this is the only function that quotes cells.
    private func appendQuoted(_ text: String, to line: inout [UInt8]) {
        guard isChanged(text) else { return line.append(contentsOf: text.utf8) }
        switch form {
        case .csv:
            let quotation = UInt8(ascii: "\"")
            line.append(quotation)
            for byte in text.utf8 {
                if byte == quotation { line.append(quotation) }
                line.append(byte)
            }
            line.append(quotation)
        case .tsv:
            var previous: Unicode.Scalar?
            for scalar in text.unicodeScalars {
                let isBreak = ["\t", "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
                if !(scalar == "\n" && previous == "\r") {
                    line.append(contentsOf: String(isBreak ? " " : scalar).utf8)
                }
                previous = scalar
            }
        }
    }

    /// Whether a text may need quoting; false if it can certainly be written unchanged, like most
    /// texts.
    private func isChanged(_ text: String) -> Bool {
        form == .csv ? DelimitedText.needsQuotes(text) : DelimitedText.mayHaveBreaks(text)
    }

    /// Whether an apostrophe or a sign of a formula can begin with a byte in UTF-8.
    private static func mayBeginFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x27, 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A, 0xE2, 0xEF: true
        default: false
        }
    }

    private static func needsQuotes(_ text: String) -> Bool {
        let utf8 = text.utf8Span
        let bytes = utf8.span
        guard bytes.count > 0 else { return false }
        if bytes[0] == 0x20 || bytes[bytes.count - 1] == 0x20 { return true }
        for index in bytes.indices {
            switch bytes[index] {
            case 0x2C, 0x22, 0x0D, 0x0A: return true
            default: break
            }
        }
        return false
    }

    /// Whether a text may have a scalar that becomes a blank, judging by first bytes.
    private static func mayHaveBreaks(_ text: String) -> Bool {
        let utf8 = text.utf8Span
        let bytes = utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x0E || byte == 0xC2 || byte == 0xE2 { return true }
        }
        return false
    }
}
