import Testing

@testable import RenkeiSearch

/// The same thing written otherwise: which records are full hits, and which must not be.
@Suite struct WaysOfWritingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let query: String
        let texts: [String]
        /// The texts that are hits in which a word stands as one.
        let full: [Int]
        /// The texts that are no such hits.
        let never: [Int]

        init(_ query: String, _ texts: [String], full: [Int], never: [Int]) {
            self.query = query
            self.texts = texts
            self.full = full
            self.never = never
        }

        var testDescription: String { query }
    }

    private static let others = ["会議を開く", "計画を定める", "住民の声を聞く", "予算をまとめる", "職員を育てる"]

    private func full(
        _ query: String, _ texts: [String], _ options: SearchOptions = SearchOptions(limit: 30)
    ) throws -> Set<Int> {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(texts + Self.others, in: folder)
        return Set(
            try searcher.search(query, options: options).hits
                .filter { !$0.isPartial && $0.hasAllWords }.compactMap { Int($0.id) })
    }

    private static let cases: [Case] = [
        Case("斎藤", ["齋藤記念館の展示", "斉藤商店"], full: [0], never: []),
        Case("高齢者", ["高齢者の見守り", "髙齢者の見守り"], full: [0, 1], never: []),
        Case(
            "千二百人", ["定員は千二百人", "1,200人", "1200人", "二千人", "11,200人"], full: [0, 1, 2],
            never: [3, 4]),
        Case(
            "12万人", ["人口12万人の市", "人口120,000人の市", "人口1.2万人の町", "人口212万人"], full: [0, 1],
            never: [2, 3]),
        Case("200人", ["参加者200人", "参加者1,200人", "二百人"], full: [0, 2], never: [1]),
        Case(
            "1.2億円", ["1億2千万円", "120百万円", "120,000千円", "1.2億円", "12億円"], full: [0, 1, 2, 3],
            never: [4]),
        Case("5000円", ["5千円の券", "5,000円の券", "15,000円の券", "五千円の券"], full: [0, 1, 3], never: [2]),
        Case(
            "500㎡", ["延床500㎡の施設", "500平方メートルの施設", "500m2の施設", "1,500㎡の施設", "500mの道"],
            full: [0, 1, 2], never: [3, 4]),
        Case("500平方メートル", ["延床500㎡の施設", "500平方メートルの施設", "1500㎡"], full: [0, 1], never: [2]),
        Case(
            "10km", ["10kmのコース", "10㎞のコース", "10キロのコース", "10キロメートル", "110km", "10キログラム"],
            full: [0, 1, 2, 3], never: [4, 5]),
        Case("10キロ", ["10kmのコース", "10キロのコース", "5キロ"], full: [0, 1], never: [2]),
        Case(
            "3分の2", ["3分の2を補助", "⅔を補助", "2/3を補助", "2/30", "12/3"], full: [0, 1, 2], never: [3, 4]),
        Case("⅔", ["⅔を補助", "2/3を補助"], full: [0, 1], never: []),
        Case("ボランティアセンター", ["ボランティアセンターの運営", "ボランティアセンタの運営"], full: [0, 1], never: []),
        Case("プリンター", ["プリンタの更新", "プリンターの更新"], full: [0, 1], never: []),
        Case("フィルム", ["富士フイルムの工場", "フィルムコミッション", "フイルムコミッション"], full: [1, 2], never: []),
        Case("バイオリン", ["ヴァイオリン教室", "バイオリン教室"], full: [0, 1], never: []),
        Case("ヴァイオリン", ["ヴァイオリン教室", "バイオリン教室"], full: [0, 1], never: []),
        Case("レオナルド・ダ・ヴィンチ", ["レオナルド・ダ・ヴィンチ展", "レオナルドダヴィンチ展"], full: [0, 1], never: []),
        Case("スマートシティ", ["スマート・シティの推進", "スマートシティの推進"], full: [0, 1], never: []),
        Case("スマート・シティ", ["スマート・シティの推進", "スマートシティの推進"], full: [0, 1], never: []),
        Case("eスポーツ", ["e-スポーツ大会", "eスポーツ大会", "ｅスポーツ"], full: [0, 1, 2], never: []),
        Case("e-スポーツ", ["e-スポーツ大会", "eスポーツ大会"], full: [0, 1], never: []),
        Case("J-クレジット", ["J-クレジット", "Jクレジット"], full: [0, 1], never: []),
        Case("COVID19", ["COVID-19対策", "COVID19対策"], full: [0, 1], never: []),
        Case("茅ヶ崎", ["茅ヶ崎市", "茅が崎市"], full: [0, 1], never: []),
        Case("つつじヶ丘", ["つつじヶ丘の住宅", "つつじが丘の住宅", "つつじケ丘"], full: [0, 1, 2], never: []),
        Case("霞が浦", ["霞ヶ浦の水", "霞が浦の水", "霞ケ浦の水"], full: [0, 1, 2], never: []),
        Case("自由が丘", ["自由が丘の店", "自由ヶ丘の店"], full: [0, 1], never: []),
        Case("鳩が谷市", ["鳩ヶ谷市の庁舎", "鳩が谷市の庁舎"], full: [0, 1], never: []),
        Case("四ツ谷", ["四ツ谷駅", "四ッ谷駅", "四つ谷駅"], full: [0, 1, 2], never: []),
        Case("四つ谷", ["四ツ谷駅", "四ッ谷駅", "四つ谷駅"], full: [0, 1, 2], never: []),
        Case("お茶の水", ["お茶の水の大学", "御茶ノ水の大学"], full: [0, 1], never: []),
        Case("井之頭公園", ["井の頭公園", "井之頭公園", "井ノ頭公園"], full: [0, 1, 2], never: []),
        Case("一ノ関", ["一ノ関の駅", "一関の駅", "一の関の駅"], full: [0, 2], never: []),
        Case("お祭り", ["夏祭りの準備", "お祭りの準備", "祭りの準備"], full: [1, 2], never: []),
        Case("祭り", ["お祭りの準備", "祭りの準備"], full: [0, 1], never: []),
        Case("引き籠もり", ["引き籠もりの支援", "ひきこもりの支援", "引きこもりの支援"], full: [0, 1, 2], never: []),
        Case("ひきこもり", ["引き籠もりの支援", "ひきこもりの支援"], full: [0, 1], never: []),
        Case("ご案内", ["ご案内の板", "案内の板"], full: [0, 1], never: []),
        Case("受付", ["受け付けの窓", "受付の窓", "受付けの窓"], full: [0, 1, 2], never: []),
        Case("綜合病院", ["綜合病院", "総合病院"], full: [0, 1], never: []),
        Case("障害者", ["障碍者の就労", "障がい者の就労", "障害者の就労", "障害物競走"], full: [0, 1, 2], never: []),
        Case("こども", ["子供の遊び場", "子どもの遊び場", "こどもの遊び場"], full: [0, 1, 2], never: []),
        Case("5300001", ["〒530-0001 大阪", "5300001 大阪", "530の0001"], full: [0, 1], never: [2]),
        Case(
            "03-1234-5678", ["電話 03-1234-5678", "電話 0312345678", "03(1234)5678", "203-1234-5678"],
            full: [0, 1, 2], never: [3]),
        Case(
            "ISBN978-4-00-310101-8", ["ISBN978-4-00-310101-8", "ISBN 9784003101018"], full: [0, 1],
            never: []),
        Case("09012345678", ["090-1234-5678", "09012345678"], full: [0, 1], never: []),
        Case("美術館", ["県立美術館の展示", "美術館", "美術の館"], full: [0, 1], never: [2]),
        Case("水道", ["上水道の管", "水道の管", "水の道"], full: [0, 1], never: [2]),
        Case("城", ["赤城山の登山", "城の石垣"], full: [1], never: [0]),
        Case("港", ["空港の利用", "港の利用"], full: [1], never: [0]),
        Case("議会", ["市議会の傍聴", "協議会の傍聴", "議会の傍聴"], full: [0, 2], never: [1]),
        Case("広島", ["東広島市の計画", "広島市の計画"], full: [1], never: [0]),
        Case("\"1200人\"", ["定員は1,200人", "定員は1200人"], full: [1], never: [0]),
        Case("\"コミュニティー\"", ["コミュニティの再生", "コミュニティーの再生"], full: [1], never: [0]),
        Case("\"Wi-Fi\"", ["Wi-Fiの整備", "WiFiの整備"], full: [0], never: [1]),
    ]

    @Test(arguments: cases)
    func `a query finds all ways of writing and nothing that only looks alike`(
        _ one: Case
    ) throws {
        let found = try full(one.query, one.texts)
        #expect(found.isSuperset(of: one.full))
        #expect(found.isDisjoint(with: one.never))
    }

    @Test func `a kind of forms can be left out`() throws {
        let texts = ["コミュニティーの再生", "定員は1,200人", "花巻空港の利用"]
        var options = SearchOptions(limit: 30)
        options.excludedForms = [.longVowel, .number, .compoundPart]
        for (number, query) in ["コミュニティ", "1200人", "空港"].enumerated() {
            #expect(try full(query, texts).contains(number))
            #expect(try !full(query, texts, options).contains(number))
        }
        #expect(Set(WordMatch.Kind.forms).count == 17)
    }

    @Test func `words of an older index are cut as they were`() throws {
        let folder = try TemporaryFolder()
        var settings = AnalysisSettings.standard
        try settings.setFoldings(settings.foldingNames.filter { $0 != "variant-words" })
        let searcher = try TestIndex.build(["髙齢者の見守り"], in: folder, settings: settings)
        #expect(searcher.settings.foldingNames.contains("variant-words") == false)
        #expect(try searcher.search("髙齢者").hits.map(\.id) == ["0"])
        let word = Array("高齢".utf8)
        #expect(try searcher.frequency(ofWord: word) == 0)
        let newFolder = try TemporaryFolder()
        let new = try TestIndex.build(["髙齢者の見守り"], in: newFolder)
        #expect(try new.frequency(ofWord: word) == 1)
        #expect(settings.adoptNewFoldings() == ["variant-words"])
        #expect(settings == .standard)
        #expect(settings.adoptNewFoldings() == [])
        try settings.setFoldings(["kana"])
        #expect(settings.adoptNewFoldings() == [])
    }

    @Test func `an explanation names the compound and the kind of a form`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["花巻空港の利用", "定員は1,200人"] + Self.others, in: folder)
        func evidence(_ query: String) throws -> [String] {
            let results = try searcher.search(query)
            let hit = try #require(results.hits.first)
            return try searcher.explain(hit, in: results).parts.map(\.evidence)
        }
        #expect(try evidence("空港").contains("part of the compound 花巻空港"))
        #expect(try evidence("1200人").contains("other form 1,200人 (number)"))
    }
}
