import Ingest
import JSON
import Testing

@Suite("--format: facets, groups and suggestions") struct FormatSectionsTests {
    @Test("markdown has a table of each facet below the hits, csv has the hits alone")
    func facets() async throws {
        let workspace = try await Workspace.indexed()
        let arguments = ["図書館", "--facet", "area", "--columns", "id"]
        let markdown = try await workspace.search(arguments + ["--format", "markdown"])
        #expect(
            markdown.lines == [
                "| id |", "| --- |", "| p01 |", "| p02 |", "", "**area**", "",
                "| value | hits |", "| --- | ---: |", "| 東圏域 | 2 |",
            ])
        let japanese = try await workspace.search(
            arguments + ["--format", "markdown", "--lang", "ja"])
        #expect(japanese.lines.suffix(5).first == "**地域**")
        let csv = try await workspace.search(arguments + ["--format", "csv"])
        #expect(csv.output == "id\r\np01\r\np02\r\n")
    }

    @Test("a table of groups tells the value and how many hits have it")
    func groups() async throws {
        let workspace = try await Workspace.indexed()
        let arguments = ["図書館", "--group-by", "area"]
        let csv = try await workspace.search(
            arguments + ["--columns", "id,group,group_hits", "--format", "csv"])
        #expect(csv.output == "id,group,group_hits\r\np01,東圏域,2\r\n")
        let usual = try await workspace.search(arguments + ["--format", "tsv"])
        #expect(usual.lines.first?.hasSuffix("snippet\tgroup\tgroup_hits") == true)
        let line = try #require(
            try await workspace.search(arguments + ["--format", "jsonl"]).lines.first)
        let hit = try JSONParser.parse(line)
        #expect(hit["id"] == .string("p01"))
        #expect(hit["group"] == .string("東圏域"))
        #expect(hit["group_hits"] == .integer(2))
    }

    @Test("ranks go on behind an offset in every format")
    func offset() async throws {
        let workspace = try await Workspace.indexed()
        let csv = try await workspace.search(
            ["図書館", "--offset", "1", "--columns", "rank,id", "--format", "csv"])
        #expect(csv.output == "rank,id\r\n2,p02\r\n")
    }

    @Test("markdown says why nothing was found, in the language of the command")
    func causes() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(
            ["宇宙", "--columns", "id", "--format", "markdown"])
        #expect(outcome.status == 1)
        #expect(outcome.lines.contains("**Causes**"))
        #expect(outcome.lines.contains("| No record has: 宇宙 |"))
        let japanese = try await workspace.search(["宇宙", "--lang", "ja"])
        #expect(japanese.lines.contains("これを含む記録はありません: 宇宙"))
    }

    @Test("stats has a table of the segments in markdown")
    func segments() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(["stats", "--format", "markdown"])
        #expect(outcome.lines.contains("**Segments**"))
        #expect(outcome.lines.last?.hasPrefix("| 1-0.segment | 12 | 0 | ") == true)
    }
}
