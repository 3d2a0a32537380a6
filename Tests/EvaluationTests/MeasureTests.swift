import Evaluation
import Testing

@Suite struct MeasureTests {
    private let grades = ["a": 3, "b": 1, "c": 2]

    private func isNear(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) < 1e-9 } ?? false
    }

    @Test("nDCG discounts gains by the logarithm of the rank")
    func nDCG() {
        // b, x, a have grades 1, 0, 3 and so gains 1, 0, 7:
        // DCG = 1 / log2(2) + 0 + 7 / log2(4) = 1 + 3.5 = 4.5.
        // Best is a, c, b: 7 / 1 + 3 / log2(3) + 1 / 2 = 7 + 1.8927892607 + 0.5 = 9.3927892607.
        // nDCG = 4.5 / 9.3927892607 = 0.4790909572.
        let value = Measure.nDCG(depth: 3).value(ofRanking: ["b", "x", "a"], grades: grades)
        #expect(isNear(value, 4.5 / 9.392789260714373))
    }

    @Test("nDCG looks no deeper than its depth, in the ranking and in the best one")
    func nDCGDepth() {
        // At 1: the gain of b is 1, the best gain is 7.
        let value = Measure.nDCG(depth: 1).value(ofRanking: ["b", "a", "c"], grades: grades)
        #expect(isNear(value, 1.0 / 7))
    }

    @Test("the best ranking has nDCG 1, also if it goes on")
    func nDCGBest() {
        let measure = Measure.nDCG(depth: 10)
        #expect(isNear(measure.value(ofRanking: ["a", "c", "b", "x"], grades: grades), 1))
    }

    @Test("nDCG is 0 without an answer and without a positive grade")
    func nDCGZero() {
        #expect(Measure.nDCG(depth: 10).value(ofRanking: [], grades: grades) == 0)
        #expect(Measure.nDCG(depth: 10).value(ofRanking: ["a"], grades: ["a": 0]) == 0)
        #expect(Measure.nDCG(depth: 10).value(ofRanking: ["a"], grades: ["a": -1]) == 0)
    }

    @Test("a negative grade gains nothing and costs nothing")
    func nDCGNegative() {
        // x gains 0 at rank 1, a gains 7 / log2(3); best is 7 / 1.
        let value = Measure.nDCG(depth: 10)
            .value(ofRanking: ["x", "a"], grades: ["x": -1, "a": 3])
        #expect(isNear(value, 1 / 1.584962500721156))
    }

    @Test("the reciprocal rank is that of the first document that reaches the threshold")
    func reciprocalRank() {
        let ranking = ["x", "b", "c", "a"]
        // c, of grade 2, stands at rank 3; b, of grade 1, at rank 2.
        #expect(isNear(Measure.reciprocalRank.value(ofRanking: ranking, grades: grades), 1.0 / 3))
        #expect(
            Measure.reciprocalRank(depth: 10, threshold: 1)
                .value(ofRanking: ranking, grades: grades) == 0.5)
        #expect(
            Measure.reciprocalRank(depth: 10, threshold: 3)
                .value(ofRanking: ranking, grades: grades) == 0.25)
        #expect(
            Measure.reciprocalRank(depth: 2, threshold: 2)
                .value(ofRanking: ranking, grades: grades) == 0)
        #expect(Measure.reciprocalRank.value(ofRanking: [], grades: grades) == 0)
    }

    @Test("recall is divided by the lesser of the depth and the number of relevant documents")
    func recall() {
        // Two documents reach grade 2: a and c. Of them, c is among the first 2.
        let ranking = ["b", "c", "a"]
        #expect(Measure.recall(depth: 2).value(ofRanking: ranking, grades: grades) == 0.5)
        #expect(Measure.recall(depth: 20).value(ofRanking: ranking, grades: grades) == 1)
        // At 1 and threshold 1 the denominator is 1, not 3.
        #expect(
            Measure.recall(depth: 1, threshold: 1).value(ofRanking: ranking, grades: grades) == 1)
    }

    @Test("recall has no value without a relevant document")
    func recallUndefined() {
        #expect(Measure.recall(depth: 20).value(ofRanking: ["b"], grades: ["b": 1]) == nil)
    }

    @Test("precision is divided by the depth, also in a short ranking")
    func precision() {
        #expect(Measure.precision(depth: 4).value(ofRanking: ["a", "b"], grades: grades) == 0.25)
        #expect(
            Measure.precision(depth: 4, threshold: 1)
                .value(ofRanking: ["a", "b"], grades: grades) == 0.5)
    }

    @Test("the mean counts topics without an answer as 0 and leaves out those without a value")
    func means() throws {
        let qrels = try Qrels(
            parsing: "k1 0 a 2\nk2 0 a 2\nk3 0 a 1\nk4 0 a 3\nk4 0 b 2", source: "q")
        let run = try Run(
            parsing: "k1 Q0 a 1 1 t\nk3 Q0 a 1 1 t\nk4 Q0 x 1 2 t\nk4 Q0 b 2 1 t\nzz Q0 a 1 1 t",
            source: "r")
        let recall = Measure.recall(depth: 20).scores(of: run, judgedBy: qrels)
        // k1 1, k2 0 for want of an answer, k3 none for want of grade 2, k4 1/2.
        #expect(recall.topicIDs == ["k1", "k2", "k3", "k4"])
        #expect(recall.value(for: "k2") == 0)
        #expect(recall.value(for: "k3") == nil)
        #expect(recall.value(for: "zz") == nil)
        #expect(recall.mean == 0.5)
        // k1 1, k2 0, k3 0, k4 1/2: 1.5 / 4.
        #expect(Measure.reciprocalRank.scores(of: run, judgedBy: qrels).mean == 0.375)
        // k1 1/5, k2 0, k3 0, k4 1/5: 0.4 / 4.
        #expect(
            isNear(Measure.precision(depth: 5).scores(of: run, judgedBy: qrels).mean, 0.1))
    }

    @Test("there is no mean without topics")
    func noMean() {
        let scores = Measure.nDCG(depth: 10).scores(of: Run(tag: "t"), judgedBy: Qrels())
        #expect(scores.mean == nil)
    }

    @Test("means are grouped by tags, families of tags, or a closure")
    func groups() throws {
        let topics = try Topics(
            parsing: "k1\tx\tform:1word\nk2\tx\tform:1word;needs:kana:a\nk3\tx\nk9\tx\tunjudged",
            source: "t")
        let qrels = try Qrels(parsing: "k1 0 a 2\nk2 0 a 2\nk3 0 a 1", source: "q")
        let run = try Run(parsing: "k1 Q0 a 1 1 t\nk2 Q0 x 1 2 t\nk2 Q0 a 2 1 t", source: "r")
        let scores = Measure.reciprocalRank.scores(of: run, judgedBy: qrels)
        let tags = scores.means(byTagsOf: topics)
        #expect(tags.map(\.name) == ["form:1word", "needs:kana:*", "needs:kana:a"])
        #expect(tags.map(\.topicCount) == [2, 1, 1])
        // k1 has 1 and k2 has 1/2.
        #expect(tags.map(\.mean) == [0.75, 0.5, 0.5])

        let recall = Measure.recall(depth: 5).scores(of: run, judgedBy: qrels)
        let halves = recall.means { $0 == "k3" ? ["last"] : ["first", "first"] }
        #expect(halves.map(\.name) == ["first", "last"])
        #expect(halves.map(\.topicCount) == [2, 1])
        #expect(halves.map(\.mean) == [1, nil])
    }

    @Test("measures have their usual names")
    func names() {
        #expect(Measure.nDCG(depth: 10).description == "nDCG@10")
        #expect(Measure.recall(depth: 20).description == "R2@20")
        #expect(Measure.reciprocalRank.description == "MRR2")
        #expect(Measure.reciprocalRank(depth: 10, threshold: 1).description == "MRR1@10")
        #expect(Measure.precision(depth: 5, threshold: 1).description == "P1@5")
    }

    @Test("a depth of 0 is a mistake of the caller")
    func zeroDepth() async {
        await #expect(processExitsWith: .failure) {
            _ = Measure.nDCG(depth: 0).value(ofRanking: [], grades: [:])
        }
    }
}
