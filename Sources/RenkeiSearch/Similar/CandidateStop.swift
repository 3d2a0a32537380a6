/// Decides when no further candidate is likely to be a hit.
///
/// The first step gives each candidate the shared weight divided by a power of its length. The
/// ratio of this to the cosine is nearly constant: the standard deviation of the cosines divided by
/// it is 12 % of their mean on 42,370 projects. So the greatest similarity of a candidate is
/// estimated from the candidates compared so far, as if its meaning were that of the query.
/// Candidates come in the order of the first step, so later ones cannot have a greater estimate.
struct CandidateStop {
    /// The number of candidates that are compared in any case.
    private let least: Int
    private let model: SimilarityModel
    /// The best similarities, as many as hits are requested.
    private var best: BoundedHeap<Double>
    private var count = 0
    private var sumOfRatios = 0.0

    /// - Parameters:
    ///   - wanted: the number of documents from which hits are chosen.
    ///   - least: the number that is compared in any case.
    init(wanted: Int, least: Int, _ model: SimilarityModel) {
        self.least = least
        best = BoundedHeap(limit: wanted)
        self.model = model
    }

    /// Counts a compared candidate.
    ///
    /// - Parameters:
    ///   - estimate: the result of the first step, greater than 0.
    ///   - cosine: the cosine of its terms.
    ///   - similarity: its similarity.
    mutating func add(estimate: Float, cosine: Double, similarity: Double) {
        count += 1
        sumOfRatios += cosine / Double(estimate)
        best.insert(similarity)
    }

    /// Whether a candidate and all later ones can be skipped.
    ///
    /// - Parameter estimate: the result of the first step.
    func isReached(at estimate: Float) -> Bool {
        guard count >= least, best.isFull, let worst = best.elements.first else { return false }
        let cosine = min(Double(estimate) * sumOfRatios / Double(count), 1)
        return (cosine + model.meaning) / (1 + model.meaning) < worst
    }
}
