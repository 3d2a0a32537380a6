/// Keeps the documents with all words that may be among the hits.
///
/// There are two tiers: documents with a separate word, and the others. Each keeps its best by
/// score, because reranking may move a document from the lower tier to the upper one. If the upper
/// tier is full, documents of the lower tier with scores below all kept ones cannot come before
/// these.
///
/// Documents that are certain to be in the upper tier give a threshold: once there are as many as
/// requested hits, a document that reranking cannot lift above the lowest of their scores cannot be
/// a hit.
struct TierCandidates {
    private var upper: BoundedHeap<Candidate>
    private var lower: BoundedHeap<Candidate>
    /// The best scores of documents that are certain to be in the upper tier; nil if the hits are
    /// not the best by score.
    private var known: BoundedHeap<Float>?
    private let bound: BonusBound
    /// The least of `known`, once there are enough.
    private var leastKnown: Float = -1
    /// The least score that can still reach it.
    private var least: Float = 0

    /// - Parameters:
    ///   - limit: the greatest number of documents in each tier.
    ///   - wanted: the number of requested hits; nil if they are not the best by score.
    init(limit: Int, wanted: Int?, _ bound: BonusBound) {
        upper = BoundedHeap(limit: limit)
        lower = BoundedHeap(limit: limit)
        if let wanted, wanted > 0 { known = BoundedHeap(limit: wanted) }
        self.bound = bound
    }

    /// The least score, in units, of a document that may still be among the hits.
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
