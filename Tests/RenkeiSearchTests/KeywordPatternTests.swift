@testable import RenkeiSearch
import Testing

@Suite("Values that a text stands for") struct KeywordPatternTests {
    private static let values: [String: [String]] = [
        "prefectures": ["東京都", "京都府", "大阪府", "北海道"],
        "municipalities": ["前橋市", "北広島町", "府中市", "四日市市", "岩手郡雫石町", "大阪市", "大阪狭山市"],
        "area": [
            "播磨圏域連携中枢都市圏", "みちのく盛岡広域連携中枢都市圏", "盛岡広域圏", "前橋市・高崎市", "特別区（北区）",
            "特別区（港区）",
        ],
        "category": [
            "圏域全体の生活関連機能サービスの向上", "圏域全体の生活関連機能サービスの向上 / 生活機能の強化",
        ],
    ]

    private func searcher(in folder: TemporaryFolder) throws -> Searcher {
        var documents: [Document] = []
        for (field, values) in Self.values.sorted(by: { $0.key < $1.key }) {
            for value in values {
                var document = Document(id: value)
                document["title"] = .text("事業")
                document[field] = .keywords([value])
                documents.append(document)
            }
        }
        return try TestIndex.build(documents, in: folder)
    }

    @Test(
        "a text matches the value, a place name without its suffix, or words between boundaries",
        arguments: [
            ("prefectures", "京都", ["京都府"]), ("prefectures", "東京", ["東京都"]),
            ("prefectures", "都", []), ("prefectures", "北海", ["北海道"]), ("prefectures", "東", []),
            ("municipalities", "前橋", ["前橋市"]), ("municipalities", "広島", []),
            ("municipalities", "橋", []), ("municipalities", "中", []),
            ("municipalities", "四日市", ["四日市市"]), ("municipalities", "雫石", ["岩手郡雫石町"]),
            ("municipalities", "岩手", ["岩手郡雫石町"]), ("municipalities", "大阪", ["大阪市"]),
            ("area", "播磨", ["播磨圏域連携中枢都市圏"]), ("area", "磨", []),
            ("area", "盛岡", ["みちのく盛岡広域連携中枢都市圏", "盛岡広域圏"]),
            ("area", "高崎", ["前橋市・高崎市"]), ("area", "北", ["特別区（北区）"]),
            ("area", "特別区", ["特別区（北区）", "特別区（港区）"]),
            ("category", "生活機能", ["圏域全体の生活関連機能サービスの向上 / 生活機能の強化"]),
            ("category", "圏域全体の生活関連機能サービスの向上", ["圏域全体の生活関連機能サービスの向上"]),
        ] as [(String, String, [String])])
    func values(field: String, text: String, expected: [String]) throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(in: folder)
        #expect(
            try searcher.keywordValues(matching: text, inField: field).sorted() == expected.sorted()
        )
        // The query language follows the same rule, and tells what it took.
        let results = try searcher.search(
            .field(field, .word(text)), options: .everything)
        #expect(Set(results.hits.map(\.id)) == Set(expected))
        let matched = try #require(results.matchedValues.first)
        #expect(matched.text == text && matched.values.sorted() == expected.sorted())
    }
}
