/// The folding steps that depend on adjacent scalars: dashes inside kana, iteration marks.
enum ContextFolding {
    /// Folds `text` in place.
    ///
    /// - Parameters:
    ///   - base: the normalised text before any folding, as long as `text`.
    ///   - contexts: for each folded position, the range that the folding depends on.
    static func fold(
        _ text: inout [UInt32], base: [UInt32], with foldings: Foldings,
        contexts: inout [NormalizedText.Context]
    ) {
        let dashes = foldings.contains(.dashes)
        let marks = foldings.contains(.iterationMarks)
        let counters = foldings.contains(.counters)
        guard dashes || marks || counters else { return }
        var index = 1
        while index < base.count {
            let scalar = base[index]
            // The scalars concerned lie in three small ranges, so others cost one comparison each.
            if scalar == 0x3005 || scalar == 0x303B || (scalar >= 0x309D && scalar <= 0x30FE) {
                if scalar == 0x30B1 || scalar == 0x30F5 || scalar == 0x30F6 {  // ケ ヵ ヶ
                    if counters { foldCounter(&text, base: base, at: index, contexts: &contexts) }
                } else if marks {
                    repeatMark(&text, base: base, at: &index, contexts: &contexts)
                }
            } else if scalar == 0x7B87 || scalar == 0x500B {  // 箇 個
                if counters { foldCounter(&text, base: base, at: index, contexts: &contexts) }
            } else if dashes, scalar < 0x3000, FoldingRules.isDash(scalar) {
                foldDash(&text, base: base, at: index, contexts: &contexts)
            }
            index += 1
        }
    }

    /// A dash is ー after katakana, and after hiragana if kana follow.
    private static func foldDash(
        _ text: inout [UInt32], base: [UInt32], at index: Int,
        contexts: inout [NormalizedText.Context]
    ) {
        let before = CharacterClass(base[index - 1])
        let after = index + 1 < base.count ? CharacterClass(base[index + 1]) : .space
        let kanaFollows = after == .katakana || after == .hiragana
        // An ASCII hyphen more often separates words than lengthens a vowel.
        let isHyphen = base[index] == 0x2D
        switch before {
        case .katakana where kanaFollows || !isHyphen: text[index] = 0x30FC
        case .hiragana where kanaFollows && !isHyphen: text[index] = 0x30FC
        default: return
        }
        let end = kanaFollows ? index + 2 : index + 1
        contexts.append(NormalizedText.Context(position: index, range: index - 1..<end))
    }

    /// ケ, ヵ and ヶ are か between a number and a kanji (3ヶ所), and が between two other kanji
    /// (霞ヶ関); 箇 and 個 are か between a number and 所, 月, 国 or 年.
    private static func foldCounter(
        _ text: inout [UInt32], base: [UInt32], at index: Int,
        contexts: inout [NormalizedText.Context]
    ) {
        guard index + 1 < base.count, CharacterClass(base[index + 1]) == .kanji else { return }
        let before = base[index - 1]
        let isCounted =
            (0x30...0x39).contains(before) || KanjiNumeral.isPart(before)
            || before == 0x6570 || before == 0x4F55 || before == 0x5E7E  // 数 何 幾
        let isKana = base[index] < 0x3100
        let isCounter = [0x6240, 0x6708, 0x56FD, 0x5E74].contains(base[index + 1])
        if isCounted, isKana || isCounter {
            text[index] = 0x304B
        } else if isKana, CharacterClass(before) == .kanji {
            text[index] = 0x304C
        } else {
            return
        }
        contexts.append(
            NormalizedText.Context(position: index, range: index - 1..<index + 2))
    }

    /// A run of marks 々 repeats as many kanji as it has marks, if that many precede it (部分々々 is
    /// 部分部分); ゝ and ヽ repeat the kana before them, ゞ and ヾ voice it.
    private static func repeatMark(
        _ text: inout [UInt32], base: [UInt32], at index: inout Int,
        contexts: inout [NormalizedText.Context]
    ) {
        let mark = base[index]
        switch mark {
        case 0x3005, 0x303B:
            var end = index + 1
            while end < base.count, base[end] == mark { end += 1 }
            let length = end - index
            let whole =
                index >= length
                && (index - length..<index).allSatisfy { CharacterClass(base[$0]) == .kanji }
            let distance = whole ? length : 1
            if CharacterClass(base[index - distance]) == .kanji {
                for position in index..<end {
                    text[position] = text[position - distance]
                    contexts.append(
                        NormalizedText.Context(position: position, range: index - distance..<end))
                }
            }
            index = end - 1
        case 0x309D, 0x30FD, 0x309E, 0x30FE:
            let before = CharacterClass(base[index - 1])
            guard before == .hiragana || before == .katakana, base[index - 1] != 0x30FC else {
                return
            }
            let voiced = mark == 0x309E || mark == 0x30FE
            text[index] = voiced ? voicing(text[index - 1]) : unvoicing(text[index - 1])
            contexts.append(NormalizedText.Context(position: index, range: index - 1..<index + 1))
        default:
            break
        }
    }

    /// か becomes が; kana without a voiced form stay.
    private static func voicing(_ kana: UInt32) -> UInt32 {
        let hiragana = FoldingRules.hiragana(kana)
        switch hiragana {
        case 0x304B...0x3062 where hiragana % 2 == 1: return kana + 1  // か … ぢ
        case 0x3064, 0x3066, 0x3068: return kana + 1  // つ て と
        case 0x306F...0x307B where hiragana % 3 == 0: return kana + 1  // は … ほ
        default: return kana
        }
    }

    /// が becomes か: ゝ after a voiced kana repeats it without the voicing (かゞゝ is rare, がゝ is not).
    private static func unvoicing(_ kana: UInt32) -> UInt32 {
        let hiragana = FoldingRules.hiragana(kana)
        switch hiragana {
        case 0x304C...0x3062 where hiragana % 2 == 0: return kana - 1
        case 0x3065, 0x3067, 0x3069: return kana - 1
        case 0x3070...0x307C where hiragana % 3 == 1: return kana - 1
        default: return kana
        }
    }
}
