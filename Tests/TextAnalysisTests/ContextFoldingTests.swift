import TextAnalysis
import Testing

/// The foldings that look at a scalar's neighbours, checked by hand.
@Suite struct ContextFoldingTests {
    private func folded(_ input: String, _ foldings: Foldings) -> String {
        var normalizer = TextNormalizer(foldings: foldings)
        return text(normalizer.normalize(input).folded)
    }

    @Test(
        "々 repeats as many kanji as the run of marks is long",
        arguments: [
            ("人々", "人人"), ("部分々々", "部分部分"), ("代々木", "代代木"), ("国々、人々", "国国、人人"), ("人〻", "人人"),
            ("市町村々々々", "市町村市町村"), ("本々々", "本本本"), ("あ本々々", "あ本本本"), ("人々々", "人人人"),
            ("人々〻", "人人人"), ("〇々", "〇〇"),
        ])
    func kanjiMarks(input: String, expected: String) {
        #expect(folded(input, .iterationMarks) == expected)
    }

    @Test(
        "a mark with nothing to repeat stays",
        arguments: ["々", "々々", "あ々", "a々", "、々々", " 々", "ゝ", "ゞか", "人ゝ", "ーゝ", "aヽ", "カーヽ"])
    func nothingToRepeat(input: String) {
        #expect(folded(input, .iterationMarks) == input)
    }

    @Test(
        "ゝ repeats kana without its voice and ゞ with it",
        arguments: [
            ("いすゞ", "いすず"), ("すゝき", "すすき"), ("バナヽ", "バナナ"), ("がゝ", "がか"), ("かゞ", "かが"),
            ("がゞ", "がが"),
            ("ぢゝ", "ぢち"), ("づゝ", "づつ"), ("どゝ", "どと"), ("ばゝ", "ばは"), ("ぱゝ", "ぱぱ"), ("はゞ", "はば"),
            ("ほゞ", "ほぼ"), ("とゞ", "とど"), ("つゞき", "つづき"), ("ちゞ", "ちぢ"), ("ハヾ", "ハバ"), ("あゞ", "ああ"),
            ("なゝゝ", "ななな"), ("かゞゝ", "かがか"), ("っゝ", "っっ"), ("すゝ\u{3099}", "すず"),
        ])
    func kanaMarks(input: String, expected: String) {
        #expect(folded(input, .iterationMarks) == expected)
    }

    @Test(
        "a dash between katakana is a length mark, and so is one after them that is not a hyphen",
        arguments: [
            ("デ－タ", "データ"), ("デ-タ", "データ"), ("データ‐", "データー"), ("サ−バ—", "サーバー"), ("カ─", "カー"),
            ("デ\u{2011}タ", "データ"), ("カ‐a", "カーa"), ("カ‐ひ", "カーひ"), ("ｺ－ﾋ－", "コーヒ-"),
        ])
    func katakanaDashes(input: String, expected: String) {
        #expect(folded(input, .dashes) == expected)
    }

    @Test(
        "a dash elsewhere stays",
        arguments: [
            "で-た", "カ-", "カ-a", "‐カ", "日‐米", "a-b", "2020‐2021", "で‐", "で‐日", "カ -", "-", "‐‐",
        ])
    func otherDashes(input: String) {
        #expect(folded(input, .dashes) == input)
    }

    @Test(
        "a dash inside hiragana is a length mark unless it is a hyphen",
        arguments: [("で‐た", "でーた"), ("らーめん", "らーめん"), ("ら—めん", "らーめん"), ("で‐タ", "でータ")])
    func hiraganaDashes(input: String, expected: String) {
        #expect(folded(input, .dashes) == expected)
    }

    @Test("steps work on what the others made")
    func together() {
        #expect(folded("國々ノデ－タ、バナヽ", .standard) == "国国のでーた、ばなな")
        #expect(folded("桧ゞ、⻑々", .standard) == "檜ゞ、長長")
    }
}
