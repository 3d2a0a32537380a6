internal import TextAnalysis

/// A passage of a document with what was asked for marked in it.
public struct Snippet: Sendable, Equatable {
    /// The passage, cut from the original text.
    public let text: String
    /// The UTF-8 ranges in `text` of what was asked for, ascending; they do not touch.
    public let highlights: [Range<Int>]
    /// True if the original goes on before the passage.
    public let isCutAtStart: Bool
    /// True if the original goes on behind the passage.
    public let isCutAtEnd: Bool

    /// The passage in pieces: what is marked and what stands between.
    public var pieces: [(text: String, isHighlighted: Bool)] {
        var pieces: [(text: String, isHighlighted: Bool)] = []
        let bytes = Array(text.utf8)
        var end = 0
        for range in highlights {
            if range.lowerBound > end {
                pieces.append(
                    (String(decoding: bytes[end..<range.lowerBound], as: UTF8.self), false))
            }
            pieces.append((String(decoding: bytes[range], as: UTF8.self), true))
            end = range.upperBound
        }
        if end < bytes.count {
            pieces.append((String(decoding: bytes[end...], as: UTF8.self), false))
        }
        return pieces
    }
}

/// How wide text is on a terminal.
public enum TerminalWidth {
    /// The cells that a text takes: two for wide East Asian characters, none for marks that combine.
    public static func cells(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ICUCharacters.cells($1) }
    }
}

/// Cuts the best passage out of a text.
struct SnippetCutter {
    /// A character of the text: its UTF-8 range and its cells.
    private struct Cell {
        let start: Int
        let end: Int
        let width: Int
        let isStop: Bool
    }

    private let text: String
    private let cells: [Cell]

    init(_ text: String) {
        self.text = text
        var cells: [Cell] = []
        var offset = 0
        for character in text {
            let length = character.utf8.count
            cells.append(
                Cell(
                    start: offset, end: offset + length,
                    width: TerminalWidth.cells(String(character)),
                    isStop: "。！？\n".contains(character)))
            offset += length
        }
        self.cells = cells
    }

    /// The passage of at most `width` cells that shows most of the patterns.
    func cut(_ matches: [Highlighter.Match], width: Int) -> Snippet {
        let marked = matches.map { (characters($0.range), $0.pattern) }
        let start = bestStart(marked, width)
        var end = start
        var used = 0
        while end < cells.count, used + cells[end].width <= width {
            used += cells[end].width
            end += 1
        }
        let from = start < cells.count ? cells[start].start : text.utf8.count
        let to = end > start ? cells[end - 1].end : from
        let ranges = marked.map(\.0).compactMap { range -> Range<Int>? in
            let clamped = range.clamped(to: start..<end)
            guard !clamped.isEmpty else { return nil }
            return cells[clamped.lowerBound].start - from..<cells[clamped.upperBound - 1].end - from
        }
        let passage = Array(text.utf8)[from..<to]
        return Snippet(
            text: String(decoding: passage, as: UTF8.self), highlights: Highlighter.merge(ranges),
            isCutAtStart: start > 0, isCutAtEnd: end < cells.count)
    }

    /// The characters that a UTF-8 range touches: marks never cut a character.
    private func characters(_ range: Range<Int>) -> Range<Int> {
        let first = index(ofByte: range.lowerBound)
        let last = index(ofByte: max(range.upperBound - 1, range.lowerBound))
        return first..<min(last + 1, cells.count)
    }

    private func index(ofByte offset: Int) -> Int {
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Where the passage begins: at the start of a sentence if the first match stays in sight.
    private func bestStart(_ marked: [(Range<Int>, Int)], _ width: Int) -> Int {
        guard !marked.isEmpty, cells.reduce(0, { $0 + $1.width }) > width else { return 0 }
        var best = (score: -1, match: 0)
        let kinds = Set(marked.map(\.1)).count
        for (number, match) in marked.enumerated() {
            var end = match.0.lowerBound
            var used = 0
            while end < cells.count, used + cells[end].width <= width * 2 / 3 {
                used += cells[end].width
                end += 1
            }
            var seen: Set<Int> = []
            var count = 0
            for other in marked[number...] {
                if other.0.lowerBound >= end || (count >= 99 && seen.count == kinds) { break }
                if other.0.upperBound <= end {
                    seen.insert(other.1)
                    count += 1
                }
            }
            let score = seen.count * 100 + min(count, 99)
            if score > best.score { best = (score, number) }
            // Nothing can be better.
            if best.score == kinds * 100 + 99 { break }
        }
        // Go back to the beginning of the sentence, or a third of the width.
        let anchor = marked[best.match].0.lowerBound
        var start = anchor
        var used = 0
        while start > 0, used + cells[start - 1].width <= width / 3 {
            if cells[start - 1].isStop { return start }
            used += cells[start - 1].width
            start -= 1
        }
        // The text's own beginning is worth showing if everything from there fits.
        return start
    }
}

extension Searcher {
    /// The best passage of a field of a hit.
    ///
    /// - Parameters:
    ///   - text: the text of the field.
    ///   - results: the results that the hit is of.
    ///   - width: how many terminal cells the passage may take.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs.
    public func snippet(
        of text: String, for results: SearchResults, width: Int = 200
    ) throws(SearchError) -> Snippet {
        let matches = try self.matches(in: text, for: results)
        return SnippetCutter(text).cut(matches, width: max(width, 2))
    }

    /// Where a text has what a query asked for: UTF-8 ranges, ascending; those that overlap or
    /// touch are one.
    ///
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs.
    public func highlights(
        in text: String, for results: SearchResults
    ) throws(SearchError) -> [Range<Int>] {
        Highlighter.merge(try matches(in: text, for: results).map(\.range))
    }

    private func matches(
        in text: String, for results: SearchResults
    ) throws(SearchError) -> [Highlighter.Match] {
        try analyzers.with { analyzer throws(SearchError) in
            let normal = analyzer.normalize(text)
            return Highlighter(results.plan).matches(
                in: normal, wordStarts: analyzer.wordStarts(of: normal))
        }
    }

    /// A text as the index sees it.
    func normalize(_ text: String) throws(SearchError) -> NormalizedText {
        try analyzers.with { analyzer throws(SearchError) in analyzer.normalize(text) }
    }
}
