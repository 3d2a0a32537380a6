/// The words that reports use as labels for data of a project.
///
/// They are compared without blanks and with half-width characters.
enum ReportLabelWords {
    /// Labels of a title.
    static let titles: Set<String> = [
        "タイトル", "プロジェクト名", "主要事業", "事務事業名", "事業", "事業の名称",
        "事業・取組名", "事業名", "事業名称", "事業名等", "件名", "具体的事業", "具体的取組",
        "取組の名称", "取組事項", "取組名", "取組名称", "取組項目", "名称", "施策・事業名",
        "施策名", "補助金名", "連携事業", "連携事業名", "連携施策", "題名",
    ]

    /// Labels of the running text.
    static let descriptions: Set<String> = [
        "主な内容", "主な取組", "事業の内容", "事業の概要", "事業の目的", "事業内容",
        "事業内容等", "事業概要", "事業目的", "事業説明", "具体的な内容", "具体的な取組",
        "具体的内容", "内容", "取組", "取組の内容", "取組の概要", "取組の目的", "取組み",
        "取組内容", "取組概要", "実施内容", "概要", "目的", "目的・内容", "目的及び内容", "要旨",
        "説明", "趣旨",
    ]

    /// Labels of a category.
    static let categories: Set<String> = [
        "カテゴリ", "カテゴリー", "中項目", "分野", "分類", "区分", "取組分野", "基本施策",
        "基本目標", "大項目", "政策", "政策分野", "施策", "施策分野", "柱", "種別", "連携分野",
        "重点分野", "項目",
    ]

    /// Labels of an area.
    static let areas: Set<String> = [
        "エリア", "団体名", "圏域", "圏域名", "地域", "地域名", "都市圏", "都市圏名",
    ]

    /// Labels of the start year.
    static let years: Set<String> = [
        "事業開始", "事業開始年", "事業開始年度", "実施年度", "実施時期", "着手年度", "開始",
        "開始年", "開始年度", "開始年月", "開始時期",
    ]

    /// Labels of other values.
    static let others: Set<String> = [
        "KPI", "NO", "No", "No.", "№", "スケジュール", "主体", "予算", "予算額", "事業主体",
        "事業効果", "事業期間", "事業費", "今後の予定", "今後の展開", "今後の方針", "会場",
        "備考", "効果", "参加市町", "取組の効果", "取組状況", "問い合わせ先", "問合せ先", "場所",
        "実施主体", "実施期間", "実績", "対象", "対象者", "市町", "市町村", "役割分担", "成果",
        "成果指標", "所管", "所管課", "所管部署", "担当", "担当課", "担当部署", "指標",
        "数値目標", "方針", "日時", "期待される効果", "期間", "構成市町", "構成市町村", "決算額",
        "現状", "現状と課題", "番号", "目標", "経緯", "総事業費", "背景", "評価", "課題", "財源",
        "通番", "連携市町", "連携市町村", "連番", "連絡先", "進捗状況", "関係団体", "関係市町",
        "関係市町村", "関係自治体", "電話", "電話番号", "項番",
    ]

    /// Labels of a running number.
    static let numbers: Set<String> = [
        "NO", "NO.", "No", "No.", "no", "no.", "№", "番号", "通番", "連番", "項番",
    ]

    /// Headings of texts around the projects.
    static let prefaces: Set<String> = [
        "contents", "あいさつ", "あとがき", "おわりに", "ごあいさつ", "はじめに", "まえがき",
        "もくじ", "備考欄の見方", "凡例", "序", "序文", "挨拶", "目次",
    ]

    /// Words for an empty value.
    static let nothing: Set<String> = [
        "-", "―", "なし", "なし。", "ー", "無し", "特になし", "特になし。", "該当なし",
        "該当無し", "－",
    ]

    /// Beginnings of rows of totals.
    static let totals: Set<String> = [
        "合計", "小計", "総合計", "総計", "計",
    ]

    /// All labels.
    static let all: Set<String> = titles.union(descriptions).union(categories).union(areas)
        .union(years).union(others)

    /// Whether a text is a label, with or without brackets around it.
    static func isLabel(_ text: ReportScalars) -> Bool {
        text.count <= 24 && all.contains(bare(text))
    }

    /// A label without blanks and surrounding brackets.
    static func bare(_ text: ReportScalars) -> String {
        let brackets = ReportLetters.set("[]【】()（）<>")
        var text = text.squashed[...]
        while let first = text.first, brackets.contains(first) { text.removeFirst() }
        while let last = text.last, brackets.contains(last) { text.removeLast() }
        return text.string
    }

    /// Whether a text states that there is nothing.
    static func saysNothing(_ text: ReportScalars) -> Bool {
        text.count <= 12 && nothing.contains(text.squashed.string)
    }
}
