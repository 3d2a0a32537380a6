import Ingest
import JSON
import Testing

@Suite("search query: operators, filters, facets") struct QueryLanguageTests {
    @Test(
        "operators work on the command line",
        arguments: [
            (["図書館 -移動"], ["p01"]), (["図書館", "-移動"], ["p01"]),
            (["図書館 OR 物産展"], ["p01", "p02", "p06"]),
            (["題名：図書館"], ["p01"]), (["年:平成27"], ["p01", "p02"]), (["都道府県:青森"], ["p01"]),
            (["圏域:西 移住"], ["p07", "p08"]), (["サイク*"], ["p05"]), (["\"図書館 相互\"~1"], ["p01"]),
            (["「図書館の相互利用」"], ["p01"]), (["prefectures:*"], ["p01"]),
        ])
    func operators(arguments: [String], expected: [String]) async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(
            ["query", "--json"] + arguments)
        let ids = try JSONParser.parse(outcome.output).hits.compactMap { $0["id"]?.string }
        #expect(ids.sorted() == expected)
    }

    @Test(
        "a mistake in a query is marked under it, whatever the width before",
        arguments: [
            ("図書館 年:昔", "昔", 10), ("図書館　ｙｅａｒ：abc", "abc", 18), ("-図書館", "", 0),
        ])
    func mistakes(query: String, word: String, cells: Int) async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("query", "--", query)
        #expect(outcome.status == 2)
        #expect(outcome.errorLines.count == 3)
        #expect(outcome.errorLines[0].contains(word))
        #expect(outcome.errorLines[1] == "  " + query)
        #expect(outcome.errorLines[2] == "  " + String(repeating: " ", count: cells) + "^")
    }

    @Test("where no record began in a year, those whose texts name it are offered")
    func namedYearsInstead() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(
            """
            {"id": "y1", "title": "温泉の共同利用", "description": "平成30年度に始めた。", "kind": "project"}

            """, to: "more.jsonl")
        let added = try await workspace.search("add", "more.jsonl")
        try #require(added.status == 0)
        let outcome = try await workspace.search(
            "温泉", "--year", "平成30..", "--facet", "year,area")
        #expect(outcome.status == 1)
        #expect(
            outcome.lines.contains(
                "  search 温泉 --named-year 平成30.. (years in the text: 1 hit)"))
        // Nothing is counted where nothing was found.
        #expect(!outcome.lines.contains("start_year") && !outcome.lines.contains("area"))
        let other = try await workspace.search("温泉", "--year", "2001")
        #expect(!other.output.contains("--named-year"))
    }

    @Test("--all-words leaves out records with some of the words, in every format")
    func allWords() async throws {
        let workspace = try await Workspace.indexed()
        let some = try await workspace.search("移住 相談", "--format", "ids")
        #expect(some.lines.count == 2)
        #expect(try await workspace.ids("移住 体験", "--all-words") == ["p08"])
        let lines = try await workspace.search(
            "移住 体験", "--all-words", "--format", "jsonl", "-n", "50")
        #expect(lines.lines.count == 1)
        let nothing = try await workspace.search("移住 火葬場", "--all-words")
        #expect(nothing.status == 1)
        #expect(nothing.output.hasPrefix("Nothing found for 移住 火葬場"))
    }

    @Test("query --help has the page about the language")
    func help() async throws {
        let workspace = try Workspace()
        for arguments in [["help", "query"], ["query", "--help"]] {
            let outcome = try await workspace.search(arguments)
            for part in ["図書館 OR 温泉", "year:2015..2020", "\"図書館 利用\"~10", "title            題名"] {
                #expect(outcome.output.contains(part), "\(part)")
            }
        }
    }

    @Test(
        "filters: the same option again is any of, different ones are all of",
        arguments: [
            (["--area", "西"], ["p06", "p07", "p08", "p09"]),
            (["--area", "東圏域", "--year", "2015"], ["p01", "p02"]),
            (["--year", "H27..", "--prefecture", "岩手"], ["p01"]),
            (["--area", "西圏域", "--area", "東圏域", "--category", "生活"], ["p01"]),
            (["--field", "都道府県=青森県"], ["p01"]),
            (["--field", "start_year=..2015"], ["p01", "p02"]),
            (["--kind", "background"], ["b01", "b02", "b03"]),
            (["--kind", "background", "--kind", "project", "観光"], ["b02"]),
            (["移住", "--area", "西"], ["p07", "p08"]),
        ])
    func filters(arguments: [String], expected: [String]) async throws {
        let workspace = try await Workspace.indexed()
        var arguments = arguments
        if !arguments.contains("--area") && !arguments.contains("観光") {
            arguments += ["--area", "圏域"]
        }
        let outcome = try await workspace.search(["query", "--json"] + arguments)
        #expect(outcome.errors == "")
        let ids = try JSONParser.parse(outcome.output).hits.compactMap { $0["id"]?.string }
        #expect(ids.sorted() == expected)
    }

    @Test(
        "an impossible filter is reported with possible values",
        arguments: [
            (["--area", "北圏"], "--area: no record has \"北圏\"; there is 東圏域, 西圏域"),
            (
                ["--year", "昔"],
                "--year: \"昔\" is not a year or whole number; write it like 2015, 平成27, H27 or 2015..2020"
            ),
            (
                ["--year", "2020..2015"],
                "--year: the range 2020..2015 ends before it begins; swap its ends"
            ),
            (
                ["--field", "x=1"],
                "--field: the index has no field x to filter by; it has kind, area, area_key, prefectures, municipalities, category, field, status, start_year"
            ),
            (
                ["--field", "題名=橋"],
                "--field: title is searched text; ask for it in the query: title:WORD"
            ),
            (["--kind", "plan"], "--kind: no record has \"plan\"; there is project, background"),
            (
                ["--facet", "title"],
                "--facet: the index has no such field as title; it has kind, area, area_key, prefectures, municipalities, category, field, status, start_year"
            ),
            (["--facet", "area:x"], "--facet: \"x\" is not a number of values, 1 to 1000000"),
            (
                ["--group-by", "year"],
                "--group-by: the index has no such field as year; it has kind, area, area_key, prefectures, municipalities, category, field, status"
            ),
        ])
    func wrongFilters(arguments: [String], message: String) async throws {
        let workspace = try await Workspace.indexed()
        expectError(try await workspace.search(["図書館"] + arguments), message)
    }

    @Test(
        "options that do not go together are refused",
        arguments: [
            (["x", "--offset=-1"], "--offset must be 0 to 1000000"),
            (["x", "--field", "a"], "--field must be NAME=VALUE"),
            (
                ["x", "--group-by", "area", "--sort", "year"],
                "--group-by orders groups by their best hits; remove --sort"
            ),
            (
                ["x", "--kind", "all", "--kind", "project"],
                "--kind all cannot be combined with another kind"
            ),
            (
                ["--batch", "--facet", "area"],
                "--batch cannot be combined with --sort, --offset, --facet or --group-by"
            ),
        ])
    func wrongOptions(arguments: [String], message: String) async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.search(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("facets are counted over all hits, in text and in JSON")
    func facets() async throws {
        let workspace = try await Workspace.indexed()
        let text = try await workspace.search("--area", "圏域", "--facet", "area,year:1", "-n", "0")
        #expect(
            Golden.withoutTimes(text.output) == """
                --area 圏域 stands for 東圏域, 西圏域.
                9 hits in TIME

                area
                  東圏域  5
                  西圏域  4

                start_year
                  2015    2
                  (none)  7

                """)
        let json = try await workspace.json("図書館", "--facet", "圏域", "--kind", "all")
        let facet = try #require(json["facets"]?.array?.first)
        #expect(facet["field"]?.string == "area")
        #expect(facet["distinct"]?.integer == 1)
        #expect(facet["missing"]?.integer == 0)
        let value = try #require(facet["values"]?.array?.first)
        #expect(value["value"]?.string == "東圏域")
        #expect(value["count"]?.integer == 3)
    }

    @Test("hits are sorted, paged and grouped")
    func listing() async throws {
        let workspace = try await Workspace.indexed()
        let years = try await workspace.ids("--area", "圏域", "--sort", "-year", "-n", "3")
        #expect(years == ["p01", "p02", "p03"])
        let titles = try await workspace.json("--area", "西", "--sort", "title")
        #expect(titles.hits.compactMap { $0["id"]?.string } == ["p08", "p07", "p09", "p06"])
        let page = try await workspace.json("--area", "西", "--offset", "2", "-n", "1")
        #expect(page.hits.compactMap { $0["rank"]?.integer } == [3])
        #expect(page["total"]?.integer == 4)
        let groups = try await workspace.json("--area", "圏域", "--group-by", "圏域")
        #expect(groups["group_count"]?.integer == 2)
        #expect(groups["groups"]?.array?.compactMap { $0["count"]?.integer } == [5, 4])
        #expect(groups.hits.count == 2)
        let text = try await workspace.search("移住", "--group-by", "area")
        #expect(text.output.hasPrefix("西圏域 · 2 hits\n1  "))
        #expect(text.output.contains("\n2 hits in 1 group in "))
    }

    @Test("if nothing is found, the reason and a suggestion are shown")
    func nothingFound() async throws {
        let workspace = try await Workspace.indexed()
        let filtered = try await workspace.search("図書館", "--area", "西")
        #expect(filtered.status == 1)
        #expect(
            Golden.withoutTimes(filtered.output) == """
                --area 西 stands for 西圏域.
                Nothing found for 図書館 (TIME).
                2 records would match without --area.
                Try:
                  search 図書館 (without --area: 2 hits)

                """)
        // No option is named that was not used, and the command works as it is told.
        let kinds = try await workspace.search("消防")
        #expect(
            Golden.withoutTimes(kinds.output) == """
                Nothing found for 消防 (TIME).
                1 record of other kinds would match.
                Try:
                  search 消防 --kind all (records of all kinds: 1 hit)

                """)
        #expect(try await workspace.ids("消防", "--kind", "all") == ["b03"])
        let both = try await workspace.search("消防", "--area", "東")
        #expect(
            both.lines.dropFirst(2).prefix(3) == [
                "1 record of other kinds would match without --area.", "Try:",
                "  search 消防 --kind all (records of all kinds, without --area: 1 hit)",
            ])
        let quoted = try await workspace.search("\"図書館 移住\"", "--area", "東圏域", "--area", "西圏域")
        #expect(
            quoted.lines.contains(
                "  search '図書館 OR 移住' --area 東圏域 --area 西圏域 (any of the words: 4 hits)"))
        let json = try await workspace.json("\"図書館 移住\"")
        #expect(json["causes"]?.array?.first?["kind"]?.string == "missing")
        #expect(json["suggestions"]?.array?.first?["kind"]?.string == "someWords")
        #expect(json["suggestions"]?.array?.first?["query"]?.string == "図書館 OR 移住")
    }

    @Test("similar and coverage take the same filters")
    func otherCommands() async throws {
        let workspace = try await Workspace.indexed()
        let similar = try await workspace.search(
            "similar", "p01", "--include-own-area", "--year", "2015..", "--json")
        let hits = try JSONParser.parse(similar.output).hits
        #expect(hits.compactMap { $0["id"]?.string } == ["p02"])
        let coverage = try await workspace.search(
            "coverage", "移住", "--by", "area", "--area", "西", "--json")
        let areas = try JSONParser.parse(coverage.output)["covered"]?.array
        #expect(areas?.compactMap { $0["value"]?.string } == ["西圏域"])
        expectError(
            try await workspace.search("coverage", "移住", "--area", "北圏"),
            "--area: no record has \"北圏\"; there is 東圏域, 西圏域")
    }
}
