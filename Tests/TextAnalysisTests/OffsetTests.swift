import SearchTestSupport
import TextAnalysis
import Testing

/// Where the scalars of a normalised text came from: what highlights are cut by.
@Suite struct OffsetTests {
    private func source(_ input: String, _ range: Range<Int>) -> String {
        var normalizer = TextNormalizer()
        return part(of: input, normalizer.normalize(input).originalRange(range))
    }

    private func part(of input: String, _ range: Range<Int>) -> String {
        String(decoding: Array(input.utf8)[range], as: UTF8.self)
    }

    @Test("every scalar has the bytes that it came from")
    func offsets() {
        var normalizer = TextNormalizer()
        let result = normalizer.normalize("aｶﾞ㌔\u{200B}𠮷e\u{301}")
        #expect(text(result.base) == "aガキロ吉é")
        #expect(result.starts == [0, 1, 7, 7, 13, 17])
        #expect(result.ends == [1, 7, 13, 13, 17, 20])
    }

    @Test("a part of a sign gives the whole sign")
    func signs() {
        #expect(source("5㌔走", 1..<2) == "㌔")
        #expect(source("5㌔走", 2..<4) == "㌔走")
        #expect(source("㍿前橋", 3..<5) == "㍿前")
        #expect(source("½", 1..<2) == "½")
    }

    @Test("a scalar with its marks and selectors is one")
    func marks() {
        #expect(source("は\u{309A}ん", 0..<1) == "は\u{309A}")
        #expect(source("葛\u{E0100}城", 0..<1) == "葛\u{E0100}")
        #expect(source("葛\u{E0100}城", 1..<2) == "城")
    }

    @Test("what was folded by its neighbours brings them along")
    func contexts() {
        #expect(source("人々の", 1..<2) == "人々")
        #expect(source("人々の", 0..<1) == "人")
        #expect(source("部分々々の", 2..<3) == "部分々々")
        #expect(source("部分々々の", 3..<5) == "部分々々の")
        #expect(source("いすゞ車", 2..<3) == "すゞ")
        #expect(source("デ－タ", 1..<2) == "デ－タ")
        #expect(source("カ‐の", 1..<2) == "カ‐の")
        #expect(source("カ‐木", 1..<2) == "カ‐")
    }

    @Test("a mark that repeats a mark brings along what the first one repeats")
    func chains() {
        #expect(source("なゝゝ", 2..<3) == "なゝゝ")
        #expect(source("人々〻", 2..<3) == "人々〻")
        #expect(source("あかゝゞゝ", 4..<5) == "かゝゞゝ")
    }

    @Test("an empty range is empty")
    func empty() {
        var normalizer = TextNormalizer()
        #expect(normalizer.normalize("人々").originalRange(1..<1).isEmpty)
        #expect(normalizer.normalize("").originalRange(0..<0).isEmpty)
    }

    @Test("offsets ascend, are not empty and lie on the borders of scalars")
    func order() {
        var normalizer = TextNormalizer()
        Property.check(1500) { random, comment in
            let input = NastyText.random(12, using: &random)
            let result = normalizer.normalize(input)
            var borders: Set<UInt32> = [0]
            var offset: UInt32 = 0
            for scalar in input.unicodeScalars {
                offset += UInt32(String(scalar).utf8.count)
                borders.insert(offset)
            }
            let places = zip(result.starts, result.ends)
            #expect(places.allSatisfy { $0 < $1 }, comment)
            #expect(borders.isSuperset(of: result.starts + result.ends), comment)
            // Two scalars came from the same bytes, or the first from those before the second's.
            let ordered = zip(places, places.dropFirst()).allSatisfy { $0 == $1 || $0.1 <= $1.0 }
            #expect(ordered, comment)
        }
    }

    @Test("the original of any range normalises to a text that holds the range")
    func highlights() {
        var normalizer = TextNormalizer()
        var single = NormalizedText()
        Property.check(400) { random, comment in
            let input =
                Bool.random(using: &random)
                ? NastyText.random(12, using: &random) : NastyText.randomMarks(12, using: &random)
            let result = normalizer.normalize(input)
            var ranges = (0..<result.count).map { $0..<$0 + 1 }
            for _ in 0..<6 where result.count > 0 {
                let first = Int.random(in: 0..<result.count, using: &random)
                ranges.append(first..<Int.random(in: first + 1...result.count, using: &random))
            }
            for range in ranges {
                let original = part(of: input, result.originalRange(range))
                normalizer.normalize(original, into: &single)
                if !holds(single.folded, result.folded[range]) {
                    let wanted = "\(hex(result.folded[range])) of \(hex(scalars(input)))"
                    Issue.record("\(comment): \(range) \(wanted) not in \(hex(scalars(original)))")
                }
            }
        }
    }

    private func holds(_ whole: [UInt32], _ part: ArraySlice<UInt32>) -> Bool {
        guard whole.count >= part.count else { return false }
        return (0...whole.count - part.count).contains {
            whole[$0..<$0 + part.count].elementsEqual(part)
        }
    }
}
