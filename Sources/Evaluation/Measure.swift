/// A figure for how well a ranking answers a topic, from 0 to 1, higher being better.
///
/// Depths are counts of documents from the top of a ranking. Thresholds are the lowest grade that
/// counts as relevant: 2 asks for documents that clearly belong, 1 for all related ones.
public enum Measure: Sendable, Hashable {
    /// Normalised discounted cumulative gain of the first documents.
    ///
    /// A document of grade *g* at rank *r* gains (2^*g* − 1) / log2(*r* + 1). The sum is divided
    /// by that of the best possible ranking; it is 0 if no document has a positive grade.
    case nDCG(depth: Int)

    /// One over the rank of the first relevant document, or 0 if there is none.
    ///
    /// Without a depth, the whole ranking is searched.
    case reciprocalRank(depth: Int?, threshold: Int)

    /// The proportion of relevant documents that are among the first ones.
    ///
    /// The denominator is the lesser of the depth and the number of relevant documents, so that
    /// 1 can always be reached. Without any relevant document there is no value.
    case recall(depth: Int, threshold: Int)

    /// The proportion of the first documents that are relevant.
    ///
    /// The denominator is the depth, also for a ranking that is shorter.
    case precision(depth: Int, threshold: Int)

    /// The figure for one topic, or nil if it is not defined.
    ///
    /// - Parameters:
    ///   - ranking: Document ids from best to worst, each once.
    ///   - grades: The judged documents; others have grade 0, and so do those below 0.
    /// - Precondition: The depth and the threshold of the measure are 1 or more.
    public func value(ofRanking ranking: [String], grades: [String: Int]) -> Double? {
        switch self {
        case .nDCG(let depth):
            precondition(depth > 0, "A depth is 1 or more.")
            let ideal = Self.gain(grades.values.sorted(by: >).prefix(depth))
            guard ideal > 0 else { return 0 }
            return Self.gain(ranking.prefix(depth).map { grades[$0] ?? 0 }[...]) / ideal

        case .reciprocalRank(let depth, let threshold):
            precondition(threshold > 0 && (depth ?? 1) > 0, "Depth and threshold are 1 or more.")
            let head = ranking.prefix(depth ?? ranking.count)
            let index = head.firstIndex { (grades[$0] ?? 0) >= threshold }
            return index.map { 1 / Double($0 + 1) } ?? 0

        case .recall(let depth, let threshold):
            precondition(threshold > 0 && depth > 0, "Depth and threshold are 1 or more.")
            let relevant = grades.values.count { $0 >= threshold }
            guard relevant > 0 else { return nil }
            let found = ranking.prefix(depth).count { (grades[$0] ?? 0) >= threshold }
            return Double(found) / Double(min(depth, relevant))

        case .precision(let depth, let threshold):
            precondition(threshold > 0 && depth > 0, "Depth and threshold are 1 or more.")
            let found = ranking.prefix(depth).count { (grades[$0] ?? 0) >= threshold }
            return Double(found) / Double(depth)
        }
    }

    /// The figures of a run for every judged topic.
    ///
    /// A topic that the run does not answer is scored as an empty ranking.
    public func scores(of run: Run, judgedBy qrels: Qrels) -> TopicScores {
        var values: [String: Double] = [:]
        for topicID in qrels.topicIDs {
            values[topicID] = value(
                ofRanking: run.ranking(for: topicID), grades: qrels.grades(for: topicID))
        }
        return TopicScores(measure: self, topicIDs: qrels.topicIDs, values: values)
    }

    /// The discounted gain of grades in the order of their documents.
    private static func gain(_ grades: ArraySlice<Int>) -> Double {
        var sum = 0.0
        for (index, grade) in grades.enumerated() where grade > 0 {
            let gain = Double(sign: .plus, exponent: grade, significand: 1) - 1
            sum += gain / binaryLogarithm(Double(index + 2))
        }
        return sum
    }
}

extension Measure {
    /// The reciprocal rank of the first document of grade 2 or more, in the whole ranking.
    public static let reciprocalRank = Measure.reciprocalRank(depth: nil, threshold: 2)

    /// Recall of the documents of grade 2 or more.
    public static func recall(depth: Int) -> Measure { .recall(depth: depth, threshold: 2) }

    /// Precision by the documents of grade 2 or more.
    public static func precision(depth: Int) -> Measure { .precision(depth: depth, threshold: 2) }
}

extension Measure: CustomStringConvertible {
    /// The usual name, such as `nDCG@10` or `R2@20` for recall at 20 with threshold 2.
    public var description: String {
        switch self {
        case .nDCG(let depth): "nDCG@\(depth)"
        case .reciprocalRank(let depth, let threshold):
            "MRR\(threshold)" + (depth.map { "@\($0)" } ?? "")
        case .recall(let depth, let threshold): "R\(threshold)@\(depth)"
        case .precision(let depth, let threshold): "P\(threshold)@\(depth)"
        }
    }
}
