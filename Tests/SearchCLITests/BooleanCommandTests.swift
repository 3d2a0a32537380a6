import Foundation
import Ingest
import JSON
import Testing

/// The command on an index with fields of truth values: `Examples/data/survey.csv`.
@Suite("yes or no") struct BooleanCommandTests {
    private let workspace: Workspace

    init() async throws {
        workspace = try Workspace()
        let file = BundledIndex.package.appendingPathComponent("Examples/data/survey.csv")
        let outcome = try await workspace.search("index", file.path)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    @Test(
        "prints what it printed before",
        arguments: [
            ("boolean", ["図書館 実施中:はい", "--facet", "実施中,協定の有無"]),
            ("boolean-show", ["show", "4"]), ("boolean-json", ["show", "4", "--json"]),
            ("boolean-crosstab", ["crosstab", "--rows", "実施中", "--by", "協定の有無"]),
        ])
    func golden(name: String, arguments: [String]) async throws {
        let outcome = try await workspace.search(arguments)
        #expect(outcome.errors == "")
        try Golden.compare(outcome.output, with: name)
    }

    @Test(
        "queries and filters take the words",
        arguments: [
            (["実施中:はい"], ["1", "3", "5"]), (["実施中:×"], ["2", "4"]), (["協定の有無:有 実施中:false"], ["2"]),
            (["図書館 -実施中:true"], ["4"]), (["実施中:*"], ["1", "2", "3", "4", "5"]),
            (["住民参加:△"], ["6"]), (["--field", "実施中=いいえ"], ["2", "4"]),
            (["圏域", "--field", "実施中＝○"], []),
            (["図書館", "--field", "実施中=○", "--field", "実施中=×"], ["1", "4"]),
        ])
    func asking(arguments: [String], ids: [String]) async throws {
        let outcome = try await workspace.search(["query", "--json", "-n", "100"] + arguments)
        let hits = try JSONParser.parse(outcome.output).hits
        #expect(Set(hits.compactMap { $0["id"]?.string }) == Set(ids), "\(outcome.errors)")
    }

    @Test("a word that says neither is one line and exit code 2, in the language of the user")
    func problem() async throws {
        let outcome = try await workspace.search("実施中:多分")
        #expect(outcome.status == 2)
        #expect(
            outcome.errors.hasPrefix(
                "search: \"多分\" is not yes or no; write はい, いいえ, true, false, ○ or ×\n"))
        let filter = try await workspace.search(
            ["図書館", "--field", "実施中=多分"], environment: ["LC_ALL": "ja_JP.UTF-8"])
        #expect(filter.status == 2)
        #expect(filter.errors.contains("「多分」は「はい」「いいえ」として読めません"))
    }

    @Test("records that are exported come back with their values")
    func export() async throws {
        let exported = try await workspace.search("export")
        let lines = exported.lines.sorted()
        #expect(lines.contains { $0.contains(#""実施中":true"#) && $0.contains(#""協定の有無":false"#) })
        try workspace.folder.write(exported.output, to: "again.jsonl")
        let added = try await workspace.search("add", "again.jsonl", "--json")
        #expect(added.status == 0, "\(added.errors)")
        #expect(added.errors == "")
        #expect(try await workspace.search("export").lines.sorted() == lines)
    }

    @Test("people see the kinds of integer fields, programs their names")
    func stats() async throws {
        let text = try await workspace.search("stats").output
        #expect(text.contains("実施中 (yes or no)"))
        let json = try JSONParser.parse(try await workspace.search("stats", "--json").output)
        #expect(json["integer_fields"]?.string == "start_year, 実施中, 協定の有無")
    }
}
