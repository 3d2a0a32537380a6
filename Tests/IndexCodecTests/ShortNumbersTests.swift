import IndexStorage
import SearchTestSupport
import Testing

@testable import IndexCodec

@Suite struct ShortNumbersTests {
    @Test("four numbers of a byte or two are read, and no others")
    func againstWriter() {
        Property.check(400) { random, comment in
            var writer = ByteWriter()
            var numbers: [UInt64] = []
            var ends: [Int] = []
            while writer.bytes.count < 8 {
                let most = [0x7F, 0x80, 0x3FFF, 0x3FFF, 0x4000, .max] as [UInt64]
                let number = UInt64.random(
                    in: 0...(most.randomElement(using: &random) ?? 0), using: &random)
                writer.varint(number)
                numbers.append(number)
                ends.append(writer.bytes.count)
            }
            let bytes = writer.bytes.prefix(8)
            let word = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
            let whole = zip(numbers, ends).filter { $0.1 <= 8 }.map(\.0)
            guard let four = ShortNumbers(word) else {
                // The bytes after the four may be those of a longer one.
                #expect(whole.count < 4 || numbers.contains { $0 > 0x3FFF }, comment)
                return
            }
            #expect([four.first, four.second, four.third, four.fourth] == Array(whole.prefix(4)))
            #expect(four.byteCount == ends[3], comment)
        }
    }

    @Test("the least and the greatest numbers")
    func extremes() throws {
        let zeros = try #require(ShortNumbers(0))
        #expect(zeros.first == 0 && zeros.fourth == 0 && zeros.byteCount == 4)
        let greatest = try #require(ShortNumbers(0x7FFF_7FFF_7FFF_7FFF))
        #expect(greatest.first == 0x3FFF && greatest.fourth == 0x3FFF && greatest.byteCount == 8)
        #expect(ShortNumbers(.max) == nil)
        #expect(ShortNumbers(0xFF00_0000_00FF_FF00) == nil)
        #expect(ShortNumbers(0x8080_8080_8001_0101) == nil)
    }
}
