import Foundation
import Ingest
import JSON
import RenkeiSearch
import Testing

@Suite("search index") struct IndexCommandTests {
    @Test("by default it reads corpus/, writes index/ and says so in one line")
    func defaults() async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.search("index")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        let summary =
            #/index: 12 documents, \d+ B of text, \d+\.\d kB index, \d+\.\d\d s, \d+\.\d MB/s\n/#
        #expect(outcome.output.wholeMatch(of: summary) != nil, "\(outcome.output)")
        #expect(try workspace.folder.names(in: "index") == ["1-0.segment", "lock", "manifest"])
    }

    @Test("the synonyms beside a file that is indexed are used")
    func synonymsBesideFile() async throws {
        let workspace = try await Workspace.indexed("corpus/east.jsonl", "corpus/west.jsonl")
        #expect(try await workspace.ids("斎場") == ["p09", "p03"])
    }

    @Test("the synonyms of the folder that is indexed are used unless they are turned off")
    func synonyms() async throws {
        let workspace = try await Workspace.indexed()
        #expect(try await workspace.ids("斎場") == ["p09", "p03"])
        let second = try await Workspace.indexed("corpus", "--synonyms", "none")
        #expect(try await second.ids("斎場") == ["p09"])
    }

    @Test("keys of other names are mapped to fields, several of them joined")
    func mapping() async throws {
        let workspace = try Workspace()
        try workspace.folder.write(
            """
            {"番号": 7, "事業名": "自転車の道", "事業目的": "観光を盛んにする。", "事業概要": "湖を一周する。", "府省庁": "国土省", "開始年度": "平成27年度", "id": "x"}
            {"番号": "8", "事業名": "星空の会", "事業概要": "星を見る。"}
            """, to: "data.jsonl")
        let outcome = try await workspace.search(
            "index", "data.jsonl", "--index", "my", "--id", "番号", "--map",
            "title=事業名,description=事業目的+事業概要,area=府省庁,start_year=開始年度")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("my: 2 documents, "))
        let shown = try await workspace.search("show", "7", "--json", "--index", "my")
        #expect(
            shown.output == """
                {"id":"7","title":"自転車の道","description":"観光を盛んにする。\\n湖を一周する。",\
                "area":["国土省"],"start_year":2015}

                """)
        #expect(try await workspace.ids("湖", "--index", "my") == ["7"])
        #expect(try await workspace.ids("星", "--index", "my") == ["8"])
    }

    @Test("a key that no record has is reported, but is not an error")
    func missingKey() async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.search(
            "index", "--map", "title=title,description=説明,area=area")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("index: 12 documents, "))
        #expect(outcome.errors == "search: no record has the key 説明, which --map or --id names\n")
    }

    @Test("several files and folders are read in their order")
    func severalPaths() async throws {
        let workspace = try Workspace()
        try workspace.folder.write(#"{"id": "x", "title": "星"}"#, to: "one.json")
        let outcome = try await workspace.search("index", "one.json", "corpus/", "--index", "all")
        #expect(outcome.output.hasPrefix("all: 13 documents, "))
    }

    @Test("the number of threads changes nothing in the results")
    func threads() async throws {
        let workspace = try Workspace()
        // Large enough that threads are used.
        let padding = #", "status": "\#(String(repeating: "x", count: 400_000))"}"#
        for name in ["corpus/east.jsonl", "corpus/west.jsonl"] {
            let text = try workspace.folder.text(of: name)
            try workspace.folder.write(
                text.replacingOccurrences(of: "}\n", with: padding + "\n"), to: name)
        }
        for threads in ["1", "2"] {
            let outcome = try await workspace.search(
                "index", "--threads", threads, "--index", threads)
            #expect(outcome.output.hasPrefix("\(threads): 12 documents, "))
        }
        let segments = try workspace.folder.names(in: "2").filter { $0.hasSuffix(".segment") }
        #expect(segments.count > 1)
        for query in ["図書館", "移住 京都", "移住 消防", "さいくりんぐ", "市", "\"の\""] {
            let one = try await workspace.json(query, "--explain", "--kind", "all", "--index", "1")
            let two = try await workspace.json(query, "--explain", "--kind", "all", "--index", "2")
            #expect(one.without("took_us") == two.without("took_us"))
            #expect(!one.hits.isEmpty)
        }
        #expect(try await workspace.search("verify", "--index", "2").status == 0)
    }

    @Test("without folding, forms of kana are different")
    func noFolding() async throws {
        let workspace = try await Workspace.indexed("--fold", "none")
        #expect(try await workspace.ids("サイクリング") == ["p05"])
        let outcome = try await workspace.search("さいくりんぐ")
        #expect(outcome.status == 1)
        let stats = try JSONParser.parse(try await workspace.search("stats", "--json").output)
        #expect(stats["foldings"] == .string(""))
    }

    @Test("folding steps are chosen by name")
    func someFolding() async throws {
        let workspace = try await Workspace.indexed("--fold", "dashes,kana")
        #expect(try await workspace.ids("さいくりんぐ") == ["p05"])
        let stats = try JSONParser.parse(try await workspace.search("stats", "--json").output)
        #expect(stats["foldings"] == .string("kana, dashes"))
    }

    @Test("without words the same records are found, none of them partial")
    func noWords() async throws {
        let workspace = try await Workspace.indexed("--no-words")
        let stats = try JSONParser.parse(try await workspace.search("stats", "--json").output)
        #expect(stats["words"] == .integer(0))
        let hits = try await workspace.json("図書館").hits
        #expect(Set(hits.compactMap { $0["id"]?.string }) == ["p01", "p02"])
        #expect(hits.allSatisfy { $0["partial"] == .bool(false) })
    }

    @Test("a table of variant kanji replaces the built-in one")
    func variants() async throws {
        let workspace = try Workspace()
        try workspace.folder.write("# a table\n湖\t京\n", to: "variants.tsv")
        let outcome = try await workspace.search("index", "--variants", "variants.tsv")
        #expect(outcome.status == 0)
        #expect(Set(try await workspace.ids("湖")) == ["p05", "p06", "p07"])
        #expect(try await workspace.search("圖書館").status == 1)
        let other = try await Workspace.indexed()
        #expect(try await other.ids("圖書館") == ["p01", "p02"])
    }

    @Test("a file of synonyms is named on the command line")
    func synonymsFile() async throws {
        let workspace = try Workspace()
        try workspace.folder.write("輪行 => サイクリング\n", to: "words.txt")
        let outcome = try await workspace.search("index", "--synonyms", "words.txt")
        #expect(outcome.status == 0)
        #expect(try await workspace.ids("輪行") == ["p05"])
        #expect(try await workspace.ids("斎場") == ["p09"])
    }

    @Test("records are read from a pipe, which can be read only once")
    func pipedRecords() async throws {
        let workspace = try Workspace()
        for (records, status) in [
            ("corpus/east.jsonl", 0), ("corpus/east.jsonl corpus/east.jsonl", 2),
        ] {
            let writer = Process()
            writer.executableURL = URL(filePath: "/bin/sh")
            writer.arguments = ["-c", "rm -f pipe; mkfifo pipe; cat \(records) > pipe"]
            writer.currentDirectoryURL = URL(filePath: workspace.folder.path)
            try SearchProcess.launch(writer)
            while !FileManager.default.fileExists(atPath: workspace.folder.path + "/pipe") {
                try await Task.sleep(for: .milliseconds(1))
            }
            let outcome = try await workspace.search("index", "pipe", "--index", "piped")
            #expect(outcome.status == status)
            if status == 0 {
                #expect(outcome.output.hasPrefix("piped: "))
            } else {
                #expect(
                    outcome.errors.contains(
                        "pipe:7: the id p01 occurs a second time; the first is in pipe:1"))
            }
            writer.waitUntilExit()
            try FileManager.default.removeItem(atPath: workspace.folder.path + "/pipe")
        }
    }

    @Test("vocabularies can be read from a pipe, and may have carriage returns")
    func piped() async throws {
        let workspace = try Workspace()
        let synonyms = try await workspace.search(
            "index", "--synonyms", "/dev/stdin", input: "# words\r\n輪行 => サイクリング\r\n")
        #expect(synonyms.status == 0)
        #expect(try await workspace.ids("輪行") == ["p05"])
        let variants = try await workspace.search(
            "index", "--variants", "/dev/stdin", input: "# table\r\n湖\t京\r\n")
        #expect(variants.status == 0)
        #expect(Set(try await workspace.ids("湖")) == ["p05", "p06", "p07"])
    }

    @Test("a year that cannot be read is left out, and a note says where", arguments: [1, 2])
    func unreadableYears(count: Int) async throws {
        let workspace = try Workspace()
        for number in 0..<count {
            try workspace.folder.write(
                #"{"id": "y\#(number)", "title": "未来", "start_year": "未定"}"#,
                to: "corpus/year\(number).jsonl")
        }
        let outcome = try await workspace.search("index")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("index: \(12 + count) documents, "))
        let notes = (0..<count).map {
            "search: corpus/year\($0).jsonl:1: start_year was left out: \"未定\" is not a year from 1868 to 2100\n"
        }
        #expect(outcome.errors == notes.joined())
        let shown = try await workspace.search("show", "y0", "--json")
        #expect(shown.output == #"{"id":"y0","title":"未来"}"# + "\n")
    }

    @Test(
        "a number that is not a year is left out, and reported with its file, line and value",
        arguments: ["20150401", "25321", "\"20150401\"", "1867", "2101", "-2015"])
    func noYear(value: String) async throws {
        let workspace = try Workspace()
        try workspace.folder.write(
            """
            {"id": "x", "title": "橋", "start_year": 2100}
            {"id": "y", "title": "川", "start_year": \(value)}

            """, to: "corpus/years.jsonl")
        let outcome = try await workspace.search("index")
        #expect(outcome.status == 0)
        let shown = value.filter { $0 != "\"" }
        #expect(
            outcome.errorLines.first
                == "search: corpus/years.jsonl:2: start_year was left out: \"\(shown)\" is not a year from 1868 to 2100"
        )
        #expect(
            try await workspace.search("show", "y", "--json").output
                == #"{"id":"y","title":"川"}"# + "\n")
        #expect(
            try await workspace.search("show", "x", "--json").output
                == #"{"id":"x","title":"橋","start_year":2100}"# + "\n")
    }

    @Test("the least and the most memory are allowed", arguments: ["16", "1048576"])
    func memory(megabytes: String) async throws {
        let workspace = try Workspace()
        let outcome = try await workspace.search("index", "--memory", megabytes)
        #expect(outcome.status == 0)
    }

    @Test("an index is rebuilt in place of the previous one")
    func again() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write(#"{"id": "x", "title": "星空"}"#, to: "one.jsonl")
        let outcome = try await workspace.search("index", "one.jsonl")
        #expect(outcome.status == 0)
        #expect(try await workspace.ids("星空") == ["x"])
        #expect(try await workspace.ids("図書館") == [])
        #expect(try workspace.folder.names(in: "index") == ["2-0.segment", "lock", "manifest"])
    }
}
