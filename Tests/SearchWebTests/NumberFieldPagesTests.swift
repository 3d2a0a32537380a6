import Foundation
import RenkeiSearch
import Testing

@testable import SearchWeb

/// Pages of an index with fields of dates, amounts and truth values.
@Suite("The pages of records with fields of their own") struct NumberFieldPagesTests {
    private let site: Site
    private let folder: TemporaryIndex

    init() throws {
        var schema = Schema.projects
        schema.integerFields += ["予算額", "報告日", "実施中"]
        schema.integerKinds = ["予算額": .yen, "報告日": .date, "実施中": .boolean]
        var documents: [Document] = [
            .project("a", "図書館の相互利用", "図書館を利用できる。", "甲圏域", "生活", 2015),
            .project("b", "図書館の連携", "図書館が連携する。", "乙圏域", "生活", 2016),
            .project("c", "図書館の増築", "図書館を広げる。", "乙圏域", "生活", 2017),
        ]
        documents[0]["予算額"] = .integer(1_200_000)
        documents[0]["報告日"] = .integer(2015_0401)
        documents[0]["実施中"] = .boolean(true)
        documents[1]["実施中"] = .boolean(false)
        folder = try TemporaryIndex(documents, schema: schema)
        site = Site(SiteOptions(), index: try LiveIndex(folder: folder.path))
    }

    private func ask(_ path: String, _ query: [(name: String, value: String)] = []) async -> String
    {
        let response = await site.respond(
            to: WebRequest(
                method: .get, path: path, query: query,
                headers: WebHeaders([(name: "host", value: "localhost")]), body: []))
        return String(decoding: response.body, as: UTF8.self)
    }

    @Test("yes and no are counted beside the results and chosen there; amounts and dates are not")
    func counts() async {
        let page = await ask("/", [("q", "図書館")])
        #expect(page.contains("<legend>実施中</legend>"))
        for (value, label) in [("true", "はい"), ("false", "いいえ"), ("", "記載なし")] {
            let box = "name=\"実施中\" value=\"\(value)\" form=\"ask\"><span>\(label)</span>"
            #expect(page.contains(box + "<span class=\"count\">1</span>"), "\(value)")
        }
        #expect(!page.contains("<legend>予算額</legend>") && !page.contains("<legend>報告日</legend>"))
        let chosen = await ask("/", [("q", "図書館"), ("実施中", "false")])
        #expect(chosen.contains("事業 1 件") && chosen.contains("/records/b"))
        let both = await ask("/", [("q", ""), ("実施中", "true"), ("実施中", "")])
        #expect(both.contains("事業 2 件") && !both.contains("/records/b"))
    }

    @Test("a record shows its numbers as people read them")
    func facts() async {
        let page = await ask("/records/a")
        for text in ["1,200,000 円", "2015-04-01", "はい"] {
            #expect(page.contains("<dd>\(text)</dd>"), "\(text)")
        }
        #expect(await ask("/records/b").contains("<dd>いいえ</dd>"))
    }

    @Test("a table for Excel has truth values as Excel reads them")
    func table() async {
        let rows = await ask("/results.csv", [("q", "図書館")]).components(separatedBy: "\r\n")
        #expect(rows[0].hasSuffix("予算額,報告日,実施中,出典,数値"))
        #expect(rows.contains { $0.hasSuffix("1200000,2015-04-01,true,,") })
        #expect(rows.contains { $0.hasSuffix(",,false,,") })
    }
}
