import Ingest
import JSON
import Testing

@Suite("--format") struct OutputFormatTests {
    private static let columns = [
        "rank", "id", "title", "area", "category", "start_year", "score", "partial", "all_words",
        "snippet",
    ]

    @Test("csv has a header of stable keys and a line a hit, which end in CR LF")
    func csv() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("図書館", "--format", "csv")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let lines = outcome.output.unicodeScalars.split(separator: "\r\n".unicodeScalars)
            .map(String.init)
        #expect(lines.count == 3)
        #expect(lines.first == Self.columns.joined(separator: ","))
        let line = try #require(lines.dropFirst().first)
        #expect(line.hasPrefix("1,p01,図書館の相互利用,東圏域,生活,2015,"))
        #expect(line.hasSuffix(",false,true,隣の市の住民も図書館で本を借りられる。"))
        #expect(outcome.output.hasSuffix("\r\n"))
    }

    @Test("--bom puts a byte order mark before csv and tsv", arguments: ["csv", "tsv"])
    func mark(format: String) async throws {
        let workspace = try await Workspace.indexed()
        let plain = try await workspace.search("図書館", "--format", format)
        let marked = try await workspace.search("図書館", "--format", format, "--bom")
        #expect(Array(marked.output.utf8) == [0xEF, 0xBB, 0xBF] + Array(plain.output.utf8))
    }

    @Test("tsv has tabs between the same columns")
    func tsv() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("図書館", "--format", "tsv")
        #expect(outcome.lines.first == Self.columns.joined(separator: "\t"))
        #expect(outcome.lines.count == 3)
        #expect(
            outcome.lines.allSatisfy {
                $0.split(separator: "\t", omittingEmptySubsequences: false).count == 10
            })
    }

    @Test("json and --json are the same, and jsonl has the hits of it, one a line")
    func json() async throws {
        let workspace = try await Workspace.indexed()
        let long = try JSONParser.parse(
            try await workspace.search("図書館", "--format", "json").output)
        let short = try JSONParser.parse(try await workspace.search("図書館", "--json").output)
        #expect(long.without("took_us") == short.without("took_us"))
        let lines = try await workspace.search("図書館", "--format", "jsonl").lines
        #expect(try lines.map { try JSONParser.parse($0) } == long.hits)
    }

    @Test("ids has the ids of the hits, one a line")
    func ids() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("図書館", "--format", "ids")
        #expect(outcome.output == "p01\np02\n")
        let none = try await workspace.search("宇宙", "--format", "ids")
        #expect(none.output == "")
        #expect(none.status == 1)
    }

    @Test("markdown is a table with what was asked for in bold")
    func markdown() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(
            "図書館", "-n", "1", "--format", "markdown", "--columns", "rank,title,prefectures,snippet")
        #expect(
            outcome.lines == [
                "| rank | title | prefectures | snippet |",
                "| ---: | --- | --- | --- |",
                "| 1 | 図書館の相互利用 | 岩手県;青森県 | 隣の市の住民も<b>図書館</b>で本を借りられる。 |",
            ])
    }

    @Test("the headings of markdown are in the language, the keys of csv are not")
    func headings() async throws {
        let workspace = try await Workspace.indexed()
        for (format, start) in [
            ("markdown", "| 順位 | ID | 題名 | 地域 |"), ("csv", "rank,id,title,area,"),
        ] {
            let outcome = try await workspace.search(
                "図書館", "--format", format, "--lang", "ja")
            #expect(outcome.output.hasPrefix(start))
        }
    }

    @Test("similar, coverage, compare, show and stats have tables too")
    func commands() async throws {
        let workspace = try await Workspace.indexed()
        for (arguments, header) in [
            (
                ["similar", "p01", "--include-own-area"],
                "rank,id,title,area,category,start_year,score,shared,snippet"
            ),
            (
                ["coverage", "図書館", "--by", "area"],
                "value,name,own,records,best_id,best_title,best_score,partial_records"
            ),
            (["compare", "p01", "p02"], "in,phrase,weight,synonym_of"),
            (
                ["show", "p01"],
                "id,title,description,kind,area,area_key,prefectures,municipalities,category,field,"
                    + "status,start_year,source,figures"
            ),
            (["stats"], "key,value"),
        ] {
            let outcome = try await workspace.search(arguments + ["--format", "csv"])
            #expect(outcome.status == 0, "\(arguments)")
            #expect(outcome.output.hasPrefix(header + "\r\n"), "\(arguments)")
            let json = try await workspace.search(arguments + ["--format", "jsonl"])
            for line in json.lines { _ = try JSONParser.parse(line) }
            #expect(!json.lines.isEmpty, "\(arguments)")
            let markdown = try await workspace.search(arguments + ["--format", "markdown"])
            #expect(markdown.output.hasPrefix("| "), "\(arguments)")
        }
        #expect(try await workspace.search("show", "p01", "--format", "ids").output == "p01\n")
        let coverage = try await workspace.search(
            "coverage", "図書館", "--by", "area", "--format", "ids")
        #expect(coverage.output == "p01\n")
    }

    @Test("options of formats that do not fit each other are refused")
    func refused() async throws {
        let workspace = try await Workspace.indexed()
        let help = " (see: search --help)"
        for (arguments, message) in [
            (["--json", "--format", "csv"], "--json and --format contradict each other" + help),
            (["--bom"], "--bom needs --format csv or --format tsv" + help),
            (["--columns", "id"], "--columns needs --format csv, tsv or markdown" + help),
            (
                ["--format", "xml"],
                "The value 'xml' is invalid for '--format <format>'. Please provide one of the "
                    + "following: text, json, jsonl, csv, tsv, markdown, ids" + help
            ),
            (
                ["--format", "csv", "--columns", "id,nothing"],
                "--columns: there is no column nothing; there are rank, id, score, partial, "
                    + "all_words, snippet, group, group_hits, title, description, kind, area, "
                    + "area_key, prefectures, municipalities, category, field, status, start_year, source, figures"
            ),
        ] {
            expectError(try await workspace.search(["図書館"] + arguments), message)
        }
        for arguments in [["compare", "p01", "p02"], ["stats"]] {
            expectError(
                try await workspace.search(arguments + ["--format", "ids"]),
                "--format ids is not available for this command")
        }
        expectError(
            try await workspace.search("--batch", "--format", "csv"),
            "--batch writes JSON Lines; remove --format" + help)
    }

    @Test("--full shows the text of a hit whole, marks included")
    func full() async throws {
        let workspace = try await Workspace.indexed()
        let long = String(repeating: "長い説明の文を書く。", count: 40)
        try workspace.folder.write(
            #"{"id": "x", "title": "星", "description": "\#(long)\n図書館の星。"}"#, to: "x.jsonl")
        _ = try await workspace.search("index", "x.jsonl", "--index", "x")
        let cut = try await workspace.search("星", "--index", "x")
        #expect(!cut.output.contains(String(repeating: "長い説明の文を書く。", count: 7)))
        let whole = try await workspace.search(
            "星", "--index", "x", "--full", "--color", "always")
        let text = whole.output.filter { !$0.isWhitespace }
        #expect(text.contains(long))
        #expect(whole.output.contains("図書館の\u{1B}[1;33m星\u{1B}[0m。"))
        let json = try await workspace.search("星", "--index", "x", "--full", "--json")
        let snippet = try JSONParser.parse(json.output).hits.first?["snippet"]?["text"]?.string
        #expect(snippet == long + "\n図書館の星。")
    }

    @Test("colours are there if asked for, and not in a pipe")
    func colour() async throws {
        let workspace = try await Workspace.indexed()
        for (arguments, environment, isColoured) in [
            ([], [:], false),
            (["--color", "auto"], [:], false),
            (["--color", "always"], [:], true),
            (["--color", "always"], ["NO_COLOR": "1"], true),
            (["--color", "never"], [:], false),
        ] {
            let outcome = try await workspace.search(
                ["図書館"] + arguments, environment: environment)
            #expect(outcome.output.contains("\u{1B}[") == isColoured, "\(arguments)")
        }
    }
}
