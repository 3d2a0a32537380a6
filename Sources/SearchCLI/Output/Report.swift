internal import Ingest
internal import JSON
internal import Messages
internal import SearchReports

/// The result of a command, for the formats for programs and documents.
///
/// A command with additional results, such as counts of values, adds a key to `object()` and a
/// section, so every format can include them.
protocol Report {
    /// The object of `json`.
    func object() throws -> JSONValue
    /// The lines of `jsonl`: one per result.
    func lines() throws -> [JSONValue]
    /// The rows of `csv`, `tsv` and `markdown`.
    func table() throws -> ResultTable
    /// The rows of `csv` and `tsv`, if they differ from those of `markdown`.
    func delimitedTable() throws -> ResultTable
    /// The ids of the results; nil if results have none.
    func ids() throws -> [String]?
    /// Additional tables, each with a heading; `csv` and `tsv` can hold only one table and leave
    /// them out.
    func sections() throws -> [ReportSection]
}

extension Report {
    /// The elements of `hits` in the object.
    func lines() throws -> [JSONValue] {
        guard case .array(let hits)? = try object()["hits"] else { return [] }
        return hits
    }

    func delimitedTable() throws -> ResultTable { try table() }
    func ids() throws -> [String]? { nil }
    func sections() throws -> [ReportSection] { [] }
}

/// An additional table of a report.
struct ReportSection {
    let heading: Message
    let table: ResultTable
}

/// Writes reports.
struct ReportWriter {
    let format: OutputFormat
    /// Whether tables begin with a byte order mark.
    let beginsWithMark: Bool

    /// Writes a report to the standard output.
    func write(_ report: some Report) throws {
        switch format {
        case .text, .json: Console.writeLine(try report.object())
        case .jsonl: for line in try report.lines() { Console.writeLine(line) }
        case .csv, .tsv:
            let text = DelimitedText(format == .csv ? .csv : .tsv)
            if beginsWithMark { Console.writeData("\u{FEFF}") }
            text.write(try report.delimitedTable()) { Console.writeData($0) }
        case .markdown:
            Console.write(MarkdownText.table(try report.table()))
            for section in try report.sections() {
                Console.write("\n**\(localized(section.heading))**\n\n")
                Console.write(MarkdownText.table(section.table))
            }
        case .ids:
            guard let ids = try report.ids() else {
                throw CommandError("--format ids is not available for this command")
            }
            for id in ids { Console.writeData(id + "\n") }
        }
    }
}
