internal import TextAnalysis

/// Classification of the words of a query.
extension QueryAnalyzer {
    /// The end of a word that the dictionary cuts after its first kanji, such as 見|守り; nil if the
    /// range is not such a kanji.
    func joinedEnd(
        _ range: Range<Int>, of normal: NormalizedText, _ starts: [Bool],
        before places: [FormMatch],
        _ synonyms: SynonymTable
    ) -> Int? {
        guard range.count == 1, range.upperBound < normal.count,
            segmenter.characterClass(normal.base[range.lowerBound]) == .kanji,
            segmenter.characterClass(normal.base[range.upperBound]) == .kanji,
            !QueryAnalyzer.prefixes.contains(normal.base[range.lowerBound]),
            !places.contains(where: { $0.range.contains(range.upperBound) }),
            synonyms.longestMatch(
                in: normal.folded, at: range.upperBound,
                canEnd: { $0 == normal.count || starts[$0] }) == nil
        else { return nil }
        let end = range.upperBound + wordLength(from: range.upperBound, starts)
        let isFunction = FunctionWords.contains(
            String(scalars: normal.base[range.upperBound..<end]))
        return isFunction ? nil : end
    }

    /// Kanji that can precede any noun: 全市町村, 両市.
    private static let prefixes = Set(
        "全各両新元旧約第同本当前次現諸他数毎某副総準非未無不再最高低大小多少".unicodeScalars.map(\.value))

    /// Whether a word is likely to be a verb or an adjective: 使う, 新しい, 作 of 作って.
    func isPredicate(_ range: Range<Int>, of normal: NormalizedText) -> Bool {
        guard let last = range.last,
            segmenter.characterClass(normal.base[range.lowerBound]) == .kanji
        else { return false }
        if range.count == 1 {
            return range.upperBound < normal.count
                && segmenter.characterClass(normal.base[range.upperBound]) == .hiragana
                && !QueryAnalyzer.particles.contains(normal.base[range.upperBound])
        }
        return segmenter.characterClass(normal.base[last]) == .hiragana
            && QueryAnalyzer.predicateEndings.contains(normal.base[last])
    }

    private static let particles = Set("のをにがはでともへやかなま".unicodeScalars.map(\.value))
    private static let predicateEndings = Set(
        "うくぐすつぬむるっいたてでだばわかがさたなまらえげせてねめれ".unicodeScalars.map(\.value))

    /// Whether a range is a single letter next to one of the same kind.
    func isFragment(_ range: Range<Int>, of normal: NormalizedText) -> Bool {
        guard range.count == 1 else { return false }
        let kind = segmenter.characterClass(normal.base[range.lowerBound])
        guard kind != .word else { return false }
        return [range.lowerBound - 1, range.upperBound].contains {
            normal.base.indices.contains($0) && segmenter.characterClass(normal.base[$0]) == kind
        }
    }
}
