/// Joins words whose letters are separated by wide blanks: 図書　館 and 予　　算 become 図書館 and 予算.
///
/// Headings and tables are padded with wide blanks. These are removed if the dictionary has a word
/// across them and does not have all of its parts, where a single letter does not count: 図書 and 館
/// become one word, 地方 and 自治 stay two. The text on both sides must be cut at the ends of the word
/// when it is segmented by itself, so that 大阪　府中 stays two items. A tab or a line end separates,
/// and so does a narrow blank by itself.
///
/// Until this step is done, wide blanks are distinct from others in the unfolded text.
///
/// It owns working memory of the dictionary, so each task has its own.
struct SpacedWords {
    /// U+3000, which normalisation would convert to an ordinary blank.
    static let wideBlank: UInt32 = 0x3000

    private let segmenter: WordSegmenter
    /// The greatest number of letters without a blank that are examined.
    private static let reach = 8
    /// The greatest number of blanks between two letters.
    private static let longestGap = 4

    /// Fails if ICU has no Japanese dictionary.
    init?() {
        guard let segmenter = try? WordSegmenter() else { return nil }
        self.segmenter = segmenter
    }

    /// Removes wide blanks inside words, and converts the others to ordinary blanks.
    func fold(_ text: inout NormalizedText) {
        guard text.base.contains(SpacedWords.wideBlank) else { return }
        var found = DroppedBreaks()
        var run: [Range<Int>] = []
        for gap in SpacedWords.gaps(in: text) {
            if let last = run.last, !continues(last, gap, text) {
                join(run, text, &found)
                run.removeAll(keepingCapacity: true)
            }
            run.append(gap)
        }
        join(run, text, &found)
        for index in text.base.indices where text.base[index] == SpacedWords.wideBlank {
            text.base[index] = 0x20
        }
        found.drop(from: &text)
    }

    /// Runs of blanks between Japanese letters with at least one wide blank.
    private static func gaps(in text: NormalizedText) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        let base = text.base.span
        let classes = text.classes.span
        var index = 1
        while index + 1 < base.count {
            guard isBlank(base[index]) else {
                index += 1
                continue
            }
            let start = index
            var isWide = false
            while index < base.count, isBlank(base[index]) {
                if base[index] == wideBlank { isWide = true }
                index += 1
            }
            guard isWide, index < base.count, index - start <= longestGap,
                classes[start - 1].isJapanese, classes[index].isJapanese
            else { continue }
            gaps.append(start..<index)
        }
        return gaps
    }

    /// Whether a scalar is a blank of either width.
    static func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == wideBlank }

    /// Whether only a few Japanese letters are between two gaps.
    private func continues(
        _ first: Range<Int>, _ second: Range<Int>, _ text: NormalizedText
    ) -> Bool {
        second.lowerBound - first.upperBound <= SpacedWords.reach
            && text.classes[first.upperBound..<second.lowerBound].allSatisfy(\.isJapanese)
    }

    /// Finds the words across gaps with only a few letters between them.
    private func join(_ gaps: [Range<Int>], _ text: NormalizedText, _ found: inout DroppedBreaks) {
        guard let first = gaps.first, let last = gaps.last else { return }
        var from = first.lowerBound
        while from > 0, first.lowerBound - from < SpacedWords.reach,
            text.classes[from - 1].isJapanese
        { from -= 1 }
        var to = last.upperBound
        while to < text.count, to - last.upperBound < SpacedWords.reach,
            text.classes[to].isJapanese
        { to += 1 }
        // The letters without the gaps, the ends of the pieces, and the segmentation of each piece
        // by itself.
        var letters: [UInt32] = []
        var pieces: [(range: Range<Int>, place: Int)] = []
        var isCut: [Bool] = []
        var starts: [Bool] = []
        for (start, end) in zip([from] + gaps.map(\.upperBound), gaps.map(\.lowerBound) + [to]) {
            let piece = Array(text.base[start..<end])
            pieces.append((letters.count..<letters.count + piece.count, start))
            letters += piece
            segmenter.segment(piece, into: &starts)
            isCut += starts
        }
        isCut.append(true)
        segmenter.segment(letters, into: &starts)
        var start = 0
        // Words and pieces both ascend.
        var head = 0
        while start < letters.count {
            var end = start + 1
            while end < letters.count, !starts[end] { end += 1 }
            let word = start..<end
            start = end
            while pieces[head].range.upperBound <= word.lowerBound { head += 1 }
            var tail = head
            while pieces[tail].range.upperBound < word.upperBound { tail += 1 }
            // Adjacent hiragana are grammar, and are found by their letters.
            guard tail > head, isCut[word.lowerBound], isCut[word.upperBound],
                !letters[word].allSatisfy({ CharacterClass($0) == .hiragana }),
                segmenter.isWholeWord(letters[word]),
                !pieces[head...tail].allSatisfy({
                    segmenter.isWholeWord(letters[$0.range.clamped(to: word)])
                })
            else { continue }
            let begin = pieces[head].place + word.lowerBound - pieces[head].range.lowerBound
            let stop = pieces[tail].place + word.upperBound - pieces[tail].range.lowerBound
            found.add(gaps[head..<tail], in: begin..<stop)
        }
    }
}

/// The removals inside words, and the positions of these words afterwards.
struct DroppedBreaks {
    private var places: [Int] = []
    private var words: [Range<Int>] = []

    /// Records a word with all removals in it.
    ///
    /// - Parameters:
    ///   - breaks: the removals, after those of earlier words.
    ///   - word: from the first to the last letter of the word, breaks included.
    mutating func add(_ breaks: some Sequence<Range<Int>>, in word: Range<Int>) {
        let start = word.lowerBound - places.count
        for gap in breaks { places += gap }
        words.append(start..<word.upperBound - places.count)
    }

    /// Removes them from a text, and makes the letters of each word contexts of each other.
    func drop(from text: inout NormalizedText) {
        guard !places.isEmpty else { return }
        BlankFolding.remove(places, from: &text)
        guard !text.starts.isEmpty else { return }
        for word in words {
            for position in word {
                text.contexts.append(NormalizedText.Context(position: position, range: word))
            }
        }
    }
}

extension WordSegmenter {
    /// Whether the dictionary has a text of at least two letters as a word.
    func isWholeWord(_ scalars: ArraySlice<UInt32>) -> Bool {
        scalars.count > 1
            && words(withOkuriganaOf: Array(scalars), spare: 0).contains(Array(scalars))
    }
}
