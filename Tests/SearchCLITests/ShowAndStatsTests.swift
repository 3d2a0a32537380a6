import Foundation
import Ingest
import JSON
import Testing

@Suite("search show and search stats") struct ShowAndStatsTests {
    @Test("show prints the fields that have a value, a line each")
    func showText() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("show", "p01")
        #expect(outcome.status == 0)
        #expect(
            outcome.output == """
                id              p01
                title           図書館の相互利用
                description     隣の市の住民も図書館で本を借りられる。
                kind            project
                area            東圏域
                prefectures     岩手県、青森県
                category        生活
                start_year      2015
                source          {"document":"計画"}
                figures         [{"name":"館","value":3,"unit":"館"}]

                """)
    }

    @Test("several ids show several records, also from the standard input")
    func several() async throws {
        let workspace = try await Workspace.indexed()
        let text = try await workspace.search("show", "p03", "p02")
        #expect(text.lines.filter { $0.hasPrefix("id ") }.count == 2)
        #expect(text.lines.contains(""))
        let csv = try await workspace.search("show", "p03", "p02", "--format", "csv")
        #expect(csv.rows.map { String($0.prefix(3)) } == ["id,", "p03", "p02"])
        let input = try await workspace.search(
            "show", "p04", "-", "--format", "ids", input: "p02\r\n\np99\np03")
        #expect(input.status == 0)
        #expect(input.lines == ["p04", "p02", "p03"])
        #expect(input.errors == "search: there is no record p99 in index\n")
        let json = try JSONParser.parse(
            try await workspace.search("show", "-", "--json", input: "p02\np99\n").output)
        #expect(json["records"]?.array?.count == 1)
        #expect(json["missing"] == .array([.string("p99")]))
        let none = try await workspace.search("show", "-", "--format", "jsonl", input: "")
        #expect(none.status == 1)
    }

    @Test("show --json prints one object with the types of the schema")
    func showJSON() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("show", "p02", "--json")
        #expect(outcome.status == 0)
        #expect(
            outcome.output == """
                {"id":"p02","title":"移動文庫の運行","description":"山あいの集落を図書館の車が回る。",\
                "kind":["project"],"area":["東圏域"],"start_year":2015}

                """)
    }

    @Test("an unknown id ends with 1", arguments: [[], ["--json"]])
    func unknownID(options: [String]) async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(["show", "p99"] + options)
        #expect(outcome.status == 1)
        #expect(outcome.errors == "search: there is no record p99 in index\n")
        #expect(outcome.output == "")
    }

    @Test("every record of the bundled corpus is shown as it was read")
    func bundledRecords() async throws {
        let folder = BundledIndex.package.appendingPathComponent("corpus").path
        var checked = 0
        for path in try InputFiles.expand([folder]) {
            var reader = try JSONLinesReader(path: path)
            // One of each file: the stored fields go through the same code for all.
            let line = try #require(try reader.next())
            let id = try #require(line.value["id"]?.string)
            let outcome = try await BundledIndex.search(["show", id, "--json"])
            let shown = try JSONParser.parse(outcome.output)
            for key in ["id", "title", "description", "start_year", "source", "figures"] {
                let value = line.value[key]
                #expect(shown[key] == (value == .null ? nil : value))
            }
            for key in ["prefectures", "municipalities"] {
                let value = line.value[key]
                #expect(shown[key] == (value == .array([]) ? nil : value))
            }
            checked += 1
        }
        #expect(checked == 5)
    }

    private static let keys = [
        "documents", "deleted_documents", "segments", "positions", "bigrams", "words", "bytes",
        "stored_bytes",
        "bigram_bytes", "word_bytes", "generation", "format", "icu", "synonyms", "dictionary_words",
        "foldings", "text_fields",
        "keyword_fields", "integer_fields",
    ]

    @Test("stats --json has every documented key in its order and with its type")
    func statsJSON() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("stats", "--json")
        #expect(outcome.status == 0)
        let stats = try JSONParser.parse(outcome.output)
        #expect(stats.keys == Self.keys + ["segment_files"])
        let file = try #require(stats["segment_files"]?.array?.first)
        #expect(file.keys == ["file", "documents", "deleted_documents", "bytes"])
        #expect(file["file"] == .string("1-0.segment"))
        #expect(file["bytes"] == stats["bytes"])
        let texts: Set = [
            "icu", "dictionary_words", "foldings", "text_fields", "keyword_fields",
            "integer_fields",
        ]
        for key in Self.keys {
            let isTyped =
                texts.contains(key) ? stats[key]?.string != nil : stats[key]?.integer != nil
            #expect(isTyped, "\(key)")
        }
        #expect(stats["documents"] == .integer(12))
        #expect(stats["segments"] == .integer(1))
        #expect(stats["generation"] == .integer(1))
        #expect(stats["synonyms"] == .integer(2))
        #expect(stats["dictionary_words"] == .string("yes"))
        #expect(
            stats["foldings"]
                == .string(
                    "kana, dashes, iteration-marks, variant-kanji, radicals, punctuation, blanks, "
                        + "counters, variant-words, broken-words, spaced-words"))
        #expect(
            stats["text_fields"] == .string("title (weight 3.0), description (weight 1.0)"))
    }

    @Test("stats prints the same as text")
    func statsText() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("stats")
        #expect(outcome.status == 0)
        // A value that is too long for a line goes on below itself.
        let names = outcome.lines.filter { $0.first != " " }.map { $0.prefix { $0 != " " } }
        #expect(names.map(String.init) == Self.keys + ["1-0.segment"])
        #expect(outcome.lines.allSatisfy { $0.dropFirst(17).first == " " })
        #expect(outcome.lines[0] == "documents         12")
        #expect(
            outcome.lines[6].wholeMatch(of: #/bytes             \d,\d{3} \(\d\.\d kB\)/#) != nil)
    }

    @Test("the bundled corpus has as many documents as its README says")
    func bundledCount() async throws {
        let outcome = try await BundledIndex.search(["stats", "--json"])
        #expect(try JSONParser.parse(outcome.output)["documents"] == .integer(452))
    }
}
