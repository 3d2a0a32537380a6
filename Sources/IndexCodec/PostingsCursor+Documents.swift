package import IndexStorage
internal import Messages

/// The documents of a block.
extension PostingsCursor {
    /// The index in the decoded block of the first document that is `target` or greater.
    ///
    /// - Precondition: there is such a document.
    package mutating func index(reaching target: UInt32) -> Int {
        BitPacking.index(reaching: target, in: &documents)
    }

    /// Decodes the documents of a block unless they are decoded, but not its frequencies and
    /// splits, which most blocks of a conjunction do not need: see `decodeFrequencies`.
    ///
    /// - Throws: `StorageError` if the block is damaged.
    package mutating func decodeDocuments(_ index: Int) throws(StorageError) {
        if block == index { return }
        if documentFrequency == 1 { return try decodeSingle() }
        // If decoding throws, no block counts as decoded.
        block = -1
        count = 0
        let offset: Int
        let limit: Int
        if blockCount == 1 {
            offset = layout.documentsOffset
            limit = list.count
        } else {
            offset = layout.documentsOffset + Int(layout.documentOffsets.value(index, list))
            limit = layout.positionsOffset
        }
        guard offset + 2 <= limit else { throw corrupt("a block lies outside its list") }
        // With a header of two bytes, the other two are ignored.
        let header = PostingsBlockHeader(encoded: list.bytesToEndOfFile.u32(offset))
        guard header.isPossible(hasPositions: hasPositions) else {
            throw corrupt("a block has impossible widths")
        }
        let size =
            index == blockCount - 1
            ? documentFrequency - index * PostingsFormat.blockSize : PostingsFormat.blockSize
        let gapsAt = offset + header.byteCount
        frequenciesAt = gapsAt + BitPacking.byteCount(size, width: header.gapWidth)
        let splitsAt = frequenciesAt + BitPacking.byteCount(size, width: header.frequencyWidth)
        let exceptionsAt = splitsAt + BitPacking.byteCount(size, width: header.splitWidth)
        let end = exceptionsAt + 2 * (header.gapExceptions + header.frequencyExceptions)
        guard end <= limit else { throw corrupt("a block lies outside its list") }
        try decodeGaps(index, size, header, gapsAt, exceptionsAt)
        packed = header
        hasSplits = header.splitWidth > 0
        packedSplits = hasSplits ? (splitsAt, header.splitWidth) : nil
        block = index
        count = size
        positionMark = (0, 0)
        hasRepeats = header.hasRepeats
        if hasPositions {
            positionWidths = PositionWidth(limit: header.positionWidth).widths
            positionBlock =
                blockCount == 1
                ? end
                : layout.positionsOffset + Int(layout.positionOffsets.value(index, list))
        }
    }

    // The words loaded at the end of the last block reach past the list into the padding of its
    // section, so the kernel may read up to the end of the file.

    private mutating func decodeGaps(
        _ index: Int, _ size: Int, _ header: PostingsBlockHeader, _ offset: Int, _ exceptions: Int
    ) throws(StorageError) {
        let base = index == 0 ? 0 : lastDocument(index - 1) &+ 1
        let list = self.list
        let bytes = list.bytesToEndOfFile
        if size < PostingsFormat.blockSize {
            BitPacking.unpack(
                bytes, offset, width: header.gapWidth, count: size, into: &documents)
            PostingsCursor.patch(
                &documents, list, header.gapWidth, header.gapExceptions, exceptions, size)
            BitPacking.sumGaps(base: base, count: size, &documents)
        } else {
            documents = InlineArray(repeating: 0)
            PostingsCursor.patch(
                &documents, list, header.gapWidth, header.gapExceptions, exceptions, size)
            BitPacking.unpackBlockOfGaps(
                bytes, offset, width: header.gapWidth, base: base, into: &documents)
        }
        // A sentinel, so that no search ends after the last document.
        if size < PostingsFormat.blockSize {
            for index in size..<(size + 31) & ~31 { documents[index] = .max }
        }
        let last = documents[size - 1]
        guard last < UInt32(documentCount), last >= base,
            blockCount == 1 || last == lastDocument(index)
        else { throw corrupt("a block ends in the wrong document") }
        // Only impossibly wide gaps can overflow before the last document.
        let width = header.gapWidth + (header.gapExceptions > 0 ? 8 : 0)
        if width > 23 || base > 1 << 31 { try checkOrder(size, base) }
    }

    private func checkOrder(_ size: Int, _ base: UInt32) throws(StorageError) {
        guard documents[0] >= base else {
            throw corrupt("the documents of a block do not ascend")
        }
        for index in 1..<max(size, 1) where documents[index - 1] >= documents[index] {
            throw corrupt("the documents of a block do not ascend")
        }
    }

    private mutating func decodeSingle() throws(StorageError) {
        var reader = ByteReader(list)
        _ = try reader.varint()
        documents = InlineArray(repeating: .max)
        let first = try reader.count(atMost: 2 * documentCount - 1)
        documents[0] = UInt32(first >> 1)
        frequencies[0] = 1
        frequencyBound = .max
        hasSplits = false
        if first & 1 == 1 {
            frequencies[0] = UInt32(try reader.count(atMost: Int(Int32.max)))
            splits = [UInt32(try reader.count(atMost: Int(UInt32.max)))]
            hasSplits = splits[0] > 0
        }
        packed = nil
        packedSplits = nil
        positionBlock = reader.offset
        block = 0
        count = 1
    }
}
