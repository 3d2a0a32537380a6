internal import IndexCodec
internal import IndexStorage

/// The document number after the last document of every list.
let endOfDocuments = UInt32.max

/// Iterates over the documents of a list of postings.
struct PostingsIterator {
    private(set) var cursor: PostingsCursor
    /// The index in the decoded block.
    private(set) var index = 0
    /// The current document; `endOfDocuments` after the last.
    private(set) var document: UInt32 = 0

    /// Begins at the first document of a list.
    init(_ cursor: PostingsCursor) throws(StorageError) {
        self.cursor = cursor
        try self.cursor.decodeDocuments(0)
        document = self.cursor.documents[0]
    }

    var documentFrequency: Int { cursor.documentFrequency }
    /// The frequency in the current document.
    var frequency: UInt32 {
        mutating get { cursor.frequency(of: index) }
    }
    /// The rank of the field frequencies in the current document.
    var split: UInt32 {
        mutating get { cursor.split(of: index) }
    }

    /// Advances to the first document that is at least `target`; never moves back.
    mutating func advance(to target: UInt32) throws(StorageError) {
        if document >= target { return }
        if cursor.documents[cursor.count - 1] < target {
            let block = cursor.blockIndex(reaching: target)
            if block == cursor.block {
                document = endOfDocuments
                return
            }
            try enter(block)
            if document >= target { return }
            // A list of one block may end before the target.
            if cursor.documents[cursor.count - 1] < target {
                document = endOfDocuments
                return
            }
        }
        // The last document of the block is at least `target`, so the search ends in the block.
        index = cursor.index(reaching: target)
        document = cursor.documents[index]
    }

    /// Moves to the first document that is at least `target`, forward or back.
    mutating func restart(from target: UInt32) throws(StorageError) {
        // The decoded block can be used if it does not begin after the target.
        if cursor.documents[0] > target { try cursor.decodeDocuments(0) }
        index = 0
        document = cursor.documents[0]
        try advance(to: target)
    }

    /// Removes the documents that are not in the list from some ascending documents.
    mutating func keep(_ documents: inout [UInt32]) throws(StorageError) {
        var kept = 0
        var span = documents.mutableSpan
        for index in span.indices {
            let candidate = span[index]
            try advance(to: candidate)
            span[kept] = candidate
            kept += document == candidate ? 1 : 0
        }
        documents.removeLast(documents.count - kept)
    }

    /// The greatest bound of consecutive blocks; 0 if there are none.
    @inline(__always)
    mutating func greatestBound(_ blocks: Range<Int>) -> UInt8 { cursor.greatestBound(blocks) }

    /// Decodes the frequencies and field ranks of the decoded block.
    @inline(__always)
    mutating func readFrequencies() { cursor.decodeFrequencies() }

    /// Moves to the first document of a block, or past the last one if there is no such block.
    mutating func enter(_ block: Int) throws(StorageError) {
        guard block < cursor.blockCount else {
            document = endOfDocuments
            return
        }
        try cursor.decodeDocuments(block)
        index = 0
        document = cursor.documents[0]
    }

    /// Appends the positions in the current document.
    mutating func appendPositions(to positions: inout [UInt32]) throws(StorageError) {
        try cursor.appendPositions(of: index, to: &positions)
    }

    /// Calls `body` with each posting from the current one whose document is below `end`.
    @inline(__always)
    mutating func forEach(
        below end: UInt32, _ body: (UInt32, UInt32, UInt32) -> Void
    ) throws(StorageError) {
        while document < end {
            cursor.decodeFrequencies()
            let count = cursor.count
            var place = index
            if cursor.hasSplits {
                while place < count, cursor.documents[place] < end {
                    body(cursor.documents[place], cursor.frequencies[place], cursor.splits[place])
                    place += 1
                }
            } else {
                while place < count, cursor.documents[place] < end {
                    body(cursor.documents[place], cursor.frequencies[place], 0)
                    place += 1
                }
            }
            index = place
            if place < count {
                document = cursor.documents[place]
            } else {
                try enter(cursor.block + 1)
            }
        }
    }

    /// The indices in the decoded block of the postings from the current one whose documents are
    /// below `end`; empty if there are none.
    ///
    /// Moves past them. At the end of a block, the iterator stays on the last posting; the next
    /// block is decoded only on the next call.
    mutating func nextRun(below end: UInt32) throws(StorageError) -> Range<Int> {
        if document == endOfDocuments { return 0..<0 }
        if index == cursor.count {
            try enter(cursor.block + 1)
            if document == endOfDocuments { return 0..<0 }
        }
        let (start, count) = (index, cursor.count)
        if document >= end { return start..<start }
        let last = cursor.documents[count - 1]
        index = last < end ? count : cursor.index(reaching: end)
        document = index < count ? cursor.documents[index] : last
        return start..<index
    }

    /// See `PostingsCursor.hasPlainFrequencies`.
    mutating func hasPlainFrequencies() -> Bool { cursor.hasPlainFrequencies() }

    /// See `PostingsCursor.add`.
    mutating func add(
        _ run: Range<Int>, norms: RawSpan, shares: Span<Float>, factor: Float,
        to scores: inout WindowScores
    ) {
        cursor.add(run, norms: norms, shares: shares, factor: factor, to: &scores)
    }

    /// See `PostingsCursor.add`.
    mutating func add(
        _ run: Range<Int>, _ contributions: inout InlineArray<128, UInt32>,
        to scores: inout WindowScores
    ) {
        cursor.add(run, &contributions, to: &scores)
    }

    /// Appends the documents from the current one that are below `end`, and moves past them.
    mutating func append(
        below end: UInt32, to documents: inout [UInt32]
    ) throws(StorageError) {
        while document < end {
            let count = cursor.count
            let stop = cursor.documents[count - 1] < end ? count : cursor.index(reaching: end)
            documents.reserveCapacity(documents.count + stop - index)
            for place in index..<stop { documents.append(cursor.documents[place]) }
            index = stop
            if stop < count {
                document = cursor.documents[stop]
            } else {
                try enter(cursor.block + 1)
            }
        }
    }

    /// Sets the bits of a window's documents from the current one, and moves past the window.
    mutating func mark(_ window: Window, in bits: inout [UInt64]) throws(StorageError) {
        while document < window.end {
            let count = cursor.count
            var place = index
            while place < count, cursor.documents[place] < window.end {
                let slot = Int(cursor.documents[place] &- window.base)
                bits[slot >> 6] |= 1 << UInt64(slot & 63)
                place += 1
            }
            index = place
            if place < count {
                document = cursor.documents[place]
            } else {
                try enter(cursor.block + 1)
            }
        }
    }
}
