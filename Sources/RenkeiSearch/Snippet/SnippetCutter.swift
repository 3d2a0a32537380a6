/// Extracts the best passage from a text.
struct SnippetCutter {
    private let text: String
    /// The end of each character in UTF-8.
    private var ends: [Int] = []
    /// The number of cells before each character, then of all characters.
    private var cellsBefore: [Int] = [0]
    /// For each character, what may begin after it.
    private var borders: [Border] = []

    /// The kind of unit that ends with a character.
    private enum Border { case none, clause, sentence }

    init(_ text: String) {
        self.text = text
        let bytes = Array(text.utf8)
        ends.reserveCapacity(bytes.count / 2)
        cellsBefore.reserveCapacity(bytes.count / 2)
        borders.reserveCapacity(bytes.count / 2)
        var (offset, cells) = (0, 0)
        var next = PlainCharacter(bytes, at: 0)
        while offset < bytes.count {
            let plain = next
            if let plain {
                next = PlainCharacter(bytes, at: offset + plain.length)
                if next != nil || offset + plain.length == bytes.count {
                    offset += plain.length
                    cells += plain.cells
                    borders.append(SnippetCutter.border(behind: plain.scalar))
                    ends.append(offset)
                    cellsBefore.append(cells)
                    continue
                }
            }
            let character = text[text.utf8.index(text.startIndex, offsetBy: offset)]
            offset += character.utf8.count
            cells += TerminalWidth.cells(of: character)
            borders.append(SnippetCutter.border(behind: character))
            ends.append(offset)
            cellsBefore.append(cells)
            next = PlainCharacter(bytes, at: offset)
        }
    }

    /// A scalar that is a grapheme cluster of its own next to others of this kind.
    ///
    /// Nearly all of a Japanese text is of this kind. Finding grapheme boundaries by the rules for
    /// all scripts would take most of the time.
    private struct PlainCharacter {
        /// The value of the scalar.
        let scalar: UInt32
        /// The number of bytes in UTF-8.
        let length: Int
        /// The number of cells.
        let cells: Int

        /// Reads the scalar at an offset of a text in UTF-8; fails at its end and for all other
        /// scalars.
        init?(_ bytes: [UInt8], at offset: Int) {
            guard offset < bytes.count else { return nil }
            let first = bytes[offset]
            switch first {
            case 0x20...0x7E: (scalar, length, cells) = (UInt32(first), 1, 1)
            case 0xE3...0xE9, 0xEF:
                scalar =
                    UInt32(first & 0xF) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6
                    | UInt32(bytes[offset + 2] & 0x3F)
                switch scalar {
                // Marks, kana without combining voicing marks, kanji, full-width letters.
                case 0x3000...0x3029, 0x3041...0x3096, 0x309D...0x30FF, 0x4E00...0x9FFF,
                    0xFF01...0xFF60:
                    (length, cells) = (3, 2)
                default: return nil
                }
            default: return nil
            }
        }
    }

    /// By scalar, because comparing characters would take most of the time.
    private static func border(behind character: Character) -> Border {
        let scalars = character.unicodeScalars
        var index = scalars.startIndex
        let first = scalars[index]
        scalars.formIndex(after: &index)
        guard index == scalars.endIndex else { return first == "\r" ? .sentence : .none }
        return border(behind: first.value)
    }

    private static func border(behind scalar: UInt32) -> Border {
        switch scalar {
        // 。！？ and the end of a line.
        case 0x3002, 0xFF01, 0xFF1F, 0x0A: return .sentence
        // 、，； and blanks.
        case 0x3001, 0xFF0C, 0xFF1B, 0x3000, 0x20: return .clause
        default: return .none
        }
    }

    /// The passage of at most `width` cells that shows the most patterns.
    func cut(_ matches: [Highlighter.Match], width: Int) -> Snippet {
        let marked = matches.map { (characters($0.range), $0.pattern) }
        let start = bestStart(marked, width)
        let end = lastEnd(from: start, width)
        let from = start == 0 ? 0 : ends[start - 1]
        let to = end == 0 ? 0 : ends[end - 1]
        let ranges = marked.map(\.0).compactMap { range -> Range<Int>? in
            let clamped = range.clamped(to: start..<end)
            guard !clamped.isEmpty else { return nil }
            let first = clamped.lowerBound == 0 ? 0 : ends[clamped.lowerBound - 1]
            return first - from..<ends[clamped.upperBound - 1] - from
        }
        let passage = Array(text.utf8)[from..<to]
        return Snippet(
            text: String(decoding: passage, as: UTF8.self), highlights: Highlighter.merge(ranges),
            sourceRange: from..<to, isCutAtStart: start > 0, isCutAtEnd: end < ends.count)
    }

    /// The characters that a UTF-8 range touches: marks never split a character.
    private func characters(_ range: Range<Int>) -> Range<Int> {
        let first = index(ofByte: range.lowerBound)
        let last = index(ofByte: max(range.upperBound - 1, range.lowerBound))
        return first..<min(last + 1, ends.count)
    }

    private func index(ofByte offset: Int) -> Int {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The end of the characters from `start` that fit in `width` cells.
    private func lastEnd(from start: Int, _ width: Int) -> Int {
        var low = start
        var high = ends.count
        while low < high {
            let middle = (low + high + 1) / 2
            // A difference avoids overflow: the width may be the greatest integer.
            if cellsBefore[middle] - cellsBefore[start] <= width {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return low
    }

    /// The start of the passage.
    ///
    /// Among all passages of this width, one with the most patterns is chosen, and among those one
    /// with the most matches. It begins at a sentence, or else at a clause, if that loses nothing.
    private func bestStart(_ marked: [(Range<Int>, Int)], _ width: Int) -> Int {
        let count = ends.count
        guard !marked.isEmpty, cellsBefore[count] > width else { return 0 }
        let number = bestMatch(marked, width)
        // The end of the passage need not be shown if it has no match.
        let kinds = Set(marked.map(\.1)).count
        let end = lastEnd(from: marked[number].0.lowerBound, width)
        var seen: Set<Int> = []
        var shown = 0
        var last = marked[number].0.lowerBound
        for match in marked[number...] {
            if match.0.lowerBound >= end || (shown >= 99 && seen.count == kinds) { break }
            guard match.0.upperBound <= end else { continue }
            seen.insert(match.1)
            shown += 1
            last = max(last, match.0.upperBound)
        }
        return start(before: marked[number].0.lowerBound, showing: last, width)
    }

    /// The match at which the passage with the most patterns begins, or among several the one with
    /// the most matches; only matches need be considered as starts.
    ///
    /// A sliding window over the matches, so each match enters and leaves it once.
    private func bestMatch(_ marked: [(Range<Int>, Int)], _ width: Int) -> Int {
        let byEnd = marked.indices.sorted { marked[$0].0.upperBound < marked[$1].0.upperBound }
        var indices: [Int: Int] = [:]
        for match in marked where indices[match.1] == nil { indices[match.1] = indices.count }
        // The count of each pattern in the window, and the numbers of patterns and matches.
        var counts = [Int](repeating: 0, count: indices.count)
        var (patterns, shown) = (0, 0)
        var next = 0
        var best = (score: -1, match: 0)
        for (number, match) in marked.enumerated() {
            let end = lastEnd(from: match.0.lowerBound, width)
            while next < byEnd.count, marked[byEnd[next]].0.upperBound <= end {
                let entering = byEnd[next]
                next += 1
                guard entering >= number, let index = indices[marked[entering].1] else { continue }
                if counts[index] == 0 { patterns += 1 }
                counts[index] += 1
                shown += 1
            }
            let score = patterns * 100 + min(shown, 99)
            if score > best.score { best = (score, number) }
            if match.0.upperBound <= end, let index = indices[match.1] {
                counts[index] -= 1
                if counts[index] == 0 { patterns -= 1 }
                shown -= 1
            }
        }
        return best.match
    }

    /// The start of a passage that shows the characters from `anchor` to `end`.
    private func start(before anchor: Int, showing end: Int, _ width: Int) -> Int {
        let count = ends.count
        let toEnd = cellsBefore[count] - cellsBefore[anchor]
        // The text before the first match gets a third, or whatever the end of the text leaves.
        let room = min(
            max(width / 3, width - toEnd), width - (cellsBefore[end] - cellsBefore[anchor]))
        var earliest = anchor
        while earliest > 0, cellsBefore[anchor] - cellsBefore[earliest - 1] <= room {
            earliest -= 1
        }
        func isStart(_ index: Int, _ border: Border) -> Bool {
            index == 0 || borders[index - 1] == border
        }
        let starts = earliest...anchor
        // If the end of the text is visible, show as many sentences as fit.
        if let all = starts.first(where: {
            isStart($0, .sentence) && cellsBefore[count] - cellsBefore[$0] <= width
        }) {
            return all
        }
        return starts.last { isStart($0, .sentence) } ?? starts.first { isStart($0, .clause) }
            ?? earliest
    }
}
