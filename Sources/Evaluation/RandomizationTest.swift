/// A paired, two-sided randomisation test of the difference between two runs.
///
/// If two runs were equally good, it would be chance for each topic which of them had which value,
/// so the sign of the difference could be reversed. The p value is the proportion of all choices of
/// signs whose sum is at least as far from 0 as the observed one.
///
/// With up to ``exactLimit`` topics that differ every choice is tried and the p value is exact.
/// With more, signs are drawn, and the p value is (hits + 1) / (draws + 1), which is never 0.
/// The same seed and values always give the same result.
public struct RandomizationTest: Sendable {
    /// The result of a test.
    public struct Outcome: Sendable, Equatable {
        /// The mean of the differences over all topics compared, candidate minus baseline.
        public let meanDifference: Double

        /// The probability of a difference at least this large by chance.
        public let pValue: Double

        /// The number of topics compared.
        public let topicCount: Int

        /// The number of topics whose values differ.
        public let differingTopicCount: Int

        /// Whether every choice of signs was tried.
        public let isExact: Bool
    }

    /// The number of differing topics up to which every choice of signs is tried.
    public static let exactLimit = 20

    /// The seed of the random signs.
    public let seed: UInt64

    /// The number of choices of signs that are drawn if there are too many to try all.
    public let draws: Int

    /// Makes a test.
    ///
    /// - Precondition: There is at least one draw.
    public init(seed: UInt64 = 1, draws: Int = 100_000) {
        precondition(draws > 0, "A randomisation test needs at least one draw.")
        self.seed = seed
        self.draws = draws
    }

    /// Compares two runs on the topics for which both have a value.
    public func compare(baseline: TopicScores, candidate: TopicScores) -> Outcome {
        let differences = baseline.topicIDs.compactMap { topicID -> Double? in
            guard let before = baseline.value(for: topicID),
                let after = candidate.value(for: topicID)
            else { return nil }
            return after - before
        }
        return test(differences: differences)
    }

    /// Tests differences, one for each topic.
    ///
    /// Without any difference other than 0 the p value is 1.
    ///
    /// - Precondition: Every difference is a finite number.
    public func test(differences: [Double]) -> Outcome {
        precondition(differences.allSatisfy(\.isFinite), "A difference is a finite number.")
        // A difference of 0 has no sign to flip, so it changes no sum.
        let differing = differences.filter { $0 != 0 }
        let sum = differing.reduce(0, +)
        // Sums of the same terms in a different order may differ by rounding.
        let tolerance = 1e-12 * differing.reduce(0) { $0 + abs($1) }
        let bound = abs(sum) - tolerance
        let isExact = differing.count <= Self.exactLimit
        let pValue =
            isExact
            ? exactPValue(differing, bound: bound)
            : sampledPValue(differing, bound: bound)
        return Outcome(
            meanDifference: differences.isEmpty ? 0 : sum / Double(differences.count),
            pValue: pValue,
            topicCount: differences.count,
            differingTopicCount: differing.count,
            isExact: isExact)
    }

    private func exactPValue(_ differences: [Double], bound: Double) -> Double {
        /// The number of choices of the signs from `index` on that reach the bound.
        func hits(from index: Int, sum: Double) -> Int {
            guard index < differences.count else { return abs(sum) >= bound ? 1 : 0 }
            return hits(from: index + 1, sum: sum + differences[index])
                + hits(from: index + 1, sum: sum - differences[index])
        }
        return Double(hits(from: 0, sum: 0)) / Double(1 << differences.count)
    }

    private func sampledPValue(_ differences: [Double], bound: Double) -> Double {
        var generator = SplitMix64(seed: seed)
        var hits = 0
        for _ in 0..<draws {
            var sum = 0.0
            var signs: UInt64 = 0
            for (index, difference) in differences.enumerated() {
                if index % 64 == 0 { signs = generator.next() }
                sum += signs & 1 == 0 ? difference : -difference
                signs >>= 1
            }
            if abs(sum) >= bound { hits += 1 }
        }
        return Double(hits + 1) / Double(draws + 1)
    }
}
