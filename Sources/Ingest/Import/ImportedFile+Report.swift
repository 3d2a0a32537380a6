internal import Messages

extension ImportedFile {
    /// The report on the file.
    func report(_ counts: ImportCounts, missing: [String]) -> FileReport {
        var report = FileReport(file: path, kind: file.format.rawValue)
        if file.delimiter == .tab { report.setKind("tsv") }
        report.encoding = file.encoding.map {
            file.hasByteOrderMark && $0 == .utf8 ? "utf-8-bom" : $0.rawValue
        }
        report.delimiter = file.delimiter?.text
        report.records = counts.records
        if file.isEncodingAmbiguous {
            report.warn(
                "the bytes fit CP932 and EUC-JP alike and were read as CP932; --encoding euc-jp reads them otherwise"
            )
        }
        switch content {
        case .lines(let mapping), .records(let mapping):
            report.hasKnownKeys = true
            addColumns(of: mapping, to: &report)
        case .tables(let examination, let options, let origin):
            add(examination, options, counts, to: &report)
            if case .document(let records) = origin { report.passedOver += records.passedOver }
        }
        addProblems(to: &report)
        addUnreadable(counts, to: &report)
        if !missing.isEmpty {
            report.warn(
                "the index has no fields for these columns, which are left out: \(TableExamination.list(missing))"
            )
        }
        return report
    }

    private func addColumns(of mapping: FieldMapping, to report: inout FileReport) {
        report.columns.append(
            .init(field: "id", kind: "id", isOwn: false, columns: [mapping.idKey], samples: []))
        for rule in mapping.rules {
            report.columns.append(
                .init(
                    field: rule.target, kind: "text", isOwn: false, columns: rule.sources,
                    samples: []))
        }
    }

    private func add(
        _ examination: TableExamination, _ options: TableOptions, _ counts: ImportCounts,
        to report: inout FileReport
    ) {
        report.sheets = examination.sheets.compactMap(\.name)
        guard let first = examination.sheets.first else { return }
        report.headerRows = first.plan.layout.headerRows.filter { $0 > 0 }
        report.columns = columns(first)
        report.unusedColumns = first.plan.unused
        if !examination.hiddenSheets.isEmpty {
            report.warn(
                "\(count: examination.hiddenSheets.count, "hidden sheet") left out (--sheet NAME reads one): \(TableExamination.list(examination.hiddenSheets))"
            )
        }
        for sheet in examination.otherSheets {
            report.warn(
                "the sheet \(sheet.name) is of another form and was left out (\(count: sheet.rows, "row")); --sheet \(sheet.name) or --sheet all reads it"
            )
        }
        // Labels in documents are not columns that need a mapping.
        let isDocument = file.format.isRunningText
        for note in first.plan.notes where !isDocument { report.warn(ImportedFile.message(note)) }
        let hiddenRows = examination.sheets.reduce(0) { $0 + $1.hiddenRows }
        if hiddenRows > 0, !options.skipsHidden {
            report.warn(
                "\(count: hiddenRows, "hidden row") read as well; --skip-hidden leaves them out")
        }
        let hiddenColumns = examination.sheets.flatMap(\.hiddenColumns)
        if !hiddenColumns.isEmpty {
            report.warn(
                "hidden columns were read as well: \(TableExamination.list(hiddenColumns))")
        }
        if qualifiedSheets.count > 0 {
            report.warn(
                "other tables have the same ids, so those of this file begin with its name: \(stem)-…"
            )
        }
        addRagged(examination, to: &report)
        let titles = first.plan.layout.noteRows
        if titles > 0 { report.passedOver.append(.init(reason: "aboveHeader", count: titles)) }
        for reason in RowReason.allCases {
            guard let count = counts.passedOver[reason], count > 0, reason != .blank else {
                continue
            }
            report.passedOver.append(.init(reason: reason.rawValue, count: count))
            report.warn(ImportedFile.message(reason, count))
        }
    }

    private func addRagged(_ examination: TableExamination, to report: inout FileReport) {
        for sheet in examination.sheets where sheet.raggedRows.count > 0 {
            let (first, count, expected) = sheet.raggedRows
            for (row, cells) in first {
                report.warn("row \(row) has \(cells) cells instead of \(expected)")
            }
            if count > first.count {
                report.warn("\(count - first.count) more rows have other numbers of cells")
            }
        }
    }

    private func columns(_ sheet: SheetExamination) -> [FileReport.Column] {
        let layout = sheet.plan.layout
        func samples(_ column: Int?) -> [String] {
            layout.columns.firstIndex { $0.index == column }.map { sheet.samples[$0] } ?? []
        }
        var columns: [FileReport.Column] = []
        if let column = sheet.plan.idColumn,
            let name = layout.columns.first(where: { $0.index == column })?.name.label
        {
            columns.append(
                .init(
                    field: "id", kind: "id", isOwn: false, columns: [name],
                    samples: samples(column)))
        }
        for field in sheet.plan.fields {
            columns.append(
                .init(
                    field: field.name, kind: field.kind.rawValue, isOwn: field.isOwn,
                    columns: field.labels, samples: samples(field.columns.first)))
        }
        return columns
    }

    private func addProblems(to report: inout FileReport) {
        for kind in SourceProblems.Kind.allCases {
            guard let count = problems.counts[kind], count > 0 else { continue }
            let first = problems.first.filter { $0.kind == kind }.map(\.error)
            for error in first.prefix(3) {
                report.warn(error.localizedMessage, line: error.line)
            }
            if count > min(first.count, 3) {
                report.warn("\(count - min(first.count, 3)) more of that kind")
            }
        }
    }

    private func addUnreadable(_ counts: ImportCounts, to report: inout FileReport) {
        for value in counts.firstUnreadable {
            let what = value.kind.message(unreadable: value.value, column: value.column)
            if let line = value.line {
                report.warn(what, line: line)
            } else if let sheet = value.sheet {
                report.warn("sheet \(sheet), row \(value.row): \(what)")
            } else {
                report.warn("row \(value.row): \(what)")
            }
        }
        let more = counts.unreadable - counts.firstUnreadable.count
        if more > 0 { report.warn("\(more) more values could not be read") }
    }

    private static func message(_ note: PlanNote) -> Message {
        switch note {
        case .guessedTitle(let column):
            "no column is called like a title; \(column) was taken (--map title=COLUMN says otherwise)"
        case .guessedDescription(let column):
            "no column is called like a description; \(column) was taken (--map description=COLUMN says otherwise)"
        case .noHeader:
            "the table has no header, so its columns are called A, B, C and so on (--header-row N says otherwise)"
        case .unsearchedTexts(let columns):
            "an index searches \(ColumnMapper.mostTextFields) text fields at most; these are only shown: \(TableExamination.list(columns))"
        case .constantYear(let column):
            "\(column) is the same in all rows, so it was not taken for the start year"
        }
    }

    private static func message(_ reason: RowReason, _ count: Int) -> Message {
        switch reason {
        case .total: "\(count: count, "row") of totals skipped"
        case .note: "\(count: count, "note") skipped"
        case .repeatedHeader: "\(count: count, "repeated header") skipped"
        case .hidden: "\(count: count, "hidden row") left out"
        case .withoutText: "\(count: count, "row") without a title and a description skipped"
        case .blank, .aboveHeader: "\(count: count, "row") skipped"
        }
    }
}
