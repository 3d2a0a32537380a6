internal import TextAnalysis

/// Extracts the best passage from a text of any length.
///
/// Normalising a text with its offsets and measuring its characters takes a hundred times as long
/// as searching it for some words. So in a text longer than people write, only the part with the
/// most patterns is examined closely.
struct PassageSearch {
    private let highlighter: Highlighter
    private let analyzer: QueryAnalyzer
    /// The number of bytes of a part.
    private let partLength: Int
    /// The number of bytes after a part that are examined with it, because a pattern may cross its
    /// end.
    private static let overlap = 1024
    /// The number of bytes around these from which a passage may be extracted.
    private static let margin = 4096

    /// - Parameter partLength: the number of bytes of a long text to examine closely.
    init(_ highlighter: Highlighter, _ analyzer: QueryAnalyzer, partLength: Int = 1 << 18) {
        self.highlighter = highlighter
        self.analyzer = analyzer
        self.partLength = partLength
    }

    /// The passage of at most `width` cells that shows most of the patterns.
    func passage(of text: String, width: Int) -> Snippet {
        let length = text.utf8.count
        guard length > 2 * partLength, width < length else { return cut(text, width) }
        let bytes = Array(text.utf8)
        let part = bestPart(of: bytes)
        let snippet = cut(String(decoding: bytes[part], as: UTF8.self), width)
        let source = snippet.sourceRange
        return Snippet(
            text: snippet.text, highlights: snippet.highlights,
            sourceRange: source.lowerBound + part.lowerBound..<source.upperBound + part.lowerBound,
            isCutAtStart: snippet.isCutAtStart || part.lowerBound > 0,
            isCutAtEnd: snippet.isCutAtEnd || part.upperBound < length)
    }

    private func cut(_ text: String, _ width: Int) -> Snippet {
        let normal = analyzer.normalize(text)
        let matches = highlighter.matches(in: normal, wordStarts: analyzer.wordStarts(of: normal))
        return SnippetCutter(text).cut(matches, width: width)
    }

    /// The first of the parts with the most patterns.
    private func bestPart(of bytes: [UInt8]) -> Range<Int> {
        var best = (patterns: -1, part: 0..<0)
        var normal = NormalizedText()
        var start = 0
        while start < bytes.count, best.patterns < highlighter.patternCount {
            let end = min(start + partLength, bytes.count)
            let part = scalars(start..<end + PassageSearch.overlap, of: bytes)
            analyzer.normalize(String(decoding: bytes[part], as: UTF8.self), into: &normal)
            let patterns = highlighter.patterns(in: normal.folded)
            if patterns > best.patterns { best = (patterns, part) }
            start = end
        }
        let (first, last) = (best.part.lowerBound, best.part.upperBound)
        return scalars(first - PassageSearch.margin..<last + PassageSearch.margin, of: bytes)
    }

    /// A UTF-8 range extended so that it does not split a scalar.
    private func scalars(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        var start = max(range.lowerBound, 0)
        var end = min(range.upperBound, bytes.count)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }
}
