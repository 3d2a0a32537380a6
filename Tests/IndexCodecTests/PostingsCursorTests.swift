import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

/// What `PostingsListWriter` writes, `PostingsCursor` reads.
@Suite struct PostingsCursorTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let sizes = [1, 2, 127, 128, 129, 256, 1000]

    private func cursor(_ sample: PostingsSample) throws -> PostingsCursor {
        try folder.cursor(sample.write(), sample)
    }

    @Test("blocks come back in order and in any order", arguments: sizes, [true, false])
    func blocks(count: Int, hasPositions: Bool) throws {
        try Property.check(8) { random, comment in
            let sample = PostingsSample(count: count, hasPositions: hasPositions, using: &random)
            var cursor = try cursor(sample)
            #expect(cursor.documentFrequency == count && cursor.blockCount == sample.blockCount)
            #expect(cursor.block == -1 && cursor.count == 0)
            for block in 0..<sample.blockCount {
                try sample.check(&cursor, block: block, comment)
            }
            for _ in 0..<sample.blockCount {
                let block = Int.random(in: 0..<sample.blockCount, using: &random)
                try sample.check(&cursor, block: block, comment)
            }
        }
    }

    @Test("positions of any posting come back", arguments: sizes)
    func positions(count: Int) throws {
        try Property.check(8) { random, comment in
            let sample = PostingsSample(count: count, hasPositions: true, using: &random)
            var cursor = try cursor(sample)
            for block in (0..<sample.blockCount).shuffled(using: &random) {
                try cursor.decode(block)
                let range = sample.range(block)
                for _ in 0..<20 {
                    let posting = Int.random(in: 0..<cursor.count, using: &random)
                    var positions: [UInt32] = [77]
                    try cursor.appendPositions(of: posting, to: &positions)
                    let expected = sample.positions[range.lowerBound + posting]
                    #expect(positions == [77] + expected, comment)
                }
            }
        }
    }

    @Test(
        "the block that reaches a document is found from any block on",
        arguments: [129, 1000, 5000])
    func reaching(count: Int) throws {
        try Property.check(6) { random, comment in
            let sample = PostingsSample(count: count, hasPositions: false, using: &random)
            var cursor = try cursor(sample)
            let lasts = (0..<sample.blockCount).map {
                sample.documents[sample.range($0).upperBound - 1]
            }
            for _ in 0..<sample.blockCount {
                let start = max(cursor.block, 0)
                var targets: [UInt32] = [0, .max, UInt32(sample.documentCount)]
                targets += lasts.flatMap { [$0, $0 + 1, $0 &- 1] }
                for target in targets {
                    let expected = lasts[start...].firstIndex { $0 >= target } ?? lasts.count
                    if cursor.blockIndex(reaching: target) != expected {
                        Issue.record("\(comment): \(target) from block \(start)")
                    }
                }
                try cursor.decode(Int.random(in: 0..<sample.blockCount, using: &random))
            }
        }
    }

    @Test("a list of one block reaches every document in it")
    func reachingSingle() throws {
        var random = SplitMix64(seed: 1)
        for count in [1, 2, 128] {
            let sample = PostingsSample(count: count, hasPositions: false, using: &random)
            let cursor = try cursor(sample)
            #expect(cursor.blockIndex(reaching: 0) == 0 && cursor.blockIndex(reaching: .max) == 0)
        }
    }

    @Test("extreme numbers come back")
    func extremes() throws {
        var random = SplitMix64(seed: 2)
        for count in [1, 2, 200] {
            var sample = PostingsSample(count: count, hasPositions: false, using: &random)
            sample.documents[count - 1] = .max - 1
            sample.documentCount = Int(UInt32.max)
            sample.splits[0] = .max
            var cursor = try cursor(sample)
            for block in 0..<sample.blockCount { try sample.check(&cursor, block: block, "") }
        }
    }

    @Test("extreme positions come back", arguments: [1, 2, 200])
    func extremePositions(count: Int) throws {
        var random = SplitMix64(seed: 2)
        for width in 15...31 {
            var sample = PostingsSample(count: count, hasPositions: true, using: &random)
            let position = UInt32((UInt64(2) << UInt64(width)) - 1)
            sample.positions[0] = [position]
            sample.frequencies[0] = 1
            var cursor = try cursor(sample)
            for block in 0..<sample.blockCount { try sample.check(&cursor, block: block, "") }
            try cursor.decode(0)
            for posting in stride(from: cursor.count - 1, to: 0, by: -1) {
                var positions: [UInt32] = []
                try cursor.appendPositions(of: posting, to: &positions)
                #expect(positions == sample.positions[posting])
            }
            var positions: [UInt32] = []
            try cursor.appendPositions(of: 0, to: &positions)
            #expect(positions == [position])
        }
    }

    @Test("lists without positions may have any frequencies")
    func frequencies() throws {
        var random = SplitMix64(seed: 3)
        var sample = PostingsSample(count: 130, hasPositions: false, using: &random)
        sample.frequencies[5] = UInt32(Int32.max)
        sample.frequencies[129] = .max
        var cursor = try cursor(sample)
        try sample.check(&cursor, block: 0, "")
        try sample.check(&cursor, block: 1, "")
    }

    @Test("the list of a dense term without positions takes no bits per document")
    func dense() {
        var random = SplitMix64(seed: 4)
        var sample = PostingsSample(count: 128, hasPositions: false, using: &random)
        sample.documents = Array(0..<128)
        sample.frequencies = [UInt32](repeating: 1, count: 128)
        sample.splits = [UInt32](repeating: 0, count: 128)
        // The number of documents, the bound and the header.
        #expect(sample.write().count == 2 + 1 + 2)
    }

    @Test("a few large gaps and frequencies do not widen a block")
    func outliers() throws {
        var random = SplitMix64(seed: 9)
        var sample = PostingsSample(count: 128, hasPositions: false, using: &random)
        sample.documents = (0..<128).map { 2 * $0 + ($0 >= 40 ? 100 : 0) + ($0 >= 90 ? 200 : 0) }
        sample.documentCount = 1000
        sample.frequencies = (0..<128).map { [7, 70].contains($0) ? 60 : 1 }
        sample.splits = [UInt32](repeating: 0, count: 128)
        let bytes = sample.write()
        // Gaps of one bit, frequencies of none, two exceptions of two bytes each for both.
        #expect(bytes.count == 2 + 1 + 4 + 16 + 8)
        var cursor = try folder.cursor(bytes, sample)
        try sample.check(&cursor, block: 0, "outliers")
    }

    @Test("gaps are kept apart only where that saves more than a bit of each")
    func smallSaving() throws {
        var random = SplitMix64(seed: 10)
        var sample = PostingsSample(count: 128, hasPositions: false, using: &random)
        sample.frequencies = [UInt32](repeating: 1, count: 128)
        sample.splits = [UInt32](repeating: 0, count: 128)
        sample.documentCount = 1000
        // Gaps of 1, but for one of 2 or 4: two bytes would save 16 or 32.
        for (gap, size) in [(2, 32), (4, 16 + 2)] {
            sample.documents = (0..<128).map { UInt32(2 * $0 + 1 + ($0 >= 40 ? gap - 1 : 0)) }
            let bytes = sample.write()
            #expect(bytes.count == 2 + 1 + 2 + size)
            var cursor = try folder.cursor(bytes, sample)
            try sample.check(&cursor, block: 0, "a gap of \(gap)")
        }
    }

    @Test("a list of one document is a few bytes")
    func singleLayout() {
        var writer = PostingsListWriter(norms: [UInt8](repeating: 0, count: 6))
        writer.documents = [5]
        writer.frequencies = [1]
        writer.splits = [0]
        writer.positions = [7]
        var output = ByteWriter()
        writer.write(to: &output)
        // The document times two: its frequency is 1, and its split 0.
        #expect(output.bytes == [1, 10, 7])
        writer.frequencies = [2]
        writer.splits = [1]
        writer.positions = [3, 9]
        output = ByteWriter()
        writer.write(to: &output)
        #expect(output.bytes == [1, 11, 2, 1, 3, 6])
    }

    @Test("a position takes as many bits as its document and its block ask for")
    func shortLayout() {
        // The documents have 8 and 30 positions: up to 4 and 5 bits.
        var writer = PostingsListWriter(norms: [0, 8, 0, 30])
        writer.documents = [1, 3]
        writer.frequencies = [1, 2]
        writer.splits = [0, 0]
        writer.bounds = [4, 9]
        writer.positions = [2, 0, 20]
        var output = ByteWriter()
        writer.write(to: &output)
        // Gaps of 1 bit, positions of 5, no exceptions, counts; frequencies of 1 bit, no splits.
        let header: [UInt8] = [1 | 5 << 5, 1 << 6, 1, 0]
        // Gaps 1 and 1; frequencies 1 and 2 less 1; positions 2 | 0 << 4 | 20 << 9.
        let packed: [UInt8] = [0b11, 0b10, 0x02, 0x28]
        #expect(output.bytes == [2, 9] + header + packed)
        // A block whose greatest position has 2 bits needs no more for any of them.
        writer.positions = [2, 0, 3]
        output = ByteWriter()
        writer.write(to: &output)
        let narrow: [UInt8] = [0, 0b11, 0b10, 2 | 3 << 4]
        #expect(Array(output.bytes.suffix(4)) == narrow)
    }

    @Test("the tables of a long list take as many bytes as their numbers need")
    func longLayout() {
        var writer = PostingsListWriter(norms: [UInt8](repeating: 1, count: 129))
        writer.documents = Array(0..<129)
        writer.frequencies = [UInt32](repeating: 1, count: 129)
        writer.splits = [UInt32](repeating: 0, count: 129)
        writer.bounds = [UInt8](repeating: 7, count: 129)
        writer.positions = [UInt32](repeating: 0, count: 129)
        var output = ByteWriter()
        writer.write(to: &output)
        let tables: [UInt8] = [0, 127, 128, 0, 2, 4, 0, 0, 7, 7]
        let headers: [UInt8] = [0, 0, 0, 0]
        #expect(output.bytes == [0x81, 0x01] + tables + headers)
        // A document of two bytes.
        writer = PostingsListWriter(norms: nil)
        writer.documents = Array(0..<128) + [256]
        writer.frequencies = [UInt32](repeating: 1, count: 129)
        writer.splits = [UInt32](repeating: 0, count: 129)
        writer.bounds = [UInt8](repeating: 7, count: 129)
        output = ByteWriter()
        writer.write(to: &output)
        #expect(Array(output.bytes.prefix(7)) == [0x81, 0x01, 1, 127, 0, 0, 1])
    }

    @Test("lists are concatenated in a section")
    func section() throws {
        var random = SplitMix64(seed: 5)
        var samples = [1, 300, 2, 128].map {
            PostingsSample(count: $0, hasPositions: true, using: &random)
        }
        // They are lists of the same documents.
        let documentCount = samples.map(\.documentCount).max() ?? 0
        for index in samples.indices {
            samples[index].documentCount = documentCount
            samples[index].positions = samples[index].documents.map { [$0 % 200] }
            samples[index].frequencies = samples[index].documents.map { _ in 1 }
        }
        let lists = samples.map { $0.write() }
        let norms = (0..<documentCount).map { LengthNorm.encode($0 % 200 + 1) }
        let bytes = Array(lists.joined())
        let region = try folder.region(of: bytes + norms)
        var start = 0
        for (sample, list) in zip(samples, lists) {
            let part = try #require(region.part(start, list.count))
            var cursor = try PostingsCursor.open(
                part, documentCount: documentCount, norms: region.part(bytes.count, documentCount))
            for block in 0..<sample.blockCount {
                try sample.check(&cursor, block: block, "")
                for posting in 0..<cursor.count {
                    var positions: [UInt32] = []
                    try cursor.appendPositions(of: posting, to: &positions)
                    #expect(positions == sample.positions[block * 128 + posting])
                }
            }
            start += list.count
        }
    }
}
