import Foundation
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
            let base = normalizer.normalize(line).base
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
