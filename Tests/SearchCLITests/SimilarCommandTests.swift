import Foundation
import Testing

@Suite("search similar") struct SimilarCommandTests {
    private static let id = "chusu-takahashigawa-05"

    private func run(_ arguments: [String]) async throws -> SearchProcess.Outcome {
        try await BundledIndex.search(["similar"] + arguments)
    }

    @Test("a record's hits are shown with what both share, and end with how many there are")
    func text() async throws {
        let outcome = try await run([Self.id, "-n", "3"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.lines.filter { $0.hasPrefix("   shared: ") }.count == 3)
        let last = try #require(outcome.lines.last)
        #expect(last.hasPrefix("3 records most similar to \(Self.id) in "))
        #expect(!outcome.output.contains("· \(Self.id) ·"))
    }

    @Test("JSON has a hit for each area at most with --per-area 1")
    func json() async throws {
        let outcome = try await run([Self.id, "--per-area", "1", "--json", "-n", "20"])
        #expect(outcome.status == 0)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["id"] as? String == Self.id)
        let hits = try #require(object["hits"] as? [[String: Any]])
        #expect(hits.count == 20)
        let areas = hits.compactMap { ($0["fields"] as? [String: Any])?["area_key"] as? [String] }
        #expect(Set(areas).count == 20)
        let scores = hits.compactMap { $0["score"] as? Double }
        #expect(scores == scores.sorted(by: >))
        #expect(scores.allSatisfy { (0...1).contains($0) })
    }

    @Test("a text can be an argument or a file, and gives the same")
    func textAndFile() async throws {
        let folder = try TemporaryFolder()
        let text = "ごみ処理施設を共同で整備する"
        let file = try folder.write(text, to: "plan.txt")
        let byText = try await run(["--text", text, "-n", "2"])
        let byFile = try await run(["--file", file, "-n", "2"])
        #expect(byText.status == 0)
        #expect(byText.lines.dropLast() == byFile.lines.dropLast())
    }

    @Test("an unknown record is not found: 1, one line of error")
    func unknown() async throws {
        let outcome = try await run(["nobody"])
        #expect(outcome.status == 1)
        #expect(outcome.errorLines == ["search: there is no record nobody in index"])
    }

    @Test(
        "wrong arguments are errors: 2, one line",
        arguments: [
            [], ["a", "--text", "b"], ["a", "--per-area", "0"], ["a", "--diversify", "2"],
            ["a", "--per-area", "9223372036854775807"],
            ["a", "--run", "f"], ["a", "--batch"], ["a", "-n", "-1"], ["a", "--kind", "other"],
            ["--text", "。"], ["--file", "missing"],
        ])
    func wrong(arguments: [String]) async throws {
        let outcome = try await run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errorLines.count == 1)
    }
}
