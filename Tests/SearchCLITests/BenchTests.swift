import Foundation
import Ingest
import JSON
import Testing

@Suite("search bench") struct BenchTests {
    @Test("every query is answered as the library answers it, and the percentiles ascend")
    func lines() async throws {
        let workspace = try await Workspace.indexed()
        let file = try workspace.folder.write("q1\t図書館\n移住 京都\n\nq3\t\"自動車\n", to: "queries.tsv")
        let outcome = try await workspace.search(
            "bench", "--queries", file, "--warm", "0", "--passes", "2", "-n", "3")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let answers = try outcome.lines.map { try JSONParser.parse($0) }
        #expect(answers.count == 4)
        #expect(answers.dropLast().map { $0["qid"]?.string } == ["q1", "2", "q3"])
        for answer in answers.dropLast() {
            #expect(answer.keys == ["qid", "query", "fastest_us", "total", "ids"])
            #expect((answer["fastest_us"]?.number ?? 0) > 0)
        }
        // All kinds of records count.
        #expect(answers[0]["total"]?.integer == 3)
        guard case .array(let ids)? = answers[0]["ids"] else {
            Issue.record("no ids")
            return
        }
        #expect(ids.first == .string("p01"))
        let last = try #require(answers.last)
        #expect(last.keys == ["queries", "p50_us", "p95_us", "p99_us"])
        #expect(last["queries"]?.integer == 3)
        let percentiles = ["p50_us", "p95_us", "p99_us"].compactMap { last[$0]?.number }
        #expect(percentiles.count == 3)
        #expect(percentiles == percentiles.sorted())
    }

    @Test("for queries of bigrams the time until the documents were ranked is told apart")
    func rankingTimes() async throws {
        let workspace = try await Workspace.indexed()
        let file = try workspace.folder.write("q1\t図書館\nq2\t自動車\n", to: "queries.tsv")
        let outcome = try await workspace.search(
            "bench", "--queries", file, "--passes", "2", "--bigrams", "phrase")
        #expect(outcome.status == 0)
        let lines = try outcome.lines.map { try JSONParser.parse($0) }
        #expect(lines.count == 3)
        for line in lines.dropLast() {
            #expect(line.keys == ["qid", "query", "fastest_us", "ranking_us", "total", "ids"])
            let all = try #require(line["fastest_us"]?.number)
            let ranking = try #require(line["ranking_us"]?.number)
            #expect(0 < ranking && ranking <= all)
            #expect(line["total"] == .null)
        }
        guard case .array(let ids)? = lines[0]["ids"] else {
            Issue.record("no ids")
            return
        }
        #expect(ids.first == .string("p01"))
        #expect(
            lines[2].keys == [
                "queries", "p50_us", "p95_us", "p99_us", "ranking_p50_us", "ranking_p95_us",
                "ranking_p99_us",
            ])
    }

    @Test("a file without a query, and one that is not there, are errors")
    func errors() async throws {
        let workspace = try await Workspace.indexed()
        let empty = try workspace.folder.write("\n \n", to: "empty.tsv")
        for file in [empty, "nothing.tsv"] {
            let outcome = try await workspace.search("bench", "--queries", file)
            #expect(outcome.status == 2)
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("search: \(file)"))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }
}
