internal import ArgumentParser
internal import Ingest
internal import RenkeiSearch

/// `search stats`: prints what an index consists of.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show the size and the settings of an index.")

    @OptionGroup var index: IndexOption

    @Flag(help: "Write one JSON object.")
    var json = false

    func run() throws {
        let searcher = try index.open()
        let statistics = searcher.statistics
        let rows: [(String, String, JSONValue)] = [
            number("documents", statistics.documents),
            number("segments", statistics.segments),
            number("positions", statistics.positions),
            number("bigrams", statistics.grams),
            number("words", statistics.words),
            size("bytes", statistics.bytes),
            size("stored_bytes", statistics.storedBytes),
            size("bigram_bytes", statistics.gramBytes),
            size("word_bytes", statistics.wordBytes),
            number("generation", Int(searcher.generation)),
            number("format", EngineVersion.format),
            text("icu", searcher.icuVersion),
            number("synonyms", searcher.synonyms.count),
            text("dictionary_words", searcher.settings.indexesWords ? "yes" : "no"),
            text("foldings", searcher.settings.foldingNames.joined(separator: ", ")),
            text(
                "text_fields",
                searcher.schema.textFields.map {
                    "\($0.name) (weight \(Text.decimal($0.weight, 1)))"
                }
                .joined(separator: ", ")),
            text("keyword_fields", searcher.schema.keywordFields.joined(separator: ", ")),
            text("integer_fields", searcher.schema.integerFields.joined(separator: ", ")),
        ]
        if json {
            Console.write(
                JSONValue.object(rows.map { .init(key: $0.0, value: $0.2) }).jsonText + "\n")
            return
        }
        for (name, shown, _) in rows {
            let padding = String(repeating: " ", count: 18 - name.count)
            Console.write("\(name)\(padding)\(shown)\n")
        }
    }

    private func number(_ name: String, _ value: Int) -> (String, String, JSONValue) {
        (name, Text.grouped(value), .integer(Int64(value)))
    }

    private func size(_ name: String, _ value: Int) -> (String, String, JSONValue) {
        (name, "\(Text.grouped(value)) (\(Text.bytes(value)))", .integer(Int64(value)))
    }

    private func text(_ name: String, _ value: String) -> (String, String, JSONValue) {
        (name, value, .string(value))
    }
}
