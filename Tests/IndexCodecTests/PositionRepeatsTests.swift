import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

/// Positions that a posting shares with the one before are written once.
@Suite struct PositionRepeatsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Postings of one document after another, each with the positions that a closure gives.
    private func sample(_ count: Int, _ positions: (Int) -> [UInt32]) -> PostingsSample {
        var random = SplitMix64(seed: 1)
        var sample = PostingsSample(count: 0, hasPositions: true, using: &random)
        sample.documents = (0..<UInt32(count)).map { $0 }
        sample.positions = (0..<count).map(positions)
        sample.frequencies = sample.positions.map { UInt32($0.count) }
        sample.splits = [UInt32](repeating: 0, count: count)
        sample.bounds = [UInt8](repeating: 9, count: count)
        sample.documentCount = count
        return sample
    }

    private func check(_ sample: PostingsSample) throws {
        var cursor = try folder.cursor(sample.write(), sample)
        for block in 0..<sample.blockCount {
            try sample.check(&cursor, block: block, "")
            // Backwards: what was reckoned for one posting must not matter to another.
            for posting in (0..<cursor.count).reversed() {
                var positions: [UInt32] = []
                try cursor.appendPositions(of: posting, to: &positions)
                #expect(positions == sample.positions[sample.range(block).lowerBound + posting])
            }
        }
    }

    @Test("a block of equal positions holds them once, and a bit for each posting")
    func size() throws {
        let same = sample(128) { _ in [5, 600] }
        // df of two bytes, a bound, a header of four bytes and frequencies of one bit; gaps of none.
        let documents = 2 + 1 + 4 + 16
        // 601 positions take ten bits each: two of them, once.
        #expect(same.write().count == documents + 16 + 3)
        try check(same)
        let other = sample(128) { [5, 600 + UInt32($0 & 1)] }
        #expect(other.write().count == documents + 128 * 2 * 10 / 8)
        try check(other)
    }

    @Test("positions differ at the first index, at the last or in number")
    func differences() throws {
        try check(sample(128) { $0 % 3 == 0 ? [1, 2, 3] : $0 % 3 == 1 ? [0, 2, 3] : [1, 2, 4] })
        try check(sample(128) { $0 % 8 == 0 ? [1, 2] : [1, 2, 3] })
        try check(sample(200) { $0 < 64 ? [7, 8] : [7, 9] })
        try check(sample(130) { _ in [7, 8, 9] })
    }

    @Test("equal positions of documents of other widths are not repeated")
    func widths() throws {
        // The norm of a sample follows from the last position, so one is given that does not.
        let same = sample(128) { _ in [3] }
        var writer = PostingsListWriter(norms: (0..<128).map { $0 & 1 == 0 ? 16 : 200 })
        writer.documents = same.documents
        writer.frequencies = same.frequencies
        writer.splits = same.splits
        writer.bounds = same.bounds
        writer.positions = Array(same.positions.joined())
        writer.positions[127] = 4000
        var output = ByteWriter()
        writer.write(to: &output)
        // Of norm 16 five bits, of norm 200 the twelve of the greatest position.
        #expect(output.count == 2 + 1 + 2 + (64 * 5 + 64 * 12) / 8)
    }

    @Test("repeats that save nothing are not stored", arguments: [2, 3, 9, 127])
    func fewPostings(count: Int) throws {
        let different = sample(count) { [UInt32($0)] }
        let same = sample(count) { _ in [UInt32(count)] }
        try check(different)
        try check(same)
        #expect(same.write().count <= different.write().count)
    }
}
