internal import ArgumentParser
internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// `search show`: prints one record.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one complete record.")

    @Argument(help: "The id of the record.")
    var id: String

    @OptionGroup var index: IndexOption

    @OptionGroup var output: FormatOptions

    func run() throws {
        let searcher = try index.open()
        guard let document = try searcher.document(id: id) else {
            Console.error(
                id.allSatisfy(\.isASCII)
                    ? "there is no record \(id) in \(index.folder)"
                    : "there is no record \(id) in \(index.folder); to search for words: search WORDS"
            )
            throw ExitCode.nothingFound
        }
        let report = ShowReport(document: document, schema: searcher.schema)
        guard output.chosen == .text else { return try output.write(report) }
        for member in report.members {
            write(member.key, Self.text(member.value), output.style, Console.width)
        }
    }

    /// A value as people read it.
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let values)
        where values.allSatisfy({ if case .string = $0 { true } else { false } }):
            values.map(text).joined(separator: "、")
        default: value.jsonText
        }
    }

    private func write(_ name: String, _ value: String, _ style: TerminalStyle, _ width: Int) {
        let indent = String(repeating: " ", count: 16)
        let padding = String(repeating: " ", count: max(16 - TerminalWidth.cells(name), 1))
        let layout = TextLayout(style: style, width: width, indent: indent)
        let name = ControlPictures.line(name)
        let lines = value.split(whereSeparator: \.isNewline).map { line in
            layout.wrap([TextLayout.Piece(String(line))], firstLineUsed: 16)
        }
        Console.write(
            style.apply(.faint, to: name) + padding + lines.joined(separator: "\n" + indent) + "\n")
    }
}

/// A record, for programs and documents.
struct ShowReport: Report {
    let document: Document
    let schema: Schema

    /// The id and the fields that have a value.
    var members: [JSONValue.Member] {
        [.init(key: "id", value: .string(document.id))]
            + schema.fieldNames.compactMap { name in
                DocumentJSON.value(of: name, in: document, schema).map {
                    .init(key: name, value: $0)
                }
            }
    }

    func object() -> JSONValue { .object(members) }
    func lines() -> [JSONValue] { [object()] }
    func ids() -> [String]? { [document.id] }

    func table() -> ResultTable {
        ResultTable(
            columns: [.init(key: "id")] + schema.fieldNames.map { .init(key: $0) },
            rows: [
                [.text(document.id)]
                    + schema.fieldNames.map {
                        .init(DocumentJSON.value(of: $0, in: document, schema))
                    }
            ])
    }
}
