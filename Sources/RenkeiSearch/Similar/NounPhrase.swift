internal import TextAnalysis

/// Finds the noun phrases of a text, for reasons and highlights.
///
/// Dictionaries split off 使っ and cut デジ|タル; the stem of a verb or a piece of a katakana word is
/// meaningless by itself.
extension ComparedField {
    /// Trims words that are not nouns from the ends of a run; nil if nothing is left.
    func nounPhrase(in run: Range<Int>) -> Range<Int>? {
        var (start, end) = (run.lowerBound, run.upperBound)
        while start < end, !isBorder(start) || isInKatakana(start) { start += 1 }
        while end > start, !isBorder(end) || isInKatakana(end) { end -= 1 }
        while start < end {
            let next = min(wordEnd(start), end)
            if isNoun(start..<next) { break }
            start = next
        }
        while start < end {
            var last = end - 1
            while last > start, !starts[last] { last -= 1 }
            if isNoun(last..<end) { break }
            end = last
        }
        return start < end ? start..<end : nil
    }

    /// Whether a position is inside a run of katakana.
    private func isInKatakana(_ position: Int) -> Bool {
        position > 0 && position < classes.count && classes[position - 1] == .katakana
            && classes[position] == .katakana
    }

    /// Whether a word is likely to be a noun.
    ///
    /// Nouns are words of kanji, of katakana or of Latin letters, and words with the hiragana
    /// endings of nouns derived from verbs: 取り組み, 見守り.
    private func isNoun(_ word: Range<Int>) -> Bool {
        guard let last = word.last, classes[word.lowerBound].isLetter,
            !FunctionWords.contains(scalars: text.folded[word])
        else { return false }
        let isHiragana = word.allSatisfy { classes[$0] == .hiragana }
        if word.count == 1 {
            // 橋 is a noun, 使 in 使っ is not.
            return classes[last] == .kanji && !hasEnding(at: word.upperBound)
        }
        switch classes[last] {
        case .kanji: return !hasVerbEnding(at: word.upperBound)
        case .katakana: return true
        case .word: return !word.allSatisfy { (0x30...0x39).contains(text.folded[$0]) }
        case .hiragana:
            // 借り in 借りられる is the stem of a verb.
            if !isHiragana, hasEnding(at: word.upperBound) { return false }
            // Endings of verbs and adjectives: kana of the u and a columns, small tsu, and い, て, た.
            if isHiragana {
                return word.count > 2 && !ComparedField.endings.contains(text.folded[last])
            }
            return !ComparedField.endings.contains(text.folded[last])
                && !ComparedField.stemVowels.contains(text.folded[last])
        default: return false
        }
    }

    /// Whether hiragana follow that are not a particle, so that the word is the stem of a verb or
    /// an adjective.
    private func hasEnding(at position: Int) -> Bool {
        position < classes.count && classes[position] == .hiragana
            && !ComparedField.particles.contains(text.folded[position])
    }

    /// Whether a word of several kanji is the stem of a verb: 移り住む is cut after its kanji.
    private func hasVerbEnding(at position: Int) -> Bool {
        position < classes.count && classes[position] == .hiragana
            && text.folded[position] == 0x3063
    }

    private static let particles = Set("のをにがはでともへやかな".unicodeScalars.map(\.value))
    private static let endings = Set("うくぐすつぬむるっいてたでだば".unicodeScalars.map(\.value))
    private static let stemVowels = Set("わかがさたなまらえげせてねめれ".unicodeScalars.map(\.value))
}
