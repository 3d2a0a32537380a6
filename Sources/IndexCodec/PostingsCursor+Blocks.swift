public import IndexStorage

/// What the tables of a list say about its blocks before they are decoded.
extension PostingsCursor {
    /// The last document of a block of a list of several blocks.
    @inlinable func lastDocument(_ block: Int) -> UInt32 { lasts.value(block, list) }

    /// The greatest quantised contribution to the score in a block.
    @inlinable package func bound(_ block: Int) -> UInt8 {
        documentFrequency == 1 ? 255 : list.u8(boundsOffset + block)
    }

    /// The greatest bound of some consecutive blocks; 0 if there are none.
    ///
    /// Mutating to avoid a copy: see `PostingsCursor`.
    package mutating func greatestBound(_ blocks: Range<Int>) -> UInt8 {
        if documentFrequency == 1 { return blocks.isEmpty ? 0 : 255 }
        return BitPacking.greatest(list.bytes, boundsOffset, blocks)
    }

    /// The first block, from the decoded one on, whose last document is `document` or greater;
    /// `blockCount` if there is none.
    ///
    /// Returns 0 for a list of one block.
    @inlinable
    @inline(__always)
    package func blockIndex(reaching document: UInt32) -> Int {
        if blockCount == 1 { return 0 }
        let start = max(block, 0)
        if lastDocument(start) >= document { return start }
        return PostingsCursor.blockIndex(
            reaching: document, behind: start, of: blockCount, lasts, list)
    }

    // Static to avoid a copy of the cursor.
    @usableFromInline static func blockIndex(
        reaching document: UInt32, behind start: Int, of blockCount: Int, _ lasts: ByteTable,
        _ list: ByteRegion
    ) -> Int {
        var low = start
        // Gallop, then bisect: the target is near in most seeks.
        var step = 1
        while low + step < blockCount, lasts.value(low + step, list) < document {
            low += step
            step <<= 1
        }
        var high = min(low + step, blockCount)
        low += 1
        while low < high {
            let middle = (low + high) >> 1
            if lasts.value(middle, list) < document { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// An upper bound for the documents of a block: exact in long lists, else the last of the
    /// segment.
    @inlinable package func lastDocumentBound(_ block: Int) -> UInt32 {
        blockCount == 1 ? UInt32(documentCount - 1) : lastDocument(block)
    }
}
