/// The spellings of a word that differ in how many kana follow its kanji: 取り組み, 取組み and 取組.
///
/// The Cabinet notice on okurigana (送り仮名の付け方, 1973) lets kana of compound verbs and of nouns made
/// of them be left out where the reading stays clear. So a word that ICU's dictionary has with all
/// of its kana is also written with only the ends of these runs. A word with one kanji is not
/// changed: 生きる and 生まれる differ only in such kana.
enum OkuriganaForms {
    /// The greatest number of kana that the typed word may lack.
    private static let spare = 2

    static func match(
        in text: [UInt32], at start: Int, starts: [Bool], _ segmenter: WordSegmenter
    ) -> FormMatch? {
        // The dictionary splits some spellings (取組|み), so up to three of its words are joined here.
        var ends: [Int] = []
        var kanji = 0
        for index in start..<min(text.count, start + 10) {
            if index > start, starts[index] {
                if kanji > 1 { ends.append(index) }
                if ends.count == 3 { break }
            }
            switch CharacterClass(text[index]) {
            case .kanji: kanji += 1
            case .hiragana: break
            default: return match(in: text, start, ends, kanji, segmenter)
            }
            if index + 1 == text.count, kanji > 1 { ends.append(index + 1) }
        }
        return match(in: text, start, ends, kanji, segmenter)
    }

    private static func match(
        in text: [UInt32], _ start: Int, _ ends: [Int], _ kanji: Int, _ segmenter: WordSegmenter
    ) -> FormMatch? {
        for end in ends.reversed() {
            let typed = Array(text[start..<end])
            guard isCompound(typed), !otherReadings.contains(typed) else { continue }
            let forms = forms(of: typed, segmenter)
            if !forms.isEmpty {
                return FormMatch(
                    range: start..<end, forms: forms.map { AlternativeForm($0, .spelling) })
            }
        }
        return nil
    }

    /// Whether a word has two or three kanji; the dictionary splits longer compounds.
    private static func isCompound(_ typed: [UInt32]) -> Bool {
        (2...3).contains(typed.reduce(0) { $0 + (CharacterClass($1) == .kanji ? 1 : 0) })
    }

    /// The other spellings of a word, without duplicates.
    static func forms(of typed: [UInt32], _ segmenter: WordSegmenter) -> [[UInt32]] {
        var forms: [[UInt32]] = []
        for word in segmenter.words(withOkuriganaOf: typed, spare: spare) {
            for form in shortened(word) where form != typed && !forms.contains(form) {
                forms.append(form)
            }
        }
        return forms
    }

    /// A word with each of its runs of kana whole, shortened from the front, or dropped.
    ///
    /// Only runs that end in a kana of the rows i or e are shortened, as in nouns made from verbs.
    private static func shortened(_ word: [UInt32]) -> [[UInt32]] {
        var results: [[UInt32]] = [[]]
        var index = 0
        while index < word.count {
            let first = index
            while index < word.count, CharacterClass(word[index]) == .hiragana { index += 1 }
            let run = word[first..<index]
            if let last = run.last {
                let tails = nounEnds.contains(last) ? run.indices + [run.endIndex] : [first]
                results = results.flatMap { head in tails.map { head + run[$0...] } }
            } else {
                results = results.map { $0 + [word[index]] }
                index += 1
            }
        }
        // Kana are dropped from the front of a word on: 取り組み, 取組み and 取組, but not 取り組.
        guard let last = word.last, CharacterClass(last) == .hiragana else { return results }
        return results.filter { form in
            form.last.map { CharacterClass($0) } == .hiragana
                || !form.contains { CharacterClass($0) == .hiragana }
        }
    }

    /// Words with another reading and meaning when kana are inserted between their kanji: 生物 is not
    /// 生き物.
    private static let otherReadings = Set(
        ["生物", "作物", "見物", "食物", "上下", "行方", "出家", "生地", "人気", "見方", "大家", "色紙"]
            .map { $0.unicodeScalars.map(\.value) })

    private static let nounEnds = Set(
        "いきぎしじちびみりえけげせぜてねべめれ".unicodeScalars.map(\.value))
}

extension WordSegmenter {
    /// The words of the dictionary that have the scalars of a text in order, and at most `spare`
    /// more hiragana after its kanji.
    func words(withOkuriganaOf text: [UInt32], spare: Int) -> [[UInt32]] {
        var units: [UInt16] = []
        for scalar in text { UTF16Text.append(scalar, to: &units) }
        guard units.count == text.count, units.count <= 16 else { return [] }
        return dictionary.words(withOkuriganaOf: units, spare: spare).map { $0.map(UInt32.init) }
    }
}
