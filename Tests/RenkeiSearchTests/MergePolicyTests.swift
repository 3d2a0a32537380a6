@testable import RenkeiSearch
import Testing

@Suite struct MergePolicyTests {
    /// What a policy is told of segments of some sizes, one byte a position.
    private func sizes(_ bytes: [Int], deleted: [Double] = []) -> [MergePolicy.Size] {
        bytes.enumerated().map { place, bytes in
            MergePolicy.Size(
                segments: place..<place + 1, bytes: Double(bytes), positions: bytes, documents: 10,
                deleted: place < deleted.count ? deleted[place] : 0)
        }
    }

    @Test("fewer neighbours than the factor are left alone")
    func few() {
        #expect(MergePolicy.standard.merges(sizes([])) == [])
        #expect(MergePolicy.standard.merges(sizes([100])) == [])
        #expect(MergePolicy.standard.merges(sizes([Int](repeating: 5_000_000, count: 9))) == [])
    }

    @Test("ten neighbours of one level become one")
    func ten() {
        let ten = [Int](repeating: 5_000_000, count: 10)
        #expect(MergePolicy.standard.merges(sizes(ten)) == [0..<10])
        // A great one before them stays.
        #expect(MergePolicy.standard.merges(sizes([500_000_000] + ten)) == [1..<11])
        // Two after them wait for eight more.
        #expect(MergePolicy.standard.merges(sizes(ten + [4_000_000, 4_000_000])) == [0..<10])
    }

    @Test("small segments are of one level, however small")
    func small() {
        #expect(
            MergePolicy.standard.merges(
                sizes([900_000, 20, 3_000, 20, 20, 20, 500_000, 20, 20, 20])) == [0..<10])
    }

    @Test("what merges make is merged again at once")
    func cascade() {
        // Nine of ten megabytes and ten of one: the ten become the tenth.
        let sizes = sizes(
            [Int](repeating: 20_000_000, count: 9) + [Int](repeating: 2_000_000, count: 10))
        #expect(MergePolicy.standard.merges(sizes) == [0..<19])
    }

    @Test("a segment is rewritten if more than a third of it is deleted")
    func deleted() {
        let bytes = [5_000_000, 5_000_000, 5_000_000]
        #expect(
            MergePolicy.standard.merges(sizes(bytes, deleted: [0.33, 0.34, 1 / 3])) == [1..<2])
        #expect(MergePolicy.none.merges(sizes(bytes, deleted: [0.33, 0.9, 0.3])) == [])
    }

    @Test("no merge makes a segment with more positions than it can number")
    func limits() {
        let half = SegmentBuilder.maximumPositions / 2 + 1
        let large = sizes([Int](repeating: half, count: 10))
        #expect(MergePolicy.standard.merges(large) == [])
        #expect(MergePolicy.merges(large, maximum: 1) == [])
        let fitting = sizes([half, 10, 10, half])
        #expect(MergePolicy.merges(fitting, maximum: 1) == [0..<3])
    }

    @Test("the number of segments grows with the logarithm of the number of commits")
    func logarithmic() {
        var segments: [Int] = []
        var rewritten = 0
        for commit in 1...20_000 {
            segments.append(300_000)
            for merge in MergePolicy.standard.merges(sizes(segments)).reversed() {
                let sum = segments[merge].reduce(0, +)
                rewritten += sum
                segments.replaceSubrange(merge, with: [sum])
            }
            #expect(segments.count <= 9 * 6, "commit \(commit)")
        }
        // Each byte is written once for each level, of which there are five, and the lowest level
        // a few times more.
        #expect(rewritten < 20_000 * 300_000 * 10)
    }

    @Test("the smallest neighbours are merged first where a number is asked for")
    func maximum() {
        #expect(MergePolicy.merges(sizes([9, 1, 1, 9, 2]), maximum: 4) == [1..<3])
        #expect(MergePolicy.merges(sizes([9, 1, 1, 9, 2]), maximum: 1) == [0..<5])
        #expect(MergePolicy.merges(sizes([9, 1]), maximum: 5) == [])
        #expect(MergePolicy.merges(sizes([9, 1], deleted: [0, 0.01]), maximum: 5) == [1..<2])
    }
}
