internal import ArgumentParser
internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// `search show`: prints records.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show complete records.",
        discussion: """
            Several ids show several records, in their order; with -, ids are read from the \
            standard input, one a line.

              search show morioka-041
              search 病児保育 --format ids | search show - --format jsonl
            """)

    @Argument(help: ArgumentHelp("The ids of the records, or -.", valueName: "id"))
    var ids: [String]

    @OptionGroup var index: IndexOption

    @OptionGroup var output: FormatOptions

    func run() throws {
        let searcher = try index.open()
        var documents: [Document] = []
        var missing: [String] = []
        for id in try RecordIDs.read(ids) {
            if let document = try searcher.document(id: id) {
                documents.append(document)
            } else {
                missing.append(id)
            }
        }
        RecordIDs.reportMissing(missing, index)
        // A single typed id gives one record; anything else a list, whatever its length.
        let isOne = ids.count == 1 && ids != ["-"]
        let report = ShowReport(
            documents: documents, missing: missing, schema: searcher.schema, isOne: isOne)
        if output.chosen != .text {
            if !documents.isEmpty || !isOne { try output.write(report) }
        } else {
            for (number, document) in documents.enumerated() {
                if number > 0 { Console.write("\n") }
                for member in ShowReport.members(of: document, searcher.schema) {
                    write(member.key, Self.text(member.value), output.style, Console.width)
                }
            }
        }
        if documents.isEmpty { throw ExitCode.nothingFound }
    }

    /// A value as text.
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

/// Reads the ids given to a command.
enum RecordIDs {
    /// The typed ids, with `-` replaced by the ids on the standard input, one per line.
    static func read(_ given: [String]) throws -> [String] {
        var ids: [String] = []
        var lines = InputLines()
        for id in given {
            guard id == "-" else {
                ids.append(id)
                continue
            }
            ids += try lines.rest().filter { !$0.allSatisfy(\.isWhitespace) }
        }
        return ids
    }

    /// Reports each id that the index does not have.
    static func reportMissing(_ missing: [String], _ index: IndexOption) {
        for id in missing {
            Console.error(
                id.allSatisfy(\.isASCII)
                    ? "there is no record \(id) in \(index.folder)"
                    : "there is no record \(id) in \(index.folder); to search for words: search WORDS"
            )
        }
    }
}

/// Records, for programs and documents.
struct ShowReport: Report {
    let documents: [Document]
    /// The ids that the index does not have.
    let missing: [String]
    let schema: Schema
    /// Whether a single record was requested.
    let isOne: Bool

    /// The id and the fields that have a value.
    static func members(of document: Document, _ schema: Schema) -> [JSONValue.Member] {
        [.init(key: "id", value: .string(document.id))]
            + schema.fieldNames.compactMap { name in
                DocumentJSON.value(of: name, in: document, schema).map {
                    .init(key: name, value: $0)
                }
            }
    }

    func object() -> JSONValue {
        if isOne, let document = documents.first {
            return .object(Self.members(of: document, schema))
        }
        return .object([
            .init(key: "records", value: .array(lines())),
            .init(key: "missing", value: .array(missing.map { .string($0) })),
        ])
    }

    func lines() -> [JSONValue] { documents.map { .object(Self.members(of: $0, schema)) } }
    func ids() -> [String]? { documents.map(\.id) }

    func table() -> ResultTable {
        ResultTable(
            columns: [.init(key: "id")] + schema.fieldNames.map { .init(key: $0) },
            rows: documents.map { document in
                [.text(document.id)]
                    + schema.fieldNames.map {
                        .init(DocumentJSON.value(of: $0, in: document, schema))
                    }
            })
    }
}
