internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The styles of `search cite`.
enum CitationStyle: String, ExpressibleByArgument, CaseIterable {
    case reference
    case bibtex
    case cslJSON = "csl-json"
}

/// `search cite`: prints records as entries of a bibliography.
struct CiteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cite",
        abstract: "Write records as entries of a bibliography.",
        discussion: """
            The title, the document that the record comes from, the section, pages and address, as \
            far as its field source tells them. With -, ids are read from the standard input, one \
            a line.

              search cite morioka-041
              search 消防 --format ids | search cite - --style bibtex > fire.bib
            """)

    @Argument(help: ArgumentHelp("The ids of the records, or -.", valueName: "id"))
    var ids: [String]

    @OptionGroup var index: IndexOption

    @Option(
        help: ArgumentHelp(
            "The form: reference (a line in Japanese), bibtex or csl-json.", valueName: "style"))
    var style = CitationStyle.reference

    func run() throws {
        let searcher = try index.open()
        var sources: [CitedRecord] = []
        var missing: [String] = []
        // A bibliography lists each entry once.
        var seen: Set<String> = []
        for id in try RecordIDs.read(ids) where seen.insert(id).inserted {
            if let document = try searcher.document(id: id) {
                sources.append(CitedRecord(document, searcher.schema))
            } else {
                missing.append(id)
            }
        }
        RecordIDs.reportMissing(missing, index)
        guard !sources.isEmpty else { throw ExitCode.nothingFound }
        switch style {
        case .reference:
            for source in sources { Console.write(Bibliography.reference(source) + "\n") }
        case .bibtex:
            let entries = sources.map(Bibliography.bibTeX)
            Console.writeData(entries.joined(separator: "\n"))
        case .cslJSON: Console.writeLine(JSONValue.array(sources.map(Bibliography.csl)))
        }
    }
}
