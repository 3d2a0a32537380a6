package import IndexStorage
internal import Messages

/// The positions of the postings of the decoded block.
extension PostingsCursor {
    /// Appends the positions of a posting of the decoded block.
    ///
    /// - Throws: `StorageError` if the positions are damaged.
    package mutating func appendPositions(
        of posting: Int, to positions: inout [UInt32]
    ) throws(StorageError) {
        precondition(hasPositions && posting < count)
        let frequency = Int(frequency(of: posting))
        if documentFrequency == 1 {
            guard let rest = list.part(positionBlock, list.count - positionBlock) else {
                throw corrupt("positions lie outside their list")
            }
            var reader = ByteReader(rest)
            var position: UInt64 = 0
            for _ in 0..<frequency {
                position &+= try reader.varint()
                positions.append(UInt32(truncatingIfNeeded: position))
            }
            return
        }
        // Positions are mostly read in ascending order of postings.
        if posting < positionMark.posting { positionMark = (0, 0) }
        let norms = self.norms
        let lengths = norms.bytes
        let width = Int(positionWidths[Int(lengths.u8(Int(documents[posting])) >> 4)])
        if hasRepeats {
            return try appendRepeated(posting, frequency, width, to: &positions)
        }
        positionMark.bits &+= BitPacking.positionBits(
            positionMark.posting..<posting, &documents, &frequencies, norms: lengths,
            &positionWidths)
        positionMark.posting = posting
        // A frequency has at most 32 bits and a list fewer than 2^60, so no sum overflows.
        let end = positionMark.bits &+ frequency &* width
        guard end <= 8 &* (list.count &- positionBlock) else {
            throw corrupt("positions lie outside their list")
        }
        BitPacking.unpack(
            list.bytesToEndOfFile, positionBlock, bits: positionMark.bits..<end, width: width,
            appendingTo: &positions)
    }

    /// Appends the positions of a posting of a block with repeats.
    private mutating func appendRepeated(
        _ posting: Int, _ frequency: Int, _ width: Int, to positions: inout [UInt32]
    ) throws(StorageError) {
        let start = positionBlock &+ PositionRepeats.byteCount(count)
        guard start <= list.count else { throw corrupt("positions lie outside their list") }
        let (list, norms) = (self.list, self.norms)
        let repeats = PositionRepeats(list.bytesToEndOfFile, positionBlock, count)
        positionMark.bits &+= BitPacking.positionBits(
            positionMark.posting..<posting, &documents, &frequencies, norms: norms.bytes,
            &positionWidths, without: repeats)
        positionMark.posting = posting
        // The repeated positions are the last that were written.
        let size = frequency &* width
        let first = positionMark.bits &- (repeats.contains(posting) ? size : 0)
        guard first >= 0, first &+ size <= 8 &* (list.count &- start) else {
            throw corrupt("positions lie outside their list")
        }
        BitPacking.unpack(
            list.bytesToEndOfFile, start, bits: first..<first &+ size, width: width,
            appendingTo: &positions)
    }
}
