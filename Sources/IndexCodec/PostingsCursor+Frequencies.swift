public import IndexStorage

/// The frequencies and field splits of the decoded block, decoded on demand.
extension PostingsCursor {
    /// Decodes the frequencies and splits of the decoded block unless that was done.
    @inlinable
    package mutating func decodeFrequencies() {
        if packed != nil { unpackFrequencies() }
        if packedSplits != nil { unpackSplits() }
    }

    /// The frequency of a posting of the decoded block.
    @inlinable
    package mutating func frequency(of posting: Int) -> UInt32 {
        if packed != nil { unpackFrequencies() }
        return frequencies[posting]
    }

    /// The field split of a posting of the decoded block.
    ///
    /// The others may stay packed: often a single one is needed.
    @inlinable
    package mutating func split(of posting: Int) -> UInt32 {
        if !hasSplits { return 0 }
        guard let (at, width) = packedSplits else { return splits[posting] }
        precondition(posting >= 0 && posting < count)
        return PostingsCursor.packed(list, at, bit: posting * width, width)
    }

    // Static to avoid a copy of the cursor.
    @inlinable static func packed(
        _ list: ByteRegion, _ offset: Int, bit: Int, _ width: Int
    ) -> UInt32 {
        let word = list.bytesToEndOfFile.u64(offset + (bit >> 3)) >> UInt64(bit & 7)
        return UInt32(truncatingIfNeeded: word & ((UInt64(1) << UInt64(width)) - 1))
    }

    @usableFromInline mutating func unpackSplits() {
        guard let (at, width) = packedSplits else { return }
        packedSplits = nil
        let (list, count) = (self.list, self.count)
        if splits.count < PostingsFormat.blockSize {
            splits = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
        }
        var splits = splits.mutableSpan
        BitPacking.unpack(list.bytesToEndOfFile, at, width: width, count: count, into: &splits)
    }

    @usableFromInline mutating func unpackFrequencies() {
        guard let header = packed else { return }
        packed = nil
        let (list, count) = (self.list, self.count)
        let bytes = list.bytesToEndOfFile
        let width = header.frequencyWidth
        if count < PostingsFormat.blockSize {
            BitPacking.unpack(bytes, frequenciesAt, width: width, count: count, into: &frequencies)
            for posting in 0..<count { frequencies[posting] &+= 1 }
        } else {
            BitPacking.unpackBlock(bytes, frequenciesAt, width: width, plus: 1, into: &frequencies)
        }
        let splitsAt = frequenciesAt + BitPacking.byteCount(count, width: width)
        let exceptionsAt = splitsAt + BitPacking.byteCount(count, width: header.splitWidth)
        let highest = PostingsCursor.patch(
            &frequencies, list, width, header.frequencyExceptions,
            exceptionsAt + 2 * header.gapExceptions, count)
        frequencyBound = width < 24 ? (highest + 1) << UInt32(width) : .max
    }

    /// - Returns: the greatest of the bits that values have above `width`.
    @discardableResult
    static func patch(
        _ values: inout InlineArray<128, UInt32>, _ list: ByteRegion, _ width: Int, _ count: Int,
        _ offset: Int, _ size: Int
    ) -> UInt32 {
        var highest: UInt32 = 0
        for exception in 0..<count {
            let index = Int(list.u8(offset + 2 * exception))
            let high = UInt32(list.u8(offset + 2 * exception + 1))
            // An index past the end of the block, which only damage can cause, is ignored; the
            // checksum reports it.
            if index < size { values[index] &+= high << UInt32(width) }
            highest = max(highest, high)
        }
        return highest
    }
}
