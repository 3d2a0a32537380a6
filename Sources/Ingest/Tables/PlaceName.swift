/// Recognises names of municipalities and prefectures by their suffixes.
enum PlaceName {
    /// Whether a text may be the name of a municipality: 前橋市, 雫石町, 千代田区, 吾妻郡中之条町.
    static func isMunicipality(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let last = scalars.last, (2...12).contains(scalars.count) else { return false }
        return ["市", "町", "村", "区", "県", "都", "府", "道", "郡"].contains(last)
            && scalars.allSatisfy { $0.properties.isAlphabetic || $0 == "ヶ" || $0 == "ケ" }
    }

    /// Whether a text is the name of a prefecture, or 全国.
    static func isPrefecture(_ text: String) -> Bool {
        guard let last = text.unicodeScalars.last else { return false }
        if text == "全国" || text == "北海道" || text == "東京都" { return true }
        return (last == "県" || last == "府") && (3...4).contains(text.unicodeScalars.count)
    }
}
