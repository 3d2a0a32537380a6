import IndexCodec
import SearchTestSupport
import Testing
import TextAnalysis

@testable import RenkeiSearch

@Suite struct TermTableTests {
    @Test("bigrams are numbered in the order in which they first occur, however many there are")
    func grams() {
        Property.check(20) { random, comment in
            var table = GramTable()
            var numbers: [UInt64: UInt32] = [:]
            let highest = UInt64.random(in: 2...1 << 42 - 1, using: &random)
            for _ in 0..<20_000 {
                let key = UInt64.random(in: 0...highest, using: &random)
                let number = numbers[key] ?? UInt32(numbers.count)
                numbers[key] = number
                #expect(table.number(Gram(key: key)) == number, comment)
            }
            #expect(table.count == numbers.count, comment)
            #expect(
                table.keys == numbers.sorted { $0.value < $1.value }.map(\.key), comment)
        }
    }

    @Test("bigrams whose hashes collide are distinguished")
    func crowdedGrams() {
        // The inverse of the hash's factor modulo 2^42 turns hashes that are wanted into keys.
        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        var inverse: UInt64 = 1
        for _ in 0..<6 { inverse = inverse &* (2 &- factor &* inverse) }
        let mask: UInt64 = 1 << 42 - 1
        var table = GramTable()
        // Neighbours in the table, and hashes that differ in the bits that a slot leaves out. The
        // last ones look like a vacant slot.
        var hashes: Set<UInt64> = Set(0..<300)
        for high: UInt64 in 0..<100 {
            for low: UInt64 in 0..<3 { hashes.insert(high << 32 | low) }
        }
        for high: UInt64 in 0..<4 { hashes.insert(high << 32 | 0xFFFF_FFFF) }
        let keys = hashes.sorted().map { ($0 &* inverse) & mask }
        let numbers = keys.map { table.number(Gram(key: $0)) }
        #expect(numbers == (0..<keys.count).map { UInt32($0) })
        #expect(keys.map { table.number(Gram(key: $0)) } == numbers)
        #expect(table.count == keys.count)
    }

    @Test("words are numbered in the order in which they first occur, and sorted by their scalars")
    func words() throws {
        let segmenter = try WordSegmenter()
        var normalizer = TextNormalizer()
        Property.check(30) { random, comment in
            var table = WordTable()
            var numbers: [[UInt32]: UInt32] = [:]
            var log: [UInt32] = []
            var expected: [UInt32] = []
            var text = NormalizedText()
            var starts: [UInt32] = []
            var marks: [Bool] = []
            for _ in 0..<40 {
                // Letters of few kinds, so that words share their first three letters.
                let letters = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                    "ab 、図書館の相互利用カキク𠮷".randomElement(using: &random).map(String.init) ?? ""
                }
                normalizer.normalize(letters.joined(), into: &text)
                segmenter.segment(text, into: &starts)
                segmenter.segment(text.base, into: &marks)
                #expect(starts.map(Int.init) == marks.indices.filter { marks[$0] }, comment)
                for (index, start) in starts.enumerated() {
                    let end = index + 1 < starts.count ? Int(starts[index + 1]) : text.count
                    guard CharacterClass(text.base[Int(start)]).isLetter else { continue }
                    let word = Array(text.folded[Int(start)..<end])
                    let number = numbers[word] ?? UInt32(numbers.count)
                    numbers[word] = number
                    expected.append(number)
                }
                table.appendNumbers(of: text, starts: starts, to: &log)
            }
            #expect(log == expected, comment)
            #expect(table.count == numbers.count, comment)
            for (word, number) in numbers {
                #expect(Array(table.word(Int(number))) == word, comment)
            }
            let sorted = numbers.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
            #expect(table.sorted() == sorted, comment)
        }
    }

    @Test("sorting by digits keeps equal keys in order")
    func radixSort() {
        Property.check(100) { random, comment in
            let bits = Int.random(in: 1...64, using: &random)
            let mask = UInt64.max >> UInt64(64 - bits)
            var keys = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                UInt64.random(in: 0...mask, using: &random)
            }
            keys += keys.prefix(20)
            let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
            #expect(RadixSort.indices(of: keys, bits: bits).map(Int.init) == expected, comment)
        }
    }
}
