import Testing

@testable import TextAnalysis

/// What NFKC_Casefold makes of a text, before any folding, checked by hand.
@Suite struct TextNormalizerTests {
    private func base(_ input: String) -> [UInt32] {
        var normalizer = TextNormalizer(foldings: [])
        return normalizer.normalize(input).base
    }

    private func expect(_ input: String, _ expected: String) {
        let base = base(input)
        #expect(hex(base) == hex(scalars(expected)), "of \(input)")
    }

    @Test(
        "widths become one",
        arguments: [
            ("", ""), ("ＡＢＣ　１２３", "abc 123"), ("ﾃﾞｰﾀ", "データ"), ("ﾊﾟﾝﾌﾚｯﾄ", "パンフレット"), ("ｱ･ｲ", "ア・イ"),
            ("￥1,000", "¥1,000"), ("～", "~"), ("－", "-"), ("\u{A0}\u{2003}", "  "), ("！？", "!?"),
        ])
    func widths(input: String, expected: String) { expect(input, expected) }

    @Test(
        "a voicing mark joins the kana before it, whichever mark it is",
        arguments: [
            ("か\u{3099}", "が"), ("は\u{309A}", "ぱ"), ("か゛", "が"), ("ハ゜", "パ"), ("カﾞ", "ガ"),
            ("ｶ゛", "ガ"),
            ("う\u{3099}", "ゔ"), ("ウﾞ", "ヴ"), ("ワ゛", "ヷ"), ("ゝ\u{3099}", "ゞ"), ("あ゛", "あ\u{3099}"),
            ("゛", "\u{3099}"), ("か゛゛", "が\u{3099}"), ("か\u{200B}゛", "が"), ("が゜", "が\u{309A}"),
        ])
    func voicing(input: String, expected: String) { expect(input, expected) }

    @Test(
        "signs become the words that they represent",
        arguments: [
            ("㌔", "キロ"), ("㍻", "平成"), ("㋿", "令和"), ("㍿", "株式会社"), ("㈱", "(株)"), ("㎡", "m2"),
            ("℡", "tel"),
            ("½", "1\u{2044}2"), ("①", "1"), ("…", "..."), ("Ⅳ", "iv"), ("ゟヿ", "よりコト"), ("㋀", "1月"),
            ("ﷺ", "صلى الله عليه وسلم"), ("㌔゛", "キロ\u{3099}"), ("㌢゛", "センヂ"), ("゛㌔", "\u{3099}キロ"),
        ])
    func signs(input: String, expected: String) { expect(input, expected) }

    @Test(
        "letters lose their case and are composed",
        arguments: [
            ("MICE", "mice"), ("ﬃ", "ffi"), ("Straße", "strasse"), ("ẞ", "ss"), ("İ", "i\u{307}"),
            ("ſ", "s"),
            ("K", "k"), ("Å", "å"), ("e\u{301}", "é"), ("E\u{301}", "é"), ("Ǆ", "dž"), ("Σς", "σσ"),
            ("\u{345}", "ι"), ("α\u{345}", "αι"), ("ᾳ", "αι"),
            ("q\u{307}\u{323}", "q\u{323}\u{307}"),
        ])
    func letters(input: String, expected: String) { expect(input, expected) }

    @Test(
        "Hangul parts become syllables",
        arguments: [
            ("\u{1100}\u{1161}", "가"), ("\u{1100}\u{1161}\u{11A8}", "각"), ("가\u{11A8}", "각"),
            ("\u{1100}\u{200B}\u{1161}", "가"),
        ])
    func hangul(input: String, expected: String) { expect(input, expected) }

    @Test(
        "what cannot be seen is dropped",
        arguments: [
            ("広\u{200B}域", "広域"), ("葛\u{E0100}城", "葛城"), ("☎\u{FE0F}", "☎"), ("連\u{AD}携", "連携"),
            ("👨\u{200D}👩\u{200D}👧", "👨👩👧"), ("\u{FEFF}市", "市"), ("\u{200B}", ""),
            ("\u{200B}\u{FE0F}", ""),
            ("e\u{34F}\u{301}", "é"),
        ])
    func invisible(input: String, expected: String) { expect(input, expected) }

    @Test(
        "kanji keep their form unless Unicode calls them equal",
        arguments: [
            ("𠮷野家", "𠮷野家"), ("髙﨑國", "髙﨑國"), ("⼀⾏", "一行"), ("\u{FA19}戸", "神戸"), ("\u{2F81A}", "冬"),
            ("⻑⻘", "⻑⻘"), ("々〻〇", "々〻〇"),
        ])
    func kanji(input: String, expected: String) { expect(input, expected) }

    @Test("a result is emptied before it is filled again")
    func reuse() {
        var normalizer = TextNormalizer()
        var result = NormalizedText()
        normalizer.normalize("人々デ‐タ", into: &result, tracking: true)
        #expect(result.count == 5)
        normalizer.normalize("あ", into: &result, tracking: true)
        #expect(result.base == scalars("あ") && result.folded == scalars("あ"))
        #expect(result.starts == [0] && result.ends == [3] && result.contexts.isEmpty)
    }

    @Test("offsets are made only on request")
    func untracked() {
        var normalizer = TextNormalizer()
        var result = NormalizedText()
        normalizer.normalize("ｶﾞ㌔\u{200B}e\u{301}", into: &result)
        #expect(text(result.folded) == "がきろé")
        #expect(result.starts.isEmpty && result.ends.isEmpty)
    }

    @Test("marks are put in order in runs of 30 at most, with and without offsets")
    func longRuns() {
        var normalizer = TextNormalizer()
        // か, 34 times an acute above and a dot below it: the letter and 29 marks, then 30, then nine.
        let input = "か" + String(repeating: "\u{301}\u{323}", count: 34)
        func run(_ below: Int, _ above: Int) -> [UInt32] {
            [UInt32](repeating: 0x323, count: below) + [UInt32](repeating: 0x301, count: above)
        }
        let expected = [0x304B] + run(15, 15) + run(15, 15) + run(4, 4)
        let tracked = normalizer.normalize(input)
        #expect(tracked.base == expected)
        var untracked = NormalizedText()
        normalizer.normalize(input, into: &untracked)
        #expect(untracked.base == expected)
        // Each run has the bytes that it came from.
        #expect(tracked.originalRange(0..<31) == 0..<3 + 30 * 2)
        #expect(tracked.originalRange(31..<61) == 63..<123)
        #expect(tracked.originalRange(61..<69) == 123..<139)
    }
}
