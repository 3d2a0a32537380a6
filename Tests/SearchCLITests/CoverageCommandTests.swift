import Foundation
import Testing

private func object(_ outcome: SearchProcess.Outcome) throws -> [String: Any] {
    try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
}

@Suite("search coverage") struct CoverageCommandTests {
    private static let id = "chusu-takahashigawa-05"

    private func run(_ arguments: [String]) async throws -> SearchProcess.Outcome {
        try await BundledIndex.search(["coverage"] + arguments)
    }

    @Test("how many areas there are, then those with such a project, then those without")
    func text() async throws {
        let outcome = try await run(["病児保育"])
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            outcome.lines.first?.hasPrefix(
                "6 of 64 areas, 8 records; 58 areas with no such record in ") == true)
        #expect(outcome.lines.contains { $0.hasPrefix("area ") })
        #expect(outcome.lines.contains { $0.hasPrefix("富山広域連携中枢都市圏 ") })
        #expect(outcome.lines.contains("No such record in this data:"))
    }

    @Test("areas with the word inside a longer one are to be checked, and never said to have none")
    func partial() async throws {
        let object = try object(try await run(["京都", "--json"]))
        let partial = try #require(object["partial"] as? [[String: Any]])
        let uncovered = try #require(object["uncovered"] as? [[String: Any]])
        #expect(partial.contains { $0["name"] as? String == "八戸圏域連携中枢都市圏" })
        #expect(!uncovered.contains { $0["name"] as? String == "八戸圏域連携中枢都市圏" })
        #expect(partial.allSatisfy { $0["records"] as? Int == 0 })
        #expect(partial.allSatisfy { $0["partial_records"] as? Int ?? 0 > 0 })
        let text = try await run(["京都", "--explain"])
        let lines = text.lines
        let head = try #require(
            lines.firstIndex(of: "To be checked; the words occur only inside longer words:"))
        #expect(lines[head...].contains { $0.hasPrefix("八戸圏域連携中枢都市圏 ") })
        #expect(lines[head...].contains { $0.hasPrefix("    ") && $0.contains("東京都") })
        #expect(lines.contains("Documents for each word:"))
    }

    @Test("JSON has every area once")
    func json() async throws {
        let outcome = try await run(["病児保育", "--json"])
        #expect(outcome.status == 0)
        let object = try object(outcome)
        #expect(object["query"] as? String == "病児保育")
        #expect(object["like"] is NSNull)
        let covered = try #require(object["covered"] as? [[String: Any]])
        let uncovered = try #require(object["uncovered"] as? [[String: Any]])
        #expect(covered.count == 6)
        let values = (covered + uncovered).compactMap { $0["value"] as? String }
        #expect(values.count == 64)
        #expect(Set(values).count == 64)
        #expect(covered.compactMap { $0["records"] as? Int }.reduce(0, +) == 8)
        #expect(covered.allSatisfy { ($0["best"] as? [String: Any])?["title"] is String })
    }

    @Test("--like marks the record's own area, and a higher threshold leaves fewer")
    func like() async throws {
        let low = try object(try await run(["--like", Self.id, "--json"]))
        let high = try object(try await run(["--like", Self.id, "--threshold", "0.4", "--json"]))
        let areas = try #require(low["covered"] as? [[String: Any]])
        #expect(areas.filter { $0["own"] as? Bool == true }.count == 1)
        #expect(areas.first?["value"] as? String == "takahashigawa")
        #expect(low["threshold"] as? Double == 0.15)
        #expect(try #require(high["covered"] as? [Any]).count < areas.count)
        let alone = try await run(["--like", Self.id, "--threshold", "1"])
        #expect(alone.status == 1)
        #expect(alone.output.contains("(own)"))
    }

    @Test("--by takes another field, whose values are their own names")
    func by() async throws {
        let object = try object(try await run(["病児保育", "--by", "prefectures", "--json"]))
        let areas = try #require(object["covered"] as? [[String: Any]])
        #expect(areas.contains { $0["name"] as? String == "富山県" })
        #expect(areas.allSatisfy { $0["name"] as? String == $0["value"] as? String })
    }

    @Test("nothing found: 1", arguments: [["宇宙"], ["--like", "nobody"]])
    func nothing(arguments: [String]) async throws {
        #expect(try await run(arguments).status == 1)
    }

    @Test(
        "wrong arguments are errors: 2, one line",
        arguments: [
            [], ["a", "--like", "b"], ["a", "--threshold", "0.3"], ["a", "--kind", "other"],
            ["--like", Self.id, "--threshold", "0"], ["a", "--by", "x"],
        ])
    func wrong(arguments: [String]) async throws {
        let outcome = try await run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errorLines.count == 1)
    }
}

@Suite("search compare") struct CompareCommandTests {
    private static let ids = ["maebashi-takasaki-19", "chusu-inaba-tajima-07"]

    private func run(_ arguments: [String]) async throws -> SearchProcess.Outcome {
        try await BundledIndex.search(["compare"] + arguments)
    }

    @Test("both records are shown, then what they share and where they differ")
    func text() async throws {
        let outcome = try await run(Self.ids)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.lines.first == "1  図書館の相互利用")
        #expect(outcome.lines.contains("2  公共図書館の相互利用事業"))
        #expect(outcome.lines.contains { $0.hasPrefix("shared      図書館の相互利用") })
        #expect(outcome.lines.contains { $0.hasPrefix("only in 1   ") && $0.contains("前橋") })
        #expect(outcome.lines.contains { $0.hasPrefix("only in 2   ") && $0.contains("鳥取") })
    }

    @Test("highlights are UTF-8 ranges of the fields")
    func json() async throws {
        let object = try object(try await run(Self.ids + ["--json"]))
        let shared = try #require(object["shared"] as? [[String: Any]])
        #expect(shared.first?["text"] as? String == "図書館の相互利用")
        let right = try #require(object["right"] as? [String: Any])
        #expect(right["id"] as? String == Self.ids[1])
        let marks = try #require(right["highlights"] as? [String: [[Int]]])
        // 公共 takes the first 6 bytes of the title, 図書館の相互利用 the next 24.
        #expect(marks["title"] == [[6, 30]])
        #expect(right["only_here"] is [[String: Any]])
    }

    @Test("an unknown record is not found: 1, one line of error")
    func unknown() async throws {
        for arguments in [["nobody", Self.ids[0]], [Self.ids[0], "nobody"]] {
            let outcome = try await run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.errorLines == ["search: there is no record nobody in index"])
        }
    }

    @Test(
        "wrong arguments are errors: 2, one line", arguments: [[], ["a"], ["a", "b", "-n", "-1"]])
    func wrong(arguments: [String]) async throws {
        let outcome = try await run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errorLines.count == 1)
    }
}
