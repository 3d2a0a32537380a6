internal import ArgumentParser
internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The options for the format of files and the mapping of records to documents.
///
/// Without options, this is detected from the files.
struct RecordOptions: ParsableArguments {
    @Option(
        name: .customLong("id"),
        help: ArgumentHelp(
            "The key or column that holds the id of a record.", valueName: "name"))
    var idKey: String?

    @Option(
        name: .customLong("map"),
        help:
            "Which keys or columns become which fields: field=name or field=name+name, separated by commas."
    )
    var map: String?

    @Option(
        help: ArgumentHelp(
            "What separates several values in the cells of a column: 担当課=、・.",
            valueName: "column=marks"))
    var split: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the files are: csv, tsv, xlsx, docx, html, jsonl, json, text, markdown or pdf.",
            valueName: "format"))
    var format: String?

    @Option(
        help: ArgumentHelp(
            "The charset: utf-8, utf-16le, utf-16be, cp932, euc-jp or iso-2022-jp.",
            valueName: "name"))
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "What separates the cells of delimited text: a comma, tab, ; or |.",
            valueName: "mark"))
    var delimiter: String?

    @Option(
        help: ArgumentHelp("The number of the row that is the header.", valueName: "n"))
    var headerRow: Int?

    @Option(
        help: ArgumentHelp("The sheet of a workbook to read, or all.", valueName: "name"))
    var sheet: String?

    @Flag(help: "Skip the rows that a sheet hides.")
    var skipHidden = false

    @Flag(help: "Take each document of running text as one record.")
    var whole = false

    @Option(
        help: ArgumentHelp(
            "Where running text is split into records: heading or page.", valueName: "what"),
        completion: .list(["heading", "page"]))
    var by: String?

    @Flag(help: "Show what would be read, and how, without building anything.")
    var dryRun = false

    @Flag(help: "Treat every warning as an error.")
    var strict = false

    @Flag(help: "Report what was read as one JSON object.")
    var json = false

    func validate() throws {
        for value in split where !value.contains("=") {
            throw ValidationError("--split must be COLUMN=MARKS")
        }
        if let by, by != "heading", by != "page" {
            throw ValidationError("--by must be heading or page")
        }
        if whole, by != nil { throw ValidationError("--whole and --by contradict each other") }
        if let headerRow, !(1...1_000_000).contains(headerRow) {
            throw ValidationError("--header-row must be 1 to 1000000")
        }
    }

    /// The importer for the given files.
    func importer(
        _ paths: [String], _ schema: Schema, _ progress: Progress
    ) throws -> Importer {
        guard idKey != "" else { throw CommandError("--id must name a key") }
        var options = ImportOptions()
        options.idKey = idKey
        options.map = map
        for text in split {
            guard let equals = text.lastIndex(of: "=") else { continue }
            let marks = text[text.index(after: equals)...]
            options.splits[String(text[..<equals])] = Set(
                marks.replacing("\\n", with: "\n").replacing("\\t", with: "\t").unicodeScalars)
        }
        options.format = format?.lowercased()
        options.encoding = encoding?.lowercased()
        options.delimiter = delimiter
        options.headerRow = headerRow
        options.sheet = sheet
        options.skipsHidden = skipHidden
        options.takesDocumentsWhole = whole
        options.splitsByPage = by == "page"
        return try Importer(paths, options, schema: schema) { progress.update($0) }
    }

    /// Throws if there are warnings and they are treated as errors.
    func check(_ reports: [FileReport]) throws {
        guard strict else { return }
        for report in reports {
            if let warning = report.warnings.first {
                throw CommandError(
                    "\(report.file): \(warning.message); --strict takes a warning for an error"
                )
            }
        }
    }

    /// The error for records without any text.
    static let noText = CommandError(
        "no record has a title or a description; name the keys with --map title=…,description=…")
}
