import Foundation
import Testing

@testable import Messages

@Suite("The catalogue of messages") struct CatalogueTests {
    private static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")

    /// Texts that are the same in every language, and literals that are no messages.
    private static let untranslated: Set<String> = [
        "{1}", "{1}:{2}", "NULL", "--{1}: {2}", "--{1} {2}: {3}",
    ]

    @Test("every message of the sources has its Japanese")
    func complete() throws {
        let messages = try SourceMessages(folder: Self.sources)
        #expect(messages.keys.count > 200)
        let missing = messages.keys.filter {
            Catalogue.japanese[$0.key] == nil && !Self.untranslated.contains($0.key)
        }
        let report = missing.map { "\($0.value): \($0.key)" }.sorted().joined(separator: "\n")
        #expect(missing.isEmpty, "add these to a table of the catalogue:\n\(report)")
    }

    @Test("what is counted has its Japanese counter, with the number in it")
    func counters() throws {
        let nouns = try SourceMessages(folder: Self.sources).nouns
        #expect(!nouns.isEmpty)
        #expect(nouns.isSubset(of: Catalogue.japaneseCounters.keys))
        for counter in Catalogue.japaneseCounters.values {
            #expect(MessageTemplate(counter).parameters == [1], "\(counter)")
        }
    }

    @Test("both languages of a message have the same parameters, each once")
    func parameters() {
        // The plural of a noun, and the index that a check is of, need no number in Japanese.
        for (key, japanese) in Catalogue.japanese {
            let english = MessageTemplate(key).parameters
            #expect(english == Array(1...(english.count + 1)).dropLast(), "\(key)")
            #expect(MessageTemplate(japanese).parameters.sorted() == english, "\(key)")
        }
    }

    @Test("no message has two Japanese texts")
    func unique() {
        let keys = Catalogue.tables.flatMap(\.keys)
        let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys
        for key in twice {
            #expect(Set(Catalogue.tables.compactMap { $0[key] }).count == 1, "\(key)")
        }
    }

    @Test("the Japanese of a message is Japanese")
    func isJapanese() {
        for (key, japanese) in Catalogue.japanese where !Self.sameInBoth.contains(key) {
            let text = MessageTemplate(japanese).filled { _ in "" }
            let hasJapanese = text.unicodeScalars.contains { $0.value >= 0x3000 }
            #expect(hasJapanese, "\(key): \(japanese)")
        }
    }

    /// Frames around parameters, and names.
    private static let sameInBoth: Set<String> = [
        "{1}: {2}", "{1}:{2}: {3}", "--map {1}", "null", "JSON", "\"{1}\"", "id",
        "{1}\n  {2}\n  {3}",
    ]

    @Test("the tables have no Japanese of a message that no source has")
    func alive() throws {
        let keys = try SourceMessages(folder: Self.sources).keys
        for table in [
            Catalogue.storage, Catalogue.analysis, Catalogue.search, Catalogue.changes,
            Catalogue.query, Catalogue.ingest, Catalogue.formats, Catalogue.evaluation,
            Catalogue.command, Catalogue.pages,
        ] {
            for key in table.keys { #expect(keys[key] != nil, "nothing says: \(key)") }
        }
    }
}
