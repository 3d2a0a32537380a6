import SearchTestSupport
import Testing

@testable import TextAnalysis

@Suite struct SynonymTableTests {
    /// The longest word of a table by a look at all of them.
    private func longest(
        _ words: Set<[UInt32]>, _ text: [UInt32], _ start: Int, _ canEnd: (Int) -> Bool
    ) -> Int? {
        words.filter { word in
            text[start...].starts(with: word) && canEnd(start + word.count)
        }.map(\.count).max()
    }

    @Test(
        "the longest word that begins at a place is found, however many begin alike",
        arguments: [1, 20, 33, 400])
    func longestMatch(count: Int) throws {
        try Property.check(6) { random, comment in
            // Words of few letters begin alike, and many are the beginnings of others.
            var words: Set<String> = []
            while words.count < count {
                let length = Int.random(in: 1...(count < 10 ? 3 : 7), using: &random)
                words.insert(
                    String((0..<length).map { _ in "あいう".randomElement(using: &random) ?? "あ" }))
            }
            var normalizer = TextNormalizer(foldings: [])
            let rules = words.sorted().map { "\($0) => ん" }.joined(separator: "\n")
            let parsed = try SynonymTable(parsing: rules, name: "", normalizer: &normalizer)
            let decoded = try #require(SynonymTable(encoded: parsed.encoded))
            #expect(parsed.count == count && decoded.count == count, comment)
            let scalars = Set(words.map { $0.unicodeScalars.map(\.value) })
            let text = (0..<60).map { _ in "あいうえ".unicodeScalars.randomElement(using: &random) }
                .compactMap { $0?.value }
            let ends = text.indices.map { _ in Int.random(in: 0..<3, using: &random) > 0 } + [true]
            for table in [parsed, decoded] {
                for start in text.indices {
                    let match = table.longestMatch(in: text, at: start) { ends[$0] }
                    let expected = longest(scalars, text, start) { ends[$0] }
                    #expect(match?.length == expected, comment)
                    if match != nil { #expect(match?.synonyms == [[0x3093]], comment) }
                }
                #expect(table.longestMatch(in: text, at: text.count) { _ in true } == nil)
            }
        }
    }
}
