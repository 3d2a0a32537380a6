internal import CProcessor
internal import IndexCodec
internal import IndexStorage

/// The postings of a bigram with what they add to scores at most.
struct ScoredList {
    var iterator: PostingsIterator
    /// What a share of 1 adds to the score.
    private(set) var factor: Float
    /// What a block's bound is multiplied by to give the most that a posting of it adds.
    private var boundScale: Float
    /// What a block's bound is multiplied by to give the greatest share of a posting of it.
    private var shareScale: Float
    private var boundBlock = 0
    /// The frequencies of the bigram, if they are kept in memory.
    var frequencies: FrequencyTable?

    /// - Parameter stretch: how much greater shares can be than the bounds say: see
    ///   `BigramSearch.stretch`.
    init(_ cursor: PostingsCursor, factor: Float, stretch: Float) throws(StorageError) {
        self.init(unread: cursor, factor: factor, stretch: stretch)
        try iterator.enter(0)
    }

    /// A list whose iterator stands before it: see `PostingsIterator.init(unread:)`.
    init(unread cursor: PostingsCursor, factor: Float, stretch: Float) {
        iterator = PostingsIterator(unread: cursor)
        self.factor = factor
        shareScale = ScoredList.shareScale(stretch)
        boundScale = factor * shareScale
    }

    /// Becomes another list, unread, in the same memory: see `PostingsCursor.reopen`.
    mutating func reopen(
        _ segment: SegmentReader, _ location: PostingsLocation, factor: Float, stretch: Float
    ) throws(StorageError) {
        try iterator.reopen(segment, location)
        self.factor = factor
        shareScale = ScoredList.shareScale(stretch)
        boundScale = factor * shareScale
        boundBlock = 0
        frequencies = nil
    }

    // A little more, for the rounding of the products.
    private static func shareScale(_ stretch: Float) -> Float { stretch / 255 * 1.000_01 }

    @inline(__always) var documentFrequency: Int { iterator.documentFrequency }
    @inline(__always) var blockCount: Int { iterator.cursor.blockCount }

    /// The most that a posting of a block adds.
    @inline(__always)
    func bound(_ block: Int) -> UInt32 {
        UInt32(min(Float(iterator.cursor.bound(block)) * boundScale, factor) + 1)
    }

    /// The greatest share of a posting of a block.
    @inline(__always)
    func shareBound(_ block: Int) -> Float {
        min(Float(iterator.cursor.bound(block)) * shareScale, 1)
    }

    /// The greatest share of a posting of some consecutive blocks.
    mutating func shareBound(_ blocks: Range<Int>) -> Float {
        min(Float(iterator.greatestBound(blocks)) * shareScale, 1)
    }

    /// The greatest share of a posting from one document to another, both included, neither of them
    /// in a block before the iterator's.
    mutating func shareBound(from first: UInt32, through last: UInt32) -> Float {
        let start = iterator.cursor.blockIndex(reaching: first)
        let end = iterator.cursor.blockIndex(reaching: last)
        // The last documents of a damaged list may be in any order.
        return shareBound(start..<max(start, min(end + 1, blockCount)))
    }

    /// The greatest bound of all blocks.
    private var greatestBound: Float {
        mutating get { Float(iterator.greatestBound(0..<blockCount)) }
    }

    /// The greatest share of any posting.
    var greatestShare: Float {
        mutating get { min(greatestBound * shareScale, 1) }
    }

    /// The most that any posting adds.
    var bound: UInt32 {
        mutating get { UInt32(min(greatestBound * boundScale, factor) + 1) }
    }

    /// The most that a posting of a window adds; windows are asked for in ascending order.
    mutating func bound(in window: Range<UInt32>) -> UInt32 {
        iterator.document >= window.upperBound ? 0 : outlook(on: window).bound
    }

    /// The most that a posting of a window adds, and the last document that this holds for, in the
    /// window or behind it; windows are asked for in ascending order.
    mutating func outlook(on window: Range<UInt32>) -> (bound: UInt32, lastDocument: UInt32) {
        var greatest: UInt8 = 0
        var block = boundBlock
        while block < blockCount, iterator.cursor.lastDocumentBound(block) < window.lowerBound {
            block += 1
        }
        boundBlock = block
        var last = endOfDocuments
        while block < blockCount {
            greatest = max(greatest, iterator.cursor.bound(block))
            last = iterator.cursor.lastDocumentBound(block)
            if last >= window.upperBound - 1 { break }
            last = endOfDocuments
            block += 1
        }
        return (
            greatest == 0 ? 0 : UInt32(min(Float(greatest) * boundScale, factor) + 1), last
        )
    }

    /// What the posting that the iterator stands on adds.
    mutating func contribution(_ table: ShareTable, norm: UInt8) -> UInt32 {
        processor_truncated(factor * share(table, norm: norm))
    }

    /// The share of the posting that the iterator stands on.
    mutating func share(_ table: ShareTable, norm: UInt8) -> Float {
        let split = iterator.split
        return split == 0
            ? table.share(iterator.frequency, norm: norm)
            : table.share(iterator.frequency, split: split, norm: norm)
    }

    /// The share of a posting of the decoded block.
    mutating func share(of posting: Int, _ table: ShareTable, norm: UInt8) -> Float {
        let split = iterator.split(at: posting)
        let frequency = iterator.frequency(at: posting)
        return split == 0
            ? table.share(frequency, norm: norm)
            : table.share(frequency, split: split, norm: norm)
    }

    /// What each posting of the decoded block adds, not rounded down yet.
    mutating func contributions(
        _ table: ShareTable, _ norms: ByteRegion, into scores: inout InlineArray<128, Float>
    ) {
        iterator.readFrequencies()
        let factor = factor
        let norms = norms.bytes
        let shares = table.shares
        let rows = shares.span
        if iterator.cursor.hasSplits {
            for place in 0..<iterator.cursor.count {
                let norm = norms.u8(Int(iterator.cursor.documents[place]))
                let split = iterator.cursor.splits[place]
                let frequency = iterator.cursor.frequencies[place]
                scores[place] = factor * table.share(frequency, split: split, norm: norm, rows)
            }
        } else {
            for place in 0..<iterator.cursor.count {
                let norm = norms.u8(Int(iterator.cursor.documents[place]))
                let frequency = iterator.cursor.frequencies[place]
                scores[place] = factor * table.share(frequency, split: 0, norm: norm, rows)
            }
        }
    }

    /// Notes the places in the decoded block of the postings that add `least` or more if a share of
    /// 1 adds `factor`, and of few others; returns how many there are.
    mutating func select(
        _ least: UInt32, factor: Float, _ table: ShareTable, _ norms: ByteRegion,
        into places: inout InlineArray<128, UInt8>
    ) -> Int {
        let count = iterator.cursor.count
        if least == 0 {
            for place in 0..<count { places[place] = UInt8(truncatingIfNeeded: place) }
            return count
        }
        iterator.readFrequencies()
        let floor = Float(leastFor: least)
        let norms = norms.bytes
        let shares = table.shares
        let rows = shares.span
        var kept = 0
        if iterator.cursor.hasSplits {
            for place in 0..<count {
                let norm = norms.u8(Int(iterator.cursor.documents[place]))
                let split = iterator.cursor.splits[place]
                let frequency = iterator.cursor.frequencies[place]
                let share = table.share(frequency, split: split, norm: norm, rows)
                places[kept] = UInt8(truncatingIfNeeded: place)
                kept += factor * share >= floor ? 1 : 0
            }
            return kept
        }
        // No branch: which postings are kept cannot be foretold.
        let last = ShareTable.frequencies - 1
        for place in 0..<count {
            let norm = norms.u8(Int(iterator.cursor.documents[place]))
            let frequency = iterator.cursor.frequencies[place]
            let share = rows[Int(min(frequency, last)) << 8 | Int(norm)]
            places[kept] = UInt8(truncatingIfNeeded: place)
            kept += (factor * share >= floor ? 1 : 0) | (frequency > last ? 1 : 0)
        }
        return kept
    }

    /// Adds the list's part to the scores of some ascending documents and moves those with a score
    /// of `least` or more to the front; returns how many these are.
    mutating func add(
        to documents: inout [UInt32], _ scores: inout [UInt32], _ table: ShareTable,
        _ norms: ByteRegion, least: UInt32
    ) throws(StorageError) -> Int {
        var documents = documents.mutableSpan
        var scores = scores.mutableSpan
        let norms = norms.bytes
        var kept = 0
        for index in documents.indices {
            let document = documents[index]
            var score = scores[index]
            try iterator.advance(to: document)
            if iterator.document == document {
                score += contribution(table, norm: norms.u8(Int(document)))
            }
            documents[kept] = document
            scores[kept] = score
            kept += score >= least ? 1 : 0
        }
        return kept
    }

    /// Adds the list's part to the scores of a window's documents.
    mutating func accumulate(
        _ window: Range<UInt32>, _ table: ShareTable, _ norms: ByteRegion,
        into scores: inout WindowScores
    ) throws(StorageError) {
        try iterator.advance(to: window.lowerBound)
        let factor = factor
        let norms = norms.bytes
        let shares = table.shares
        let rows = shares.span
        while true {
            let run = try iterator.nextRun(below: window.upperBound)
            if run.isEmpty { return }
            iterator.readFrequencies()
            if iterator.hasPlainFrequencies() {
                iterator.add(run, norms: norms, shares: rows, factor: factor, to: &scores)
                continue
            }
            var contributions = InlineArray<128, UInt32>(repeating: 0)
            let hasSplits = iterator.cursor.hasSplits
            for place in run {
                let norm = norms.u8(Int(iterator.cursor.documents[place]))
                let frequency = iterator.cursor.frequencies[place]
                let split = hasSplits ? iterator.cursor.splits[place] : 0
                contributions[place] = processor_truncated(
                    factor * table.share(frequency, split: split, norm: norm, rows))
            }
            iterator.add(run, &contributions, to: &scores)
        }
    }

    /// Adds the list's part to the scores of the documents that have one, and leaves those out that
    /// are below a score then.
    ///
    /// - Parameters:
    ///   - scores: those of a window, in ascending order.
    ///   - least: documents with a lower score afterwards are left out.
    ///   - bound: what the list adds at most in the window; where a block's bound is lower, more
    ///     documents need not be looked at.
    mutating func complete(
        _ scores: inout WindowScores, _ table: ShareTable, _ norms: ByteRegion, least: UInt32,
        bound: UInt32
    ) throws(StorageError) {
        let window = scores.window
        try scores.withSlots { documents, slots throws(StorageError) in
            try complete(
                documents, &slots, base: window.lowerBound, end: window.upperBound, table, norms,
                least: least - min(bound, least), bound: bound)
        }
        scores.keep(least: least)
    }

    /// - Parameters:
    ///   - documents: some of the window, ascending.
    ///   - slots: those of the window: see `WindowScores.withSlots`.
    ///   - least: documents with a lower score need not be looked at, whatever the list adds.
    private mutating func complete(
        _ documents: Span<UInt32>, _ slots: inout MutableSpan<UInt32>, base: UInt32, end: UInt32,
        _ table: ShareTable, _ norms: ByteRegion, least: UInt32, bound: UInt32
    ) throws(StorageError) {
        let norms = norms.bytes
        var place = 0
        while place < documents.count {
            let block = iterator.block(reaching: documents[place])
            guard block < blockCount else { return }
            let last = iterator.cursor.lastDocumentBound(block)
            let needed = least &+ 1 + bound - min(self.bound(block), bound)
            // The first document of the block that the list may lift.
            while place < documents.count, documents[place] <= last,
                slots[Int(documents[place] &- base)] < needed
            {
                place += 1
            }
            guard place < documents.count else { return }
            if documents[place] > last { continue }
            if block != iterator.cursor.block { try iterator.enter(block) }
            let first = place
            while place < documents.count, documents[place] <= last { place += 1 }
            if (place - first) * ScoredList.scanFactor < PostingsFormat.blockSize {
                for index in first..<place {
                    let document = documents[index]
                    let slot = Int(document &- base)
                    if slots[slot] < needed { continue }
                    iterator.advanceInBlock(to: document)
                    if iterator.document == document {
                        slots[slot] += contribution(table, norm: norms.u8(Int(document)))
                    }
                }
            } else {
                iterator.advanceInBlock(to: documents[first])
                let limit = min(end, last &+ 1)
                let run = try iterator.nextRun(below: limit)
                for posting in run {
                    let document = iterator.cursor.documents[posting]
                    let slot = Int(document &- base)
                    if slots[slot] < needed { continue }
                    slots[slot] += contribution(
                        of: posting, table, norm: norms.u8(Int(document)))
                }
            }
        }
    }

    /// `complete` by a table of the list's frequencies: the list is read only where that does not tell
    /// enough.
    ///
    /// - Parameter scores: in ascending order, unless the table is nearly complete.
    mutating func complete(
        _ scores: inout WindowScores, by frequencies: FrequencyTable, _ table: ShareTable,
        _ norms: ByteRegion, least: UInt32
    ) throws(StorageError) {
        let bytes = frequencies.bytes
        let shares = table.shares
        try scores.add(
            nibbles: bytes.span, norms: norms.bytes, shares: shares.span, factor: factor,
            least: least
        ) { document throws(StorageError) in
            try contribution(to: document, table, norm: norms.u8(Int(document)))
        }
    }

    /// What the list adds to a document; 0 if the document is not in the list.
    @inline(never)
    private mutating func contribution(
        to document: UInt32, _ table: ShareTable, norm: UInt8
    ) throws(StorageError) -> UInt32 {
        if document < iterator.document { iterator.rewind() }
        try iterator.advance(to: document)
        return iterator.document == document ? contribution(table, norm: norm) : 0
    }

    /// A block's postings are walked where they are less than so many times the documents that are
    /// looked for among them: where a search ends cannot be foretold, and a walk needs no search.
    private static let scanFactor = 8

    /// What a posting of the decoded block adds.
    private mutating func contribution(
        of posting: Int, _ table: ShareTable, norm: UInt8
    ) -> UInt32 {
        processor_truncated(factor * share(of: posting, table, norm: norm))
    }
}

extension Float {
    /// The least number that is `value` or greater: what a score is compared with before it is
    /// rounded down to a whole number.
    init(leastFor value: UInt32) {
        let nearest = Float(value)
        self = UInt64(nearest) < UInt64(value) ? nearest.nextUp : nearest
    }
}
