import Evaluation
import Testing

@Suite struct RandomizationTestTests {
    @Test("three equal gains: 2 of 8 choices of signs reach the sum")
    func threeGains() {
        let outcome = RandomizationTest().test(differences: [1, 1, 1])
        #expect(outcome.meanDifference == 1)
        #expect(outcome.pValue == 0.25)
        #expect(outcome.topicCount == 3)
        #expect(outcome.isExact)
    }

    @Test("topics without a difference count for the mean and not for the signs")
    func zeros() {
        // The sum is 0.25. Of the 8 sums ±0.1 ±0.2 ±0.05, ±0.35 and ±0.25 reach it: 4 of 8.
        let outcome = RandomizationTest().test(differences: [0.1, 0.2, -0.05, 0])
        #expect(abs(outcome.meanDifference - 0.0625) < 1e-12)
        #expect(outcome.pValue == 0.5)
        #expect(outcome.topicCount == 4)
        #expect(outcome.differingTopicCount == 3)
    }

    @Test("equal runs have a p value of 1", arguments: [[], [0, 0, 0]])
    func equal(differences: [Double]) {
        let outcome = RandomizationTest().test(differences: differences)
        #expect(outcome.pValue == 1)
        #expect(outcome.meanDifference == 0)
    }

    @Test("the test is two-sided")
    func twoSided() {
        let differences = [0.3, 0.1, -0.2, 0.4, 0.05]
        let forth = RandomizationTest().test(differences: differences)
        let back = RandomizationTest().test(differences: differences.map { -$0 })
        #expect(forth.pValue == back.pValue)
        #expect(forth.meanDifference == -back.meanDifference)
    }

    @Test("twenty differences are still tried exactly")
    func twenty() {
        // All of one sign and size: 2 of 2^20 choices reach the sum.
        let outcome = RandomizationTest().test(
            differences: [Double](repeating: 0.1, count: 20))
        #expect(outcome.isExact)
        #expect(outcome.pValue == 2.0 / 1_048_576)
    }

    @Test("drawn signs come near the exact value, and the same seed gives the same")
    func sampled() {
        // 15 of 21 signs are plus, so the sum is 9, which 21 − 2k reaches for k ≤ 6 minus signs:
        // 2 (1 + 21 + 210 + 1330 + 5985 + 20349 + 54264) / 2^21 = 164320 / 2097152 = 0.07835.
        // The standard error of 100,000 draws is 0.00085.
        let differences =
            [Double](repeating: 1, count: 15) + [Double](repeating: -1, count: 6)
        let outcome = RandomizationTest(seed: 7).test(differences: differences)
        #expect(!outcome.isExact)
        #expect(abs(outcome.pValue - 0.07835) < 0.004)
        #expect(outcome == RandomizationTest(seed: 7).test(differences: differences))
        #expect(outcome != RandomizationTest(seed: 8).test(differences: differences))
    }

    @Test("more than 64 topics draw more than one word of signs")
    func manyTopics() {
        // With 100 equal gains no draw comes near the sum, so p = 1 / (draws + 1).
        let outcome = RandomizationTest(seed: 1, draws: 999).test(
            differences: [Double](repeating: 0.5, count: 100))
        #expect(outcome.pValue == 0.001)
    }

    @Test("runs are compared on the topics that have a value for both")
    func runs() throws {
        let qrels = try Qrels(parsing: "k1 0 a 2\nk2 0 a 2\nk3 0 a 1", source: "q")
        let baseline = try Run(parsing: "k1 Q0 x 1 2 t\nk1 Q0 a 2 1 t", source: "b")
        let candidate = try Run(parsing: "k1 Q0 a 1 2 t\nk2 Q0 a 1 1 t", source: "c")
        let recall = Measure.recall(depth: 1)
        let outcome = RandomizationTest().compare(
            baseline: recall.scores(of: baseline, judgedBy: qrels),
            candidate: recall.scores(of: candidate, judgedBy: qrels))
        // k1 and k2 go from 0 to 1, k3 has no value: both signs must agree, 2 of 4.
        #expect(outcome.topicCount == 2)
        #expect(outcome.meanDifference == 1)
        #expect(outcome.pValue == 0.5)
    }

    @Test("the generator gives the published numbers of SplitMix64")
    func generator() {
        var generator = SplitMix64(seed: 1_234_567)
        let numbers = (0..<5).map { _ in generator.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }
}
