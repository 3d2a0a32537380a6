internal import IndexStorage
internal import TextAnalysis

/// Tests whether kana found in a text are the typed word although the text has the other kind of
/// kana.
///
/// ガン is also written がん, but くま in くまもと is not クマ: hiragana do not show where a word ends, and
/// dictionaries do not have all names. So typed katakana match hiragana only if no other hiragana
/// are adjacent, except grammatical words.
struct KanaFit {
    private let segment: SegmentReader
    private let word: QueryPlan.Word
    private let normalize: (String) throws(SearchError) -> NormalizedText

    /// Fails unless the plan has a single word of katakana.
    init?(
        _ segment: SegmentReader, _ plan: QueryPlan,
        normalize: @escaping (String) throws(SearchError) -> NormalizedText
    ) {
        guard plan.isOneWordOfKana else { return nil }
        word = plan.words[0]
        self.segment = segment
        self.normalize = normalize
    }

    /// Reads the unfolded text of a document by position; nil if it cannot be analysed.
    func text(of document: UInt32) throws(StorageError) -> [UInt32]? {
        var scalars: [UInt32] = []
        for (index, text) in try segment.texts(document).enumerated() {
            if index > 0 { scalars.append(0x20) }
            do { scalars += try normalize(text).base } catch { return nil }
        }
        return scalars
    }

    /// Whether the word at a position is the typed one.
    func isWord(at position: Int, in scalars: [UInt32], _ range: Range<Int>) -> Bool {
        let end = position + word.pattern.count
        guard end <= scalars.count else { return true }
        let isHiragana = (position..<end).contains { CharacterClass(scalars[$0]) == .hiragana }
        guard isHiragana else { return true }
        return isFree(before: position, in: scalars, range)
            && isFree(behind: end, in: scalars, range)
    }

    private func isFree(
        behind position: Int, in scalars: [UInt32], _ range: Range<Int>
    ) -> Bool {
        guard position < scalars.count, CharacterClass(scalars[position]) == .hiragana else {
            return true
        }
        var end = position + 1
        while end < scalars.count, !segment.isBoundary(end, in: range) { end += 1 }
        // も and と also begin many names: くまもと.
        return end == position + 1 && KanaFit.particles.contains(scalars[position])
    }

    private static let particles = Set("のをにがはでへや".unicodeScalars.map(\.value))

    private func isFree(
        before position: Int, in scalars: [UInt32], _ range: Range<Int>
    ) -> Bool {
        guard position > 0, CharacterClass(scalars[position - 1]) == .hiragana else { return true }
        var start = position - 1
        while start > 0, !segment.isBoundary(start, in: range) { start -= 1 }
        return FunctionWords.contains(String(scalars: scalars[start..<position]))
    }
}

extension QueryPlan {
    /// Whether the plan has a single word of katakana: see `KanaFit`.
    var isOneWordOfKana: Bool {
        guard wordCount == 1, phrases.isEmpty, let word = words.first else { return false }
        return word.text.unicodeScalars.allSatisfy { CharacterClass($0.value) == .katakana }
    }
}
