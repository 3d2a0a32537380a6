internal import IndexCodec
internal import IndexStorage

/// Tells of most documents that they are not in a block of postings, faster than a search in the
/// block does.
///
/// A bit for each of 2^15 remainders of document numbers, which fits the smallest cache: a block is
/// about as long as that, so that few documents share a bit.
struct BlockFilter {
    private static let words = 512

    private var bits: [UInt64] = []
    /// The block whose documents have bits; negative if there is none.
    private(set) var block = -1

    /// Sets the bits of the block that a list has decoded.
    ///
    /// - Parameter list: it is not changed; to borrow it would copy it.
    mutating func fill(_ list: inout PostingsIterator) {
        block = list.cursor.block
        if bits.isEmpty { bits = [UInt64](repeating: 0, count: Self.words) }
        var bits = bits.mutableSpan
        for word in bits.indices { bits[word] = 0 }
        for place in 0..<list.cursor.count {
            let document = list.document(at: place)
            bits[Self.word(document)] |= 1 &<< UInt64(truncatingIfNeeded: document)
        }
    }

    /// Moves the candidates of a range to its front that may be in the block; returns where they end.
    ///
    /// - Parameter list: the list whose block's postings the candidates are; it is not changed.
    func keep(
        _ candidates: inout InlineArray<128, UInt8>, _ range: Range<Int>,
        of list: inout PostingsIterator
    ) -> Int {
        let bits = bits.span
        var kept = range.lowerBound
        // No branch: which are kept cannot be foretold.
        for place in range {
            let posting = candidates[place]
            candidates[kept] = posting
            let document = list.document(at: Int(posting))
            let word = bits[Self.word(document)]
            kept &+= Int(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: document) & 1)
        }
        return kept
    }

    @inline(__always)
    private static func word(_ document: UInt32) -> Int { Int(document &>> 6) & (words - 1) }

    /// Forgets the block, and exchanges the memory.
    mutating func exchange(_ memory: inout [UInt64]) {
        block = -1
        swap(&bits, &memory)
    }
}

extension ConjunctionWalk {
    /// As many candidates make it worth to fill a filter.
    static let leastFiltered = 40
    /// With fewer blocks of the rarest list most of the time goes elsewhere.
    private static let leastBlocks = 8

    /// True if so many documents have the rarest bigram that filters pay.
    static func isFilterWorthwhile(_ lists: inout MutableSpan<ScoredList>) -> Bool {
        lists[0].blockCount >= leastBlocks
    }

    /// Looks for the candidates that may be in a block of the second list: that in which the first of
    /// them would be.
    ///
    /// All of them are left if they are few. Every substring is a bigram.
    ///
    /// - Parameter range: the candidates that were not looked at yet.
    /// - Returns: where those end that are left, from the front of the range on; and where those
    ///   behind the block begin. Nil if the second list has no documents behind.
    mutating func keepByBlock(
        _ lists: inout MutableSpan<ScoredList>, _ range: Range<Int>, _ least: UInt32
    ) throws(StorageError) -> (end: Int, next: Int)? {
        let first = lists[0].iterator.document(at: Int(candidates[range.lowerBound]))
        let block = lists[1].iterator.block(reaching: first)
        guard block < lists[1].blockCount else { return nil }
        let last = lists[1].iterator.cursor.lastDocumentBound(block)
        // The first is counted whatever a damaged list says.
        var next = range.lowerBound + 1
        while next < range.upperBound,
            lists[0].iterator.document(at: Int(candidates[next])) <= last
        {
            next += 1
        }
        if next - range.lowerBound < ConjunctionWalk.leastFiltered {
            return (next, next)
        }
        if block != lists[1].iterator.cursor.block {
            if least > 0 {
                for other in 0..<listCount { shares[other] = shares[inBlock + other] }
                shares[1] = lists[1].shareBound(block)
                if bound(0) < least {
                    return (range.lowerBound, next)
                }
            }
            try lists[1].iterator.enter(block)
        }
        if blockFilter.block != block { blockFilter.fill(&lists[1].iterator) }
        let end = blockFilter.keep(
            &candidates, range.lowerBound..<next, of: &lists[0].iterator)
        return (end, next)
    }
}
