import IndexCodec
import SearchTestSupport
import Testing

@Suite struct FieldFrequenciesTests {
    /// Every vector of `kinds` counts with a sum of `sum`.
    private func vectors(_ kinds: Int, sum: Int) -> [[Int]] {
        if kinds == 0 { return sum == 0 ? [[]] : [] }
        return (0...sum).flatMap { first in
            vectors(kinds - 1, sum: sum - first).map { [first] + $0 }
        }
    }

    @Test("every vector of a small sum comes back and the ranks leave no gap", arguments: 1...5)
    func exhaustive(fieldCount: Int) {
        let split = FieldFrequencies(fieldCount: fieldCount)
        var next: UInt32 = 0
        for sum in 0...12 {
            // The ranks of one sum are those after the ranks of all smaller sums.
            let all = vectors(fieldCount - 1, sum: sum)
            let ranks = all.map(split.rank)
            if ranks.sorted() != (0..<UInt32(all.count)).map({ next + $0 }) {
                Issue.record("ranks of sum \(sum) are not dense")
            }
            for (vector, rank) in zip(all, ranks) where split.counts(rank: rank) != vector {
                Issue.record("\(vector) has rank \(rank) and comes back otherwise")
            }
            next += UInt32(all.count)
        }
    }

    @Test("rank 0 is all in the last field", arguments: 1...5)
    func zero(fieldCount: Int) {
        let split = FieldFrequencies(fieldCount: fieldCount)
        let zeros = [Int](repeating: 0, count: fieldCount - 1)
        #expect(split.rank(zeros) == 0)
        #expect(split.counts(rank: 0) == zeros)
    }

    @Test("vectors of any sum that is kept come back", arguments: 2...5)
    func large(fieldCount: Int) {
        let split = FieldFrequencies(fieldCount: fieldCount)
        Property.check(300) { random, comment in
            var left = Int.random(in: 0...FieldFrequencies.maximumSum, using: &random)
            var counts: [Int] = []
            for _ in 1..<fieldCount {
                counts.append(Int.random(in: 0...left, using: &random))
                left -= counts[counts.count - 1]
            }
            #expect(split.counts(rank: split.rank(counts)) == counts, comment)
        }
    }

    @Test("greater sums are scaled down to the greatest that is kept", arguments: 2...5)
    func scaled(fieldCount: Int) {
        let split = FieldFrequencies(fieldCount: fieldCount)
        Property.check(300) { random, comment in
            let counts = (1..<fieldCount).map { _ in Int.random(in: 0...100_000, using: &random) }
            let sum = counts.reduce(0, +)
            guard sum > FieldFrequencies.maximumSum else { return }
            let kept = split.counts(rank: split.rank(counts))
            let keptSum = kept.reduce(0, +)
            #expect(keptSum <= FieldFrequencies.maximumSum, comment)
            #expect(keptSum > FieldFrequencies.maximumSum - fieldCount, comment)
            for (count, kept) in zip(counts, kept) {
                let exact = Double(count) * Double(FieldFrequencies.maximumSum) / Double(sum)
                #expect(abs(Double(kept) - exact) <= 1, comment)
            }
        }
    }

    @Test("the greatest ranks fit their vectors", arguments: 2...5)
    func greatest(fieldCount: Int) {
        let split = FieldFrequencies(fieldCount: fieldCount)
        for index in 0..<fieldCount - 1 {
            var counts = [Int](repeating: 0, count: fieldCount - 1)
            counts[index] = FieldFrequencies.maximumSum
            #expect(split.counts(rank: split.rank(counts)) == counts)
            counts[index] = FieldFrequencies.maximumSum + 1
            #expect(split.counts(rank: split.rank(counts))[index] == FieldFrequencies.maximumSum)
        }
    }

    @Test("a rank that no vector has gives counts that are not negative", arguments: 1...5)
    func hostile(fieldCount: Int) {
        let split = FieldFrequencies(fieldCount: fieldCount)
        for rank in [.max, 1 << 31, 1_000_000, 766_480, 5] as [UInt32] {
            let counts = split.counts(rank: rank)
            #expect(counts.count == fieldCount - 1)
            #expect(counts.allSatisfy { (0...FieldFrequencies.maximumSum).contains($0) })
        }
    }
}
