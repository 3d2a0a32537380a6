internal import IndexCodec
internal import IndexStorage

/// A bigram of a query.
struct BigramTerm {
    let gram: Gram
    /// What a share of 1 adds to the score; 0 if no document has the bigram.
    let factor: Float
    /// What the first segment has of it.
    private var first: SegmentTerm?
    /// What the others have of it; most indexes have one segment.
    private var others: [SegmentTerm?] = []

    /// Looks a bigram up in every segment, once.
    ///
    /// - Parameters:
    ///   - documentCount: how many documents the index has.
    ///   - weight: what a share of 1 adds to the score for an inverse document frequency of 1.
    init(
        _ gram: Gram, in segments: [SegmentReader], documentCount: Int, weight: Float
    ) throws(StorageError) {
        self.gram = gram
        let segments = segments.span
        var frequency = 0
        for number in segments.indices {
            let term = try segments[number].term(gram)
            frequency += term?.documentFrequency ?? 0
            if number == 0 { first = term } else { others.append(term) }
        }
        factor =
            frequency == 0
            ? 0
            : weight
                * Float(
                    BM25Parameters.idf(
                        documentFrequency: frequency, documentCount: documentCount))
    }

    /// What a segment has of it.
    subscript(number: Int) -> SegmentTerm? { number == 0 ? first : others[number - 1] }
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
        _ list: inout ScoredList, floor: UInt32, into top: inout TopScores
    ) throws(StorageError) {
        if list.blockCount <= 4 {
            for block in 0..<list.blockCount where list.bound(block) >= max(floor, top.threshold) {
                try collect(block, of: &list, floor: floor, into: &top)
            }
            return
        }
        for block in blocksByBound(&list) {
            // The blocks behind this one have no greater bounds.
            guard list.bound(block) >= max(floor, top.threshold) else { return }
            try collect(block, of: &list, floor: floor, into: &top)
        }
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
        _ block: Int, of list: inout ScoredList, floor: UInt32, into top: inout TopScores
    ) throws(StorageError) {
        try list.iterator.enter(block)
        var scores = InlineArray<128, Float>(repeating: 0)
        list.contributions(table, segment.norms, into: &scores)
        var least = Float(leastFor: max(floor, top.threshold))
        for place in 0..<list.iterator.cursor.count where scores[place] >= least {
            let document = list.iterator.document(at: place)
            guard segment.isLive(document) else { continue }
            top.insert(ScoredDocument(base + document, score: UInt32(scores[place])))
            least = Float(leastFor: max(floor, top.threshold))
        }
    }
}
