internal import ArgumentParser
internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// `search stats`: prints the size and the settings of an index.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show the size and the settings of an index.")

    @OptionGroup var index: IndexOption

    @OptionGroup var output: FormatOptions

    func run() throws {
        let searcher = try index.open()
        let statistics = searcher.statistics
        let rows: [(String, String, JSONValue)] = [
            number("documents", statistics.documents),
            number("deleted_documents", statistics.deletedDocuments),
            number("segments", statistics.segments),
            number("positions", statistics.positions),
            number("bigrams", statistics.grams),
            number("words", statistics.words),
            size("bytes", statistics.bytes),
            size("stored_bytes", statistics.storedBytes),
            size("bigram_bytes", statistics.gramBytes),
            size("word_bytes", statistics.wordBytes),
            number("generation", Int(searcher.generation)),
            number("format", statistics.format),
            text("icu", searcher.icuVersion),
            number("synonyms", searcher.synonyms.count),
            texts("dictionary_words", [searcher.settings.indexesWords ? "yes" : "no"]),
            texts("foldings", searcher.settings.foldingNames.map { Message(verbatim: $0) }),
            texts(
                "text_fields",
                searcher.schema.textFields.map {
                    "\($0.name) (weight \(Text.decimal($0.weight, 1)))"
                }),
            texts("keyword_fields", searcher.schema.keywordFields.map { Message(verbatim: $0) }),
            integers(searcher.schema),
        ]
        let segments = searcher.segmentStatistics
        guard output.chosen == .text else {
            return try output.write(
                StatsReport(values: rows.map { ($0.0, $0.2) }, segments: segments))
        }
        for (name, shown, _) in rows {
            let indent = String(repeating: " ", count: 18)
            let layout = TextLayout(style: output.style, width: Console.width, indent: indent)
            let value = layout.wrap([TextLayout.Piece(shown)], firstLineUsed: indent.count)
            let label = localized(Message(key: name))
            let padding = String(indent.dropFirst(TerminalWidth.cells(label)))
            Console.write(output.style.apply(.faint, to: label) + padding + value + "\n")
        }
        for segment in segments {
            let padding = String(repeating: " ", count: max(18 - segment.name.count, 1))
            let bytes = Text.bytes(segment.bytes)
            let deleted = segment.deletedDocuments
            let size: Message =
                deleted > 0
                ? "\(count: segment.documents, "document"), \(Text.grouped(deleted)) deleted, \(bytes)"
                : "\(count: segment.documents, "document"), \(bytes)"
            Console.write(
                output.style.apply(.faint, to: segment.name) + padding + localized(size) + "\n")
        }
    }

    private func number(_ name: String, _ value: Int) -> (String, String, JSONValue) {
        (name, Text.grouped(value), .integer(Int64(value)))
    }

    private func size(_ name: String, _ value: Int) -> (String, String, JSONValue) {
        (name, "\(Text.grouped(value)) (\(Text.bytes(value)))", .integer(Int64(value)))
    }

    /// A list, which programs get in English.
    private func texts(_ name: String, _ values: [Message]) -> (String, String, JSONValue) {
        let english = values.map { $0.text(in: .english) }.joined(separator: ", ")
        return (name, Text.list(values.map(localized)), .string(english))
    }

    /// Describes the integer fields, for people with the kind of each.
    private func integers(_ schema: Schema) -> (String, String, JSONValue) {
        let shown = schema.integerFields.map { name -> Message in
            let kind = schema.integerKind(name)
            return kind == .number
                ? Message(verbatim: name) : "\(name) (\(ValueKind(kind).message))"
        }
        return (
            "integer_fields", Text.list(shown.map(localized)),
            .string(schema.integerFields.joined(separator: ", "))
        )
    }

    private func text(_ name: String, _ value: String) -> (String, String, JSONValue) {
        (name, value, .string(value))
    }
}

/// The size and the settings of an index, for programs and documents.
struct StatsReport: Report {
    let values: [(key: String, value: JSONValue)]
    let segments: [SegmentStatistics]

    func object() -> JSONValue {
        let list = segments.map { segment in
            JSONValue.object([
                .init(key: "file", value: .string(segment.name)),
                .init(key: "documents", value: .integer(Int64(segment.documents))),
                .init(key: "deleted_documents", value: .integer(Int64(segment.deletedDocuments))),
                .init(key: "bytes", value: .integer(Int64(segment.bytes))),
            ])
        }
        let members = values.map { JSONValue.Member(key: $0.key, value: $0.value) }
        return .object(members + [.init(key: "segment_files", value: .array(list))])
    }

    func lines() -> [JSONValue] { [object()] }

    func table() -> ResultTable {
        ResultTable(
            columns: [.init(key: "key"), .init(key: "value")],
            rows: values.map { [.text($0.key), .init($0.value)] })
    }

    func sections() -> [ReportSection] {
        let table = ResultTable(
            columns: [
                .init(key: "file"), .init(key: "documents", isNumeric: true),
                .init(key: "deleted_documents", isNumeric: true),
                .init(key: "bytes", isNumeric: true),
            ],
            rows: segments.map {
                [
                    .text($0.name), .integer($0.documents), .integer($0.deletedDocuments),
                    .integer($0.bytes),
                ]
            })
        return [ReportSection(heading: "Segments", table: table)]
    }
}
