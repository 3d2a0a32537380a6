/// Finds the area that a heading or the title of a report names.
enum ReportArea {
    private static let subjects = [
        "の取組", "の取り組み", "の事例", "の事業", "の状況", "の概要", "の連携", "の紹介", "の連携事業", "における取組",
    ]
    private static let endings = [
        "圏域", "圏", "市", "町", "村", "区", "都", "府", "県", "地域", "地区", "広域連合",
    ]

    /// Generic words for areas, which name none.
    private static let sorts: Set<String> = [
        "圏域", "都市圏", "広域圏", "連携中枢都市圏", "定住自立圏", "広域都市圏", "生活圏", "経済圏", "医療圏", "地域", "地区",
        "市町村", "区市町村", "関係市町", "関係市町村", "中心市", "広域連合",
    ]

    /// The area that a heading is about, without the rest: 備後圏域 of 備後圏域の取組; nil if there is none.
    static func named(by heading: ReportScalars) -> String? {
        var text = heading.trimmed
        // A reading in Latin letters may follow the name.
        if let blank = text.lastIndex(where: \.isReportBlank), blank + 1 < text.count,
            text[(blank + 1)...].allSatisfy({ $0.isWordOfASCII || $0 == "-" })
        {
            text = Array(text[..<blank]).trimmed
        }
        for subject in subjects {
            let letters = Array(subject.unicodeScalars)
            if text.count > letters.count, text.suffix(letters.count).elementsEqual(letters) {
                text.removeLast(letters.count)
                break
            }
        }
        guard (2...25).contains(text.count), ends(text),
            !text.contains(where: { "、。（）()：:".unicodeScalars.contains($0) }), !isPhrase(text)
        else { return nil }
        let area = text.string
        return sorts.contains(area) ? nil : area
    }

    /// The area in the title of a document: 東雲圏域 of 第２次東雲圏域共生ビジョン; nil if there is none.
    static func within(title: ReportScalars) -> String? {
        let title = title.prefix(80)
        guard let last = title.lastIndex(of: "圏") else { return nil }
        var end = last + 1
        if end < title.count, title[end] == "域" { end += 1 }
        var start = 0
        if title[0] == "第" {
            guard
                let order = title.prefix(5).firstIndex(where: {
                    "次期回".unicodeScalars.contains($0)
                }), order + 1 < last
            else { return nil }
            start = order + 1
        }
        if let blank = title[start..<last].lastIndex(where: \.isReportBlank) { start = blank + 1 }
        guard last > start else { return nil }
        let area = title[start..<end].string
        return sorts.contains(area) ? nil : area
    }

    private static func ends(_ text: ReportScalars) -> Bool {
        endings.contains { text.suffix($0.unicodeScalars.count).elementsEqual($0.unicodeScalars) }
    }

    /// Whether the text is a phrase like 住みたい町 or 元気なまち, with a verb or an adjective before the
    /// suffix.
    private static func isPhrase(_ text: ReportScalars) -> Bool {
        guard text.count >= 2 else { return true }
        let before = text[text.count - 2]
        return "るいなたの".unicodeScalars.contains(before)
    }
}
