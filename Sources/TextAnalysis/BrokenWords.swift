/// Rejoins words that are split by a line end or a form feed: 図書⏎館 is 図書館.
///
/// Printed text is broken wherever a line is full. A break is dropped if the dictionary has a word
/// across it but not both of its parts: 図書 and 館 are one word; 地方 and 自治 stay two, although 地方自治 is
/// a word too. The text on each side, segmented separately, must have word boundaries at the ends
/// of the joined word, so that 大阪⏎府中 stays two items of a table. An empty line always separates.
///
/// It holds buffers for the dictionary, so each task needs its own.
struct BrokenWords {
    private let segmenter: WordSegmenter
    /// The number of letters examined on each side.
    private static let reach = 8
    /// The greatest number of blanks and line ends in a break.
    private static let longestBreak = 4

    /// Fails if ICU has no Japanese dictionary.
    init?() {
        guard let segmenter = try? WordSegmenter() else { return nil }
        self.segmenter = segmenter
    }

    /// Drops breaks inside words; runs before the other foldings.
    func fold(_ text: inout NormalizedText) {
        var found = DroppedBreaks()
        for gap in BrokenWords.breaks(in: text) {
            if let word = word(across: gap, text) { found.add([gap], in: word) }
        }
        found.drop(from: &text)
    }

    /// The runs of blanks between Japanese letters that contain one line end.
    private static func breaks(in text: NormalizedText) -> [Range<Int>] {
        var breaks: [Range<Int>] = []
        var index = 1
        let classes = text.classes.span
        let base = text.base.span
        while index + 1 < classes.count {
            guard classes[index] == .space || base[index] == formFeed else {
                index += 1
                continue
            }
            let start = index
            var lineEnds = 0
            while index < classes.count, classes[index] == .space || base[index] == formFeed {
                if base[index] == 0x0A || base[index] == formFeed { lineEnds += 1 }
                index += 1
            }
            guard index < classes.count, index - start <= longestBreak, lineEnds == 1,
                classes[start - 1].isJapanese, classes[index].isJapanese
            else { continue }
            breaks.append(start..<index)
        }
        return breaks
    }

    private static let formFeed: UInt32 = 0x0C

    /// The range of the word that contains a break; nil if there is none.
    private func word(across gap: Range<Int>, _ text: NormalizedText) -> Range<Int>? {
        var from = gap.lowerBound
        while from > 0, gap.lowerBound - from < BrokenWords.reach, text.classes[from - 1].isJapanese
        {
            from -= 1
        }
        var to = gap.upperBound
        while to < text.count, to - gap.upperBound < BrokenWords.reach, text.classes[to].isJapanese
        {
            to += 1
        }
        let left = Array(text.base[from..<gap.lowerBound])
        let right = Array(text.base[gap.upperBound..<to])
        let joined = left + right
        var starts: [Bool] = []
        segmenter.segment(joined, into: &starts)
        guard !starts[left.count] else { return nil }
        var start = left.count
        while !starts[start] { start -= 1 }
        var end = left.count + 1
        while end < joined.count, !starts[end] { end += 1 }
        // Two parts in hiragana are grammar, and are found by their bigrams anyway.
        let parts = (joined[start..<left.count], joined[left.count..<end])
        guard !joined[start..<end].allSatisfy({ CharacterClass($0) == .hiragana }),
            segmenter.isWholeWord(joined[start..<end]),
            !(segmenter.isWholeWord(parts.0) && segmenter.isWholeWord(parts.1))
        else { return nil }
        segmenter.segment(left, into: &starts)
        guard starts[start] else { return nil }
        segmenter.segment(right, into: &starts)
        guard end == joined.count || starts[end - left.count] else { return nil }
        return from + start..<gap.upperBound + end - left.count
    }
}
