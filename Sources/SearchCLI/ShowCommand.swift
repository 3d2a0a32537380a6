internal import ArgumentParser
internal import Ingest
internal import RenkeiSearch

/// `search show`: prints one record.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one record, whole.")

    @Argument(help: "The id of the record.")
    var id: String

    @OptionGroup var index: IndexOption

    @Flag(help: "Write one JSON object.")
    var json = false

    func run() throws {
        let searcher = try index.open()
        guard let document = try searcher.document(id: id) else {
            Console.error("there is no record \(id) in \(index.folder)")
            throw ExitCode.nothingFound
        }
        let fields = DocumentJSON.fields(document, searcher.schema)
        if json {
            guard case .object(let members) = fields else { return }
            Console.write(
                JSONValue.object([.init(key: "id", value: .string(document.id))] + members).jsonText
                    + "\n")
            return
        }
        let style = TerminalStyle(isOn: Console.outputIsTerminal)
        let width = Console.width
        write("id", document.id, style, width)
        guard case .object(let members) = fields else { return }
        for member in members { write(member.key, text(member.value), style, width) }
    }

    private func text(_ value: JSONValue) -> String {
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
        let padding = String(repeating: " ", count: max(16 - name.count, 1))
        let layout = TextLayout(style: style, width: width, indent: indent)
        let lines = value.split(whereSeparator: \.isNewline).map { line in
            layout.wrap([TextLayout.Piece(String(line))], firstLineUsed: 16)
        }
        Console.write(
            style.apply(.faint, to: name) + padding + lines.joined(separator: "\n" + indent) + "\n")
    }
}
