internal import IndexCodec
internal import IndexStorage

/// A bigram of a query.
struct BigramTerm {
    let gram: Gram
    /// What a share of 1 adds to the score.
    var factor: Float
    /// Where its postings are in each segment.
    var places: [PostingsLocation?]
}

/// The best documents of one query by BM25 over bigrams.
///
/// Blocks of postings and windows of documents whose greatest possible score is not among the best
/// are left out (S. Ding, T. Suel, "Faster top-k document retrieval using block-max indexes", SIGIR
/// 2011).
struct BigramSearch {
    let segment: SegmentReader
    /// How many documents the segments before this one have.
    let base: UInt32
    let table: ShareTable
    /// How much greater a share can be than a block's bound says.
    ///
    /// Bounds were computed with the average length of the segment. Where that of the index is
    /// greater, the part of the length in a share's divisor shrinks by their ratio at most, so the
    /// share grows by it at most.
    let stretch: Float
    /// Whether all matches are visited, to count them.
    let countsAll: Bool

    init(
        _ segment: SegmentReader, base: UInt32, _ table: ShareTable, averageLength: Double,
        countsAll: Bool
    ) {
        self.segment = segment
        self.base = base
        self.table = table
        self.countsAll = countsAll
        stretch = Float(max(1, averageLength / max(segment.averageLength, .leastNormalMagnitude)))
    }

    /// The postings of a term in the segment, the index's segment `number`; nil if it has none.
    func list(_ term: BigramTerm, _ number: Int) throws(StorageError) -> ScoredList? {
        guard let place = term.places[number],
            let cursor = try segment.postings(at: place, ofGram: true)
        else { return nil }
        return try ScoredList(cursor, factor: term.factor, stretch: stretch)
    }

    /// Offers the documents of a single list, the blocks with the greatest bounds first.
    func collect(_ list: inout ScoredList, into top: inout TopDocuments)
        throws(StorageError)
    {
        if list.blockCount <= 4 {
            for block in 0..<list.blockCount where top.accepts(list.bound(block)) {
                try collect(block, of: &list, into: &top)
            }
            return
        }
        for block in blocksByBound(list) {
            // The blocks behind this one have no greater bounds.
            guard top.accepts(list.bound(block)) else { return }
            try collect(block, of: &list, into: &top)
        }
    }

    /// The blocks of a list by descending bound, by counting: a bound is a byte.
    private func blocksByBound(_ list: ScoredList) -> [Int] {
        var starts = InlineArray<257, Int>(repeating: 0)
        let cursor = list.iterator.cursor
        for block in 0..<cursor.blockCount { starts[256 - Int(cursor.bound(block))] += 1 }
        for bound in 1..<257 { starts[bound] += starts[bound - 1] }
        var blocks = [Int](repeating: 0, count: cursor.blockCount)
        for block in 0..<cursor.blockCount {
            let bound = 255 - Int(cursor.bound(block))
            blocks[starts[bound]] = block
            starts[bound] += 1
        }
        return blocks
    }

    private func collect(
        _ block: Int, of list: inout ScoredList, into top: inout TopDocuments
    ) throws(StorageError) {
        let (factor, base) = (list.factor, base)
        let norms = segment.norms
        let bytes = norms.bytes
        var threshold = top.threshold
        let (table, segment) = (table, segment)
        try list.iterator.forEach(inBlock: block) { document, frequency, split in
            let norm = bytes.u8(Int(document))
            let share =
                split == 0
                ? table.share(frequency, norm: norm)
                : table.share(frequency, split: split, norm: norm)
            let score = Float(UInt32(factor * share))
            guard score >= threshold, segment.isLive(document) else { return }
            top.insert(Candidate(tier: 0, score: score, document: base + document))
            threshold = top.threshold
        }
    }
}

extension TopDocuments {
    /// The least score that may still be among the best; 0 while there is room.
    var threshold: Float { worst?.score ?? 0 }

    /// True if a document with a score of `bound` may be among the best.
    func accepts(_ bound: UInt32) -> Bool { Float(bound) >= threshold }
}
