import Testing

@Suite("search query") struct QueryCommandTests {
    @Test("hits come best first, with their facts and a passage, and a line with the total")
    func text() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("図書館")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(
            Golden.withoutTimes(outcome.output) == """
                1  図書館の相互利用
                   東圏域 · 生活 · 2015 · p01
                   隣の市の住民も図書館で本を借りられる。

                2  移動文庫の運行
                   東圏域 · 2015 · p02
                   山あいの集落を図書館の車が回る。

                2 hits in TIME

                """)
    }

    @Test(
        "a query without a subcommand is the same as search query",
        arguments: [
            ["図書館"], ["移住", "京都"], ["移住 京都"], ["図書館", "-n", "1"],
            ["サイクリング", "--explain"], ["自動車"], ["図書館", "--kind", "background"],
        ])
    func withoutSubcommand(arguments: [String]) async throws {
        let workspace = try await Workspace.indexed()
        let short = try await workspace.search(arguments)
        let long = try await workspace.search(["query"] + arguments)
        #expect(Golden.withoutTimes(short.output) == Golden.withoutTimes(long.output))
        #expect(short.status == long.status)
        #expect(short.errors == "" && long.errors == "")
    }

    @Test("a query that is the name of a subcommand, or begins with a hyphen, can be asked")
    func awkwardQueries() async throws {
        let workspace = try await Workspace.indexed()
        let index = try await workspace.search("query", "index")
        #expect(index.status == 1)
        #expect(
            Golden.withoutTimes(index.output)
                == "Nothing found for index (TIME).\nNo record has: index\n")
        // A hyphen at the beginning says what is left out; quotation marks make it text.
        let minus = try await workspace.search("\"-5℃\"")
        #expect(minus.status == 1)
        #expect(
            Golden.withoutTimes(minus.output)
                == "Nothing found for \"-5℃\" (TIME).\nNo record has: \"-5℃\"\n")
    }

    @Test("the exit code is 1 if nothing is found")
    func nothingFound() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("自動車")
        #expect(outcome.status == 1)
        #expect(
            Golden.withoutTimes(outcome.output)
                == "Nothing found for 自動車 (TIME).\nNo record has: 自動車\n")
        #expect(outcome.errors == "")
        #expect(try await workspace.search("自動車", "--json").status == 1)
    }

    @Test("-n limits the hits but not the total")
    func limit() async throws {
        let workspace = try await Workspace.indexed()
        let one = try await workspace.search("図書館", "-n", "1")
        #expect(one.lines.count == 5)
        #expect(one.output.contains("p01") && !one.output.contains("p02"))
        #expect(one.output.contains("2 hits in "))
        let none = try await workspace.search("図書館", "-n", "0")
        #expect(none.status == 0)
        #expect(Golden.withoutTimes(none.output) == "2 hits in TIME\n")
    }

    @Test("records with some of the words are counted whatever the limit", arguments: [0, 1, 9])
    func fallbackTotal(limit: Int) async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("移住 ワンストップ", "-n", "\(limit)")
        #expect(outcome.status == 0)
        let last = outcome.lines.last.map(Golden.withoutTimes)
        #expect(last == "2 hits with some of the words in TIME")
    }

    @Test("--kind chooses projects, backgrounds or both; projects are the default")
    func kind() async throws {
        let workspace = try await Workspace.indexed()
        #expect(try await workspace.ids("図書館") == ["p01", "p02"])
        #expect(try await workspace.ids("図書館", "--kind", "project") == ["p01", "p02"])
        #expect(try await workspace.ids("図書館", "--kind", "background") == ["b01"])
        let all = try await workspace.ids("図書館", "--kind", "all")
        #expect(Set(all) == ["p01", "p02", "b01"])
    }

    @Test("all records are searched where none is a project")
    func noProjects() async throws {
        let workspace = try Workspace()
        try workspace.folder.write(#"{"id": "x", "title": "星空"}"#, to: "one.jsonl")
        #expect(try await workspace.search("index", "one.jsonl").status == 0)
        #expect(try await workspace.ids("星空") == ["x"])
    }

    @Test("words that occur only inside longer words are marked as partial and come last")
    func partial() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("京都")
        let titles = outcome.lines.filter { $0.first?.isNumber == true }
        #expect(titles.prefix(2) == ["1  京都での移住相談", "2  東京都での物産展 (partial)"])
    }

    @Test("records with some of the words follow those with all under a heading")
    func someOfTheWords() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("移住", "京都")
        let marks = outcome.lines.filter {
            $0.first?.isNumber == true || $0 == "With some of the words:"
        }
        #expect(
            marks.map(Golden.withoutTimes) == [
                "1  京都での移住相談", "With some of the words:", "2  移住体験の催し",
                "1 hit in TIME",
            ])
        let limited = try await workspace.search("移住", "京都", "-n", "1")
        #expect(!limited.output.contains("With some of the words:"))
    }

    @Test("if no record has all words, the output says so first")
    func fallback() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("移住", "自動車")
        #expect(outcome.status == 0)
        #expect(
            outcome.lines.first
                == "No record has: 自動車")
        #expect(!outcome.output.contains("With some of the words:"))
    }

    @Test("--synonyms replaces the synonyms of the index")
    func synonyms() async throws {
        let workspace = try await Workspace.indexed()
        #expect(try await workspace.ids("斎場") == ["p09", "p03"])
        #expect(try await workspace.ids("斎場", "--synonyms", "none") == ["p09"])
        try workspace.folder.write("斎場, 物産展\n", to: "words.txt")
        #expect(try await workspace.ids("斎場", "--synonyms", "words.txt") == ["p09", "p06"])
    }

    @Test("a phrase in quotation marks is found exactly")
    func phrase() async throws {
        let workspace = try await Workspace.indexed()
        #expect(try await workspace.ids("\"病児・病後児保育\"") == ["p04"])
        #expect(try await workspace.ids("“市の住民”") == ["p01"])
        #expect(try await workspace.search("\"病児の保育\"").status == 1)
    }

    @Test("--explain lists parts that sum to the score")
    func explainedText() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("図書館", "--explain", "-n", "1")
        let score = try #require(
            outcome.lines.lazy.compactMap { $0.wholeMatch(of: #/ +score (\d+\.\d+) =/#) }.first)
        let parts = outcome.lines.compactMap {
            $0.wholeMatch(of: #/ +(\d+\.\d{4})  (bigram|word|as a whole) .+ \(weighted .+\)/#)
        }
        #expect(parts.count == 4)
        let sum = parts.reduce(0) { $0 + (Double($1.output.1) ?? 0) }
        #expect(abs(sum - (Double(score.output.1) ?? 0)) < 0.000_51)
    }
}
