/// Keeps the documents with all words that may be among the hits.
///
/// There are two tiers: documents in which a word stands by itself, and the others. Each keeps its best
/// by score, since a close look may still put a document of the lower tier into the upper one. A
/// document of the upper tier comes before one of the lower whose score is less than all that are kept
/// of a full upper tier.
///
/// Documents that are known to end in the upper tier give a threshold: as many of them as hits are asked
/// for, with the scores that they have already, come before whatever a close look cannot lift over the
/// least of them.
struct TierCandidates {
    private var upper: BoundedHeap<Candidate>
    private var lower: BoundedHeap<Candidate>
    /// The best scores of documents that are known to be in the upper tier; nil if the hits are not
    /// the best by score.
    private var known: BoundedHeap<Float>?
    private let bound: BonusBound
    /// The least of `known`, once there are enough of these.
    private var leastKnown: Float = -1
    /// The least score that can still reach it.
    private var least: Float = 0

    /// - Parameters:
    ///   - limit: how many documents are kept of each tier.
    ///   - wanted: how many hits are asked for; nil if they are not the best by score.
    init(limit: Int, wanted: Int?, _ bound: BonusBound) {
        upper = BoundedHeap(limit: limit)
        lower = BoundedHeap(limit: limit)
        if let wanted, wanted > 0 { known = BoundedHeap(limit: wanted) }
        self.bound = bound
    }

    /// The least score, in units, with which a document may still be among the hits.
    @inline(__always)
    func threshold(_ unit: Float) -> UInt32 {
        var score = least
        if upper.isFull, let worst = upper.elements.first { score = max(score, worst.score) }
        return Candidate.leastUnits(score, unit)
    }

    /// Keeps a document if it may be among the hits.
    mutating func insert(_ candidate: Candidate) {
        guard candidate.tier > 0 else { return lower.insert(candidate) }
        upper.insert(candidate)
        guard candidate.isKnownWhole, known != nil else { return }
        if candidate.score <= leastKnown { return }
        known?.insert(candidate.score)
        if let known, known.isFull, let worst = known.elements.first, worst != leastKnown {
            leastKnown = worst
            least = bound.leastScore(reaching: worst)
        }
    }

    /// The candidates, best first.
    consuming func sorted() -> [Candidate] {
        var candidates = upper.elements
        if upper.isFull, let worst = upper.elements.first {
            candidates += lower.elements.lazy.filter { $0.score >= worst.score }
        } else {
            candidates += lower.elements
        }
        candidates.sort { $0.precedes($1) }
        return candidates
    }
}
