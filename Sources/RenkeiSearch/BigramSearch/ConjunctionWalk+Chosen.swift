internal import IndexCodec
internal import IndexStorage

/// Looking at documents that were chosen by something else than the rarest list: see `DensePhrase`.
extension ConjunctionWalk {
    /// Moves the candidates that a filter has to the front; returns how many these are.
    static func keep(
        _ filter: DocumentBits, _ lists: inout MutableSpan<ScoredList>,
        _ candidates: inout InlineArray<128, UInt8>, _ count: Int
    ) -> Int {
        var kept = 0
        for place in 0..<count {
            let posting = candidates[place]
            candidates[kept] = posting
            kept += filter.contains(lists[0].iterator.document(at: Int(posting))) ? 1 : 0
        }
        return kept
    }

    /// Stands before all lists again, with bounds that hold for all documents.
    mutating func rewind(_ lists: inout MutableSpan<ScoredList>) {
        for index in 0..<listCount { lists[index].iterator.rewind() }
        boundAnywhere(&lists)
    }

    /// The most that a document scores by the only substring, if it has that once, in the last field.
    ///
    /// Mutating as `bound` is.
    mutating func singleBound(_ norm: UInt8) -> UInt32 {
        UInt32(clauses[0].factor * search.table.share(1, norm: norm)) + 1
    }

    /// The score of a document by the only substring, of which a bigram stands in it once, in the last
    /// field; nil if it does not have the substring or its score is of no interest.
    ///
    /// Documents are asked for in ascending order, from `rewind` on.
    mutating func singleScore(
        _ lists: inout MutableSpan<ScoredList>, _ document: UInt32, _ least: UInt32
    ) throws(StorageError) -> UInt32? {
        if singleBound(search.segment.norm(document)) < least { return nil }
        guard search.segment.isLive(document) else { return nil }
        let block = lists[0].iterator.block(reaching: document)
        if block != lists[0].iterator.cursor.block { try lists[0].iterator.enter(block) }
        lists[0].iterator.advanceInBlock(to: document)
        guard lists[0].iterator.document == document,
            try meetInPhrase(&lists, document, least) == document
        else { return nil }
        return try score(&lists, document, least, isAligned: true)
    }
}
