import Testing

@Suite("Messages in Japanese") struct LanguageTests {
    private static let japanese = ["LC_ALL": "ja_JP.UTF-8"]

    @Test(
        "errors are in Japanese where the locale is",
        arguments: [
            (["図書館", "--index", "no"], "no に索引がありません。search index --index no で作ってください"),
            (["query", ""], "検索式が空です。1 つ以上の語を書いてください"),
            (["--frobnicate"], "オプション '--frobnicate' はありません（search --help を見てください）"),
            (["x", "-n"], "'-n' に値がありません（search --help を見てください）"),
            (["x", "-n", "ten"], "値 'ten' は '-n <n>' に使えません（search --help を見てください）"),
            (["x", "-n", "1000001"], "-n は 0 から 1000000 までです（search --help を見てください）"),
            (["show"], "引数 '<id> ...' がありません（search --help を見てください）"),
            (["stats", "more"], "余分な引数 'more' があります（search --help を見てください）"),
            (["x", "--run", "f"], "--run は --batch とともに使います（search --help を見てください）"),
            (["index", "nowhere"], "nowhere: そのようなファイルやフォルダーはありません"),
            (
                ["index", "bad.jsonl", "--index", "new"],
                "bad.jsonl:1: 引用符で囲んだキーが必要ですが、 } があります（12 バイト目）"
            ),
            (["図書館", "--synonyms", "words.txt"], "words.txt:1: 1 行に => が 2 つ以上あります"),
            (
                ["eval", "--topics", "bad.jsonl", "--qrels", "words.txt"],
                "bad.jsonl:1: 列が 1 個ですが、課題は ID、検索式、タグをタブで区切って書きます"
            ),
            (
                ["index", "--map", "title"],
                "--map 「title」: 項目=キー の形が必要ですが、「title」があります"
            ),
        ])
    func errors(arguments: [String], message: String) async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.write("{\"id\": \"b\",}\n", to: "bad.jsonl")
        try workspace.folder.write("c => d => e\n", to: "words.txt")
        let outcome = try await workspace.search(arguments, environment: Self.japanese)
        #expect(outcome.errors == "search: \(message)\n")
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
    }

    @Test("nothing but names and numbers is left in English")
    func complete() async throws {
        let workspace = try await Workspace.indexed()
        // What the data and the settings have in Latin letters.
        let names: Set<String> = [
            "kana", "dashes", "iteration", "marks", "variant", "kanji", "radicals", "punctuation",
            "broken", "spaced",
            "blanks", "counters", "words", "title", "description", "kind", "area", "key",
            "prefectures",
            "municipalities", "category", "field", "status", "start", "year", "segment", "ICU",
            "kB", "B", "ms", "s", "p", "project", "H", "AND", "OR",
            "search",
        ]
        for arguments in [
            ["stats"], ["図書館 移住", "--explain"], ["子ども 平成27年度", "--explain"],
            ["図書館", "--feedback", "--explain"], ["図書館", "--facet", "area,year,prefectures"],
            ["similar", "p01"], ["coverage", "火葬場"], ["compare", "p01", "p02"],
            ["題名:火葬場 AND 図書館"], ["\"図書館 相互\""],
        ] {
            let outcome = try await workspace.search(
                arguments + ["--index", "index"], environment: Self.japanese)
            #expect(outcome.errors == "")
            for match in outcome.output.matches(of: #/[A-Za-z]+/#) {
                #expect(names.contains(String(match.output)), "\(match.output) in \(arguments)")
            }
            #expect(!outcome.output.contains(", ") || arguments[0] == "stats", "\(arguments)")
        }
    }

    @Test("damage is reported in Japanese, with its file and byte")
    func damage() async throws {
        let workspace = try await Workspace.indexed()
        try workspace.folder.changeByte(of: "index/manifest", at: 0) { $0 ^ 0x40 }
        let outcome = try await workspace.search(["図書館"], environment: Self.japanese)
        #expect(
            outcome.errors
                == "search: index/manifest の 0 バイト目: 索引のファイルではありません。search check --repair で、残っている記録を回復してください\n"
        )
    }

    @Test("an open quotation mark has its caret in Japanese too")
    func caret() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(["図書館 \"移住"], environment: Self.japanese)
        #expect(
            outcome.errorLines == [
                "search: 5 文字目の引用符が閉じていません。語句の終わりに \" を付けてください",
                "  図書館 \"移住", "         ^",
            ])
    }

    @Test("results have their headings and sums in Japanese")
    func results() async throws {
        let workspace = try await Workspace.indexed()
        let found = try await workspace.search(["図書館"], environment: Self.japanese)
        #expect(found.lines.last?.hasPrefix("2 件（") == true)
        let nothing = try await workspace.search(["宇宙"], environment: Self.japanese)
        #expect(nothing.output.hasPrefix("「宇宙」は見つかりませんでした（"))
        let coverage = try await workspace.search(
            ["coverage", "図書館", "--by", "area"], environment: Self.japanese)
        #expect(coverage.lines.first?.hasPrefix("2 地域のうち 1 地域に 2 件、該当する記録なし 1 地域（") == true)
        #expect(coverage.lines.contains("地域    件数  代表的な記録"))
        let compare = try await workspace.search(
            ["compare", "p01", "p02"], environment: Self.japanese)
        #expect(compare.lines.contains { $0.hasPrefix("類似度      0.") })
        let check = try await workspace.search(["check"], environment: Self.japanese)
        #expect(check.output.hasPrefix("index: 異常なし。文書 12 件、セグメント 1 個、"))
    }

    @Test("--lang takes precedence over the locale, at any position")
    func option() async throws {
        let workspace = try await Workspace.indexed()
        for arguments in [["show", "no", "--lang", "ja"], ["show", "--lang=ja", "no"]] {
            let outcome = try await workspace.search(arguments)
            #expect(outcome.errors == "search: index に記録 no はありません\n")
            #expect(outcome.status == 1)
        }
        let outcome = try await workspace.search(
            ["show", "no", "--lang", "en"], environment: Self.japanese)
        #expect(outcome.errors == "search: there is no record no in index\n")
    }

    @Test("a language that is not there is refused")
    func unknown() async throws {
        let workspace = try Workspace()
        expectError(
            try await workspace.search("stats", "--lang", "fr"),
            "The value 'fr' is invalid for '--lang <language>'. Please provide one of 'en' and 'ja'. "
                + "(see: search --help)")
    }
}
