internal import RenkeiSearch

/// The number of projects of each area in each category.
struct AreaMatrix: Sendable {
    /// An area with its numbers.
    struct Row: Sendable {
        /// The value of the field of areas.
        let area: String
        /// The prefecture of the area; the first one in its records if there are several.
        let prefecture: String
        /// The number for each column.
        let counts: [Int]
        /// The number for all categories, including those without a column.
        let total: Int
    }

    /// The categories that have a column.
    let columns: [String]
    /// The areas, from north to south.
    let rows: [Row]
    /// The greatest number in a cell of a category.
    let greatest: Int
    /// Whether some areas are left out.
    let isCut: Bool

    private static let mostColumns = 6
    private static let mostRows = 100

    /// Counts the projects; fails if the index has no areas or no categories.
    ///
    /// Categories shared by several areas get a column; if there are none, the most frequent ones
    /// do.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    init?(
        _ searcher: Searcher, areaField: String?, isProjectsOnly: Bool
    ) throws(SearchError) {
        guard let areaField, searcher.schema.keywordFields.contains("category") else {
            return nil
        }
        func count(_ category: String?) throws(SearchError) -> [String: Int] {
            var filters: [KeywordFilter] = []
            if isProjectsOnly { filters.append(.init(field: "kind", values: ["project"])) }
            if let category { filters.append(.init(field: "category", values: [category])) }
            var options = SearchOptions(limit: 0, filters: filters)
            options.facets = [FacetRequest(areaField, limit: 1_000_000)]
            let facet = try searcher.search(.everything, options: options).facets.first
            return Dictionary(
                (facet?.values ?? []).map { ($0.value, $0.count) },
                uniquingKeysWith: { first, _ in first })
        }
        let totals = try count(nil)
        let categories = searcher.values(ofKeywordField: "category") ?? []
        guard !totals.isEmpty, !categories.isEmpty else { return nil }
        var all: [(category: String, areas: [String: Int])] = []
        for (category, _) in categories.prefix(4 * AreaMatrix.mostColumns) {
            all.append((category, try count(category)))
        }
        let shared = all.filter { $0.areas.count > 1 }
        let chosen = (shared.isEmpty ? all : shared).prefix(AreaMatrix.mostColumns)
        columns = chosen.map(\.category)

        var prefectures: [String: String] = [:]
        if totals.count <= 2 * AreaMatrix.mostRows,
            searcher.schema.keywordFields.contains("prefectures")
        {
            for area in totals.keys {
                // Uses the first prefecture of the first record, because others may be partners of
                // one project.
                let options = SearchOptions(
                    limit: 1, filters: [.init(field: areaField, values: [area])])
                let hit = try searcher.search(.everything, options: options).hits.first
                guard let hit else { continue }
                prefectures[area] = try searcher.document(of: hit).keywords("prefectures").first
            }
        }
        let ranks = Dictionary(
            uniqueKeysWithValues: Prefectures.all.enumerated().map { ($1, $0) })
        func rank(_ area: String) -> Int { ranks[prefectures[area] ?? ""] ?? ranks.count }
        let ordered = totals.sorted {
            let (left, right) = (rank($0.key), rank($1.key))
            if left != right { return left < right }
            return $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        rows = ordered.prefix(AreaMatrix.mostRows).map { area, total in
            Row(
                area: area, prefecture: prefectures[area] ?? "",
                counts: chosen.map { $0.areas[area] ?? 0 }, total: total)
        }
        greatest = rows.flatMap(\.counts).max() ?? 0
        isCut = ordered.count > rows.count
    }
}

/// The prefectures of Japan.
enum Prefectures {
    /// The prefectures from north to south, in the order of their codes (JIS X 0401).
    static let all = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
        "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
        "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
        "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
        "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]
}
