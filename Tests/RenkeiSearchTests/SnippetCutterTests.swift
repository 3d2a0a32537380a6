import Testing

@testable import RenkeiSearch

/// The cutter beside plain ways to do the same.
@Suite struct SnippetCutterTests {
    /// A text and random matches in it, some of them inside characters.
    private func sample(_ random: inout TestRandom) -> (String, [Highlighter.Match]) {
        let text = NastyText.make(&random, atMost: 80)
        let length = text.utf8.count
        var matches: [Highlighter.Match] = []
        for _ in 0..<random.below(12) {
            let start = random.below(length)
            let end = min(length, start + 1 + random.below(15))
            matches.append(.init(range: start..<end, pattern: random.below(4)))
        }
        matches.sort {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        return (text, matches)
    }

    private func characterRanges(_ text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for character in text {
            let start = ranges.last?.upperBound ?? 0
            ranges.append(start..<start + character.utf8.count)
        }
        return ranges
    }

    /// How many patterns stand whole in a UTF-8 range, counting the characters that they touch.
    private func patterns(
        in range: Range<Int>, _ matches: [Highlighter.Match], _ characters: [Range<Int>]
    ) -> Int {
        var seen: Set<Int> = []
        for match in matches {
            let touched = characters.filter { $0.overlaps(match.range) }
            guard let first = touched.first, let last = touched.last else { continue }
            if range.lowerBound <= first.lowerBound && last.upperBound <= range.upperBound {
                seen.insert(match.pattern)
            }
        }
        return seen.count
    }

    @Test("no other passage of the width shows more of the patterns")
    func best() {
        var random = TestRandom(stream: 31)
        for _ in 0..<TestRandom.iterations(600) {
            let (text, matches) = sample(&random)
            let width = 2 + random.below(60)
            let comment: Comment = "\(text.scalarNames), width \(width), seed \(TestRandom.seed)"
            let snippet = SnippetCutter(text).cut(matches, width: width)
            let characters = characterRanges(text)
            var most = 0
            for start in characters.indices {
                var end = start
                var cells = 0
                let all = Array(text)
                while end < all.count, cells + TerminalWidth.cells(of: all[end]) <= width {
                    cells += TerminalWidth.cells(of: all[end])
                    end += 1
                }
                guard end > start else { continue }
                let range = characters[start].lowerBound..<characters[end - 1].upperBound
                most = max(most, patterns(in: range, matches, characters))
            }
            #expect(patterns(in: snippet.sourceRange, matches, characters) == most, comment)
        }
    }

    @Test("marks are the characters that matches touch, and only touching ones are one mark")
    func marks() {
        var random = TestRandom(stream: 32)
        for _ in 0..<TestRandom.iterations(600) {
            let (text, matches) = sample(&random)
            let comment: Comment = "\(text.scalarNames), seed \(TestRandom.seed)"
            let snippet = SnippetCutter(text).cut(matches, width: 2 + random.below(200))
            let source = snippet.sourceRange
            #expect(Array(text.utf8)[source].elementsEqual(snippet.text.utf8), comment)
            // Byte by byte: marked if a match touches the character of the byte.
            var expected = [Bool](repeating: false, count: source.count)
            for character in characterRanges(text) where source.contains(character.lowerBound) {
                let isMarked = matches.contains { $0.range.overlaps(character) }
                for byte in character { expected[byte - source.lowerBound] = isMarked }
            }
            var marked = [Bool](repeating: false, count: source.count)
            for range in snippet.highlights { for byte in range { marked[byte] = true } }
            #expect(marked == expected, comment)
            for (left, right) in zip(snippet.highlights, snippet.highlights.dropFirst()) {
                #expect(left.upperBound < right.lowerBound, comment)
            }
        }
    }

    @Test("the whole text is a passage without a limit")
    func whole() {
        var random = TestRandom(stream: 33)
        for _ in 0..<TestRandom.iterations(100) {
            let (text, matches) = sample(&random)
            let snippet = SnippetCutter(text).cut(matches, width: .max)
            #expect(Array(snippet.text.utf8) == Array(text.utf8))
            #expect(!snippet.isCutAtStart && !snippet.isCutAtEnd)
        }
    }

    @Test("UTF-16 marks select the same text as UTF-8 marks")
    func utf16() {
        var random = TestRandom(stream: 34)
        for _ in 0..<TestRandom.iterations(300) {
            let (text, matches) = sample(&random)
            let snippet = SnippetCutter(text).cut(matches, width: 2 + random.below(200))
            let units = Array(snippet.text.utf16)
            let bytes = Array(snippet.text.utf8)
            #expect(snippet.utf16Highlights.count == snippet.highlights.count)
            for (utf8, utf16) in zip(snippet.highlights, snippet.utf16Highlights) {
                #expect(
                    String(decoding: units[utf16], as: UTF16.self)
                        == String(decoding: bytes[utf8], as: UTF8.self))
            }
        }
    }

    @Test("HTML without its marks, unescaped, is the passage, and has no other sign of HTML")
    func html() {
        var random = TestRandom(stream: 35)
        let signs = ["<", ">", "&", "\"", "'", "<\u{338}", "&amp;", "<mark>", "</mark>", "\u{301}"]
        for _ in 0..<TestRandom.iterations(300) {
            var text = ""
            for _ in 0..<random.below(12) + 1 {
                text +=
                    random.below(2) == 0
                    ? random.one(of: signs) : NastyText.make(&random, atMost: 3)
            }
            let length = text.utf8.count
            let start = random.below(length)
            let match = Highlighter.Match(
                range: start..<min(length, start + 1 + random.below(6)), pattern: 0)
            let snippet = SnippetCutter(text).cut([match], width: .max)
            var html = scalars(snippet.html)
            #expect(html.count(of: scalars("<mark>")) == snippet.highlights.count)
            html = html.replacing(scalars("<mark>"), with: [])
            html = html.replacing(scalars("</mark>"), with: [])
            for sign in scalars("<>\"'") { #expect(!html.contains(sign)) }
            for (name, sign) in [
                ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
            ] {
                html = html.replacing(scalars(name), with: scalars(sign))
            }
            #expect(html == scalars(text), "\(text.scalarNames)")
        }
    }

    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test("HTML shows where a passage is cut")
    func cutHTML() {
        let text = String(repeating: "あ", count: 30) + "星" + String(repeating: "い", count: 30)
        let match = Highlighter.Match(range: 90..<93, pattern: 0)
        let snippet = SnippetCutter(text).cut([match], width: 12)
        #expect(snippet.html == "…ああ<mark>星</mark>いいい…")
        #expect(snippet.sourceRange == 84..<102)
    }

    @Test("a passage begins at a clause where its sentence is too long")
    func clause() {
        let text = "長い文の初めの部分がここにあり、そして図書館の話が始まり、まだまだ続いていく。"
        let start = Array(text.utf8).count - Array("図書館の話が始まり、まだまだ続いていく。".utf8).count
        let match = Highlighter.Match(range: start..<start + 9, pattern: 0)
        let snippet = SnippetCutter(text).cut([match], width: 30)
        #expect(snippet.text == "そして図書館の話が始まり、まだ")
    }

    @Test("at the end of a text, sentences before fill the passage")
    func fill() {
        let text = "一つ目の文。二つ目の文。三つ目の文。図書館。"
        let start = Array("一つ目の文。二つ目の文。三つ目の文。".utf8).count
        let match = Highlighter.Match(range: start..<start + 9, pattern: 0)
        let snippet = SnippetCutter(text).cut([match], width: 34)
        #expect(snippet.text == "二つ目の文。三つ目の文。図書館。")
    }

    @Test(
        "a character of several pictures takes two cells",
        arguments: [("👨‍👩‍👧", 2), ("👍🏽", 2), ("🇯🇵", 2), ("❤\u{FE0F}", 2), ("한", 2)])
    func pictures(text: String, cells: Int) {
        #expect(TerminalWidth.cells(text) == cells)
    }
}

extension Array where Element == Unicode.Scalar {
    fileprivate func count(of part: [Unicode.Scalar]) -> Int { ranges(of: part).count }
}
