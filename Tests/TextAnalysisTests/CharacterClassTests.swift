import TextAnalysis
import Testing

@Suite struct CharacterClassTests {
    private func expect(_ text: String, _ expected: CharacterClass) {
        for scalar in text.unicodeScalars {
            #expect(CharacterClass(scalar.value) == expected, "of U+\(hex([scalar.value]))")
        }
    }

    @Test("kanji are ideographs of every block, radicals, 々, 〇 and 〻")
    func kanji() { expect("一鿿㐀䶿豈𠮷𪚲\u{2F81A}\u{31350}々〆〇〻⺀⻑⾏⿕", .kanji) }

    @Test("hiragana have their marks")
    func hiragana() { expect("ぁあんゔゕゖ\u{3099}\u{309A}ゝゞゟ", .hiragana) }

    @Test("katakana have their marks, small forms and ー")
    func katakana() { expect("ァアンヴヵヶヷヺーヽヾヿㇰㇿ", .katakana) }

    @Test("letters, digits and marks of other scripts make words")
    func words() { expect("azAZ09éßω가ا\u{301}٣²", .word) }

    @Test("white space is space")
    func spaces() { expect(" \t\n\r\u{85}\u{A0}\u{1680}\u{2003}\u{2028}\u{3000}", .space) }

    @Test("everything else is a mark")
    func marks() {
        expect("!-_~@[`{\u{7F}\u{0}、。「」・〜゠…‐—─●→☎👨\u{200B}\u{FFFD}\u{E000}", .mark)
    }

    @Test("Japanese are kanji and kana, letters are these and words")
    func groups() {
        let all: [CharacterClass] = [.space, .mark, .word, .kanji, .hiragana, .katakana]
        #expect(all.filter(\.isJapanese) == [.kanji, .hiragana, .katakana])
        #expect(all.filter(\.isLetter) == [.word, .kanji, .hiragana, .katakana])
    }
}
