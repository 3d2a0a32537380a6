import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct IntegerColumnTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func expectRoundTrip(_ values: [Int64?], _ comment: Comment = "") throws {
        let column = try IntegerColumn(
            try folder.region(of: IntegerColumn.write(values)), count: values.count)
        let read = (0..<values.count).map { column.value(UInt32($0)) }
        #expect(read == values, comment)
    }

    @Test(
        "values come back, absent ones as such",
        arguments: [
            [], [nil], [nil, nil], [0], [7, 7, 7], [7, nil, 7], [-1, nil, 1], [nil, -5], [0, 254],
            [0, 255],
            [nil, 0, 254], [nil, 0, 255], [0, 65_534], [0, 65_535, nil], [1 << 32, 0],
            [0, 4_294_967_294],
            [0, 4_294_967_295], [-1000, 1000, nil], [1868, 2019, nil, 2026],
        ] as [[Int64?]])
    func values(values: [Int64?]) throws { try expectRoundTrip(values) }

    @Test(
        "the greatest and the smallest number come back, with and without absent ones",
        arguments: [
            [.max], [.min], [nil, .max], [nil, .min], [.min, 0], [0, .max], [.min, .max - 1],
            [.min + 1, .max], [.min, -1], [.min, nil, 0, .max - 1], [.min, .max], [.max, .min, 0],
            [.min, nil, .max], [nil, .max, 5, .min, -1, nil],
        ] as [[Int64?]])
    func extremes(values: [Int64?]) throws { try expectRoundTrip(values) }

    @Test("random columns come back")
    func random() throws {
        try Property.check(100) { random, comment in
            let shift = Int64.random(in: 0..<64, using: &random)
            let base = Int64.random(in: .min...(.max), using: &random) >> 2
            let values = (0..<Int.random(in: 0...50, using: &random)).map { _ -> Int64? in
                if Int.random(in: 0..<5, using: &random) == 0 { return nil }
                return base &+ (Int64.random(in: .min...(.max), using: &random) >> shift)
            }
            try expectRoundTrip(values, comment)
        }
    }

    @Test("a column takes as many bytes as its range needs")
    func sizes() {
        for (values, width) in [
            ([nil, nil], 0), ([5, 5], 1), ([1000, 1254], 1), ([1000, 1255], 2), ([0, 65_534], 2),
            ([0, 65_535], 4), ([0, 4_294_967_294], 4), ([0, 4_294_967_295], 8),
        ] as [([Int64?], Int)] {
            #expect(IntegerColumn.write(values).count == 9 + 2 * width)
        }
    }

    @Test("a column of the wrong length or of an unknown width is not opened")
    func damaged() throws {
        let bytes = IntegerColumn.write([1, 2, 300])
        for length in 0..<bytes.count {
            let region = try folder.region(of: Array(bytes[..<length]))
            #expect(throws: StorageError.self) { try IntegerColumn(region, count: 3) }
        }
        let region = try folder.region(of: bytes)
        for count in [0, 2, 4, 1 << 40] {
            #expect(throws: StorageError.self) { try IntegerColumn(region, count: count) }
        }
        for width: UInt8 in [3, 5, 6, 7, 10, 16, 255] {
            var changed = Array(bytes[..<9]) + [UInt8](repeating: 0, count: 3 * Int(width))
            changed[8] = width
            let region = try folder.region(of: changed)
            #expect(throws: StorageError.self) { try IntegerColumn(region, count: 3) }
        }
    }

    @Test("any bit may be flipped")
    func flips() throws {
        for values in [[1, nil, 300], [.min, .max], [0, 1 << 40]] as [[Int64?]] {
            let bytes = IntegerColumn.write(values)
            for bit in 0..<bytes.count * 8 {
                var changed = bytes
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                let region = try folder.region(of: changed)
                guard let column = try? IntegerColumn(region, count: values.count) else { continue }
                for document in values.indices { _ = column.value(UInt32(document)) }
            }
        }
    }
}
