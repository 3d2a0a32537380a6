import Testing

@testable import RenkeiSearch

/// Words, numbers and years are found in whatever way they are written.
@Suite struct OtherFormsTests {
    private func found(_ texts: [String], _ query: String) throws -> [Int] {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(texts, in: folder)
        let options = SearchOptions(limit: 100, includesSomeWords: false)
        return try searcher.search(query, options: options).hits
            .filter { !$0.isPartial }.compactMap { Int($0.id) }
    }

    @Test(arguments: [
        ("取り組み", "市の取組を進める"), ("取組", "市の取り組みを進める"), ("受付", "窓口で受け付けをする"),
        ("引渡し", "物資の引き渡しを行う"), ("申込", "申し込みの窓口"), ("子供", "子どもの遊び場"),
        ("六次産業", "６次産業を育てる"), ("6次産業", "六次産業を育てる"), ("二市三町", "2市3町の協議会"),
        ("3か所", "三ヶ所に置く"), ("３カ所", "3箇所に置く"), ("百二十人", "120人が働く"), ("霞ヶ関", "霞が関の庁舎"),
        ("平成27年度", "2015年度に始めた"), ("平成27年度", "H27に始めた"), ("2015年度", "平成27年度に始めた"),
        ("Ｈ27", "平成27年に始めた"), ("令和元年", "令和1年のこと"), ("令和元年", "2019年のこと"),
        ("R4.4", "令和4年4月に開設"), ("2029年度", "平成41年度まで"), ("昭和60年", "1985年の合併"),
        ("U・Iターン", "UIターンの支援"), ("UIターン", "Ｕ･Ｉターンの支援"), ("ICT", "I C Tを使う"),
        ("I C T", "ICTを使う"), ("連携", "連 携 中 枢 都市"), ("連 携", "市の連携"), ("平成29年", "平成 29 年に"),
        ("病児病後児", "病児・病後児の保育"), ("病児・病後児", "病児病後児の保育"),
    ])
    func `one way of writing finds the other`(_ query: String, _ text: String) throws {
        #expect(try found(["別の文", text], query) == [1])
    }

    @Test(arguments: [
        ("三次", "3次救急"), ("3町", "十三町"), ("三町", "13町の会"), ("四国", "4国"), ("生物", "生き物の観察"),
        ("八戸", "8戸の家"), ("8戸", "八戸の港"), ("H27", "GH27型の車"), ("平成27年度", "平成28年度に始めた"),
        ("\"取組\"", "取り組みを進める"), ("\"2015年度\"", "平成27年度"), ("橋 川", "石橋川"),
    ])
    func `what only looks alike is not found`(_ query: String, _ text: String) throws {
        #expect(try found(["別の文", text], query) == [])
    }

    @Test func `a fiscal year comes before the calendar year of the same number`() throws {
        let texts = ["平成27年に始めた", "平成28年度に始めた", "2015年度に始めた", "平成27年度に始めた"]
        #expect(try found(texts, "平成27年度") == [3, 2, 0])
        #expect(try found(texts, "2015年度") == [2, 3, 0])
    }

    @Test func `other forms can be left out`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["取組", "取り組み"], in: folder)
        let options = SearchOptions(includesOtherForms: false)
        #expect(try searcher.ids("取組", options: options) == ["0"])
        #expect(try searcher.ids("取組") == ["0", "1"])
    }

    @Test func `with some of the words, other forms count as words`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["子どもの遊び", "大人の遊び", "図書館"], in: folder)
        let results = try searcher.search("子供 図書館")
        #expect(results.isFallback)
        #expect(Set(results.hits.map(\.id)) == ["0", "2"])
        #expect(results.hits.allSatisfy { !$0.isPartial })
    }

    @Test func `other forms are marked`() throws {
        let folder = try TemporaryFolder()
        let text = "市の取り組みは 平成 27 年度に I C Tで始めた。"
        let searcher = try TestIndex.build([text], in: folder)
        func marked(_ query: String) throws -> [String] {
            let results = try searcher.search(query)
            let bytes = Array(text.utf8)
            return try searcher.highlights(in: text, for: results)
                .map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        #expect(try marked("取組") == ["取り組み"])
        #expect(try marked("H27") == ["平成 27"])
        #expect(try marked("2015年度") == ["平成 27 年度"])
        #expect(try marked("ICT") == ["I C T"])
    }

    @Test func `a query tells what was found for each word`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["取組", "取り組みと取組", "引取組合", "事業と企画", "取組の事業"], in: folder)
        var options = SearchOptions(countsMatches: true)
        options.synonyms = try searcher.synonyms(parsing: "取組 => 企画", name: "test")
        let results = try searcher.search("取組は", options: options)
        #expect(results.words.map(\.word) == ["取組"])
        #expect(results.ignoredWords == ["は"])
        let matches = results.words[0].matches.map {
            "\($0.kind.rawValue) \($0.text) \($0.documents)"
        }
        #expect(matches.contains("typed 取組 3"))
        #expect(matches.contains("partial 取組 1"))
        #expect(matches.contains("spelling 取り組み 1"))
        #expect(matches.contains("synonym 企画 1"))
        #expect(matches.count == 4)
        options.countsMatches = false
        #expect(try searcher.search("取組は", options: options).words[0].matches.isEmpty)
    }
}
