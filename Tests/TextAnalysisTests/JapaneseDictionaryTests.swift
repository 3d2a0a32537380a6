import Foundation
import SearchTestSupport
import Testing

@testable import TextAnalysis

@Suite struct JapaneseDictionaryTests {
    /// The boundaries of ICU's break iterator, as scalar offsets; the texts have no surrogates.
    private func reference(_ base: [UInt32]) throws -> Set<Int> {
        var boundaries: Set<Int> = [0]
        try ICUWordBreaker().forEachBoundary(of: base.map { UInt16(truncatingIfNeeded: $0) }) {
            boundaries.insert($0)
        }
        return boundaries
    }

    @Test("words are cut as ICU's break iterator cuts them")
    func cutsAsICUDoes() throws {
        let segmenter = try WordSegmenter()
        var normalizer = TextNormalizer()
        var starts: [Bool] = []
        var runs = 0
        for line in try CorpusText.lines() {
            // This old province is cut by a rule of our own.
            let base = normalizer.normalize(line.replacing("備中国", with: "備前国")).base
            guard base.allSatisfy({ $0 < 0xD800 || ($0 > 0xDFFF && $0 < 0x10000) }) else {
                continue
            }
            let expected = try reference(base)
            segmenter.segment(base, into: &starts)
            for index in 1..<max(base.count, 1)
            where CharacterClass(base[index]).isJapanese
                && CharacterClass(base[index - 1]).isJapanese
            {
                runs += 1
                #expect(starts[index] == expected.contains(index), "offset \(index) of \(line)")
            }
        }
        #expect(runs > 10_000)
    }

    @Test("the table made of the dictionary cuts as the walk over the trie does")
    func tableCutsAsTheTrie() throws {
        let byTable = try JapaneseDictionary()
        #expect(byTable.prepare())
        var byTrie = try JapaneseDictionary()
        var letters = 0
        func compare(_ text: [UInt32], _ comment: Comment) throws {
            // A dictionary that has cut much goes over to the table.
            letters += text.count
            if letters > 100_000 {
                byTrie = try JapaneseDictionary()
                letters = text.count
            }
            var expected: [UInt32] = [7]
            var found = expected
            byTrie.appendWords(of: text, 0..<text.count, to: &expected)
            byTable.appendWords(of: text, 0..<text.count, to: &found)
            #expect(found == expected, comment)
            #expect(found.count > 1 && found[1] == 0, comment)
        }
        var normalizer = TextNormalizer()
        for line in try CorpusText.lines() {
            let base = normalizer.normalize(line).base
            for run in base.split(whereSeparator: { !CharacterClass($0).isJapanese }) {
                try compare(Array(run), "\(String(scalars: run))")
            }
        }
        let ranges: [ClosedRange<UInt32>] = [
            0x3041...0x3093, 0x30A1...0x30FC, 0x4E00...0x9FFF, 0x4E00...0x5200, 0x20000...0x2A6DF,
        ]
        try Property.check(300) { random, comment in
            let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                UInt32.random(
                    in: ranges.randomElement(using: &random) ?? 0x3041...0x3093, using: &random)
            }
            try compare(text, comment)
        }
    }

    @Test("kanji outside the basic plane and unknown letters are cut without a loss")
    func cutsSurrogatePairs() throws {
        let segmenter = try WordSegmenter()
        var starts: [Bool] = []
        let base = "𠮷野家と𠮷𠮷𩸽の魈".unicodeScalars.map(\.value)
        segmenter.segment(base, into: &starts)
        #expect(starts.count == base.count)
        #expect(starts[0])
    }
}

/// The lines of the bundled corpus.
enum CorpusText {
    static func lines() throws -> [String] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let names = [
            "morioka", "maebashi-takasaki", "renkei-chusu-toshiken", "tokubetsuku", "yokohama8",
        ]
        return try names.flatMap { name in
            try String(contentsOfFile: "/\(root)/corpus/\(name).jsonl", encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
    }
}
