/// The ways of writing a word in katakana: with and without a length mark at the end, with small or
/// large vowels, with ヴ or バ, with and without middle dots.
///
/// The Cabinet notice on loanwords (外来語の表記, 1991) permits several of them, and JIS Z 8301 used to
/// leave out the mark at the end of words of three letters or more.
struct KatakanaForms {
    /// Whether the index folds katakana to hiragana.
    let foldsKana: Bool

    /// The least number of letters, with and without the mark, of a word whose mark may be left
    /// out.
    private static let shortest = 3
    /// The greatest number of forms tried for a word.
    private static let maximumForms = 48

    func match(in query: FormText, at start: Int) -> FormMatch? {
        let base = query.base
        var end = query.wordEnd(from: start)
        guard base[start..<end].allSatisfy(isKatakana) else { return nil }
        // An unknown name is segmented into letters: ダ|ヴ|ィ|ン|チ.
        var isWhole = false
        if start == 0 || !isKatakana(base[start - 1]) {
            var run = end
            while run < base.count, isKatakana(base[run]) {
                let next = query.wordEnd(from: run)
                if next == run + 1 { isWhole = true }
                run = next
            }
            if isWhole, base[start..<run].allSatisfy(isKatakana) { end = run }
        }
        // Words that middle dots join are one name: レオナルド・ダ・ヴィンチ.
        var pieces = [Array(base[start..<end])]
        while end + 1 < base.count, base[end] == 0x30FB, isKatakana(base[end + 1]) {
            let next = query.wordEnd(from: end + 1)
            guard base[end + 1..<next].allSatisfy(isKatakana) else { break }
            pieces.append(Array(base[end + 1..<next]))
            end = next
        }
        var spellings: [(scalars: [UInt32], kind: AlternativeForm.Kind?)] = [([], nil)]
        for (number, piece) in pieces.enumerated() {
            let choices = variants(of: piece)
            spellings = spellings.flatMap { head in
                choices.map { choice in
                    let dot: [UInt32] = number > 0 ? [0x30FB] : []
                    return (head.scalars + dot + choice.scalars, head.kind ?? choice.kind)
                }
            }
            spellings.removeLast(max(0, spellings.count - KatakanaForms.maximumForms))
        }
        if pieces.count > 1 {
            spellings += spellings.map { ($0.scalars.filter { $0 != 0x30FB }, .middleDot) }
        } else {
            for spelling in dotted(pieces[0]) { spellings.append((spelling, .middleDot)) }
        }
        var forms: [AlternativeForm] = []
        for (scalars, kind) in spellings {
            guard let kind else { continue }
            forms.append(AlternativeForm(folded(scalars), kind, shown: scalars))
        }
        if forms.isEmpty, !isWhole { return nil }
        return FormMatch(
            range: start..<end, forms: forms,
            whole: isWhole && pieces.count == 1 ? .katakana : nil)
    }

    /// The typed word and its variants with other katakana, each with and without a mark at the
    /// end.
    private func variants(
        of word: [UInt32]
    ) -> [(scalars: [UInt32], kind: AlternativeForm.Kind?)] {
        var results: [(scalars: [UInt32], kind: AlternativeForm.Kind?)] = []
        for (number, spelling) in KatakanaForms.spellings(of: word).enumerated() {
            results.append((spelling, number == 0 ? nil : .katakana))
            if let other = KatakanaForms.withOtherEnd(spelling) {
                results.append((other, number == 0 ? .longVowel : .katakana))
            }
        }
        return results
    }

    /// A word without the mark at its end, or with one added; nil if it is too short or cannot take
    /// one.
    private static func withOtherEnd(_ word: [UInt32]) -> [UInt32]? {
        guard let last = word.last else { return nil }
        if last == 0x30FC { return word.count > shortest ? word.dropLast() : nil }
        // No mark can follow ン or ッ, and マイナ is short for マイナンバー.
        guard word.count >= shortest, last != 0x30F3, last != 0x30C3,
            !word.elementsEqual("マイナ".unicodeScalars.map(\.value))
        else { return nil }
        return word + [0x30FC]
    }

    /// The word and its spellings with other vowels and with ヴ or バ, the word first.
    private static func spellings(of word: [UInt32]) -> [[UInt32]] {
        var results: [[UInt32]] = [[]]
        var index = 0
        while index < word.count {
            let match = exchanges.first { word[index...].starts(with: $0.typed) }
            let length = match?.typed.count ?? 1
            let typed = Array(word[index..<index + length])
            let others = match?.others ?? []
            if results.count * (1 + others.count) > maximumForms {
                results = results.map { $0 + typed }
            } else {
                results = ([typed] + others).flatMap { choice in results.map { $0 + choice } }
            }
            index += length
        }
        // The loop appends, so the typed word stays first.
        return results
    }

    /// The exchangeable letters, the longest first.
    private static let exchanges: [(typed: [UInt32], others: [[UInt32]])] = {
        let groups = [
            ["ヴァ", "バ"], ["ヴィ", "ビ"], ["ヴェ", "ベ"], ["ヴォ", "ボ"], ["ヴュ", "ビュ"], ["ヴ", "ブ"],
            ["ウィ", "ウイ"], ["ウェ", "ウエ"], ["ウォ", "ウオ"], ["クァ", "クア"], ["クォ", "クオ"],
            ["グァ", "グア"], ["ファ", "フア"], ["フィ", "フイ"], ["フェ", "フエ"], ["フォ", "フオ"],
            ["イェ", "イエ"], ["ティ", "チ"], ["ディ", "ジ"], ["デュ", "ジュ"], ["テュ", "チュ"],
            ["シェ", "セ"], ["ジェ", "ゼ"], ["キャ", "キヤ"], ["シャ", "シヤ"], ["キュ", "キユ"],
        ]
        var table: [[UInt32]: [[UInt32]]] = [:]
        for group in groups.map({ $0.map { $0.unicodeScalars.map(\.value) } }) {
            for word in group { table[word, default: []] += group.filter { $0 != word } }
        }
        return table.map { (typed: $0.key, others: $0.value) }.sorted { left, right in
            left.typed.count == right.typed.count
                ? left.typed.lexicographicallyPrecedes(right.typed)
                : left.typed.count > right.typed.count
        }
    }()

    /// The variants of a word with one or two middle dots.
    private func dotted(_ word: [UInt32]) -> [[UInt32]] {
        guard (4...20).contains(word.count) else { return [] }
        var results: [[UInt32]] = []
        let dot: [UInt32] = [0x30FB]
        for first in 1..<word.count where canBegin(word[first]) {
            results.append(word[..<first] + dot + word[first...])
            guard word.count >= 7, first + 1 < word.count else { continue }
            for second in first + 1..<word.count where canBegin(word[second]) {
                results.append(
                    word[..<first] + dot + word[first..<second] + dot + word[second...])
            }
        }
        return results
    }

    /// Whether a word can begin with a scalar: not with a length mark or a small letter.
    private func canBegin(_ scalar: UInt32) -> Bool {
        scalar != 0x30FC && !KatakanaForms.smallLetters.contains(scalar)
    }

    private static let smallLetters = Set("ァィゥェォッャュョヮン".unicodeScalars.map(\.value))

    private func folded(_ scalars: [UInt32]) -> [UInt32] {
        foldsKana ? scalars.map(FoldingRules.hiragana) : scalars
    }

    private func isKatakana(_ scalar: UInt32) -> Bool { CharacterClass(scalar) == .katakana }
}
