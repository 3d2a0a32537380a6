internal import IndexStorage
internal import TextAnalysis

/// Tells whether kana found in a text are the word that was asked for, where the text writes them
/// in the other kind of kana.
///
/// ガン is also written がん, but くま at the head of くまもと is no クマ: hiragana has no marks of
/// where a word ends, and dictionaries do not know all names. So katakana asked for are taken to be
/// found in hiragana only where no other hiragana stands around them, or grammatical words do.
struct KanaFit {
    private let segment: SegmentReader
    private let word: QueryPlan.Word
    private let normalize: (String) throws(SearchError) -> NormalizedText

    /// Nil unless a plan asks for a single word of katakana.
    init?(
        _ segment: SegmentReader, _ plan: QueryPlan,
        normalize: @escaping (String) throws(SearchError) -> NormalizedText
    ) {
        guard plan.isOneWordOfKana else { return nil }
        word = plan.words[0]
        self.segment = segment
        self.normalize = normalize
    }

    /// The unfolded text of a document, position by position; nil if it cannot be analysed.
    func text(of document: UInt32) throws(StorageError) -> [UInt32]? {
        var scalars: [UInt32] = []
        for (index, text) in try segment.texts(document).enumerated() {
            if index > 0 { scalars.append(0x20) }
            do { scalars += try normalize(text).base } catch { return nil }
        }
        return scalars
    }

    /// Whether the word at a position is the one that was asked for.
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
    /// Whether a single word of katakana is asked for: see `KanaFit`.
    var isOneWordOfKana: Bool {
        guard wordCount == 1, phrases.isEmpty, let word = words.first else { return false }
        return word.text.unicodeScalars.allSatisfy { CharacterClass($0.value) == .katakana }
    }
}
