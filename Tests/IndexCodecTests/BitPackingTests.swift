import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct BitPackingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func largest(_ width: Int) -> UInt32 {
        width == 0 ? 0 : UInt32.max >> UInt32(32 - width)
    }

    @Test("values of every width and number come back, all at once and one by one")
    func roundTrip() throws {
        for width in 0...32 {
            var random = SplitMix64(seed: Property.seed &+ UInt64(width))
            for count in [0, 1, 2, 7, 8, 9, 63, 64, 127, 128] {
                var values = (0..<count).map { _ in
                    UInt32.random(in: 0...largest(width), using: &random)
                }
                if count > 1 { values[count / 2] = largest(width) }
                try check(values, width: width)
            }
        }
    }

    @Test("the greatest values of a width do not touch each other", arguments: 0...32)
    func extremes(width: Int) throws {
        let high = largest(width)
        try check([UInt32](repeating: high, count: 128), width: width)
        try check((0..<128).map { $0 % 2 == 0 ? high : 0 }, width: width)
    }

    private func check(_ values: [UInt32], width: Int) throws {
        let prefix: [UInt8] = [0xFF, 0xFF, 0xFF]
        var bytes = prefix
        BitPacking.pack(values.span, width: width, into: &bytes)
        #expect(bytes.count - prefix.count == BitPacking.byteCount(values.count, width: width))
        let region = try folder.region(of: bytes)
        let file = region.file
        let span = file.bytes
        var output = InlineArray<128, UInt32>(repeating: 7)
        BitPacking.unpack(
            span, prefix.count, width: width, count: values.count, into: &output)
        #expect(output.elements(values.count) == values, "width \(width)")
        if values.count < 128 { #expect(output[values.count] == 7, "width \(width)") }
        for index in values.indices {
            var value: [UInt32] = [7]
            BitPacking.unpack(
                span, prefix.count, bits: index * width..<(index + 1) * width, width: width,
                appendingTo: &value)
            if value != [7, values[index]] { Issue.record("value \(index) of width \(width)") }
        }
        var all: [UInt32] = []
        BitPacking.unpack(
            span, prefix.count, bits: 0..<values.count * width, width: width, appendingTo: &all)
        #expect(width == 0 ? all == [0] : values.isEmpty || all == values, "width \(width)")
    }

    @Test("runs have widths of their own")
    func runs() {
        var bytes: [UInt8] = [0xFF]
        var packer = RunPacker()
        packer.pack(
            [2, 0, 20].span, counts: [1, 2].span, widths: [4, 5].span, into: &bytes)
        // 2 | 0 << 4 | 20 << 9
        #expect(bytes == [0xFF, 0x02, 0x28])
    }

    @Test("runs that are repeats are left out")
    func runsWithoutRepeats() {
        Property.check(100) { random, comment in
            let count = Int.random(in: 1...128, using: &random)
            let widths = (0..<count).map { _ in UInt32.random(in: 0...32, using: &random) }
            let counts = (0..<count).map { _ in UInt32.random(in: 1...20, using: &random) }
            var repeats = PositionRepeats()
            var (values, kept): ([UInt32], [UInt32]) = ([], [])
            var (keptCounts, keptWidths): ([UInt32], [UInt32]) = ([], [])
            for run in 0..<count {
                let own = (0..<counts[run]).map { _ in UInt32.random(in: 0...(.max), using: &random)
                }
                values += own
                if Bool.random(using: &random) {
                    repeats.insert(run)
                } else {
                    kept += own
                    keptCounts.append(counts[run])
                    keptWidths.append(widths[run])
                }
            }
            var (bytes, expected): ([UInt8], [UInt8]) = ([7], [7])
            var packer = RunPacker()
            var cleared = widths
            repeats.clear(&cleared)
            packer.pack(values.span, counts: counts.span, widths: cleared.span, into: &bytes)
            packer.pack(
                kept.span, counts: keptCounts.span, widths: keptWidths.span, into: &expected)
            #expect(bytes == expected, comment)
        }
    }

    @Test("runs of any widths come back")
    func randomRuns() throws {
        try Property.check(100) { random, comment in
            let count = Int.random(in: 0...128, using: &random)
            let widths = (0..<count).map { _ in UInt32.random(in: 0...32, using: &random) }
            let counts = (0..<count).map { _ in UInt32.random(in: 1...20, using: &random) }
            let runs = zip(widths, counts).map { width, count in
                (0..<count).map { _ in UInt32.random(in: 0...largest(Int(width)), using: &random) }
            }
            let values = Array(runs.joined())
            var bytes: [UInt8] = []
            var packer = RunPacker()
            packer.pack(
                values.span, counts: counts.span, widths: widths.span, into: &bytes)
            let bits = zip(widths, counts).reduce(0) { $0 + Int($1.0 * $1.1) }
            #expect(bytes.count == (bits + 7) / 8, comment)
            let region = try folder.region(of: bytes)
            var place = 0
            for (run, width) in zip(runs, widths) {
                let end = place + run.count * Int(width)
                var output: [UInt32] = []
                BitPacking.unpack(
                    region.bytesToEndOfFile, 0, bits: place..<end, width: Int(width),
                    appendingTo: &output)
                #expect(output == (width == 0 ? [0] : run), comment)
                place = end
            }
        }
    }

    @Test("the width of a value is the number of its bits")
    func widths() {
        #expect(BitPacking.width(of: 0) == 0)
        for bit in 0..<32 {
            #expect(BitPacking.width(of: 1 << UInt32(bit)) == bit + 1)
            #expect(BitPacking.width(of: UInt32.max >> UInt32(bit)) == 32 - bit)
        }
    }

    @Test("bytes are filled up")
    func byteCount() {
        #expect(BitPacking.byteCount(0, width: 32) == 0)
        #expect(BitPacking.byteCount(128, width: 0) == 0)
        #expect(BitPacking.byteCount(1, width: 1) == 1)
        #expect(BitPacking.byteCount(8, width: 1) == 1)
        #expect(BitPacking.byteCount(9, width: 1) == 2)
        #expect(BitPacking.byteCount(128, width: 32) == 512)
    }

    @Test("the layout is that of the format")
    func layout() {
        var bytes: [UInt8] = []
        BitPacking.pack([1, 2, 3, 4, 5].span, width: 3, into: &bytes)
        // 1 | 2 << 3 | 3 << 6 | 4 << 9 | 5 << 12
        #expect(bytes == [0b1101_0001, 0b0101_1000])
    }
}
