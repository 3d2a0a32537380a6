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
    @usableFromInline let list: ByteRegion
    @usableFromInline let hasPositions: Bool
    @usableFromInline let documentCount: Int
    @usableFromInline let layout: PostingsLayout
    /// The `LengthNorm` of each document; of no use to a list without positions.
    let norms: ByteView

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
    var frequenciesAt = 0
    /// No frequency of the decoded block of an undamaged list is greater, once they are unpacked.
    var frequencyBound: UInt32 = 0
    /// The width of the positions of the decoded block for each norm divided by 16.
    var positionWidths = InlineArray<16, UInt8>(repeating: 0)
    var positionBlock = 0
    /// True if the positions of the decoded block begin with a `PositionRepeats`.
    var hasRepeats = false
    /// A posting of the block, and how many bits the written positions of those before it take.
    var positionMark = (posting: 0, bits: 0)

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

    /// How many documents have the term.
    @inlinable package var documentFrequency: Int { layout.documentFrequency }
    /// How many blocks the list has.
    @inlinable package var blockCount: Int { layout.blockCount }
    @inlinable var boundsOffset: Int { layout.boundsOffset }
    @inlinable var lasts: ByteTable { layout.lasts }

    /// Decodes a block unless it is decoded.
    ///
    /// - Throws: `StorageError` if the block is damaged.
    package mutating func decode(_ index: Int) throws(StorageError) {
        try decodeDocuments(index)
        decodeFrequencies()
    }

    func corrupt(_ message: Message) -> StorageError {
        StorageError(.corrupt, path: list.file.path, offset: list.start, message)
    }
}
