import Testing

@testable import RenkeiSearch

/// What finds parts of long texts, beside plain ways to do the same.
@Suite struct LongTextTests {
    private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

    private func text(_ random: inout TestRandom, atMost limit: Int) -> [UInt32] {
        (0..<random.below(limit + 1)).map { _ in UInt32(0x61 + random.below(3)) }
    }

    @Test("a suffix array has the substrings of its texts and no others")
    func substrings() {
        var random = TestRandom(stream: 81)
        for _ in 0..<TestRandom.iterations(200) {
            let texts = (0..<random.below(3) + 1).map { _ in text(&random, atMost: 30) }
            let index = SubstringIndex(texts)
            for _ in 0..<20 {
                let pattern = text(&random, atMost: 5)
                let expected = texts.contains { $0.contains(pattern) }
                #expect(index.contains(pattern[...]) == (expected || pattern.isEmpty))
            }
        }
        #expect(!SubstringIndex([]).contains([0x61]))
    }

    @Test("a text that repeats itself is indexed")
    func repetition() {
        let index = SubstringIndex([[UInt32](repeating: 0x61, count: 3000)])
        #expect(index.contains([UInt32](repeating: 0x61, count: 3000)[...]))
        #expect(!index.contains([UInt32](repeating: 0x61, count: 3001)[...]))
    }

    @Test("a long pattern is found everywhere, overlapping itself too")
    func occurrences() {
        var random = TestRandom(stream: 82)
        for _ in 0..<TestRandom.iterations(300) {
            let text = text(&random, atMost: 40)
            let pattern = self.text(&random, atMost: 4)
            var found: [Int] = []
            SubstringSearch(pattern).forEachOccurrence(in: text) { found.append($0) }
            let expected =
                pattern.isEmpty
                ? [] : text.indices.filter { text[$0...].starts(with: pattern) }
            #expect(found == expected)
        }
    }

    @Test("patterns of any length are marked")
    func patterns() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([""], in: folder)
        let long = String(repeating: "図書館と", count: 20)
        let results = try searcher.search(.all([.phrase(long + "図"), .phrase("書"), .phrase("温泉")]))
        let text = "温泉、" + long + long + "図、泉"
        #expect(try searcher.highlights(in: text, for: results) == [0..<6, 9..<9 + 12 * 40 + 3])
    }

    @Test("of a long text the part with most of the words is shown")
    func passage() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([""], in: folder)
        let filler = String(repeating: "町と村の道を直す。", count: 1000)
        let text = filler + "図書館がある。" + filler + "温泉と図書館がある。" + filler
        let results = try searcher.search("温泉 図書館")
        try searcher.analyzers.with { analyzer throws(SearchError) in
            let highlighter = Highlighter(results.plan)
            let whole = PassageSearch(highlighter, analyzer).passage(of: text, width: 60)
            let part = PassageSearch(highlighter, analyzer, partLength: 5000)
                .passage(of: text, width: 60)
            #expect(part == whole)
            #expect(part.text.contains("温泉と図書館がある。"))
            let bytes = Array(text.utf8)[part.sourceRange]
            #expect(String(decoding: bytes, as: UTF8.self) == part.text)
            // Where nothing is found, the text begins.
            let none = PassageSearch(Highlighter(QueryPlan()), analyzer, partLength: 5000)
                .passage(of: text, width: 60)
            #expect(none.sourceRange.lowerBound == 0 && none.isCutAtEnd)
        }
    }
}
