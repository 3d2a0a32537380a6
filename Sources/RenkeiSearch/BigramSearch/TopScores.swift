/// A document with its score, as one number.
struct ScoredDocument: Comparable, Sendable {
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

/// Keeps the best of many scored documents.
struct TopScores {
    private var heap: BoundedHeap<ScoredDocument>
    /// The least score that may still be among the best; 0 while there is room.
    private(set) var threshold: UInt32 = 0

    init(limit: Int) { heap = BoundedHeap(limit: limit) }

    /// True if none is kept.
    var isEmpty: Bool { heap.elements.isEmpty }
    /// How many documents are kept at most.
    var limit: Int { heap.limit }

    /// The least score with which a document, or one behind it, may be among the best; 0 while there
    /// is room.
    @inline(__always)
    func threshold(from document: UInt32) -> UInt32 {
        guard heap.isFull, limit > 0 else { return 0 }
        // Of two equal scores, that of the earlier document is the better.
        return heap.elements[0].document < document ? threshold &+ 1 : threshold
    }

    /// Keeps a document if it is among the best so far.
    mutating func insert(_ document: ScoredDocument) {
        heap.insert(document)
        if heap.isFull, limit > 0 { threshold = heap.elements[0].score }
    }

    /// The documents, in any order.
    var documents: [ScoredDocument] { heap.elements }

    /// The documents, best first.
    consuming func sorted() -> [ScoredDocument] { heap.sorted() }
}
