import JSON
import Testing
import SearchReports

@Suite("Words that are nearly a command") struct CommandGuessTests {
    @Test(
        "what looks like a command and its arguments is asked about",
        arguments: [
            (["simlar", "p01"], "similar"), (["coverge", "図書館"], "coverage"),
            (["coverge"], "coverage"), (["shwo", "p01"], "show"), (["Stats"], "stats"),
            (["--lang", "en", "stat", "-n", "3"], "stats"), (["indx", "more.jsonl"], "index"),
            (["simlar", "--text", "図書館"], "similar"), (["evl", "--topics", "x"], "eval"),
        ])
    func asked(arguments: [String], command: String) async throws {
        let workspace = try await Workspace.indexed()
        let word = try #require(
            arguments.first { $0 != "--lang" && $0 != "en" && !$0.hasPrefix("-") })
        expectError(
            try await workspace.search(arguments),
            "there is no command \(word); did you mean: search \(command)? "
                + "To search for the word: search query \(word)")
    }

    @Test("the name of the program itself is left out")
    func program() async throws {
        let workspace = try await Workspace.indexed()
        expectError(
            try await workspace.search("serach", "図書館"),
            "there is no command serach; did you mean: search? "
                + "To search for the word: search query serach")
    }

    @Test("a query is not hindered")
    func queries() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(
            #"{"id": "s", "kind": "project", "title": "Stat の整備"}"# + "\n", to: "more.jsonl")
        #expect(try await workspace.search("add", "more.jsonl").status == 0)
        // A record has the word, words follow that the command would not take, or query is named.
        #expect(try await workspace.search("stat").status == 0)
        #expect(try await workspace.search("shwo", "図書館").status == 0)
        #expect(try await workspace.search("query", "simlar", "p01").status == 1)
        #expect(try await workspace.search("\"simlar\"").status == 1)
        #expect(try await workspace.search("図書館", "simlar").status == 0)
    }

    @Test("options before a command do not make it a word")
    func optionsFirst() async throws {
        let workspace = try await Workspace.indexed()
        for (arguments, same) in [
            (
                ["--lang", "ja", "compare", "p01", "p02"],
                ["compare", "p01", "p02", "--lang", "ja"]
            ),
            (["--index", "index", "stats"], ["stats", "--index", "index"]),
            (["--color", "never", "similar", "p01"], ["similar", "p01"]),
            (["--json", "--index=index", "show", "p01"], ["show", "p01", "--json"]),
        ] {
            let (first, second) = (
                try await workspace.search(arguments), try await workspace.search(same)
            )
            #expect(first.status == 0)
            #expect(first.errors == "")
            #expect(Golden.withoutTimes(first.output) == Golden.withoutTimes(second.output))
        }
    }

    @Test("options are typed in full width as in ASCII")
    func fullWidth() async throws {
        let workspace = try await Workspace.indexed()
        let ids = ["図書館", "--format", "ids", "-n", "1"]
        let expected = try await workspace.search(ids)
        #expect(expected.output == "p01\n")
        for arguments in [
            ["図書館", "－－format", "IDS", "－n", "１"], ["図書館", "ーーｆｏｒｍａｔ＝ｉｄｓ", "-n１"],
            ["－ｎ", "１", "図書館", "--format", "Ids"],
        ] {
            #expect(try await workspace.search(arguments) == expected)
        }
        #expect(try await workspace.search("図書館", "－車", "--format", "ids").output == "p01\n")
    }

    @Test(
        "without words, whatever says what to list lists everything that passes",
        arguments: [
            ["--facet", "area"], ["--kind", "project"], ["--sort", "year"], ["--sort", "score"],
            ["--offset", "0"], ["-n", "10"], ["--full"], ["--group-by", "kind"],
            ["query", "--facet", "area，category：1"], ["--format", "text"], ["--area", "圏域"],
            ["--explain"], ["--all-words"],
        ])
    func listing(arguments: [String]) async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(arguments)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("9 hits in "))
    }

    @Test("a filter that nothing passes is reported as the cause")
    func emptyListing() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("--year", "1800")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("No record passes the filters ("))
    }
}
