import JSON
import RenkeiSearch
import Testing

@testable import SearchCLI

@Suite("search query, errors") struct QueryErrorTests {
    @Test(
        "a quotation mark that is not closed is marked under the query, whatever the width before",
        arguments: [
            ("\"abc", "\"abc", 1, 0),
            ("図書館 \"移住", "図書館 \"移住", 5, 7),
            ("ﾄｼｮｶﾝ “移住", "ﾄｼｮｶﾝ “移住", 7, 6),
            ("か\u{3099}く　\"x", "か\u{3099}く　\"x", 4, 6),
            ("\"a b\" ＂図", "\"a b\" ＂図", 7, 6),
            ("移\t住\n\"x", "移 住 \"x", 5, 6),
        ])
    func unbalanced(query: String, shown: String, column: Int, cells: Int) async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("query", query)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(
            outcome.errorLines == [
                "search: the quotation mark at column \(column) is not closed; "
                    + "add another \" at the end of the phrase",
                "  " + shown,
                "  " + String(repeating: " ", count: cells) + "^",
            ])
    }

    @Test("of a query that is too long, the part around the marked position is shown")
    func long() async throws {
        let workspace = try await Workspace.indexed()
        let query =
            String(repeating: "図書館 ", count: 5000) + "\"移住" + String(repeating: "あ", count: 5000)
        let outcome = try await workspace.search("query", query)
        #expect(outcome.status == 2)
        try #require(outcome.errorLines.count == 3)
        let (shown, mark) = (outcome.errorLines[1], outcome.errorLines[2])
        #expect(shown.hasPrefix("  ...") && shown.hasSuffix("あ..."))
        #expect(TerminalWidth.cells(shown) <= 80)
        let before = shown.prefix { $0 != "\"" }
        #expect(TerminalWidth.cells(before) == mark.count - 1)
    }

    @Test(
        "an excerpt of a query holds its column and fits",
        arguments: [0, 1, 30, 59, 60, 61, 99, 100])
    func excerpts(column: Int) {
        let query = String(repeating: "あb", count: 50)
        let (shown, before) = QueryErrorText.excerpt(of: query, around: column, width: 40)
        #expect(TerminalWidth.cells(shown) <= 40)
        #expect(shown.hasPrefix("...") == (before < TerminalWidth.cells(query.prefix(column))))
        var cells = 0
        let rest = shown.drop { character in
            defer { cells += TerminalWidth.cells(of: character) }
            return cells < before
        }
        #expect(rest.first == query.dropFirst(column).first)
        #expect(cells >= before)
    }

    @Test("what a query has that is no text does not reach the terminal")
    func controls() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("query", "ダム\u{1B}[31m\u{7}湖沼")
        #expect(outcome.status == 1)
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(!outcome.output.contains("\u{7}"))
    }

    @Test("an endless argument does not make an endless message")
    func endless() async throws {
        let workspace = try await Workspace.indexed()
        let wrong = try await workspace.search("--" + String(repeating: "x", count: 50_000))
        #expect(wrong.status == 2)
        #expect(wrong.errorLines.count == 1)
        #expect(wrong.errors.count < 1100)
        let nothing = try await workspace.search(
            "query", "\"" + String(repeating: "湖", count: 30_000) + "\"")
        #expect(nothing.status == 1)
        #expect(nothing.output.count < 2000)
    }

    @Test("an empty query asks for a word", arguments: ["", " ", "　", "\"\"", "“ ”"])
    func empty(query: String) async throws {
        let workspace = try await Workspace.indexed()
        expectError(
            try await workspace.search("query", query),
            "the query is empty; give at least one word")
    }

    @Test(
        "without anything to search for or to list, a line asks for it",
        arguments: [
            [], ["query"], ["--index", "other"], ["--color", "never", "query", "--lang", "en"],
        ])
    func noQuery(arguments: [String]) async throws {
        let workspace = try Workspace()
        expectError(
            try await workspace.search(arguments),
            "give words to search for, options that say what to list, or a command "
                + "(see: search --help)")
    }

    @Test(
        "an invalid command line is reported in one line",
        arguments: [
            (["--frobnicate", "x"], "Unknown option '--frobnicate'"),
            (["query", "x", "-n"], "Missing value for '-n'"),
            (["x", "-n", "ten"], "The value 'ten' is invalid for '-n <n>'"),
            (["x", "-n", "1000001"], "-n must be 0 to 1000000"),
            (["x", "-n", "-1"], "-n must be 0 to 1000000"),
            (["compare", "a", "b", "-n", "－１"], "-n must be 0 to 1000000"),
            (["x", "--offset", "-1"], "--offset must be 0 to 1000000"),
            (["verify", "-n", "-5"], "-n must be 1 to 1000000"),
            (["x", "-n", "--json"], "Missing value for '-n'"),
            (["x", "－－fromat", "csv"], "Unknown option '--fromat'. Did you mean '--format'?"),
            (["x", "--run", "file"], "--run needs --batch"),
            (["--batch", "--partial"], "--partial needs --run"),
            (["--batch", "--json"], "--batch writes JSON Lines; remove --json and --explain"),
            (["--batch", "x"], "--batch reads its queries from the standard input"),
            (["show"], "Missing expected argument '<id> ...'"),
            (["verify", "-n", "0"], "-n must be 1 to 1000000"),
            (["stats", "more"], "Unexpected argument 'more'"),
        ])
    func commandLine(arguments: [String], message: String) async throws {
        let workspace = try Workspace()
        expectError(try await workspace.search(arguments), message + " (see: search --help)")
    }

    @Test(
        "every command that reads an index says where there is none",
        arguments: [
            ["図書館"], ["query", "図書館", "--json"], ["--batch"], ["show", "p01"], ["stats"],
            ["check"], ["verify"],
        ])
    func noIndex(arguments: [String]) async throws {
        let workspace = try Workspace()
        expectError(
            try await workspace.search(arguments),
            "there is no index in index; build one with: search index")
        expectError(
            try await workspace.search(arguments + ["--index", "no/where"]),
            "there is no index in no/where; build one with: search index --index no/where")
        try workspace.folder.remove("corpus")
        expectError(
            try await workspace.search(arguments),
            "there is no index in index; name another folder with --index, build an index with: "
                + "search index FILE, or go to the folder of the project")
    }

    @Test("where there are no records to index, search index asks which to read")
    func noCorpus() async throws {
        let folder = try TemporaryFolder()
        expectError(
            try await SearchProcess.run(["index"], in: folder.path),
            "there is no folder corpus here to index; name what to read: search index FILE, "
                + "or go to the folder of the project")
    }

    @Test("a superfluous id is reported with a suggestion")
    func tooManyIDs() async throws {
        let workspace = try await Workspace.indexed()
        expectError(
            try await workspace.search("similar", "p01", "p02"),
            "similar takes one id only, and p02 is one more; to compare two records: "
                + "search compare ID ID; to compare a text: search similar --text TEXT")
        expectError(
            try await workspace.search("compare", "p01", "p02", "p03"),
            "compare takes two ids only, and p03 is one more")
        let text = try await workspace.search("similar", "図書館の相互利用")
        #expect(text.status == 1)
        #expect(
            text.errors
                == "search: there is no record 図書館の相互利用 in index; "
                + "to compare a text: search similar --text TEXT\n")
    }

    @Test("a name before a colon that is not a field is reported, unless the text is found")
    func unknownField() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("部署:総務")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "search: there is no field 部署 in the index, so it was searched for as text; "
                + "there is title, description, kind, area, area_key and 6 more\n")
        let near = try await workspace.search("titel:図書館", "-n", "0")
        #expect(near.errors.contains("; there is title, "))
        #expect(try await workspace.search("\"部署:総務\"").errors == "")
        #expect(try await workspace.search("12:30").errors == "")
        #expect(try await workspace.search("移住:相談", "-n", "0").errors == "")
    }

    @Test("a list of values that is cut says how many more there are")
    func cutList() async throws {
        let workspace = try Workspace()
        let lines = (1...8).map { #"{"id": "\#($0)", "title": "星", "area": "圏域\#($0)"}"# }
        try workspace.folder.write(lines.joined(separator: "\n"), to: "corpus/east.jsonl")
        try workspace.folder.remove("corpus/west.jsonl")
        #expect(try await workspace.search("index").status == 0)
        expectError(
            try await workspace.search("星", "--area", "圏外"),
            "--area: no record has \"圏外\"; there is 圏域1, 圏域2, 圏域3, 圏域4, 圏域5 and 3 more")
    }

    @Test(
        "every command that reads an index refuses one of another version",
        arguments: ["index/manifest", "index/1-0.segment"],
        [["図書館"], ["show", "p01"], ["stats", "--json"], ["verify"]])
    func otherVersion(file: String, arguments: [String]) async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.changeByte(of: file, at: 4) { $0 + 1 }
        expectError(
            try await workspace.search(arguments),
            "\(file) at byte 4: the file has format 7; this version reads 3 to 6; "
                + "build the index again with this version")
    }

    @Test(
        "every command that reads an index names the file that is damaged",
        arguments: [("index/manifest", 12), ("index/manifest", 0), ("index/1-0.segment", 0)],
        [["図書館"], ["show", "p01"], ["stats", "--json"], ["verify"]])
    func damaged(place: (file: String, byte: Int), arguments: [String]) async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.changeByte(of: place.file, at: place.byte) { $0 ^ 0x40 }
        let outcome = try await workspace.search(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.errors.hasPrefix("search: \(place.file) at byte "))
        #expect(outcome.errors.hasSuffix("; save what is intact with: search check --repair\n"))
    }

    @Test("a segment that is missing is named")
    func missingSegment() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.remove("index/1-0.segment")
        expectError(
            try await workspace.search("図書館"),
            "index/1-0.segment is missing; save what is intact with: search check --repair")
    }

    @Test("a malformed file of synonyms is named with its line")
    func malformedSynonyms() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("a, b\nc => d => e\n", to: "words.txt")
        expectError(
            try await workspace.search("図書館", "--synonyms", "words.txt"),
            "words.txt:2: more than one => in a line")
    }
}
