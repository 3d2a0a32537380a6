internal import ArgumentParser
internal import IndexStorage
internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The formats of `search export`.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    case jsonl, csv, tsv, xlsx, khcoder
}

/// `search export`: writes records for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write records for other programs, or in a form that can be indexed again.",
        discussion: """
            Without words and filters, all records of the index; with them, the records that have \
            all words and pass the filters, in the order in which they were added.

            JSON Lines have every field, and an index built from them is the same. CSV has a \
            column a field, with ; between several values of one; --bom makes Excel read it \
            right. xlsx is a workbook. khcoder is a CSV that KH Coder reads: the texts in one \
            column, and the other fields as variables.

              search export --format jsonl > records.jsonl
              search export 消防 --format xlsx --output fire.xlsx
              search export --area 盛岡 --format khcoder --output morioka.csv

            With --output, a second file FILE.citation.txt tells how the records were found; a \
            workbook has a sheet of its own for it.
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var corpus: CorpusOptions

    @Option(
        help: ArgumentHelp(
            "The output format: jsonl, csv, tsv, xlsx or khcoder.", valueName: "format"),
        completion: .list(ExportFormat.allCases.map(\.rawValue)))
    var format = ExportFormat.jsonl

    @Option(
        help: ArgumentHelp(
            "The fields to write, separated by commas: id or any field of the index.",
            valueName: "names"))
    var fields: String?

    @Option(
        help: ArgumentHelp("Write to a file instead of the standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "With csv or tsv: start with a byte order mark, which Excel needs.")
    var bom = false

    @Flag(help: "Add how the records were found: in csv and tsv above the header, in jsonl behind.")
    var cite = false

    @Option(
        help: ArgumentHelp(
            "The date of the citation, such as 2026-04-01 (default: today).", valueName: "date"))
    var date: String?

    func validate() throws {
        if output == "" { throw ValidationError("--output must name a file") }
        if bom, format != .csv, format != .tsv {
            throw ValidationError("--bom needs --format csv or --format tsv")
        }
        if format == .xlsx, output == nil {
            throw ValidationError("--format xlsx needs --output FILE")
        }
        if cite, format == .khcoder {
            throw ValidationError(
                "--cite has no place in khcoder; with --output, a second file has the citation")
        }
        if let date, !CivilDate.isValid(date) {
            throw ValidationError("--date must be a date such as 2026-04-01")
        }
        if date != nil, !cite, output == nil {
            throw ValidationError("--date needs --cite or --output FILE")
        }
    }

    func run() throws {
        let searcher = try corpus.index.open()
        let columns = try ExportColumns(fields, format, searcher)
        let records = try ExportedRecords(words, corpus, searcher)
        guard records.count > 0 else {
            Console.error("no record matches, so nothing was written")
            throw ExitCode.nothingFound
        }
        let citation = try records.citation(date)
        // A workbook has a sheet for the citation instead.
        let citationFile =
            format == .xlsx ? nil : try output.map { try CitationFile(beside: $0) }
        if output != nil { UnfinishedFiles.removeOnSignals() }
        let sink = try ExportSink(output)
        switch format {
        case .jsonl:
            try records.forEach { try sink.write(columns.object($0).terminalText + "\n") }
            if cite { try sink.write(JSONValue.object([citation.member]).terminalText + "\n") }
        case .csv, .tsv:
            let text = DelimitedText(format == .csv ? .csv : .tsv)
            if bom { try sink.write("\u{FEFF}") }
            if cite { try sink.write(citation.comments) }
            try sink.write(text.header(columns.names))
            try records.forEach { try sink.write(text.row(columns.cells($0))) }
        case .khcoder: try writeForKHCoder(columns, records, sink)
        case .xlsx: try writeWorkbook(columns, records, citation, sink)
        }
        try sink.finish()
        try citationFile?.write(citation)
    }

    private func writeForKHCoder(
        _ columns: ExportColumns, _ records: ExportedRecords, _ sink: ExportSink
    ) throws {
        let text = DelimitedText(.csv)
        var table = try KHCoderTable(columns)
        try sink.write("\u{FEFF}" + text.header(table.header))
        try records.forEach { try sink.write(text.row(table.row($0))) }
        if table.cutCount > 0 {
            Console.error(
                "\(count: table.cutCount, "value") had more than 127 letters, which is what KH Coder takes, and were cut"
            )
        }
    }

    private func writeWorkbook(
        _ columns: ExportColumns, _ records: ExportedRecords, _ citation: Citation,
        _ sink: ExportSink
    ) throws {
        do {
            var book = try WorkbookWriter(sheets: [
                localized("Exported records"), localized("How they were found"),
            ]) {
                try sink.write($0)
            }
            try book.beginSheet(columns.names, widths: columns.widths)
            try records.forEach { try book.write(columns.cells($0)) }
            try book.endSheet()
            try book.beginSheet([localized("item"), localized("content")], widths: [20, 100])
            for entry in citation.entries {
                try book.write([
                    .text(localized(Message(key: entry.key))), .text(entry.value),
                ])
            }
            try book.endSheet()
            try book.finish()
            if book.cutCount > 0 {
                Console.error(
                    "\(count: book.cutCount, "value") had more than 32,767 letters, which is what a cell holds, and were cut"
                )
            }
        } catch let error as WorkbookError { throw CommandError(error.message) }
    }
}
