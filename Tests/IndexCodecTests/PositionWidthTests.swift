import IndexCodec
import Testing

@Suite struct PositionWidthTests {
    @Test("a position of any document of a length fits")
    func fits() {
        var lengths = Array(1..<5000)
        for bit in 12..<30 { lengths += [(1 << bit) - 1, 1 << bit, (1 << bit) + 1] }
        for length in lengths {
            let greatest = UInt32(length - 1)
            let limit = BitPacking.width(of: greatest)
            let width = PositionWidth(limit: limit)(LengthNorm.encode(length))
            if width != limit { Issue.record("length \(length): \(width) of \(limit) bits") }
        }
    }

    @Test("the lesser of what the document and the block ask for")
    func lesser() {
        // Up to 15, 31, 63 and 262143 positions.
        let widths: [(norm: UInt8, bits: Int)] = [
            (0, 4), (15, 4), (16, 5), (31, 5), (47, 6), (239, 18),
        ]
        for (norm, bits) in widths {
            for limit in 0...19 {
                #expect(PositionWidth(limit: limit)(norm) == min(bits, limit))
            }
        }
    }

    @Test("where a position takes more bits than a norm can tell, all do")
    func unlimited() {
        for limit in 20...32 {
            for norm in UInt8.min...UInt8.max {
                #expect(PositionWidth(limit: limit)(norm) == limit)
            }
        }
    }
}
