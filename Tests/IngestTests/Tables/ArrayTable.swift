@testable import Ingest

/// Rows in memory, as a table source gives them.
final class ArrayTable: TableSource {
    let file: SourceFile
    let sheets: [Sheet]
    private let rows: [[TableRow]]
    private var sheet = 0
    private var index = 0
    var problems: SourceProblems { SourceProblems() }

    init(_ sheets: [(name: String?, rows: [[String]])], hidden: Set<String> = []) {
        file = SourceFile(path: "test.csv", format: .delimitedText)
        self.sheets = sheets.map { Sheet(name: $0.name, isHidden: hidden.contains($0.name ?? "")) }
        rows = sheets.map { sheet in
            sheet.rows.enumerated().map { number, cells in
                TableRow(
                    cells: cells.map { Cell($0.isEmpty ? .empty : .text($0)) }, number: number + 1,
                    line: number + 1)
            }
        }
    }

    convenience init(_ rows: [[String]]) { self.init([(nil, rows)]) }

    /// A table of lines with commas between the cells.
    convenience init(csv: String) {
        self.init(
            csv.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        )
    }

    func select(sheet: Int) {
        self.sheet = sheet
        index = 0
    }

    func next(_ row: inout TableRow) -> Bool {
        guard index < rows[sheet].count else { return false }
        row = rows[sheet][index]
        index += 1
        return true
    }

    func hidesColumn(_ column: Int) -> Bool { false }
}

extension TableExamination {
    /// The examination of a table with the fields of projects.
    init(_ table: ArrayTable) throws {
        try self.init(table, .projects)
    }
}

extension TableOptions {
    /// Options with the fields of projects.
    static var projects: TableOptions {
        var options = TableOptions()
        options.standardFields = [
            "title", "description", "kind", "area", "area_key", "prefectures", "municipalities",
            "category", "field", "status", "start_year", "source", "figures",
        ]
        return options
    }
}
