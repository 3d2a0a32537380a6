internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// A table of words from a command for research, in any format.
struct ResearchTable {
    /// The rows for delimited text and Markdown.
    let table: ResultTable
    /// The rows as objects.
    let objects: [JSONValue]
    /// The members of the `json` object before the rows.
    let facts: [JSONValue.Member]
    /// The key of the rows in the `json` object.
    let key: String
    /// The lines below the table in text output.
    let summary: [String]
    let citation: Citation?

    /// Makes a table whose objects have the columns as keys.
    init(
        _ table: ResultTable, key: String, facts: [JSONValue.Member], summary: [String],
        citation: Citation?, objects: [JSONValue]? = nil
    ) {
        self.table = table
        self.key = key
        self.facts = facts
        self.summary = summary
        self.citation = citation
        self.objects =
            objects
            ?? table.rows.map { row in
                .object(
                    zip(table.columns, row).map {
                        JSONValue.Member(key: $0.key, value: ResearchTable.value($1))
                    })
            }
    }

    func write(_ output: FormatOptions) {
        switch output.chosen {
        case .text:
            writeText(output.style)
            citation?.writeText()
        case .csv, .tsv:
            writeDelimited(output.chosen == .csv ? .csv : .tsv, beginsWithMark: output.bom)
        case .markdown:
            Console.write(MarkdownText.table(table))
            citation?.writeText()
        case .jsonl:
            for object in objects { Console.writeLine(object) }
            if let citation { Console.writeLine(.object([citation.member])) }
        case .json, .ids: Console.writeLine(object)
        }
    }

    /// Writes the table as delimited text, with the citation before the header.
    func writeDelimited(_ form: DelimitedText.Form, beginsWithMark: Bool) {
        if beginsWithMark { Console.writeData("\u{FEFF}") }
        citation?.writeComments()
        DelimitedText(form).write(table) { Console.writeData($0) }
    }

    /// The `json` object.
    var object: JSONValue {
        .object(
            facts + [.init(key: key, value: .array(objects))]
                + (citation.map { [$0.member] } ?? []))
    }

    private static func value(_ cell: ResultTable.Cell) -> JSONValue {
        switch cell {
        case .empty: .null
        case .text(let text): .string(text)
        case .marked(let snippet): .string(snippet.text)
        case .integer(let number): .integer(Int64(number))
        case .number(let number): .number(number)
        case .truth(let truth): .bool(truth)
        }
    }

    /// Writes the table as text with aligned columns, numbers at the right.
    func writeText(_ style: TerminalStyle) {
        let heads = table.columns.map(\.heading)
        let rows = table.rows.map { $0.map(text) }
        let widths = heads.indices.map { column in
            max(
                TerminalWidth.cells(heads[column]),
                rows.lazy.map { TerminalWidth.cells($0[column]) }.max() ?? 0)
        }
        func line(_ cells: [String]) -> String {
            var line = ""
            for (column, cell) in cells.enumerated() {
                let pad = String(
                    repeating: " ", count: widths[column] - TerminalWidth.cells(cell))
                if column > 0 { line += "  " }
                line += table.columns[column].isNumeric ? pad + cell : cell + pad
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
        if !rows.isEmpty {
            Console.write(style.apply(.strong, to: line(heads)) + "\n")
            for row in rows { Console.write(line(row) + "\n") }
            Console.write("\n")
        }
        for line in summary { Console.write(line + "\n") }
    }

    private func text(_ cell: ResultTable.Cell) -> String {
        switch cell {
        case .integer(let number): Text.grouped(number)
        case .number(let number): Text.decimal(number, abs(number) < 10 ? 3 : 1)
        case .text(let text): Text.cut(text, toCells: 40)
        default: ""
        }
    }
}
