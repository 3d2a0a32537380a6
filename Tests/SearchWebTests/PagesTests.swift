import Foundation
import JSON
import Messages
import RenkeiSearch
import Testing

@testable import SearchWeb

/// Pages of a small index, asked for without a server.
@Suite("The pages") struct PagesTests {
    private let site: Site
    private let folder: TemporaryIndex

    init() throws {
        folder = try TemporaryIndex([
            .project("a", "図書館の相互利用", "甲市と乙市の図書館を利用できる。", "甲圏域", "生活", 2015),
            .project("b", "図書館の連携", "図書館が連携する。", "乙圏域", "生活", nil),
            .project("c", "観光の連携", "観光で連携する。", "甲圏域", "経済", 2020),
            .project("d", "消防の応援", "消防が助け合う。", "丙圏域", "生活", 2015),
        ])
        site = Site(SiteOptions(), index: try LiveIndex(folder: folder.path))
    }

    private func ask(
        _ path: String, _ query: [(name: String, value: String)] = [],
        method: WebRequest.Method = .get, body: String = "", headers: [(String, String)] = []
    ) async -> (status: Int, text: String) {
        let fields = [("host", "localhost")] + headers
        let response = await site.respond(
            to: WebRequest(
                method: method, path: path, query: query,
                headers: WebHeaders(fields.map { (name: $0.0, value: $0.1) }),
                body: Array(body.utf8)))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    /// The count beside a value.
    private func count(_ value: String, _ page: String) -> String? {
        let pattern =
            "value=\"\(value)\" form=\"ask\"[^>]*><span>[^<]*</span><span class=\"count\">"
        guard let place = page.range(of: pattern, options: .regularExpression) else { return nil }
        return String(page[place.upperBound...].prefix { $0 != "<" })
    }

    @Test("the first screen counts and tells what the data is")
    func first() async {
        let page = await ask("/")
        #expect(page.status == 200)
        #expect(page.text.contains("<dt>事業</dt>\n<dd>4</dd>"))
        #expect(page.text.contains("<dt>地域</dt>\n<dd>3</dd>"))
        #expect(page.text.contains("aria-label=\"甲圏域、生活、1\""))
        #expect(!page.text.contains("公表された 5 つの資料"))
    }

    @Test("counts beside a field with a choice are those without the choice")
    func disjunctive() async {
        let page = await ask("/", [("q", "連携"), ("area", "甲圏域"), ("category", "経済")]).text
        #expect(page.contains("事業 1 件"))
        #expect(count("甲圏域", page) == "1")
        #expect(count("乙圏域", page) == nil, "of the other area nothing is in the chosen category")
        let other = await ask("/", [("q", "連携"), ("area", "甲圏域")]).text
        #expect(count("乙圏域", other) == "1")
    }

    @Test("records without a year are counted, chosen alone, and together with years")
    func unknownYears() async {
        let all = await ask("/", [("q", "図書館")]).text
        #expect(count("", all) == "1")
        let unknown = await ask("/", [("q", "図書館"), ("start_year", "")]).text
        #expect(unknown.contains("図書館</mark>の連携") && !unknown.contains("の相互利用</a>"))
        let both = await ask("/", [("q", ""), ("start_year", ""), ("start_year", "2020")]).text
        #expect(both.contains("事業 2 件"))
    }

    @Test("conditions that leave nothing are reported, and suggestions drop them")
    func emptyByConditions() async {
        // Three records have the word, one of them with this year; no year is no condition of theirs.
        let page = await ask("/", [("q", "連携"), ("area", "丙圏域"), ("start_year", "")]).text
        #expect(page.contains("事業 0 件"))
        #expect(page.contains("絞り込みの条件を外すと、2 件が該当します"))
        #expect(page.contains("絞り込みの条件をすべて外す"))
        #expect(!page.contains("<div class=\"tries\""))
        // What no record has is a matter of the data, not of the conditions.
        let missing = await ask("/", [("q", "火星"), ("area", "丙圏域")]).text
        #expect(missing.contains("「火星」を含む記録は、このデータにありません"))
        #expect(!missing.contains("絞り込みの条件を外すと"))
    }

    @Test("a value that needs quoting is chosen like any other")
    func hostileValue() async {
        let page = await ask("/", [("q", "図書館"), ("category", "x\" OR *"), ("category", "")])
        #expect(page.status == 200)
        #expect(page.text.contains("x&quot; OR *"))
    }

    @Test("areas are those that have it and those with no record in this data")
    func places() async {
        let page = await ask("/", [("q", "図書館"), ("view", "where")]).text
        #expect(page.contains("3 地域のうち 2 地域"))
        let without = page.components(separatedBy: "このデータに記録がない地域").last ?? ""
        #expect(without.contains("丙圏域") && !without.contains("甲圏域"))
    }

    @Test("a record knows the records before and after it")
    func neighbours() async {
        let first = await ask("/records/b", [("q", "図書館"), ("at", "1")]).text
        #expect(first.contains("次の事業") && !first.contains("前の事業"))
        #expect(first.contains("2 件中 1 件目"))
        let second = await ask("/records/a", [("q", "図書館"), ("at", "2")]).text
        #expect(!second.contains("次の事業") && second.contains("前の事業"))
        // A place that the record does not have tells of no neighbours.
        let wrong = await ask("/records/a", [("q", "図書館"), ("at", "1")]).text
        #expect(!wrong.contains("件目"))
        #expect(await ask("/records/none").status == 404)
    }

    @Test("a text that was pasted finds similar records and stays escaped in the box")
    func pasted() async {
        let form = [("content-type", "application/x-www-form-urlencoded; charset=UTF-8")]
        let page = await ask(
            "/similar", method: .post,
            body: "text=%E5%9B%B3%E6%9B%B8%E9%A4%A8%E3%82%92+%3C%2Ftextarea%3E%E5%88%A9%E7%94%A8",
            headers: form)
        #expect(page.status == 200)
        #expect(page.text.contains("図書館を &lt;/textarea&gt;利用"))
        #expect(page.text.contains("/records/a"))
        #expect(await ask("/similar", method: .post, body: "text=%FF", headers: form).status == 415)
        #expect(await ask("/similar", method: .post, body: "text=a").status == 415)
        let long = "text=" + String(repeating: "a", count: SimilarPage.longestText + 1)
        #expect(await ask("/similar", method: .post, body: long, headers: form).status == 413)
        #expect(await ask("/", method: .post, body: "q=a", headers: form).status == 405)
    }

    @Test("pages with a form let the browser say where the form was")
    func referrer() async {
        let response = await site.respond(
            to: WebRequest(
                path: "/similar", headers: WebHeaders([(name: "host", value: "localhost")])))
        #expect(response.header("referrer-policy") == "same-origin")
    }

    @Test("words in context are those of titles and descriptions, also in other spellings")
    func wording() async throws {
        func lines(_ question: String) async -> [String] {
            let page = await ask("/", [("q", question), ("view", "wording")]).text
            return page.components(separatedBy: "<td class=\"word\"><mark>").dropFirst()
                .map { String($0.prefix { $0 != "<" }) }
        }
        #expect(await lines("図書館") == ["図書館", "図書館", "図書館", "図書館"])
        // As one word it is nowhere, so each word of it is shown where both are.
        #expect(await lines("図書館連携") == ["図書館", "図書館", "連携", "連携"])
        let page = await ask("/", [("q", "図書館連携"), ("view", "wording")]).text
        #expect(page.contains("語ごとに分けて示します"))
        // A year has no letters to show.
        let year = await ask("/", [("q", "start_year:2015"), ("view", "wording")])
        #expect(year.status == 200 && year.text.contains("事業名にも説明文にも出てきません"))
    }

    @Test("where no record matches, no text is looked through for words in context")
    func wordingOfNothing() throws {
        let snapshot = try #require(try LiveIndex(folder: folder.path).snapshot)
        let context = PageContext(
            snapshot, language: .english, canImport: false, deadline: nil)
        let state = PageState([(name: "q", value: "図書館")], snapshot.searcher.schema)
        let search = PageSearch(
            state: state, searcher: snapshot.searcher, overview: snapshot.overview)
        func page(of results: SearchResults) throws -> String {
            var html = HTMLWriter()
            try WordingView(context: context, state: state, search: search).body(results)
                .write(&html)
            return String(decoding: html.bytes, as: UTF8.self)
        }
        let nothing = try snapshot.searcher.search("宇宙旅行")
        #expect(nothing.total == 0)
        #expect(try !page(of: nothing).contains("<mark>"))
        #expect(try page(of: snapshot.searcher.search("図書館")).contains("<mark>図書館</mark>"))
    }

    @Test("no page has a script, a style or a handler in it")
    func inline() async {
        let pages: [(String, [(name: String, value: String)])] = [
            ("/", []), ("/", [("q", "図書館")]), ("/", [("q", "図書館"), ("view", "when")]),
            ("/", [("q", "図書館"), ("view", "wording")]), ("/records/a", []),
            ("/similar", [("id", "a")]), ("/compare", [("a", "a"), ("b", "b")]), ("/nothing", []),
        ]
        for (path, query) in pages {
            let page = await ask(path, query).text
            #expect(!page.contains(" style=") && !page.contains("<style"), "\(path)")
            #expect(page.range(of: " on[a-z]+=", options: .regularExpression) == nil, "\(path)")
            #expect(page.contains("<script src=\"/page.js\" type=\"module\"></script>"))
        }
    }

    @Test("a table for Excel has a row for each record")
    func csv() async {
        let table = await ask("/results.csv", [("q", "図書館")]).text
        #expect(table.unicodeScalars.first == "\u{FEFF}")
        #expect(table.components(separatedBy: "\r\n").count == 4)
    }

    @Test("English is spoken to browsers that ask for it")
    func english() async {
        let page = await ask("/", [("q", "図書館")], headers: [("accept-language", "en-GB")]).text
        #expect(page.contains("<html lang=\"en\">") && page.contains("“図書館”: 2 hits"))
        // Records stay as they are; the page around them says nothing in Japanese.
        #expect(!page.contains("検索") && !page.contains("並び順") && page.contains("甲圏域"))
    }
}

/// An index in a folder of its own.
final class TemporaryIndex: Sendable {
    let path: String

    init(_ documents: [Document], schema: Schema = .projects) throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("pages-\(UUID().uuidString)").path
        var writer = try IndexWriter(creating: path, schema: schema)
        for document in documents { try writer.add(document) }
        try writer.commit()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension Document {
    static func project(
        _ id: String, _ title: String, _ text: String, _ area: String, _ category: String,
        _ year: Int64?
    ) -> Document {
        var document = Document(id: id)
        document["kind"] = .keywords(["project"])
        document["title"] = .text(title)
        document["description"] = .text(text)
        document["area"] = .keywords([area])
        document["category"] = .keywords([category])
        document["start_year"] = year.map { .integer($0) }
        return document
    }
}
