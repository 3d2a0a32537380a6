import Ingest
import JSON
import Testing

@Suite("--format: facets, groups and suggestions") struct FormatSectionsTests {
    @Test("markdown has a table of each facet below the hits, csv has the counts alone")
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
        #expect(csv.output == "field,value,hits\r\narea,東圏域,2\r\n")
    }

    @Test(
        "counts in csv and tsv are all there are, years in order of time, and add up to the total")
    func counts() async throws {
        for format in ["csv", "tsv"] {
            let outcome = try await BundledIndex.search([
                "連携", "--facet", "year,named_year,area", "--format", format,
            ])
            #expect(outcome.status == 0)
            let rows = outcome.rows.map {
                $0.split(separator: format == "csv" ? "," : "\t", omittingEmptySubsequences: false)
                    .map(String.init)
            }
            #expect(rows[0] == ["field", "value", "hits"])
            let years = rows.filter { $0[0] == "start_year" }
            let named = rows.filter { $0[0] == "named_year" }.compactMap { Int($0[1]) }
            #expect(named.count > 10)
            #expect(named == named.sorted())
            let json = try JSONParser.parse(
                try await BundledIndex.search(["連携", "--json", "-n", "0"]).output)
            // A project begins in one year, so the rows are the hits.
            #expect(years.compactMap { Int($0[2]) }.reduce(0, +) == json["total"]?.integer)
            let found = try await BundledIndex.search([
                "連携", "--json", "-n", "0", "--facet", "area",
            ])
            let facet = try JSONParser.parse(found.output)["facets"]?.array?.first
            #expect(
                rows.count { $0[0] == "area" && $0[1] != "" } == facet?["distinct"]?.integer)
        }
    }

    @Test("csv and tsv have records with all words only, as the number says, unless asked")
    func allWords() async throws {
        let workspace = try await Workspace.indexed()
        let columns = ["--columns", "id,all_words", "--format", "csv"]
        let all = try await workspace.search(["移住 相談 空き家"] + columns)
        #expect(all.output == "id,all_words\r\np08,true\r\n")
        let some = try await workspace.search(["移住 相談 空き家", "--some-words"] + columns)
        #expect(some.rows == ["id,all_words", "p08,true", "p07,false"])
        let none = try await workspace.search(["移住 宇宙"] + columns)
        #expect(none.status == 1)
        #expect(none.output == "id,all_words\r\n")
        #expect(
            none.errors
                == "search: no record has all words; --some-words writes those with some of them\n")
        expectError(
            try await workspace.search("移住", "--all-words", "--some-words"),
            "--all-words and --some-words contradict each other (see: search --help)")
    }

    @Test("offsets of highlights are in the unit that is asked for")
    func offsets() async throws {
        let workspace = try Workspace()
        try workspace.folder.write(
            "{\"id\":\"a\",\"kind\":\"project\",\"title\":\"𠮷野の橋\",\"description\":\"𠮷野に橋がある。\"}\n"
                + "{\"id\":\"b\",\"kind\":\"project\",\"title\":\"橋\",\"description\":\"𠮷野の橋の話。\"}\n",
            to: "corpus/east.jsonl")
        #expect(try await workspace.search("index").status == 0)
        for (unit, range) in [("utf8", "[10,13]"), ("utf16", "[4,5]"), ("characters", "[3,4]")] {
            let outcome = try await workspace.search(
                "title:橋 橋", "--json", "--offsets", unit, "-n", "1")
            #expect(outcome.output.contains("\"highlights\":[\(range)]"), "\(unit)")
            let compared = try await workspace.search(
                "compare", "a", "b", "--json", "--offsets", unit)
            let object = try JSONParser.parse(compared.output)
            let end = object["left"]?["highlights"]?["title"]?.array?.last?.array?.last?.integer
            #expect(end == ["utf8": 13, "utf16": 5, "characters": 4][unit], "\(unit)")
        }
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

    @Test("ranks continue after an offset in every format")
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
