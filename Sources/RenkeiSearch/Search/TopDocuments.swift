/// A document with its preliminary rank.
struct Candidate: Comparable, Sendable {
    /// Higher tiers come first, whatever their scores.
    var tier: Int
    var score: Float
    /// The number of the document in the index, in insertion order.
    let document: UInt32
    /// Whether a word of the query is certain to be a separate word in the document, or the query
    /// has only phrases, so that reranking does not change the tier.
    var isKnownWhole = false

    /// Whether this comes before another: by tier, then by score, then by document number.
    @inline(__always)
    func precedes(_ other: Candidate) -> Bool {
        if tier != other.tier { return tier > other.tier }
        if score != other.score { return score > other.score }
        return document < other.document
    }

    /// The least score in units that is at least a given score.
    ///
    /// From 2^24 on, several integers are the same score: the least counts, because an equal score
    /// of an earlier document ranks higher.
    @inline(__always)
    static func leastUnits(_ score: Float, _ unit: Float) -> UInt32 {
        let score = score * unit
        return UInt32(score < 0x1p24 ? score : score.nextDown)
    }

    /// Whether a candidate ranks lower than another.
    @inline(__always)
    static func < (left: Candidate, right: Candidate) -> Bool { right.precedes(left) }
}

/// Keeps the best of many candidates.
struct TopDocuments {
    private var heap: BoundedHeap<Candidate>

    init(limit: Int) { heap = BoundedHeap(limit: limit) }

    /// The greatest number of candidates.
    var limit: Int { heap.limit }

    /// The lowest kept candidate; nil while there is room for more.
    var worst: Candidate? { heap.isFull ? heap.elements.first : nil }

    /// The least score, in units, with which a candidate of the highest tier may still be among the
    /// best.
    func threshold(tier: Int, _ unit: Float) -> UInt32 {
        guard let worst, worst.tier >= tier else { return 0 }
        if worst.tier > tier { return UInt32.max }
        return Candidate.leastUnits(worst.score, unit)
    }

    /// Keeps a candidate if it is among the best so far.
    mutating func insert(_ candidate: Candidate) { heap.insert(candidate) }

    /// The candidates, best first.
    consuming func sorted() -> [Candidate] { heap.sorted() }
}
