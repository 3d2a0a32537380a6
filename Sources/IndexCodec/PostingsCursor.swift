public import IndexStorage
internal import Messages

/// Reads the postings of a term a block at a time.
///
///     list      = df:varint (single | short | long)
///     single    = doc:varint frequency:varint split:varint (positionDelta:varint)*    df = 1
///     short     = bound:u8 docBlock positionBlock                                         df ≤ 128
///     long      = last:u32* docOffset:u32* [positionOffset:u32*] bound:u8* docLength:u32
///                 docBlock* positionBlock*                             one of each for every block
///     docBlock  = header:u32 gap* frequency-1* split* exception*      bit-packed, bytes filled up
///     exception = index:u8 high:u8
///     positionBlock = position*                                       bit-packed, bytes filled up
///
/// `header` is that of `PostingsBlockHeader`. A gap counts the documents between a posting and the
/// one before. Gaps and frequencies of blocks of 128 are packed by `BitPacking.packBlock`, all else
/// in a row. An exception is what a gap or, behind those of all gaps, a frequency has above the bits
/// of its width. Positions are offsets in scalars in the document's normalised text; there are as
/// many as the frequencies say. Lists of words have no positions: they lack `positionOffset`,
/// `positionDelta` and `positionBlock`.
@usableFromInline package struct PostingsCursor {
    @usableFromInline let list: ByteRegion
    @usableFromInline let hasPositions: Bool
    @usableFromInline let documentCount: Int
    /// How many documents have the term.
    @usableFromInline package let documentFrequency: Int
    /// How many blocks the list has.
    @usableFromInline package let blockCount: Int
    @usableFromInline let bodyOffset: Int
    @usableFromInline let boundsOffset: Int
    private let documentsOffset: Int
    private let positionsOffset: Int

    /// The block that is decoded, -1 before the first.
    @usableFromInline package internal(set) var block = -1
    /// How many postings the decoded block has.
    @usableFromInline package internal(set) var count = 0
    /// The documents of the decoded block.
    @usableFromInline package internal(set) var documents = InlineArray<128, UInt32>(repeating: 0)
    /// The frequencies of the decoded block.
    @usableFromInline package internal(set) var frequencies = InlineArray<128, UInt32>(repeating: 0)
    /// The field splits of the decoded block at the front, unless all are 0.
    @usableFromInline package internal(set) var splits: [UInt32] = []
    /// True if a posting of the decoded block has occurrences outside the last field.
    @usableFromInline package internal(set) var hasSplits = false

    /// The header of the decoded block while its frequencies are still packed.
    @usableFromInline var packed: PostingsBlockHeader?
    private var frequenciesAt = 0
    private var positionWidth = 0
    private var positionBlock = 0
    /// A posting of the block, and how many positions stand before its own.
    private var positionMark = (posting: 0, sum: 0)

    /// Opens a list.
    ///
    /// - Parameters:
    ///   - list: the bytes of the list, with at least seven readable bytes behind the list.
    ///   - documentCount: how many documents the segment has.
    /// - Throws: `StorageError` if the bytes cannot be a list.
    package init(_ list: ByteRegion, documentCount: Int, hasPositions: Bool) throws(StorageError) {
        var reader = ByteReader(list)
        self.list = list
        self.hasPositions = hasPositions
        self.documentCount = documentCount
        documentFrequency = try reader.count(atMost: documentCount)
        guard documentFrequency > 0 else { throw reader.corrupt("an empty list of postings") }
        blockCount = PostingsFormat.blockCount(documentFrequency)
        bodyOffset = reader.offset
        if blockCount == 1 {
            boundsOffset = bodyOffset
            documentsOffset = bodyOffset + 1
            positionsOffset = -1
        } else {
            let tables = hasPositions ? 12 : 8
            boundsOffset = bodyOffset + tables * blockCount
            let lengthOffset = boundsOffset + blockCount
            documentsOffset = lengthOffset + 4
            guard documentsOffset <= list.count else {
                throw reader.corrupt("a list of postings ends too soon")
            }
            let length = Int(list.u32(lengthOffset))
            guard length <= list.count - documentsOffset else {
                throw reader.corrupt("a list of postings ends too soon")
            }
            positionsOffset = documentsOffset + length
        }
        guard documentsOffset <= list.count else {
            throw reader.corrupt("a list of postings ends too soon")
        }
    }

    /// The last document of a block of a list of several blocks.
    @inlinable func lastDocument(_ block: Int) -> UInt32 { list.u32(bodyOffset + 4 * block) }

    /// The greatest quantised share of the score in a block.
    @inlinable package func bound(_ block: Int) -> UInt8 {
        documentFrequency == 1 ? 255 : list.u8(boundsOffset + block)
    }

    /// The greatest bound of some consecutive blocks; 0 if there are none.
    package func greatestBound(_ blocks: Range<Int>) -> UInt8 {
        if documentFrequency == 1 { return blocks.isEmpty ? 0 : 255 }
        return BitPacking.greatest(list.bytes, boundsOffset, blocks)
    }

    /// The first block from the decoded one on whose last document is `document` or greater;
    /// `blockCount` if there is none.
    ///
    /// A list of one block gives 0.
    @inlinable package func blockIndex(reaching document: UInt32) -> Int {
        if blockCount == 1 { return 0 }
        var low = max(block, 0)
        if lastDocument(low) >= document { return low }
        // Gallop, then halve: the target is near in most seeks.
        var step = 1
        while low + step < blockCount, lastDocument(low + step) < document {
            low += step
            step <<= 1
        }
        var high = min(low + step, blockCount)
        low += 1
        while low < high {
            let middle = (low + high) >> 1
            if lastDocument(middle) < document { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The last document that a block may hold: exact in long lists, else the segment's last.
    @inlinable package func lastDocumentBound(_ block: Int) -> UInt32 {
        blockCount == 1 ? UInt32(documentCount - 1) : lastDocument(block)
    }

    /// The first and the last document that a block may hold, as its neighbours' bounds tell.
    package func documentBounds(_ block: Int) -> (first: UInt32, last: UInt32) {
        (block == 0 ? 0 : lastDocument(block - 1) &+ 1, lastDocumentBound(block))
    }

    /// The place in the decoded block of the first document that is `target` or greater.
    ///
    /// - Precondition: the documents before `start` are less, and one from there on is not.
    package mutating func place(reaching target: UInt32, from start: Int) -> Int {
        BitPacking.place(reaching: target, from: start, in: &documents)
    }

    /// Decodes a block unless it is decoded.
    ///
    /// - Throws: `StorageError` if the block is damaged.
    package mutating func decode(_ index: Int) throws(StorageError) {
        try decodeDocuments(index)
        decodeFrequencies()
    }

    /// Decodes the documents of a block unless they are decoded, and leaves its frequencies and
    /// splits for `decodeFrequencies`: most blocks of a conjunction do not need them.
    ///
    /// - Throws: `StorageError` if the block is damaged.
    package mutating func decodeDocuments(_ index: Int) throws(StorageError) {
        if block == index { return }
        if documentFrequency == 1 { return try decodeSingle() }
        // A block that throws leaves nothing decoded.
        block = -1
        count = 0
        let offset: Int
        let limit: Int
        if blockCount == 1 {
            offset = documentsOffset
            limit = list.count
        } else {
            let relative = Int(list.u32(bodyOffset + 4 * (blockCount + index)))
            offset = documentsOffset + relative
            limit = positionsOffset
        }
        guard offset + 4 <= limit else { throw corrupt("a block lies outside its list") }
        let header = PostingsBlockHeader(encoded: list.u32(offset))
        guard header.isPossible else { throw corrupt("a block has impossible widths") }
        positionWidth = header.positionWidth
        let size =
            index == blockCount - 1
            ? documentFrequency - index * PostingsFormat.blockSize : PostingsFormat.blockSize
        frequenciesAt = offset + 4 + BitPacking.byteCount(size, width: header.gapWidth)
        let splitsAt = frequenciesAt + BitPacking.byteCount(size, width: header.frequencyWidth)
        let exceptionsAt = splitsAt + BitPacking.byteCount(size, width: header.splitWidth)
        let end = exceptionsAt + 2 * (header.gapExceptions + header.frequencyExceptions)
        guard end <= limit else { throw corrupt("a block lies outside its list") }
        try decodeGaps(index, size, header, offset + 4, exceptionsAt)
        packed = header
        hasSplits = header.splitWidth > 0
        block = index
        count = size
        positionMark = (0, 0)
        if hasPositions {
            positionBlock =
                blockCount == 1
                ? end
                : positionsOffset + Int(list.u32(bodyOffset + 4 * (2 * blockCount + index)))
        }
    }

    // The words loaded at the end of the last block reach beyond the list, into its section's
    // padding: the whole file is what the kernel may read.

    private mutating func decodeGaps(
        _ index: Int, _ size: Int, _ header: PostingsBlockHeader, _ offset: Int, _ exceptions: Int
    ) throws(StorageError) {
        let base = index == 0 ? 0 : lastDocument(index - 1) &+ 1
        let list = self.list
        let bytes = list.bytesToEndOfFile
        if size < PostingsFormat.blockSize {
            BitPacking.unpack(
                bytes, offset, width: header.gapWidth, count: size, into: &documents)
        } else if header.gapExceptions == 0 {
            BitPacking.unpackBlockOfGaps(
                bytes, offset, width: header.gapWidth, base: base, into: &documents)
        } else {
            BitPacking.unpackBlock(
                bytes, offset, width: header.gapWidth, plus: 0, into: &documents)
        }
        if size < PostingsFormat.blockSize || header.gapExceptions > 0 {
            PostingsCursor.patch(
                &documents, list, header.gapWidth, header.gapExceptions, exceptions, size)
            BitPacking.sumGaps(base: base, count: size, &documents)
        }
        // No search ends behind the last document.
        for index in size..<(size + 31) & ~31 { documents[index] = .max }
        let last = documents[size - 1]
        guard last < UInt32(documentCount), last >= base,
            blockCount == 1 || last == lastDocument(index)
        else { throw corrupt("a block ends in the wrong document") }
        // Only gaps that are impossibly wide can wrap around on their way to the last document.
        let width = header.gapWidth + (header.gapExceptions > 0 ? 8 : 0)
        if width > 23 || base > 1 << 31 { try checkOrder(size) }
    }

    private func checkOrder(_ size: Int) throws(StorageError) {
        for index in 1..<max(size, 1) where documents[index - 1] >= documents[index] {
            throw corrupt("the documents of a block do not ascend")
        }
    }

    /// Decodes the frequencies and splits of the decoded block unless they are.
    @inlinable
    package mutating func decodeFrequencies() {
        if packed != nil { unpackFrequencies() }
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
        PostingsCursor.patch(
            &frequencies, list, width, header.frequencyExceptions,
            exceptionsAt + 2 * header.gapExceptions, count)
        if hasSplits {
            if splits.count < PostingsFormat.blockSize {
                splits = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
            }
            var splits = splits.mutableSpan
            BitPacking.unpack(
                bytes, splitsAt, width: header.splitWidth, count: count, into: &splits)
        }
    }

    private static func patch(
        _ values: inout InlineArray<128, UInt32>, _ list: ByteRegion, _ width: Int, _ count: Int,
        _ offset: Int, _ size: Int
    ) {
        for exception in 0..<count {
            let index = Int(list.u8(offset + 2 * exception))
            let high = UInt32(list.u8(offset + 2 * exception + 1))
            // An index behind the block changes nothing that is read: the checksum tells of it.
            if index < size { values[index] &+= high << UInt32(width) }
        }
    }

    private mutating func decodeSingle() throws(StorageError) {
        var reader = ByteReader(list)
        _ = try reader.varint()
        documents = InlineArray(repeating: .max)
        documents[0] = UInt32(try reader.count(atMost: documentCount - 1))
        frequencies[0] = UInt32(try reader.count(atMost: Int(Int32.max)))
        splits = [UInt32(try reader.count(atMost: Int(UInt32.max)))]
        packed = nil
        hasSplits = splits[0] > 0
        positionBlock = reader.offset
        block = 0
        count = 1
    }

    /// Appends the positions of a posting of the decoded block.
    ///
    /// - Throws: `StorageError` if the positions are damaged.
    package mutating func appendPositions(
        of posting: Int, to positions: inout [UInt32]
    ) throws(StorageError) {
        precondition(hasPositions && posting < count)
        decodeFrequencies()
        let frequency = Int(frequencies[posting])
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
        // Postings are mostly asked for in ascending order.
        if posting < positionMark.posting { positionMark = (0, 0) }
        for index in positionMark.posting..<posting { positionMark.sum += Int(frequencies[index]) }
        positionMark.posting = posting
        let first = positionMark.sum
        let available = (list.count - positionBlock) * 8
        guard positionBlock >= 0, available >= 0, frequency <= 1 << 31,
            (first + frequency) * positionWidth <= available
        else { throw corrupt("positions lie outside their list") }
        guard frequency <= max(list.count * 8, 1 << 20) else {
            throw corrupt("a frequency is too large")
        }
        let bytes = list.bytesToEndOfFile
        for index in first..<first + frequency {
            positions.append(
                BitPacking.value(
                    bytes, positionBlock, width: positionWidth, index: index))
        }
    }

    private func corrupt(_ message: Message) -> StorageError {
        StorageError(.corrupt, path: list.file.path, offset: list.start, message)
    }
}
