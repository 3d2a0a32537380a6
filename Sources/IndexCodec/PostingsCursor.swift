package import IndexStorage

/// Reads the postings of a term a block at a time.
///
///     list      = df:varint (single | short | long)
///     single    = doc:varint frequency:varint split:varint (positionDelta:varint)*    df = 1
///     short     = bound:u8 docBlock positionBlock                                         df ≤ 128
///     long      = last:u32* docOffset:u32* [positionOffset:u32*] bound:u8* docLength:u32
///                 docBlock* positionBlock*                             one of each for every block
///     docBlock  = widths:u24 delta* frequency-1* split*               bit-packed, bytes filled up
///     positionBlock = position*                                       bit-packed, bytes filled up
///
/// `widths` holds the four widths, six bits each: deltas, frequencies, splits, positions. A delta
/// counts the documents between a posting and the one before. Positions are offsets in scalars in
/// the document's normalised text; there are as many as the frequencies say. Lists of words have
/// no positions: they lack `positionOffset`, `positionDelta` and `positionBlock`.
package struct PostingsCursor {
    @usableFromInline let list: ByteRegion
    @usableFromInline let hasPositions: Bool
    private let documentCount: Int
    /// How many documents have the term.
    package let documentFrequency: Int
    /// How many blocks the list has.
    package let blockCount: Int
    private let bodyOffset: Int
    private let boundsOffset: Int
    private let documentsOffset: Int
    private let positionsOffset: Int

    /// The block that is decoded, -1 before the first.
    package private(set) var block = -1
    /// How many postings the decoded block has.
    package private(set) var count = 0
    /// The documents of the decoded block.
    package private(set) var documents = InlineArray<128, UInt32>(repeating: 0)
    /// The frequencies of the decoded block.
    package private(set) var frequencies = InlineArray<128, UInt32>(repeating: 0)
    /// The field splits of the decoded block, unless all are 0.
    package private(set) var splits = InlineArray<128, UInt32>(repeating: 0)
    /// True if a posting of the decoded block has occurrences outside the last field.
    package private(set) var hasSplits = false

    private var positionWidth = 0
    private var positionBlock = 0
    /// For each posting of the block, how many positions stand before its own; made when asked for.
    private var positionStarts: [Int] = []

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
    private func lastDocument(_ block: Int) -> UInt32 { list.u32(bodyOffset + 4 * block) }

    /// The greatest quantised share of the score in a block.
    package func bound(_ block: Int) -> UInt8 {
        documentFrequency == 1 ? 255 : list.u8(boundsOffset + block)
    }

    /// The first block from the decoded one on whose last document is `document` or greater;
    /// `blockCount` if there is none.
    ///
    /// A list of one block gives 0.
    package func blockIndex(reaching document: UInt32) -> Int {
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
    package func lastDocumentBound(_ block: Int) -> UInt32 {
        blockCount == 1 ? UInt32(documentCount - 1) : lastDocument(block)
    }

    /// Decodes a block unless it is decoded.
    ///
    /// - Throws: `StorageError` if the block is damaged.
    package mutating func decode(_ index: Int) throws(StorageError) {
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
        guard offset + 3 <= limit else { throw corrupt("a block lies outside its list") }
        let header = Int(list.u16(offset)) | Int(list.u8(offset + 2)) << 16
        let deltaWidth = header & 63
        let frequencyWidth = header >> 6 & 63
        let splitWidth = header >> 12 & 63
        positionWidth = header >> 18
        guard max(deltaWidth, frequencyWidth, splitWidth, positionWidth) <= 32 else {
            throw corrupt("a block has impossible widths")
        }
        let size =
            index == blockCount - 1
            ? documentFrequency - index * PostingsFormat.blockSize : PostingsFormat.blockSize
        let frequenciesAt = offset + 3 + BitPacking.byteCount(size, width: deltaWidth)
        let splitsAt = frequenciesAt + BitPacking.byteCount(size, width: frequencyWidth)
        let end = splitsAt + BitPacking.byteCount(size, width: splitWidth)
        guard end <= limit else { throw corrupt("a block lies outside its list") }
        // The words loaded at the end of the last block reach beyond the list, into its section's
        // padding: the whole file is what the kernel may read.
        let file = list.file
        let bytes = file.bytes
        let start = list.start
        BitPacking.unpack(
            bytes, start + offset + 3, width: deltaWidth, count: size, into: &documents)
        BitPacking.unpack(
            bytes, start + frequenciesAt, width: frequencyWidth, count: size, into: &frequencies)
        hasSplits = splitWidth > 0
        if hasSplits {
            BitPacking.unpack(
                bytes, start + splitsAt, width: splitWidth, count: size, into: &splits)
        }
        try sumDeltas(index, size, deltaWidth)
        block = index
        count = size
        positionStarts.removeAll(keepingCapacity: true)
        if hasPositions {
            positionBlock =
                blockCount == 1
                ? end
                : positionsOffset + Int(list.u32(bodyOffset + 4 * (2 * blockCount + index)))
        }
    }

    private mutating func sumDeltas(_ index: Int, _ size: Int, _ width: Int) throws(StorageError) {
        var next: UInt64 = index == 0 ? 0 : UInt64(lastDocument(index - 1)) + 1
        for posting in 0..<size {
            let document = next &+ UInt64(documents[posting])
            documents[posting] = UInt32(truncatingIfNeeded: document)
            next = document &+ 1
        }
        let last = next &- 1
        guard last < UInt64(documentCount), blockCount == 1 || last == UInt64(lastDocument(index))
        else { throw corrupt("a block ends in the wrong document") }
        for posting in 0..<size { frequencies[posting] &+= 1 }
    }

    private mutating func decodeSingle() throws(StorageError) {
        var reader = ByteReader(list)
        _ = try reader.varint()
        documents[0] = UInt32(try reader.count(atMost: documentCount - 1))
        frequencies[0] = UInt32(try reader.count(atMost: Int(Int32.max)))
        splits[0] = UInt32(try reader.count(atMost: Int(UInt32.max)))
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
        if positionStarts.isEmpty {
            var sum = 0
            for index in 0..<count {
                positionStarts.append(sum)
                sum += Int(frequencies[index])
            }
            let length = BitPacking.byteCount(sum, width: positionWidth)
            guard positionBlock >= 0, positionBlock <= list.count,
                length <= list.count - positionBlock
            else {
                positionStarts.removeAll(keepingCapacity: true)
                throw corrupt("positions lie outside their list")
            }
        }
        let first = positionStarts[posting]
        guard frequency <= max(list.count * 8, 1 << 20) else {
            throw corrupt("a frequency is too large")
        }
        let file = list.file
        let bytes = file.bytes
        for index in first..<first + frequency {
            positions.append(
                BitPacking.value(
                    bytes, list.start + positionBlock, width: positionWidth, index: index))
        }
    }

    private func corrupt(_ message: String) -> StorageError {
        StorageError(.corrupt, path: list.file.path, offset: list.start, message)
    }
}
