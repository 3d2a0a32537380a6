import SearchTestSupport

/// Random texts of the characters that normalisation and folding find hardest.
enum NastyText {
    /// What the texts are made of, a few scalars at a time.
    static let alphabet: [[UInt32]] = pieces.map(scalars)

    private static let pieces: [String] = [
        // Half-width kana, their voicing marks, the spacing and the combining ones.
        "ｶ", "ﾊ", "ｳ", "ｱ", "ﾃﾞ", "ｰ", "ﾞ", "ﾟ", "゛", "゜", "\u{3099}", "\u{309A}",
        // Kana, small kana, length and iteration marks.
        "か", "は", "う", "す", "で", "っ", "カ", "ハ", "バ", "ナ", "ヴ", "ヵ", "ヶ", "ヷ", "タ", "ー",
        "々", "〻", "ゝ", "ゞ", "ヽ", "ヾ", "ゟ", "ヿ",
        // Dashes, waves, quotation marks, dots.
        "-", "‐", "\u{2011}", "–", "—", "―", "−", "─", "－", "〜", "～", "“", "’", "·", "・", "…",
        // Kanji: plain, variant, beyond the first plane, compatibility, radicals, sequences.
        "人", "部", "分", "國", "髙", "﨑", "𠮷", "\u{FA19}", "⾏", "⻑", "⻘", "葛\u{E0100}", "\u{FE00}",
        "〇", "\u{2F81A}",
        // Letters and digits in all widths, ligatures, letters that casefold to several.
        "a", "Z", "Ａ", "ｚ", "0", "９", "ﬃ", "ß", "ẞ", "İ", "ſ", "Ω", "K", "Ǆ", "ﷺ", "½", "①",
        // Marks of Latin and Greek, of several combining classes.
        "e\u{301}", "\u{301}", "\u{307}", "\u{323}", "\u{327}", "\u{338}", "\u{345}", "α\u{345}",
        "ᾳ", "\u{344}", "\u{34F}",
        // Squared words and signs.
        "㌔", "㍻", "㍿", "㈱", "㎡", "℡", "㋿",
        // Hangul, as syllables and as parts of such, in both widths.
        "\u{1100}", "\u{1161}", "\u{11A8}", "가", "각", "ﾡ", "ￂ",
        // Nothing to see: joiners, blanks, selectors, controls.
        "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{180E}", "\u{FE0F}", "\u{0}",
        " ", "　", "\u{A0}", "\n", "\t", "\u{2028}",
        // Emoji.
        "👨\u{200D}👩\u{200D}👧", "☎\u{FE0F}", "🇯🇵", "👍🏽", "1\u{FE0F}\u{20E3}",
    ]

    /// A text of up to `length` pieces.
    static func random(_ length: Int, using random: inout SplitMix64) -> String {
        var result: [UInt32] = []
        for _ in 0..<Int.random(in: 0...length, using: &random) {
            result += alphabet.randomElement(using: &random) ?? []
        }
        return text(result)
    }

    /// A text of what the context foldings look at.
    static func randomMarks(_ length: Int, using random: inout SplitMix64) -> String {
        let choice = scalars("人部國々々々〻ゝゞヽヾかはすがカバナー‐--−で、a")
        var result: [UInt32] = []
        for _ in 0..<Int.random(in: 0...length, using: &random) {
            result.append(choice.randomElement(using: &random) ?? 0x20)
        }
        return text(result)
    }
}

/// The scalars of a text.
///
/// Strings that are canonically equivalent compare equal; their scalars do not.
func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

/// The text of some scalars.
func text(_ scalars: some Sequence<UInt32>) -> String {
    var result = ""
    for value in scalars { result.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return result
}

/// Scalars as U+…, for the message of a failure.
func hex(_ scalars: some Sequence<UInt32>) -> String {
    scalars.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
}
