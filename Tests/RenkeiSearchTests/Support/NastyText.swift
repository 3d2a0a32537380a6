/// Random text of what makes offsets and folding hard.
enum NastyText {
    static let alphabet: [String] = [
        "ｶ", "ﾊ", "ﾞ", "ﾟ", "ｱ", "ｰ", "Ａ", "ｂ", "１", "か", "は", "が", "\u{3099}", "\u{309A}", "゛",
        "゜",
        "カ", "ハ", "㌔", "㍻", "½", "①", "…", "ﬃ", "ß", "İ", "é", "e\u{301}", "😀", "👨‍👩‍👧", "👍🏽", "🇯🇵",
        "𠮷", "𩸽", "⻑", "⽇", "々", "々", "〻", "ゝ", "ゞ", "ヽ", "ヾ", "ー", "－", "-", "‐", "—", "\u{200B}",
        "\u{FE0F}", "葛\u{E0100}", "\u{AD}", " ", "\u{3000}", "\n", "。", "、", "・", "〜", "～", "人",
        "部", "分", "國", "国", "圈", "東京", "図書館", "ai", "MICE", "2024年", "ｶﾞｷﾞ", "ル", "た",
        "\u{1100}", "\u{1161}", "한",
    ]

    /// A text of up to `limit` elements of the alphabet.
    static func make(_ random: inout TestRandom, atMost limit: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<random.below(limit) + 1 {
            scalars.append(contentsOf: random.one(of: alphabet).unicodeScalars)
        }
        return String(scalars)
    }
}
