internal import Messages

/// A sheet of a table file after a first pass: its layout, and the fields of its columns.
package struct SheetExamination: Sendable {
    /// The index of the sheet in its file.
    package let index: Int
    /// The name of the sheet; nil if the file gives it none.
    package let name: String?
    /// The plan for its rows.
    package var plan: TablePlan
    /// The number of rows after the header, of any kind.
    package let rows: Int
    /// The number of hidden rows.
    package let hiddenRows: Int
    /// The names of hidden columns.
    package let hiddenColumns: [String]
    /// Some values of each column of the layout.
    package let samples: [[String]]
    /// The rows with fewer or more cells than the header: the first few, and their number; for
    /// delimited text only.
    let raggedRows: (first: [(row: Int, cells: Int)], count: Int, expected: Int)
    /// The hashes of the identifiers, to find duplicates in other sheets and files.
    let identifiers: Set<UInt64>

    /// The keys of the columns, by which forms are compared.
    var form: Set<String> { Set(plan.layout.columns.map(\.name.key)) }

    /// Whether the sheet looks like a list of projects, with a header and a title or description.
    var hasRecords: Bool {
        rows > 0 && (plan.field("title") != nil || plan.field("description") != nil)
    }
}

/// The options for reading tables.
package struct TableOptions: Sendable {
    /// The number of the header's row; nil to detect it.
    package var headerRow: Int?
    /// The sheets to read: by name, or those of the same form as the largest one.
    package var sheets: SheetChoice = .alike
    /// Whether rows that a sheet hides are left out.
    package var skipsHidden = false
    /// The settings for columns.
    package var overrides = ColumnOverrides()
    /// The names of the fields of the schema to find columns for.
    package var standardFields: [String] = []

    /// The choice of sheets of a workbook.
    package enum SheetChoice: Sendable, Equatable {
        /// The largest list and those of the same form.
        case alike
        /// All with a list, including hidden ones.
        case all
        /// The one with a name.
        case named(String)
    }

    /// Makes options that detect everything.
    package init() {}
}

/// The first pass over a table file: finds headers, examines the columns, and chooses sheets.
package struct TableExamination: Sendable {
    /// The sheets that become records, in the order of the file.
    package private(set) var sheets: [SheetExamination] = []
    /// The names of the other sheets, with the number of rows of each.
    package private(set) var otherSheets: [(name: String, rows: Int)] = []
    /// The names of the hidden sheets that were not read.
    package private(set) var hiddenSheets: [String] = []
    /// The columns of the file if no sheet has a title or a description.
    package private(set) var columnsWithoutText: [String] = []

    /// The number of rows kept for finding the header.
    private static let sampleRows = 80

    /// Reads all rows of a table.
    ///
    /// - Throws: `IngestError` if the file is damaged, or has no sheet with the requested name.
    package init(_ source: any TableSource, _ options: TableOptions) throws(IngestError) {
        var examined: [SheetExamination] = []
        for (index, sheet) in source.sheets.enumerated() {
            let name = sheet.name ?? ""
            switch options.sheets {
            case .named(let wanted) where wanted != name: continue
            case .alike where sheet.isHidden:
                hiddenSheets.append(name)
                continue
            default: break
            }
            try source.select(sheet: index)
            examined.append(
                try TableExamination.examine(source, index, sheet.name, options))
        }
        if case .named(let name) = options.sheets, examined.isEmpty {
            let names = source.sheets.compactMap(\.name).joined(separator: ", ")
            throw IngestError(
                path: source.file.path,
                message: "there is no sheet \(name); the file has \(names)")
        }
        let largest = examined.filter(\.hasRecords).max {
            ($0.rows, $1.index) < ($1.rows, $0.index)
        }
        guard let largest else {
            columnsWithoutText =
                examined.max { $0.rows < $1.rows }?.plan.layout.columns.map(\.name.label) ?? []
            return
        }
        for sheet in examined {
            let isChosen =
                sheet.hasRecords
                && (options.sheets != .alike || TableExamination.isAlike(sheet, largest))
            if isChosen {
                sheets.append(sheet)
            } else if sheet.rows > 0 {
                otherSheets.append((sheet.name ?? "\(sheet.index + 1)", sheet.rows))
            }
        }
    }

    /// Whether two sheets have mostly the same columns.
    private static func isAlike(_ left: SheetExamination, _ right: SheetExamination) -> Bool {
        let common = left.form.intersection(right.form).count
        return common * 10 >= min(left.form.count, right.form.count) * 6
    }

    /// The first names of a list, and the number of others.
    static func list(_ names: [String]) -> Message {
        let shown = names.prefix(20).joined(separator: ", ")
        return names.count > 20
            ? "\(shown) and \(names.count - 20) more" : Message(verbatim: shown)
    }

    private static func examine(
        _ source: any TableSource, _ index: Int, _ name: String?, _ options: TableOptions
    ) throws(IngestError) -> SheetExamination {
        var sample: [TableRow] = []
        var row = TableRow()
        var hiddenRows = 0
        while sample.count < sampleRows, try source.next(&row) {
            sample.append(row)
        }
        let layout = TableLayout(sample, headerRow: options.headerRow)
        if let number = options.headerRow, layout.headerRows.isEmpty {
            throw IngestError(
                path: source.file.path,
                message:
                    "row \(number) cannot be the header: it is not among the first \(sampleRows) rows"
            )
        }
        var profiles = layout.columns.map { column in
            ColumnProfile(
                mayIdentify: FieldVocabulary.matches(column.name).contains { $0.field == "id" })
        }
        var rows = 0
        let width = sample.first { layout.headerRows.last == $0.number }?.cells.count ?? 0
        var ragged: [(row: Int, cells: Int)] = []
        var raggedCount = 0
        func take(_ row: TableRow) {
            if row.isHidden {
                hiddenRows += 1
                if options.skipsHidden { return }
            }
            if row.isBlank || RowConverter.isAside(row) { return }
            rows += 1
            if row.cells.count != width, width > 0, source.file.format == .delimitedText {
                raggedCount += 1
                if ragged.count < 3 { ragged.append((row.number, row.cells.count)) }
            }
            for (position, column) in layout.columns.enumerated()
            where column.index < row.cells.count {
                profiles[position].add(row.cells[column.index])
            }
        }
        for row in sample.dropFirst(layout.leadingRows) { take(row) }
        if sample.count == sampleRows {
            while try source.next(&row) { take(row) }
        }
        let plan: TablePlan
        do throws(ColumnMapper.UnknownColumn) {
            plan = try ColumnMapper.plan(
                layout, profiles, options.overrides, standard: options.standardFields)
        } catch {
            let names = TableExamination.list(layout.columns.map(\.name.label))
            throw IngestError(
                path: source.file.path,
                message: "there is no column \(error.name); the table has \(names)")
        }
        let hidden = layout.columns.filter { source.hidesColumn($0.index) }.map(\.name.label)
        let idPosition = layout.columns.firstIndex { $0.index == plan.idColumn }
        return SheetExamination(
            index: index, name: name, plan: plan, rows: rows, hiddenRows: hiddenRows,
            hiddenColumns: hidden, samples: profiles.map(\.samples),
            raggedRows: (ragged, raggedCount, width),
            identifiers: idPosition.map { profiles[$0].hashes } ?? [])
    }
}
