internal import IndexCodec
internal import IndexStorage

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
        stretch = segment.stretch(averageLength: averageLength)
    }

    /// The number of a document, counted over all segments: see `Searcher.number`.
    @inline(__always)
    func number(_ document: UInt32) -> UInt32 { base + segment.order.arrival(of: document) }

    /// The least score with which a document, or one behind it in the segment, may be among the best;
    /// 0 while there is room.
    @inline(__always)
    func threshold(from document: UInt32, _ top: borrowing TopScores) -> UInt32 {
        // In another order any document behind it may have been added first.
        top.threshold(from: segment.order.isKept ? base + document : base)
    }

    /// Opens the postings of a term in the segment, the index's segment `number`, unread.
    ///
    /// - Parameters:
    ///   - lists: the lists of this query, and behind them those of earlier ones.
    ///   - count: how many lists this query has; one more afterwards.
    /// - Returns: false if the segment has no postings of the term.
    func open(
        _ term: BigramTerm, _ number: Int, in lists: inout [ScoredList], _ count: inout Int
    ) throws(StorageError) -> Bool {
        guard let location = term[number]?.location else { return false }
        return try open(location, factor: term.factor, in: &lists, &count)
    }

    /// Opens the postings at a place of the segment.
    ///
    /// - Parameters:
    ///   - factor: that of their term.
    ///   - lists, count: as above.
    func open(
        _ location: PostingsLocation, factor: Float, in lists: inout [ScoredList],
        _ count: inout Int
    ) throws(StorageError) -> Bool {
        if count < lists.count {
            try lists[count].reopen(segment, location, factor: factor, stretch: stretch)
        } else {
            guard let cursor = try segment.postings(at: location, ofGram: true) else {
                return false
            }
            lists.append(ScoredList(unread: cursor, factor: factor, stretch: stretch))
        }
        count += 1
        return true
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
        let blocks = blocksByBound(&list)
        for place in blocks.indices {
            let block = blocks[place]
            if place + 1 < blocks.count { list.iterator.prefetchDocuments(of: blocks[place + 1]) }
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
        var scores = BlockScores()
        list.contributions(table, segment.norms, into: &scores.values)
        var least = Float(leastFor: max(floor, top.threshold))
        // Before there are enough documents, each would be kept for a while.
        if top.isEmpty, segment.deletions == nil {
            least = max(least, Float(leastFor: UInt32(scores.floor(ofBest: top.limit))))
        }
        for index in 0..<scores.keep(list.iterator.cursor.count, least: least) {
            let place = Int(scores.places[index])
            guard scores.values[place] >= least else { continue }
            let document = list.iterator.document(at: place)
            guard segment.isLive(document) else { continue }
            top.insert(ScoredDocument(number(document), score: UInt32(scores.values[place])))
            least = max(least, Float(leastFor: top.threshold))
        }
    }
}
