internal import JSON
internal import Messages

/// Turns the records of a document of running text into rows, so that labels are mapped to fields
/// like columns.
struct DocumentRecords {
    /// The header and the records.
    private(set) var rows: [TableRow] = []
    /// The lines in no record, by reason.
    private(set) var passedOver: [FileReport.PassedOver] = []

    /// The columns that every record has; their names are those of fields.
    private static let standard = [
        "title", "description", "area", "category", "start_year", "source",
    ]
    /// The least number of records with a label for it to become a column.
    private static let leastRecords = 2

    /// Reads a document to its end.
    init(_ source: any DocumentSource, name: String, _ options: ImportOptions) throws(IngestError) {
        var lines: [ReportLine] = []
        while let block = try source.next() {
            switch block {
            case .paragraph(let paragraph):
                let hasPages = source.file.format == .pdf || source.file.format == .wordDocument
                lines.append(
                    ReportLine(
                        text: paragraph.text, line: paragraph.line,
                        page: hasPages ? paragraph.page : nil,
                        headingLevel: source.file.format == .markdown
                            ? nil : paragraph.headingLevel,
                        isParagraph: source.file.format == .wordDocument))
            case .tableRow(let row):
                lines.append(
                    ReportLine(
                        cells: row.row.cells.map(\.text), line: row.line, page: row.page))
            }
        }
        let division: ReportDivision =
            options.takesDocumentsWhole
            ? .whole : options.splitsByPage ? .page : .automatic
        let cut = ReportSplitter(division: division).split(lines)
        guard !cut.records.isEmpty else {
            throw IngestError(path: source.file.path, message: "the document has no text")
        }
        makeRows(cut.records, name: name)
        countPassedOver(cut.passedOver)
    }

    private mutating func makeRows(_ records: [ReportRecord], name: String) {
        var labels: [String] = []
        var counts: [String: Int] = [:]
        for column in records.flatMap(\.columns) {
            if counts[column.name] == nil { labels.append(column.name) }
            counts[column.name, default: 0] += 1
        }
        labels.removeAll { label in
            counts[label, default: 0] < DocumentRecords.leastRecords
                || DocumentRecords.standard.contains(label)
        }
        let header = DocumentRecords.standard + labels
        rows.append(TableRow(cells: header.map { Cell(.text($0)) }, number: 0))
        var lastNumber = 0
        for record in records {
            // Two records may begin on one line, but numbers must ascend.
            let number = max(record.lines.lowerBound, lastNumber + 1)
            lastNumber = number
            rows.append(
                TableRow(cells: cells(record, labels, name), number: number, line: number))
        }
    }

    private func cells(_ record: ReportRecord, _ labels: [String], _ name: String) -> [Cell] {
        func cell(_ text: String?) -> Cell {
            guard let text, !text.isEmpty else { return Cell() }
            return Cell(.text(text))
        }
        var description = record.description
        for column in record.columns where !labels.contains(column.name) {
            let line = "\(column.name): \(column.value)"
            description += description.isEmpty ? line : "\n\(line)"
        }
        let separator = String(ListText.elementSeparator)
        var cells = [
            cell(record.title), cell(description), cell(record.area),
            // The final separator keeps a category with separators in it as one value.
            cell(
                record.category.isEmpty
                    ? nil : record.category.joined(separator: separator) + separator),
            cell(record.startYear.map(String.init)), cell(source(record, name)),
        ]
        for label in labels {
            let values = record.columns.filter { $0.name == label }.map(\.value)
            cells.append(cell(values.joined(separator: "\n")))
        }
        return cells
    }

    /// The location of the record in the document.
    private func source(_ record: ReportRecord, _ name: String) -> String {
        var members: [JSONValue.Member] = [.init(key: "file", value: .string(name))]
        if let pages = record.pages {
            members.append(.init(key: "page", value: .integer(Int64(pages.lowerBound))))
            if pages.count > 1 {
                members.append(.init(key: "page_end", value: .integer(Int64(pages.upperBound))))
            }
        }
        members.append(.init(key: "line_start", value: .integer(Int64(record.lines.lowerBound))))
        members.append(.init(key: "line_end", value: .integer(Int64(record.lines.upperBound))))
        if let heading = record.heading {
            members.append(.init(key: "heading", value: .string(heading)))
        }
        if !record.headings.isEmpty {
            members.append(
                .init(key: "headings", value: .array(record.headings.map { .string($0) })))
        }
        return JSONValue.object(members).jsonText
    }

    private mutating func countPassedOver(_ lines: [ReportCut.PassedOver]) {
        for reason in ReportCut.PassedOver.Reason.allCases {
            let count = lines.count { $0.reason == reason }
            if count > 0 { passedOver.append(.init(reason: reason.rawValue, count: count)) }
        }
    }
}

/// Rows made from a file, as a table.
final class RowTable: TableSource {
    let file: SourceFile
    let sheets = [Sheet()]
    let problems: SourceProblems
    private let rows: [TableRow]
    private var index = 0

    init(_ rows: [TableRow], of file: SourceFile, _ problems: SourceProblems) {
        self.rows = rows
        self.file = file
        self.problems = problems
    }

    func select(sheet: Int) { index = 0 }

    func next(_ row: inout TableRow) -> Bool {
        guard index < rows.count else { return false }
        row = rows[index]
        index += 1
        return true
    }

    func hidesColumn(_ column: Int) -> Bool { false }
}
