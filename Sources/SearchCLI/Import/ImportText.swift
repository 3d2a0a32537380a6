internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The interpretation of files, as text.
struct ImportText {
    let style: TerminalStyle
    let width: Int

    /// A line for each file: its kind, and the fields of its columns.
    func writeSummary(_ reports: [FileReport]) {
        // Files whose keys are those of the index need no explanation.
        guard !reports.allSatisfy(\.hasKnownKeys) else { return }
        for report in reports {
            let count = Text.count(report.records, "record")
            Console.write(
                style.apply(.strong, to: report.file) + ": \(kind(report)), \(count)\n")
            let columns = report.columns.filter { !$0.columns.isEmpty }
                .map { "\($0.field) ← \($0.columns.joined(separator: "+"))" }
            if !report.hasKnownKeys {
                write(columns.joined(separator: ", "), indent: "  ")
            }
        }
    }

    /// Writes the full interpretation of a file, and its first records.
    func writeDetails(_ report: FileReport, _ records: [Document], _ schema: Schema) {
        Console.write(style.apply(.strong, to: report.file) + "\n")
        Console.write("  \(kind(report)), \(Text.count(report.records, "record"))\n\n")
        let names = report.columns.map(\.field)
        let nameWidth = names.map(TerminalWidth.cells).max() ?? 0
        for column in report.columns {
            let pad = String(
                repeating: " ", count: nameWidth - TerminalWidth.cells(column.field) + 2)
            let samples = column.samples.map { "「\(Text.cut(oneLine($0), toCells: 24))」" }.joined()
            let kind = column.isOwn ? localized("own field, \(localizedKind(column.kind))") : ""
            let text = "← \(column.columns.map(oneLine).joined(separator: " + ")) \(samples)"
            Console.write(TerminalText("  ") + style.apply(.strong, to: column.field) + pad)
            write(
                kind.isEmpty ? text : "\(text) (\(kind))",
                indent: String(repeating: " ", count: nameWidth + 4), used: nameWidth + 4)
        }
        if !report.unusedColumns.isEmpty {
            let shown = report.unusedColumns.prefix(20).joined(separator: "、")
            write(localized("left out: \(shown)"), indent: "  ")
        }
        for passed in report.passedOver {
            write(
                localized("\(count: passed.count, "row"): \(reason(passed.reason))"), indent: "  ")
        }
        for warning in report.warnings {
            write(localized("warning: \(warning.message)"), indent: "  ")
        }
        for (number, record) in records.enumerated() {
            Console.write(
                TerminalText("\n  ") + style.apply(.faint, to: localized("record \(number + 1)"))
                    + "\n")
            for member in ShowReport.members(of: record, schema) {
                let text = Text.cut(oneLine(ShowCommand.text(member.value)), toCells: width - 20)
                let pad = String(
                    repeating: " ", count: max(14 - TerminalWidth.cells(member.key), 1))
                Console.write("    \(member.key)\(pad)\(text)\n")
            }
        }
        Console.write("\n")
    }

    /// The warnings of all files, on the standard error stream.
    static func reportWarnings(_ reports: [FileReport], of importer: Importer) {
        let passedOver = importer.passedOver
        for key in importer.missingKeys {
            Console.error("no record has the key \(key), which --map or --id names")
        }
        if !passedOver.isEmpty {
            Console.error(
                "skipped, as they are not tables, documents or JSON: \(Text.list(passedOver, atMost: 5))"
            )
        }
        for report in reports {
            for warning in report.warnings {
                let location = warning.line.map { "\(report.file):\($0)" } ?? report.file
                Console.error("\(location): \(warning.localizedMessage)")
            }
        }
    }

    /// The kind of a file in a few words: CSV (cp932, comma), header row 4–5.
    private func kind(_ report: FileReport) -> String {
        var details: [String] = []
        if let encoding = report.encoding { details.append(encoding) }
        if let delimiter = report.delimiter {
            details.append(delimiter == "\t" ? localized("tabs") : delimiter)
        }
        details += report.sheets
        var text = report.kind
        if !details.isEmpty { text += " (\(details.joined(separator: ", ")))" }
        if !report.headerRows.isEmpty {
            let rows = report.headerRows.map(String.init).joined(separator: "–")
            text += ", " + localized("header in row \(rows)")
        }
        return text
    }

    private func localizedKind(_ kind: String) -> Message {
        ValueKind(rawValue: kind)?.message ?? ValueKind.stored.message
    }

    private func reason(_ reason: String) -> Message {
        switch RowReason(rawValue: reason) {
        case .total?: "totals"
        case .note?: "notes"
        case .repeatedHeader?: "repeated headers"
        case .hidden?: "hidden"
        case .withoutText?: "neither a title nor a description"
        case .aboveHeader?: "above the header"
        case .blank?: "blank"
        case nil: reportReason(reason)
        }
    }

    private func reportReason(_ reason: String) -> Message {
        switch ReportCut.PassedOver.Reason(rawValue: reason) {
        case .runningHead?: "running heads"
        case .pageNumber?: "page numbers"
        case .mark?: "rules and marks"
        case .contents?: "tables of contents"
        case .heading?: "headings without a text"
        case .frontMatter?: "front matter"
        case .preface?: "prefaces"
        case .outside?: "outside of any record"
        case .tableHeader?: "headers and totals of tables"
        case .nothing?, nil: "lines that say that there is nothing"
        }
    }

    private func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    private func write(_ text: String, indent: String, used: Int? = nil) {
        let layout = TextLayout(style: style, width: width, indent: indent)
        let start = used == nil ? indent : ""
        Console.write(
            TerminalText(start)
                + layout.wrap(
                    [TextLayout.Piece(text)], firstLineUsed: used ?? TerminalWidth.cells(indent))
                + "\n")
    }
}

/// The command that reads files with this interpretation, with all options spelled out.
enum ImportCommandLine {
    static func text(_ command: String, _ paths: [String], _ reports: [FileReport], index: String)
        -> String
    {
        var words = ["search", command] + paths.map(quoted)
        if index != "index" { words += ["--index", quoted(index)] }
        // Spelling out several kinds of files would need a command for each.
        if let report = reports.first, reports.count == 1 {
            words += ["--format", report.kind]
            if let encoding = report.encoding {
                words += ["--encoding", encoding == "utf-8-bom" ? "utf-8" : encoding]
            }
            if let delimiter = report.delimiter {
                words += ["--delimiter", quoted(delimiter == "\t" ? "tab" : delimiter)]
            }
            if let row = report.headerRows.first { words += ["--header-row", String(row)] }
            if report.sheets.count == 1 { words += ["--sheet", quoted(report.sheets[0])] }
            let id = report.columns.first { $0.field == "id" }
            if let name = id?.columns.first { words += ["--id", quoted(name)] }
            let rules = report.columns.filter { $0.field != "id" && !$0.columns.isEmpty }.map {
                let target = $0.isOwn ? "\($0.field):\($0.kind)" : $0.field
                return escaped(target) + "=" + $0.columns.map(escaped).joined(separator: "+")
            }
            if !rules.isEmpty { words += ["--map", quoted(rules.joined(separator: ","))] }
        }
        return words.joined(separator: " ")
    }

    /// A name with the special characters of `--map` escaped.
    private static func escaped(_ name: String) -> String {
        var text = ""
        for character in name {
            if ",=+\\".contains(character) { text += "\\" }
            text.append(character)
        }
        return text
    }

    /// A word quoted for a shell.
    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0)
                    || "-_./,:%".unicodeScalars.contains($0)
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
