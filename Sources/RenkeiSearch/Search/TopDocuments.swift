/// A document with its rank so far.
struct Candidate: Comparable, Sendable {
    /// Higher tiers come first, whatever their scores.
    var tier: Int
    var score: Float
    /// The document, counted over all segments in the order in which documents were added.
    let document: UInt32
    /// Whether a word of the query is known to stand by itself in the document, or nothing but phrases
    /// is asked for: then no close look changes the tier.
    var isKnownWhole = false

    /// Whether this comes before another: by tier, score, then the order of the documents.
    @inline(__always)
    func precedes(_ other: Candidate) -> Bool {
        if tier != other.tier { return tier > other.tier }
        if score != other.score { return score > other.score }
        return document < other.document
    }

    /// The least score in units that is a score or more.
    ///
    /// From 2^24 on several whole numbers are the same score: the least of them counts, as an equal score
    /// of an earlier document is better.
    @inline(__always)
    static func leastUnits(_ score: Float, _ unit: Float) -> UInt32 {
        let score = score * unit
        return UInt32(score < 0x1p24 ? score : score.nextDown)
    }

    /// Whether a candidate comes behind another one.
    @inline(__always)
    static func < (left: Candidate, right: Candidate) -> Bool { right.precedes(left) }
}

/// Keeps the best of many candidates.
struct TopDocuments {
    private var heap: BoundedHeap<Candidate>

    init(limit: Int) { heap = BoundedHeap(limit: limit) }

    /// How many candidates are kept at most.
    var limit: Int { heap.limit }

    /// The worst of those kept; nil while there is room for more.
    var worst: Candidate? { heap.isFull ? heap.elements.first : nil }

    /// The least score, in units, with which a candidate of the greatest tier there is may still be
    /// among the best.
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
