import JSON
import RenkeiSearch
import SearchReports
import Testing

@Suite("search cite") struct CiteCommandTests {
    private static func source(_ source: String?, title: String = "題", id: String = "a-1")
        -> CitedRecord
    {
        var document = Document(id: id)
        document["title"] = .text(title)
        document["description"] = .text("本文")
        if let source { document["source"] = .json(source) }
        return CitedRecord(document, .projects)
    }

    @Test("a record of the bundled corpus in every form")
    func bundled() async throws {
        let id = "maebashi-takasaki-19"
        let line = try await BundledIndex.search(["cite", id])
        #expect(
            line.output
                == "「図書館の相互利用」『前橋市・高崎市 連携の経緯と現在の連携事業』、連携の経緯と現在の連携事業 > 上記の他に連携している取り組み（進捗確認なし、定着等している13事業）（記録 ID: maebashi-takasaki-19）。\n"
        )
        // The same record twice is one entry.
        let bibTeX = try await BundledIndex.search(["cite", id, id, "--style", "bibtex"])
        #expect(
            bibTeX.lines == [
                "@incollection{maebashi-takasaki-19,", "  title = {{図書館の相互利用}},",
                "  booktitle = {前橋市・高崎市 連携の経緯と現在の連携事業},",
                "  note = {連携の経緯と現在の連携事業 > 上記の他に連携している取り組み（進捗確認なし、定着等している13事業）、記録 ID: maebashi-takasaki-19},",
                "}",
            ])
        let csl = try await BundledIndex.search(["cite", id, "--style", "csl-json"])
        let items = try #require(try JSONParser.parse(csl.output).array)
        #expect(items.count == 1)
        #expect(items[0]["type"] == .string("chapter"))
        #expect(items[0]["container-title"] == .string("前橋市・高崎市 連携の経緯と現在の連携事業"))
    }

    @Test("every element of a source is cited")
    func complete() {
        let source = Self.source(
            """
            {"file":"計画.pdf","page":12,"page_end":14,"headings":["第1章","第2節"],"heading":"題",\
            "author":"前橋市","publisher":"前橋市役所","year":2015,"url":"https://example.jp/a_b%20{c}"}
            """, title: "病児 & 保育_100%")
        #expect(
            Bibliography.reference(source)
                == "前橋市（2015）「病児 & 保育_100%」『計画.pdf』、前橋市役所、第1章 > 第2節 > 題、pp.12-14（記録 ID: a-1）。https://example.jp/a_b%20{c}"
        )
        #expect(
            Bibliography.bibTeX(source) == #"""
                @incollection{a-1,
                  author = {{前橋市}},
                  title = {{病児 \& 保育\_100\%}},
                  booktitle = {計画.pdf},
                  publisher = {前橋市役所},
                  year = {2015},
                  pages = {12--14},
                  note = {第1章 > 第2節 > 題、記録 ID: a-1},
                  url = {https://example.jp/a_b%20c},
                }

                """#)
        let csl = Bibliography.csl(source)
        #expect(csl["author"] == .array([.object([.init(key: "literal", value: .string("前橋市"))])]))
        #expect(csl["issued"]?["date-parts"] == .array([.array([.integer(2015)])]))
        #expect(csl["page"] == .string("12-14"))
        #expect(csl["URL"] == .string("https://example.jp/a_b%20{c}"))
    }

    @Test("a row of a table, one page, a source that is a name, and none")
    func others() {
        #expect(
            Bibliography.reference(
                Self.source("{\"file\":\"一覧.xlsx\",\"sheet\":\"令和5年度\",\"row\":7}"))
                == "「題」『一覧.xlsx』、シート「令和5年度」、7 行（記録 ID: a-1）。")
        #expect(
            Bibliography.reference(Self.source("{\"file\":\"a.txt\",\"page\":3}"))
                == "「題」『a.txt』、p.3（記録 ID: a-1）。")
        #expect(Bibliography.reference(Self.source("\"白書\"")) == "「題」『白書』（記録 ID: a-1）。")
        #expect(Bibliography.reference(Self.source(nil, title: "")) == "「a-1」（記録 ID: a-1）。")
        #expect(Bibliography.bibTeX(Self.source(nil)).hasPrefix("@misc{a-1,\n  title = {{題}},\n"))
        #expect(Bibliography.csl(Self.source(nil))["type"] == .string("document"))
    }

    @Test("names of entries are plain and differ, and a line stays a line")
    func names() {
        let ids = ["a b", "a,b", "前橋1", "a_b", "a-b.c:d/e+f", "{}"]
        let keys = ids.map {
            String(Bibliography.bibTeX(Self.source(nil, id: $0)).prefix { $0 != "\n" })
        }
        #expect(
            keys == [
                "@misc{a_u20b,", "@misc{a_u2cb,", "@misc{_u524d_u6a4b1,", "@misc{a_u5fb,",
                "@misc{a-b.c:d/e+f,", "@misc{_u7b_u7d,",
            ])
        #expect(
            Bibliography.reference(Self.source("\"一\\r\\n二\\u001b\"", title: "a\n\nb"))
                == "「a b」『一 二』（記録 ID: a-1）。")
    }

    @Test("ids come from the standard input as well; missing ones are reported")
    func input() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search("cite", "-", input: "p01\n\np99\np03\n")
        #expect(outcome.status == 0)
        #expect(outcome.lines.first == "「図書館の相互利用」『計画』（記録 ID: p01）。")
        #expect(outcome.lines.last?.hasPrefix("「火葬場の共同運営」") == true)
        #expect(outcome.lines.count == 2)
        #expect(outcome.errors == "search: there is no record p99 in index\n")
        let none = try await workspace.search("cite", "p99")
        #expect(none.status == 1)
        #expect(none.output == "")
    }
}
