internal import IndexCodec
internal import IndexStorage

/// A bigram of a query.
struct BigramTerm {
    let gram: Gram
    /// What a share of 1 adds to the score.
    var factor: Float
    /// What the first segment has of it.
    private var first: SegmentTerm?
    /// What the others have of it; most indexes have one segment.
    private var others: [SegmentTerm?] = []

    /// Looks a bigram up in every segment.
    init(_ gram: Gram, in segments: [SegmentReader]) throws(StorageError) {
        self.gram = gram
        factor = 0
        for number in segments.indices {
            let term = try segments[number].term(gram)
            if number == 0 { first = term } else { others.append(term) }
        }
    }

    /// What a segment has of it.
    subscript(number: Int) -> SegmentTerm? { number == 0 ? first : others[number - 1] }

    /// How many documents have it.
    var documentFrequency: Int {
        others.reduce(first?.documentFrequency ?? 0) { $0 + ($1?.documentFrequency ?? 0) }
    }
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

    /// The postings of a term in the segment, the index's segment `number`, unread; nil if it has
    /// none.
    func list(_ term: BigramTerm, _ number: Int) throws(StorageError) -> ScoredList? {
        guard let place = term[number],
            let cursor = try segment.postings(at: place.location, ofGram: true)
        else { return nil }
        return ScoredList(unread: cursor, factor: term.factor, stretch: stretch)
    }

    /// Offers the documents of a single list, the blocks with the greatest bounds first.
    ///
    /// - Parameter floor: documents with a lower score may be left out.
    func collect(
        _ list: inout ScoredList, floor: UInt32, into top: inout TopDocuments
    ) throws(StorageError) {
        let floor = Float(leastFor: floor)
        if list.blockCount <= 4 {
            for block in 0..<list.blockCount where accepts(list.bound(block), floor, top) {
                try collect(block, of: &list, floor: floor, into: &top)
            }
            return
        }
        for block in blocksByBound(&list) {
            // The blocks behind this one have no greater bounds.
            guard accepts(list.bound(block), floor, top) else { return }
            try collect(block, of: &list, floor: floor, into: &top)
        }
    }

    /// True if a document with a score of `bound` may be among the best.
    private func accepts(_ bound: UInt32, _ floor: Float, _ top: TopDocuments) -> Bool {
        Float(bound) >= max(floor, top.threshold)
    }

    /// The blocks of a list by descending bound, by counting: a bound is a byte.
    ///
    /// - Parameter list: it is not changed; to borrow it would copy it.
    private func blocksByBound(_ list: inout ScoredList) -> [Int] {
        var starts = InlineArray<257, Int>(repeating: 0)
        let count = list.blockCount
        for block in 0..<count { starts[256 - Int(list.iterator.cursor.bound(block))] += 1 }
        for bound in 1..<257 { starts[bound] += starts[bound - 1] }
        var blocks = [Int](repeating: 0, count: count)
        for block in 0..<count {
            let bound = 255 - Int(list.iterator.cursor.bound(block))
            blocks[starts[bound]] = block
            starts[bound] += 1
        }
        return blocks
    }

    private func collect(
        _ block: Int, of list: inout ScoredList, floor: Float, into top: inout TopDocuments
    ) throws(StorageError) {
        try list.iterator.enter(block)
        list.iterator.readFrequencies()
        let factor = list.factor
        let norms = segment.norms
        let bytes = norms.bytes
        let shares = table.shares
        let rows = shares.span
        var threshold = max(floor, top.threshold)
        for place in 0..<list.iterator.cursor.count {
            let document = list.iterator.cursor.documents[place]
            let norm = bytes.u8(Int(document))
            let split = list.iterator.cursor.hasSplits ? list.iterator.cursor.splits[place] : 0
            let frequency = list.iterator.cursor.frequencies[place]
            let share = table.share(frequency, split: split, norm: norm, rows)
            // The threshold is a whole number: what is below it is so after rounding, too.
            guard factor * share >= threshold, segment.isLive(document) else { continue }
            let score = Float(UInt32(factor * share))
            top.insert(Candidate(tier: 0, score: score, document: base + document))
            threshold = max(floor, top.threshold)
        }
    }
}

extension TopDocuments {
    /// The least score that may still be among the best; 0 while there is room.
    var threshold: Float { worst?.score ?? 0 }

    /// The least score with which a document behind all those offered so far may be among the best;
    /// 0 while there is room.
    ///
    /// Of two equal scores, that of the earlier document is the better.
    var thresholdBehind: UInt32 { worst.map { UInt32($0.score) &+ 1 } ?? 0 }
}
