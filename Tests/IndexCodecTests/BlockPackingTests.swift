import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct BlockPackingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func largest(_ width: Int) -> UInt32 {
        width == 0 ? 0 : UInt32.max >> UInt32(32 - width)
    }

    @Test("blocks of every width come back, in 16 bytes for each bit", arguments: 0...32)
    func roundTrip(width: Int) throws {
        var random = SplitMix64(seed: Property.seed &+ UInt64(width))
        let values = (0..<128).map { _ in UInt32.random(in: 0...largest(width), using: &random) }
        for block in [values, [UInt32](repeating: largest(width), count: 128)] {
            let prefix: [UInt8] = [0xFF, 0xFF, 0xFF]
            var bytes = prefix
            BitPacking.packBlock(block.span, width: width, into: &bytes)
            #expect(bytes.count - prefix.count == 16 * width)
            let file = try folder.region(of: bytes).file
            var output = InlineArray<128, UInt32>(repeating: 7)
            BitPacking.unpackBlock(file.bytes, 3, width: width, plus: 0, into: &output)
            #expect(output.elements(128) == block)
            BitPacking.unpackBlock(file.bytes, 3, width: width, plus: 5, into: &output)
            #expect(output.elements(128) == block.map { $0 &+ 5 })
        }
    }

    @Test("the first value that is great enough is found, whatever follows the last")
    func index() {
        Property.check(40) { random, comment in
            var value: UInt32 = UInt32.random(in: 0...3, using: &random)
            let step: UInt32 = [1, 3, 1000, 1 << 24].randomElement(using: &random) ?? 1
            var values = InlineArray<128, UInt32>(repeating: 0)
            for index in 0..<128 {
                values[index] = value
                value += UInt32.random(in: 1...step, using: &random)
            }
            let count = Int.random(in: 1...128, using: &random)
            for index in count..<128 {
                values[index] =
                    index < (count + 31) & ~31 ? .max : UInt32.random(in: 0...value, using: &random)
            }
            for wanted in 0..<count {
                let before = wanted == 0 ? 0 : values[wanted - 1] + 1
                let target = UInt32.random(in: before...values[wanted], using: &random)
                let index = BitPacking.index(reaching: target, in: &values)
                #expect(index == wanted, comment)
            }
        }
    }

    @Test("the greatest byte of any range is found")
    func greatest() throws {
        var random = SplitMix64(seed: Property.seed)
        let bytes = (0..<100).map { _ in UInt8.random(in: 0...255, using: &random) }
        let file = try folder.region(of: bytes).file
        for start in 0...90 {
            for end in start...90 {
                let greatest = BitPacking.greatest(file.bytes, 10, start..<end)
                #expect(greatest == bytes[10 + start..<10 + end].max() ?? 0)
            }
        }
    }

    @Test("values from a limit on are counted")
    func count() {
        Property.check(40) { random, comment in
            let width = UInt32.random(in: 0...31, using: &random)
            let values = (0..<128).map { _ in
                UInt32.random(in: 0...UInt32.max >> width, using: &random)
            }
            for limit in [0, 1, values[5], values[6] &+ 1, UInt32.max] {
                #expect(
                    BitPacking.count(atLeast: limit, in: values.span)
                        == values.count { $0 >= limit }, comment)
            }
        }
    }

    @Test("value 4 r + l is at row r of lane l")
    func layout() throws {
        // Width 8: a word of a lane holds the values of four rows, the first in its lowest byte.
        var bytes: [UInt8] = []
        BitPacking.packBlock(Array(0..<128 as Range<UInt32>).span, width: 8, into: &bytes)
        #expect(Array(bytes[0..<8]) == [0, 4, 8, 12, 1, 5, 9, 13])
        #expect(Array(bytes[16..<20]) == [16, 20, 24, 28])
    }

    @Test("gaps add up, with a step of one between two", arguments: 0...20)
    func gaps(width: Int) throws {
        var random = SplitMix64(seed: Property.seed &+ UInt64(100 + width))
        let gaps = (0..<128).map { _ in UInt32.random(in: 0...largest(width), using: &random) }
        var expected: [UInt32] = []
        var next: UInt32 = 1000
        for gap in gaps {
            expected.append(next + gap)
            next += gap + 1
        }
        var bytes: [UInt8] = []
        BitPacking.packBlock(gaps.span, width: width, into: &bytes)
        let file = try folder.region(of: bytes + [0]).file
        var output = InlineArray<128, UInt32>(repeating: 0)
        BitPacking.unpackBlockOfGaps(file.bytes, 0, width: width, base: 1000, into: &output)
        #expect(output.elements(128) == expected)
        // What a gap has above its width moves all documents from its own on.
        output = InlineArray(repeating: 0)
        output[5] = 9
        BitPacking.unpackBlockOfGaps(file.bytes, 0, width: width, base: 1000, into: &output)
        #expect(output.elements(128) == expected.enumerated().map { $0 < 5 ? $1 : $1 + 9 })
        BitPacking.unpackBlock(file.bytes, 0, width: width, plus: 0, into: &output)
        BitPacking.sumGaps(base: 1000, count: 128, &output)
        #expect(output.elements(128) == expected)
    }
}
