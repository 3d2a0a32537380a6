import SearchTestSupport
import TextAnalysis
import Testing

@Suite struct WordSegmenterTests {
    private func boundaries(_ input: String, _ segmenter: WordSegmenter) -> ([UInt32], [Bool]) {
        var normalizer = TextNormalizer(foldings: [])
        let base = normalizer.normalize(input).base
        var boundaries = [true, false, true]
        segmenter.segment(base, into: &boundaries)
        return (base, boundaries)
    }

    private func words(_ input: String) throws -> String {
        let (base, boundaries) = boundaries(input, try WordSegmenter())
        var result: [UInt32] = []
        for (index, scalar) in base.enumerated() {
            if boundaries[index], index > 0 { result.append(0x7C) }
            result.append(scalar)
        }
        return text(result)
    }

    @Test(
        "Japanese is cut into words",
        arguments: [
            ("東京都", "東京|都"), ("前橋市", "前橋|市"), ("図書館の相互利用", "図書館|の|相互|利用"),
            ("広域連携による観光振興", "広域|連携|による|観光|振興"), ("ゴミの収集", "ゴミ|の|収集"),
            ("備中国とほぼ重なる", "備中|国|と|ほぼ|重なる"), ("越中国", "越中|国"), ("対中国", "対|中国"),
            ("中国", "中国"), ("備中国際", "備中|国際"),
        ])
    func japanese(input: String, expected: String) throws {
        #expect(try words(input) == expected)
    }

    @Test(
        "a run of letters or digits is one word and scripts part",
        arguments: [
            ("MICE誘致", "mice|誘致"), ("H27年度", "h27|年度"), ("5G基地局", "5g|基地|局"), ("abc123", "abc123"),
            ("可燃ゴミA", "可燃|ゴミ|a"), ("ＤＸ推進", "dx|推進"), ("e\u{301}tude", "étude"),
        ])
    func letters(input: String, expected: String) throws {
        #expect(try words(input) == expected)
    }

    @Test(
        "every mark and blank is a word by itself",
        arguments: [
            ("1,000人", "1|,|000|人"), ("a.b", "a|.|b"), ("市、町", "市|、|町"), ("a  b", "a| | |b"),
            ("...", ".|.|."),
            ("「広域」", "「|広域|」"), ("it's", "it|'|s"), ("a_b", "a|_|b"), ("👨👩👧", "👨|👩|👧"), ("", ""),
            ("市", "市"),
        ])
    func marks(input: String, expected: String) throws {
        #expect(try words(input) == expected)
    }

    @Test("kanji beyond the first plane take one position each")
    func surrogates() throws {
        let (base, boundaries) = boundaries("𠮷𠮷、𠮷a", try WordSegmenter())
        #expect(boundaries.count == base.count)
        #expect(boundaries[2] && boundaries[3] && boundaries[4])
    }

    @Test("there is one mark per scalar, the first is true, and letters stay together")
    func anyText() throws {
        let segmenter = try WordSegmenter()
        Property.check(500) { random, comment in
            let input = NastyText.random(30, using: &random)
            let (base, boundaries) = boundaries(input, segmenter)
            #expect(boundaries.count == base.count, comment)
            #expect(boundaries.first ?? true, comment)
            for index in 1..<max(base.count, 1) {
                let before = CharacterClass(base[index - 1])
                let after = CharacterClass(base[index])
                if before == .word, after == .word {
                    #expect(!boundaries[index], comment)
                } else if before == .word || after == .word || !before.isLetter || !after.isLetter {
                    #expect(boundaries[index], comment)
                }
            }
        }
    }

    @Test("a segmenter's answer does not depend on what it was asked before")
    func stateless() throws {
        let used = try WordSegmenter()
        _ = boundaries(String(repeating: "広域連携による観光振興。", count: 500), used)
        let (_, again) = boundaries("図書館の相互利用", used)
        let (_, fresh) = boundaries("図書館の相互利用", try WordSegmenter())
        #expect(again == fresh)
    }

    @Test("the class from the table is the class itself")
    func classes() throws {
        let segmenter = try WordSegmenter()
        for value in UInt32(0)..<0x3200 {
            if segmenter.characterClass(value) != CharacterClass(value) {
                Issue.record("U+\(hex([value])) has another class in the table")
            }
        }
    }
}
