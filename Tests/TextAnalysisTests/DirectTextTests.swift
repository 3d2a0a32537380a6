import SearchTestSupport
import TextAnalysis
import Testing

/// Texts whose offsets are found by counting scalars.
@Suite struct DirectTextTests {
    @Test("offsets that are counted are those that are noted")
    func counting() {
        var direct = 0
        Property.check(4_000) { random, comment in
            let input = NastyText.random(Int.random(in: 1...8, using: &random), using: &random)
            var normalizer = TextNormalizer()
            let tracked = normalizer.normalize(input)
            var untracked = NormalizedText()
            normalizer.normalize(input, into: &untracked)
            #expect(untracked.isDirect == tracked.isDirect, comment)
            #expect(untracked.folded == tracked.folded, comment)
            guard untracked.isDirect else { return }
            direct += 1
            var ends = [0]
            var end = 0
            for scalar in input.unicodeScalars {
                end += String(scalar).utf8.count
                ends.append(end)
            }
            #expect(untracked.count == ends.count - 1, comment)
            for start in 0..<untracked.count {
                for end in start + 1...untracked.count
                where !untracked.dependsOnNeighbours(start..<end) {
                    #expect(tracked.originalRange(start..<end) == ends[start]..<ends[end], comment)
                }
            }
        }
        #expect(direct > 100)
    }

    @Test(
        "a text is direct unless scalars are joined, split or dropped",
        arguments: [
            ("図書館の相互利用、２０１５年", true), ("人々と国々", true), ("関連 分野", true), ("連 携", false),
            ("か\u{3099}", false),
            ("5㌔", false), ("ｶﾞ", false), ("連\u{200B}携", false), ("平成 29 年", false),
            ("I C T", false), ("図書\n館", false),
        ])
    func isDirect(text: String, expected: Bool) {
        var normalizer = TextNormalizer()
        #expect(normalizer.normalize(text).isDirect == expected)
    }

    @Test("iteration marks, blanks and middle dots depend on their neighbours")
    func neighbours() {
        var normalizer = TextNormalizer()
        let text = normalizer.normalize("人々と、関連 分野")
        #expect(!text.dependsOnNeighbours(0..<1))
        #expect(text.dependsOnNeighbours(0..<2))
        #expect(!text.dependsOnNeighbours(2..<6))
        #expect(text.dependsOnNeighbours(5..<7))
    }
}
