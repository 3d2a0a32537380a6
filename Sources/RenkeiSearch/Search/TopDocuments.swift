/// A document with its rank so far.
struct Candidate: Sendable {
    /// Higher tiers come first, whatever their scores.
    var tier: Int
    var score: Float
    /// The document, counted over all segments.
    let document: UInt32

    /// True if this comes before another: by tier, score, then the order of the documents.
    @inline(__always)
    func precedes(_ other: Candidate) -> Bool {
        if tier != other.tier { return tier > other.tier }
        if score != other.score { return score > other.score }
        return document < other.document
    }
}

/// Keeps the best of many candidates: a heap with the worst of those kept on top.
struct TopDocuments {
    private var heap: [Candidate] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(min(limit, 4096))
    }

    /// The worst of those kept; nil while there is room for more.
    var worst: Candidate? { heap.count < limit ? nil : heap.first }

    /// The least score, in units, with which a candidate of the greatest tier there is may still be
    /// among the best.
    func threshold(tier: Int, _ unit: Float) -> UInt32 {
        guard let worst, worst.tier >= tier else { return 0 }
        return worst.tier > tier ? UInt32.max : UInt32(worst.score * unit)
    }

    /// Keeps a candidate if it is among the best so far.
    mutating func insert(_ candidate: Candidate) {
        if heap.count < limit {
            heap.append(candidate)
            siftUp(heap.count - 1)
        } else if limit > 0, candidate.precedes(heap[0]) {
            heap[0] = candidate
            siftDown(0)
        }
    }

    /// The candidates, best first.
    func sorted() -> [Candidate] { heap.sorted { $0.precedes($1) } }

    private mutating func siftUp(_ index: Int) {
        var index = index
        while index > 0 {
            let parent = (index - 1) / 2
            guard heap[parent].precedes(heap[index]) else { return }
            heap.swapAt(parent, index)
            index = parent
        }
    }

    private mutating func siftDown(_ index: Int) {
        var index = index
        while true {
            var worst = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
                if heap[worst].precedes(heap[child]) { worst = child }
            }
            if worst == index { return }
            heap.swapAt(index, worst)
            index = worst
        }
    }
}
