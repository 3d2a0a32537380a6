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
    /// How many candidates are kept at most.
    let limit: Int

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

    /// The candidates, in any order.
    var candidates: [Candidate] { heap }

    /// The candidates, best first.
    func sorted() -> [Candidate] { heap.sorted { $0.precedes($1) } }

    private mutating func siftUp(_ start: Int) {
        var heap = heap.mutableSpan
        let moved = heap[start]
        var index = start
        while index > 0 {
            let parent = (index - 1) >> 1
            guard heap[parent].precedes(moved) else { break }
            heap[index] = heap[parent]
            index = parent
        }
        heap[index] = moved
    }

    private mutating func siftDown(_ start: Int) {
        var heap = heap.mutableSpan
        let moved = heap[start]
        var index = start
        while true {
            var child = 2 * index + 1
            guard child < heap.count else { break }
            // The worse one of two children goes up.
            if child + 1 < heap.count, heap[child].precedes(heap[child + 1]) { child += 1 }
            guard moved.precedes(heap[child]) else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = moved
    }
}
