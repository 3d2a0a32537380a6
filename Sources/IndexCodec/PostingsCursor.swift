public import IndexStorage
internal import Messages

/// Reads the postings of a term a block at a time.
///
///     list      = df:varint (single | short | long)
///     single    = document*2+hasCounts:varint [frequency:varint split:varint]
///                 positionDelta:varint*                                               df = 1
///     short     = bound:u8 docBlock positionBlock                                     df ≤ 128
///     long      = widths:u8 last* docOffset* [positionOffset*] bound:u8*
///                 docBlock* positionBlock*                          one of each for every block
///     docBlock  = header gap* [frequency-1* split*] exception*      bit-packed, bytes filled up
///     exception = index:u8 high:u8
///     positionBlock = [repeats] position*                           bit-packed, bytes filled up
///
/// `header` is that of `PostingsBlockHeader`. Without `hasCounts` the frequency is 1 and the split 0.
/// `widths` holds from the lowest bit, in two bits each, how many bytes more than one the numbers of
/// the tables `last`, `docOffset` and `positionOffset` take: see `ByteTable`. `docOffset` has one
/// number more than there are blocks: where the last docBlock ends and the positions begin.
///
/// A gap counts the documents between a posting and the one before. Gaps and frequencies of blocks
/// of 128 are packed by `BitPacking.packBlock`, all else in a row. An exception is what a gap or,
/// behind those of all gaps, a frequency has above the bits of its width. Positions are offsets in
/// scalars in the document's normalised text; there are as many as the frequencies say. How many
/// bits each takes follows from the length of its document: see `PositionWidth`. Where the header
/// tells of repeats, `repeats` says which postings have the positions of the one before, which are
/// not written again: see `PositionRepeats`. Lists of words have no positions: they lack
/// `positionOffset`, `positionDelta` and `positionBlock`.
@usableFromInline package struct PostingsCursor {
    @usableFromInline private(set) var list: ByteRegion
    @usableFromInline private(set) var hasPositions: Bool
    @usableFromInline private(set) var documentCount: Int
    @usableFromInline private(set) var layout: PostingsLayout
    /// The `LengthNorm` of each document; of no use to a list without positions.
    private var norms: ByteView

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
    /// Where the splits of the decoded block are, and their width, while they are still packed.
    @usableFromInline var packedSplits: (at: Int, width: Int)?
    private var frequenciesAt = 0
    /// No frequency of the decoded block of an undamaged list is greater, once they are unpacked.
    private(set) var frequencyBound: UInt32 = 0
    /// The width of the positions of the decoded block for each norm divided by 16.
    private var positionWidths = InlineArray<16, UInt8>(repeating: 0)
    private var positionBlock = 0
    /// True if the positions of the decoded block begin with a `PositionRepeats`.
    private var hasRepeats = false
    /// A posting of the block, and how many bits the written positions of those before it take.
    private var positionMark = (posting: 0, bits: 0)

    /// Opens a list.
    ///
    /// Not an initialiser: one that throws makes a cursor, which is large, in one place and copies
    /// it to another.
    ///
    /// - Parameters:
    ///   - list: the bytes of the list, with at least eight readable bytes behind the list.
    ///   - documentCount: how many documents the segment has.
    ///   - norms: the `LengthNorm` of each of them; nil for a list without positions.
    /// - Throws: `StorageError` if the bytes cannot be a list.
    package static func open(
        _ list: ByteRegion, documentCount: Int, norms: ByteRegion?
    ) throws(StorageError) -> PostingsCursor {
        precondition(norms?.count ?? documentCount == documentCount, "each document has a norm")
        let layout = try PostingsLayout(
            list, documentCount: documentCount, hasPositions: norms != nil)
        return PostingsCursor(list, layout, documentCount: documentCount, norms: norms)
    }

    private init(
        _ list: ByteRegion, _ layout: PostingsLayout, documentCount: Int, norms: ByteRegion?
    ) {
        self.list = list
        self.norms = ByteView(norms ?? list, keptBy: list)
        self.documentCount = documentCount
        self.layout = layout
        hasPositions = norms != nil
    }

    /// Opens another list, as `open` does, in the memory of this one: a cursor is large, and to
    /// clear and move a new one takes longer than to read the head of a list.
    ///
    /// - Throws: `StorageError` if the bytes cannot be a list; then the cursor keeps the one it has.
    package mutating func reopen(
        _ list: ByteRegion, documentCount: Int, norms: ByteRegion?
    ) throws(StorageError) {
        precondition(norms?.count ?? documentCount == documentCount, "each document has a norm")
        layout = try PostingsLayout(
            list, documentCount: documentCount, hasPositions: norms != nil)
        self.list = list
        self.norms = ByteView(norms ?? list, keptBy: list)
        self.documentCount = documentCount
        hasPositions = norms != nil
        rewind()
    }

    /// Opens another list of the same segment, with positions as this one, without counting a
    /// reference to its file.
    ///
    /// - Parameters:
    ///   - location: where the list is in its section.
    ///   - section: that of the lists with positions.
    /// - Returns: false, and nothing changes, if the cursor's list is in another section or has no
    ///   positions, or there is no list where it should be: then `reopen` opens it, or tells why not.
    /// - Throws: as `reopen` does.
    package mutating func move(
        to location: PostingsLocation, in section: borrowing ByteRegion
    ) throws(StorageError) -> Bool {
        let (start, length) = (list.start - section.start, list.count)
        // If the other list cannot be opened, the cursor has to find back to its own.
        guard hasPositions, start >= 0, start <= section.count - length,
            list.move(to: location.offset, location.length, of: section)
        else { return false }
        do {
            layout = try PostingsLayout(list, documentCount: documentCount, hasPositions: true)
        } catch {
            _ = list.move(to: start, length, of: section)
            throw error
        }
        rewind()
        return true
    }

    /// Forgets the decoded block.
    package mutating func rewind() {
        block = -1
        count = 0
        packed = nil
        packedSplits = nil
        hasSplits = false
    }

    /// How many documents have the term.
    @inlinable package var documentFrequency: Int { layout.documentFrequency }
    /// How many blocks the list has.
    @inlinable package var blockCount: Int { layout.blockCount }
    @inlinable var boundsOffset: Int { layout.boundsOffset }
    @inlinable var lasts: ByteTable { layout.lasts }

    /// The place in the decoded block of the first document that is `target` or greater.
    ///
    /// - Precondition: there is one.
    package mutating func place(reaching target: UInt32) -> Int {
        BitPacking.place(reaching: target, in: &documents)
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
            offset = layout.documentsOffset
            limit = list.count
        } else {
            offset = layout.documentsOffset + Int(layout.documentOffsets.value(index, list))
            limit = layout.positionsOffset
        }
        guard offset + 2 <= limit else { throw corrupt("a block lies outside its list") }
        // Behind a header of two bytes, the other two are not looked at.
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
        // No search ends behind the last document.
        if size < PostingsFormat.blockSize {
            for index in size..<(size + 31) & ~31 { documents[index] = .max }
        }
        let last = documents[size - 1]
        guard last < UInt32(documentCount), last >= base,
            blockCount == 1 || last == lastDocument(index)
        else { throw corrupt("a block ends in the wrong document") }
        // Only gaps that are impossibly wide can wrap around on their way to the last document.
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

    /// Decodes the frequencies and splits of the decoded block unless they are.
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
    /// The others may stay packed: few are asked for alone.
    @inlinable
    package mutating func split(of posting: Int) -> UInt32 {
        if !hasSplits { return 0 }
        guard let (at, width) = packedSplits else { return splits[posting] }
        precondition(posting >= 0 && posting < count)
        return PostingsCursor.packed(list, at, bit: posting * width, width)
    }

    // Static: to borrow a cursor would copy it.
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

    /// - Returns: the greatest of what values have above `width`.
    @discardableResult
    private static func patch(
        _ values: inout InlineArray<128, UInt32>, _ list: ByteRegion, _ width: Int, _ count: Int,
        _ offset: Int, _ size: Int
    ) -> UInt32 {
        var highest: UInt32 = 0
        for exception in 0..<count {
            let index = Int(list.u8(offset + 2 * exception))
            let high = UInt32(list.u8(offset + 2 * exception + 1))
            // An index behind the block changes nothing that is read: the checksum tells of it.
            if index < size { values[index] &+= high << UInt32(width) }
            highest = max(highest, high)
        }
        return highest
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
        // Postings are mostly asked for in ascending order.
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
        // A frequency has 32 bits at most, a list fewer than 2^60: no sum is beyond an integer.
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
        // What is repeated was the last to be written.
        let size = frequency &* width
        let first = positionMark.bits &- (repeats.contains(posting) ? size : 0)
        guard first >= 0, first &+ size <= 8 &* (list.count &- start) else {
            throw corrupt("positions lie outside their list")
        }
        BitPacking.unpack(
            list.bytesToEndOfFile, start, bits: first..<first &+ size, width: width,
            appendingTo: &positions)
    }

    private func corrupt(_ message: Message) -> StorageError {
        StorageError(.corrupt, path: list.file.path, offset: list.start, message)
    }
}
