/// The names that municipalities and ministries give to the columns of their tables, and the fields
/// of an index that they mean.
///
/// Names are compared in the form of `ColumnName.key`. A name that ends with a known one is a
/// weaker match: 補助金名 in 対象補助金名. The order within a field gives the preference if several columns
/// match.
enum FieldVocabulary {
    /// The strength of the match of a name with a field.
    enum Strength: Int, Comparable {
        /// A name that also has other meanings: 年度, 区分.
        case weak
        /// A longer name that ends with a known one.
        case ending
        /// A known name.
        case exact

        static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
    }

    /// A field that a name may mean.
    struct Match: Equatable {
        let field: String
        let strength: Strength
    }

    /// The fields that a name may mean, the best first.
    static func matches(_ name: ColumnName) -> [Match] {
        // Columns with readings accompany the columns that they are readings of.
        guard !readings.contains(name.qualifier), !readings.contains(name.key) else { return [] }
        if readings.contains(where: { name.key.hasSuffix($0) && name.key != $0 }) { return [] }
        if let known = exact[name.key] { return known }
        var found: [Match] = []
        for (ending, matches) in endings where name.key.hasSuffix(ending) && name.unit == nil {
            for match in matches where match.strength == .exact {
                if !found.contains(where: { $0.field == match.field }) {
                    found.append(Match(field: match.field, strength: .ending))
                }
            }
        }
        return found
    }

    /// The names of columns with readings.
    private static let readings: Set<String> = [
        "カナ", "かな", "ふりがな", "フリガナ", "よみ", "ヨミ", "読み", "読み仮名", "よみがな", "ローマ字", "英語",
    ]

    private static let names: [(field: String, strong: String, weak: String)] = [
        (
            "id",
            """
            id 事業id 事業コード 事業番号 管理番号 整理番号 識別番号 識別子 番号 団体コード 施策番号 補助金番号 \
            事業no 事業no. 事業№ レコードid コード no no. no.. nо № 通番 連番 通し番号 項番 ナンバー バンゴウ
            """, ""
        ),
        (
            "title",
            """
            事業名 事業名称 事務事業名 事務事業名称 取組名 取組名称 取組の名称 取り組み名 取組み名 補助金名 補助金名称 \
            補助事業名 施策名 施策名称 件名 題名 表題 標題 タイトル プロジェクト名 案件名 制度名 名称 連携事業名 連携事業 \
            具体的な取組 具体的取組 取組事業名 事業等名 サービス名 title プロジェクト 名前 ジギョウメイ メイショウ タイトル名
            """, "取組 取り組み 事業 施策 項目 事項 テーマ 取組項目 name 主な取組 連携項目"
        ),
        (
            "description",
            """
            概要 内容 説明 目的 事業概要 事業内容 事業の概要 事業の内容 事業目的 事業の目的 事業説明 取組内容 取組の内容 \
            取組概要 取組の概要 取り組み内容 取組の目的 詳細 事業詳細 趣旨 要旨 説明文 本文 概略 補助金の概要 補助内容 \
            具体的な内容 具体的内容 実施内容 事業の説明 内容説明 description body summary abstract 連携内容 \
            連携の内容 施策概要 施策内容 制度概要 ジギョウナイヨウ ナイヨウ ガイヨウ サービス内容 取組の説明
            """, "outline purpose text 要約"
        ),
        (
            "area",
            """
            圏域 圏域名 圏域名称 広域圏 広域圏名 都市圏 都市圏名 連携中枢都市圏 連携中枢都市圏名 定住自立圏 定住自立圏名 \
            地域 地域名 団体名 団体 区域 area ケンイキ エリア 広域連合 広域連合名
            """, "地区"
        ),
        (
            "municipalities",
            """
            市町村 市町村名 市区町村 市区町村名 構成市町村 構成市町村名 構成市町 関係市町村 関係市町 参加市町村 参加市町 \
            連携市町村 連携市町 実施市町村 対象市町村 実施市町 自治体 自治体名 関係自治体 構成自治体 参加自治体 構成団体 \
            参加団体 関係団体 市町 municipalities municipality シチョウソン シクチョウソン 構成市 市町名
            """, "実施主体 実施団体 連携先 主体 実施者 事業主体"
        ),
        ("prefectures", "都道府県 都道府県名 県名 県 prefecture prefectures トドウフケン", "府県"),
        (
            "category",
            """
            分野 施策分野 政策分野 事業分野 連携分野 分類 大分類 カテゴリ カテゴリー 柱 施策の柱 政策の柱 施策体系 \
            基本目標 基本施策 category ブンヤ ブンルイ 大項目 施策分類
            """, "区分 種別 種類 政策 施策区分 事業区分"
        ),
        ("field", "中分類 小分類 中項目 細分類", ""),
        (
            "status", "状態 状況 進捗 進捗状況 実施状況 現状 ステータス status 事業状況 取組状況", "区分 新規・継続 新規継続"
        ),
        (
            "start_year",
            """
            開始年度 開始年 開始 開始日 開始時期 開始年月 開始年月日 事業開始年度 事業開始年 事業開始日 事業開始時期 \
            事業開始 着手年度 実施年度 実施開始年度 取組開始年度 開始予定年度 運用開始 設立年 設立年度 設置年度 発足年度 \
            施行年度 startyear start_year カイシネンド カイシ カイシネン
            """, "年度 年 実施期間 事業期間 期間 計画期間 取組期間 start 実施時期 year"
        ),
    ]

    private static let exact: [String: [Match]] = {
        var table: [String: [Match]] = [:]
        for (field, strong, weak) in names {
            for (list, strength) in [(strong, Strength.exact), (weak, Strength.weak)] {
                for name in list.split(whereSeparator: \.isWhitespace) {
                    table[ColumnName.normalized(String(name)), default: []]
                        .append(Match(field: field, strength: strength))
                }
            }
        }
        return table.mapValues { $0.sorted { $0.strength > $1.strength } }
    }()

    /// The names of at least three letters, the longest first: 事業名 at the end of 主要事業名.
    private static let endings: [(key: String, value: [Match])] =
        exact
        .filter { $0.key.count >= 3 }
        .sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }

    /// The rank of a name in the order of preference of its field; the least is best.
    static func preference(_ name: ColumnName, for field: String) -> Int {
        order[field]?[name.key] ?? Int.max
    }

    private static let order: [String: [String: Int]] = {
        var order: [String: [String: Int]] = [:]
        for (field, strong, weak) in names {
            for (rank, name) in (strong + " " + weak).split(whereSeparator: \.isWhitespace)
                .enumerated()
            {
                order[field, default: [:]][ColumnName.normalized(String(name))] = rank
            }
        }
        return order
    }()

    /// Whether a name is in the vocabulary, as most headers are and data are not.
    static func isKnown(_ name: ColumnName) -> Bool {
        if name.key.hasPrefix("単位") { return false }
        return exact[name.key] != nil || name.unit != nil || !matches(name).isEmpty
    }
}
