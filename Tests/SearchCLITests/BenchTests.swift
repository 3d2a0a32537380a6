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

    @Test("without totals the hits are the same")
    func totals() async throws {
        let workspace = try await Workspace.indexed()
        let file = try workspace.folder.write("図書館\n移住 京都\n", to: "queries.tsv")
        var ids: [[JSONValue?]] = []
        for total in ["exact", "none"] {
            let outcome = try await workspace.search(
                "bench", "--queries", file, "--warm", "0", "--passes", "1", "--total", total)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            ids.append(try outcome.lines.dropLast().map { try JSONParser.parse($0)["ids"] })
        }
        #expect(ids[0].count == 2)
        #expect(ids[0].contains(nil) == false)
        #expect(ids[0] == ids[1])
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
