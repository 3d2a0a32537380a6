/// A document with its score, as one number.
struct ScoredDocument: Comparable {
    // The score, then the complement of the document: of two equal scores, that of the earlier
    // document is the better.
    private let key: UInt64

    /// - Parameter document: the document, counted over all segments.
    @inline(__always)
    init(_ document: UInt32, score: UInt32) { key = UInt64(score) << 32 | UInt64(~document) }

    @inline(__always) var score: UInt32 { UInt32(truncatingIfNeeded: key >> 32) }
    @inline(__always) var document: UInt32 { ~UInt32(truncatingIfNeeded: key) }

    /// True if a document comes behind another one.
    @inline(__always)
    static func < (left: ScoredDocument, right: ScoredDocument) -> Bool { left.key < right.key }
}

/// Keeps the best of many scored documents: a heap with the worst of those kept on top.
struct TopScores {
    private var heap: [ScoredDocument] = []
    /// How many documents are kept at most.
    let limit: Int
    /// The least score that may still be among the best; 0 while there is room.
    private(set) var threshold: UInt32 = 0

    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(min(limit, 4096))
    }

    /// The least score with which a document behind all those offered so far may be among the best;
    /// 0 while there is room.
    var thresholdBehind: UInt32 { isFull ? threshold &+ 1 : 0 }

    private var isFull: Bool { limit > 0 && heap.count == limit }

    /// Keeps a document if it is among the best so far.
    mutating func insert(_ document: ScoredDocument) {
        if heap.count < limit {
            heap.append(document)
            TopScores.siftUp(&heap)
        } else if limit > 0, heap[0] < document {
            TopScores.replaceWorst(&heap, document)
        } else {
            return
        }
        if heap.count == limit { threshold = heap[0].score }
    }

    /// The documents, in any order.
    var documents: [ScoredDocument] { heap }

    /// The documents, best first.
    consuming func sorted() -> [ScoredDocument] {
        heap.sort(by: >)
        return heap
    }

    private static func siftUp(_ heap: inout [ScoredDocument]) {
        var heap = heap.mutableSpan
        var index = heap.count - 1
        let moved = heap[index]
        while index > 0 {
            let parent = (index - 1) >> 1
            guard moved < heap[parent] else { break }
            heap[index] = heap[parent]
            index = parent
        }
        heap[index] = moved
    }

    private static func replaceWorst(_ heap: inout [ScoredDocument], _ document: ScoredDocument) {
        var heap = heap.mutableSpan
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < heap.count else { break }
            // The worse one of two children goes up.
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < document else { break }
            heap[index] = heap[child]
            index = child
        }
        heap[index] = document
    }
}
