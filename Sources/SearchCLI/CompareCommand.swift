internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search compare`: shows what two records share and where they differ.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Show what two records share, and where they differ.",
        discussion: """
            Shows both records whole, with what they share marked in colour on a terminal, then \
            how similar they are, the phrases that both have, and those that only one has, \
            strongest first.

              search compare morioka-041 chusu-takahashigawa-05
            """)

    @Argument(help: ArgumentHelp("The id of the first record.", valueName: "id"))
    var left: String

    @Argument(help: ArgumentHelp("The id of the second record.", valueName: "id"))
    var right: String

    @OptionGroup var index: IndexOption

    @Option(name: .customShort("n"), help: "How many phrases to show in each list.")
    var limit = 10

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @OptionGroup var offsets: OffsetsOption

    @OptionGroup var output: FormatOptions

    func validate() throws {
        if limit < 0 || limit > 1_000_000 { throw ValidationError("-n must be 0 to 1000000") }
    }

    func run() throws {
        let searcher = try index.open()
        var options = ComparisonOptions(limit: limit)
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        guard let comparison = try searcher.compare(id: left, with: right, options: options) else {
            let missing = try searcher.document(id: left) == nil ? left : right
            Console.error("there is no record \(missing) in \(index.folder)")
            throw ExitCode.nothingFound
        }
        if output.chosen == .text {
            CompareText(schema: searcher.schema, style: output.style, width: Console.width)
                .write(comparison)
        } else {
            try output.write(
                CompareReport(
                    schema: searcher.schema, comparison: comparison, offsets: offsets.unit))
        }
    }
}

/// A comparison, for programs and documents.
///
/// The keys are documented in docs/json.md and stay as they are.
struct CompareReport: Report {
    let schema: Schema
    let comparison: Comparison
    /// The unit of offsets.
    let offsets: OffsetUnit

    func object() -> JSONValue {
        CompareJSON(schema: schema, offsets: offsets).object(comparison)
    }

    /// The phrases, one object each.
    func lines() -> [JSONValue] {
        phrases.map { side, text, weight, synonymOf in
            var members: [JSONValue.Member] = [
                .init(key: "in", value: .string(side)),
                .init(key: "phrase", value: .string(text)),
                .init(key: "weight", value: .number(weight)),
            ]
            if let synonymOf {
                members.append(.init(key: "synonym_of", value: .string(synonymOf)))
            }
            return .object(members)
        }
    }

    func table() -> ResultTable {
        ResultTable(
            columns: [
                .init(key: "in"), .init(key: "phrase"), .init(key: "weight", isNumeric: true),
                .init(key: "synonym_of"),
            ],
            rows: phrases.map { side, text, weight, synonymOf in
                [
                    .text(side), .text(text), .number(weight),
                    synonymOf.map { .text($0) } ?? .empty,
                ]
            })
    }

    /// The phrases of both records, then those of one only.
    private var phrases: [(side: String, text: String, weight: Double, synonymOf: String?)] {
        let (left, right) = (comparison.left, comparison.right)
        return comparison.shared.map { ("both", $0.text, $0.weight, $0.synonymOf) }
            + left.distinct.map { (left.document.id, $0.text, $0.weight, nil) }
            + right.distinct.map { (right.document.id, $0.text, $0.weight, nil) }
    }
}

/// A comparison as text for a terminal.
struct CompareText {
    let schema: Schema
    let style: TerminalStyle
    let width: Int

    /// Writes both records, then what they share and where they differ.
    func write(_ comparison: Comparison) {
        write(comparison.left, number: 1)
        write(comparison.right, number: 2)
        line(localized("similarity"), Text.decimal(comparison.similarity, 2))
        line(localized("shared"), comparison.shared.map(describe).joined(separator: "、"))
        line(localized("only in 1"), comparison.left.distinct.map(\.text).joined(separator: "、"))
        line(localized("only in 2"), comparison.right.distinct.map(\.text).joined(separator: "、"))
    }

    private func describe(_ phrase: SharedPhrase) -> String {
        phrase.synonymOf.map { localized("\(phrase.text) (for \($0))") } ?? phrase.text
    }

    private func line(_ name: String, _ value: String) {
        let indent = String(repeating: " ", count: 12)
        let layout = TextLayout(style: style, width: width, indent: indent)
        let padding = String(repeating: " ", count: max(12 - TerminalWidth.cells(name), 1))
        let shown = value.isEmpty ? "–" : value
        Console.write(
            style.apply(.faint, to: name) + padding
                + layout.wrap([TextLayout.Piece(shown)], firstLineUsed: 12) + "\n")
    }

    private func write(_ side: ComparisonSide, number: Int) {
        let layout = TextLayout(style: style, width: width, indent: "   ")
        let document = side.document
        let title = side.texts.count > 1 ? side.texts[0].passage : nil
        var pieces = [TextLayout.Piece(document.id, .strong)]
        if let title, !title.text.isEmpty {
            pieces = title.pieces.map {
                .init($0.text, $0.isHighlighted ? .match : .strong)
            }
        }
        Console.write("\(number)  " + layout.wrap(pieces, firstLineUsed: 3) + "\n")
        var facts = ["area", "category"].compactMap { document.keywords($0).first }
        if let year = document.integer("start_year") { facts.append(String(year)) }
        facts.append(document.id)
        write([.init(facts.joined(separator: " · "), .faint)], layout)
        for field in side.texts.dropFirst(title == nil ? 0 : 1) where !field.passage.text.isEmpty {
            write(
                field.passage.pieces.map {
                    .init($0.text, $0.isHighlighted ? .match : .plain)
                }, layout)
        }
        Console.write("\n")
    }

    private func write(_ pieces: [TextLayout.Piece], _ layout: TextLayout) {
        Console.write(layout.indent + layout.wrap(pieces, firstLineUsed: 3) + "\n")
    }
}
