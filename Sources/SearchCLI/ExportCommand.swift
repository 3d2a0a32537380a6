internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search export`: writes the records of an index.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all records of an index in a form that can be indexed again.",
        discussion: """
            JSON Lines have every field, and an index built from them is the same. CSV has a \
            column a field, with ; between several values of one; --bom makes Excel read it right.
            """)

    @OptionGroup var index: IndexOption

    @Option(
        help: ArgumentHelp("The output format: jsonl, csv or tsv.", valueName: "format"),
        completion: .list(["jsonl", "csv", "tsv"]))
    var format = "jsonl"

    @Flag(help: "With csv or tsv: start with a byte order mark, which Excel needs.")
    var bom = false

    func validate() throws {
        guard ["jsonl", "csv", "tsv"].contains(format) else {
            throw ValidationError("--format must be jsonl, csv or tsv")
        }
        if bom, format == "jsonl" {
            throw ValidationError("--bom needs --format csv or --format tsv")
        }
    }

    func run() throws {
        let searcher = try index.open()
        guard searcher.documentCount > 0 else { throw ExitCode.nothingFound }
        guard format != "jsonl" else {
            try searcher.forEachDocument { document in
                let members = ShowReport(document: document, schema: searcher.schema).members
                Console.writeLine(JSONValue.object(members))
            }
            return
        }
        let text = DelimitedText(format == "csv" ? .csv : .tsv)
        if bom { Console.writeData("\u{FEFF}") }
        var isFirst = true
        try searcher.forEachDocument { document in
            let table = ShowReport(document: document, schema: searcher.schema).table()
            text.write(table, withHeader: isFirst) { Console.writeData($0) }
            isFirst = false
        }
    }
}
