internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Writes a cross table in any format.
struct CrosstabOutput {
    let table: CrossTable
    /// The field of the rows; nil if they are codes.
    let rowField: String?
    let field: String
    let show: CrosstabCell
    let isLong: Bool
    let citation: Citation?

    func write(_ output: FormatOptions) throws {
        switch output.chosen {
        case .text: writeText(output.style)
        case .csv, .tsv:
            if output.bom { Console.writeData("\u{FEFF}") }
            citation?.writeComments()
            DelimitedText(output.chosen == .csv ? .csv : .tsv)
                .write(isLong ? longTable() : wideTable()) { Console.writeData($0) }
        case .markdown:
            Console.write(MarkdownText.table(wideTable()))
            citation?.writeText()
        case .jsonl:
            for row in table.rows { Console.writeLine(object(row)) }
            if let citation { Console.writeLine(.object([citation.member])) }
        case .json, .ids: Console.writeLine(object())
        }
    }

    private func cell(_ row: CrossTable.Row, _ column: Int) -> ResultTable.Cell {
        switch show {
        case .counts: .integer(row.counts[column])
        case .row: percent(row.counts[column], of: row.documents)
        case .column: percent(row.counts[column], of: table.columnTotals[column])
        case .residuals: row.test.map { .number($0.adjustedResiduals[0][column]) } ?? .empty
        }
    }

    private func percent(_ part: Int, of whole: Int) -> ResultTable.Cell {
        whole == 0 ? .empty : .number(100 * Double(part) / Double(whole))
    }

    /// A row per code, a column per value, and the test.
    private func wideTable() -> ResultTable {
        let columns =
            [ResultTable.Column(key: rowField ?? "code")]
            + table.columns.map { ResultTable.Column(key: $0, isNumeric: true) }
            + ["records", "chi_square", "df", "p", "cramers_v", "expected_under_5"].map {
                ResultTable.Column(key: $0, isNumeric: true)
            }
        return ResultTable(
            columns: columns,
            rows: table.rows.map { row in
                [.text(row.name)] + table.columns.indices.map { cell(row, $0) }
                    + [.integer(row.documents)] + test(row)
            })
    }

    private func test(_ row: CrossTable.Row) -> [ResultTable.Cell] {
        guard let test = row.test else { return Array(repeating: .empty, count: 5) }
        return [
            .number(test.statistic), .integer(test.degreesOfFreedom), .number(test.p),
            .number(test.cramersV), .integer(test.lowExpectedCount),
        ]
    }

    /// A row per cell, the form that R and pandas prefer.
    private func longTable() -> ResultTable {
        let columns =
            [ResultTable.Column(key: rowField ?? "code"), ResultTable.Column(key: field)]
            + [
                "count", "value_records", "row_percent", "column_percent", "expected",
                "adjusted_residual",
            ].map { ResultTable.Column(key: $0, isNumeric: true) }
        var rows: [[ResultTable.Cell]] = []
        for row in table.rows {
            for (column, value) in table.columns.enumerated() {
                rows.append([
                    .text(row.name), .text(value), .integer(row.counts[column]),
                    .integer(table.columnTotals[column]),
                    percent(row.counts[column], of: row.documents),
                    percent(row.counts[column], of: table.columnTotals[column]),
                    row.test.map { .number($0.expected[0][column]) } ?? .empty,
                    row.test.map { .number($0.adjustedResiduals[0][column]) } ?? .empty,
                ])
            }
        }
        return ResultTable(columns: columns, rows: rows)
    }

    private func object(_ row: CrossTable.Row) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: rowField == nil ? "code" : "value", value: .string(row.name)),
            .init(key: "records", value: .integer(Int64(row.documents))),
            .init(key: "counts", value: .array(row.counts.map { .integer(Int64($0)) })),
        ]
        if let test = row.test {
            members += CrosstabOutput.members(test)
            members += [
                .init(key: "expected", value: .array(test.expected[0].map { .number($0) })),
                .init(
                    key: "adjusted_residuals",
                    value: .array(test.adjustedResiduals[0].map { .number($0) })),
            ]
        }
        return .object(members)
    }

    private static func members(_ test: ChiSquareTest) -> [JSONValue.Member] {
        [
            .init(key: "chi_square", value: .number(test.statistic)),
            .init(key: "df", value: .integer(Int64(test.degreesOfFreedom))),
            .init(key: "p", value: .number(test.p)),
            .init(key: "cramers_v", value: .number(test.cramersV)),
            .init(key: "expected_under_5", value: .integer(Int64(test.lowExpectedCount))),
        ]
    }

    /// The additional members for a table of two fields.
    private var fieldMembers: [JSONValue.Member] {
        guard let rowField else { return [] }
        return [
            .init(key: "row_field", value: .string(rowField)),
            .init(key: "missing_rows", value: .integer(Int64(table.missingRows))),
        ] + (table.test.map { [.init(key: "test", value: .object(Self.members($0)))] } ?? [])
    }

    private func object() -> JSONValue {
        .object(
            [
                .init(key: "field", value: .string(field)),
                .init(key: "records", value: .integer(Int64(table.documents))),
                .init(key: "missing", value: .integer(Int64(table.missing))),
                .init(key: "values", value: .array(table.columns.map { .string($0) })),
                .init(
                    key: "value_records",
                    value: .array(table.columnTotals.map { .integer(Int64($0)) })),
                .init(key: "rows", value: .array(table.rows.map { object($0) })),
            ] + fieldMembers + (citation.map { [$0.member] } ?? []))
    }

    /// Writes a line per value and a column per code, followed by the tests.
    private func writeText(_ style: TerminalStyle) {
        let names = table.columns.map { Text.cut($0, toCells: 32) }
        let nameWidth = names.map(TerminalWidth.cells).max() ?? 0
        let heads = table.rows.map { Text.cut($0.name, toCells: 16) } + [localized("all")]
        var head = spaces(nameWidth)
        // Codes are few and have long names; values of a field may be many.
        let width = rowField == nil ? 18 : max(8, 2 + (heads.map(TerminalWidth.cells).max() ?? 0))
        for name in heads { head += spaces(width - TerminalWidth.cells(name)) + name }
        Console.write(style.apply(.strong, to: head) + "\n")
        for (column, name) in names.enumerated() {
            var line = name + spaces(nameWidth - TerminalWidth.cells(name))
            for row in table.rows {
                let text = text(cell(row, column))
                line += spaces(width - text.count) + text
            }
            let total = Text.grouped(table.columnTotals[column])
            Console.write(line + spaces(width - total.count) + total + "\n")
        }
        Console.write("\n")
        if let rowField {
            writeTest(rowField + " × " + field, table.test)
            if table.missingRows > 0 {
                Console.write(
                    localized(
                        "\(Text.grouped(table.missingRows)) records have no value in \(rowField).")
                        + "\n")
            }
        } else {
            for row in table.rows { writeTest(row.name, row.test) }
        }
        if table.missing > 0 {
            Console.write(localized("\(Text.grouped(table.missing)) records have no value.") + "\n")
        }
        if table.hasSeveralValues {
            Console.write(
                localized("Some records have several values and count for each of them.") + "\n")
        }
        citation?.writeText()
    }

    private func writeTest(_ name: String, _ test: ChiSquareTest?) {
        guard let test else {
            Console.write("\(name): \(localized("there is nothing to test"))\n")
            return
        }
        let p = test.p < 0.0001 ? "p < 0.0001" : "p = \(Text.decimal(test.p, 4))"
        Console.write(
            "\(name): χ²(\(test.degreesOfFreedom)) = \(Text.decimal(test.statistic, 2)), \(p), V = \(Text.decimal(test.cramersV, 3))\n"
        )
        if test.lowExpectedCount > 0 {
            Console.write(
                "  "
                    + localized(
                        "\(test.lowExpectedCount) expected counts are under 5: do not rely on p; join values or take fewer"
                    ) + "\n")
        }
    }

    private func text(_ cell: ResultTable.Cell) -> String {
        switch cell {
        case .integer(let number): Text.grouped(number)
        case .number(let number): Text.decimal(number, show == .residuals ? 2 : 1)
        default: "-"
        }
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 1)) }
}
