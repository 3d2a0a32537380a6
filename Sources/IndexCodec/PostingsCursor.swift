public import IndexStorage
internal import Messages

/// Reads the postings of a term, one block at a time.
///
///     list      = df:varint (single | short | long)
///     single    = document*2+hasCounts:varint [frequency:varint split:varint]
///                 positionDelta:varint*                                               df = 1
///     short     = bound:u8 docBlock positionBlock                                     df ≤ 128
///     long      = widths:u8 last* docOffset* [positionOffset*] bound:u8*
///                 docBlock* positionBlock*                          one of each per block
///     docBlock  = header gap* [frequency-1* split*] exception*      bit-packed, padded
///     exception = index:u8 high:u8
///     positionBlock = [repeats] position*                           bit-packed, padded
///
/// `header` is a `PostingsBlockHeader`. Without `hasCounts` the frequency is 1 and the split 0.
/// `widths` holds, from the lowest bit in two bits each, the number of bytes minus one of the
/// numbers in the tables `last`, `docOffset` and `positionOffset`: see `ByteTable`. `docOffset` has
/// one number more than there are blocks: where the last docBlock ends and the positions begin.
///
/// A gap is the number of documents between a posting and the one before. Gaps and frequencies of
/// blocks of 128 are packed by `BitPacking.packBlock`, everything else in a row. An exception holds
/// the bits of a gap above its width; exceptions of frequencies follow those of the gaps. Positions
/// are offsets in scalars in the normalised text of the document; the frequencies give their
/// number, and the length of the document the bits of each: see `PositionWidth`. If the header has
/// the flag, `repeats` marks postings with the same positions as the one before, which are not
/// written again: see `PositionRepeats`. Lists of words have no positions: they lack
/// `positionOffset`, `positionDelta` and `positionBlock`.
///
/// Some methods are mutating although they change nothing, and some functions take `inout` arrays
/// that they do not change: the compiler copies a value with inline arrays when it is borrowed, and
/// passes only its address when it is `inout`.
@usableFromInline package struct PostingsCursor {
    @usableFromInline let list: ByteRegion
    @usableFromInline let hasPositions: Bool
    @usableFromInline let documentCount: Int
    @usableFromInline let layout: PostingsLayout
    /// The `LengthNorm` of each document; unused for a list without positions.
    let norms: ByteView

    /// The index of the decoded block; -1 before the first.
    @usableFromInline package internal(set) var block = -1
    /// The number of postings of the decoded block.
    @usableFromInline package internal(set) var count = 0
    /// The documents of the decoded block.
    @usableFromInline package internal(set) var documents = InlineArray<128, UInt32>(repeating: 0)
    /// The frequencies of the decoded block.
    @usableFromInline package internal(set) var frequencies = InlineArray<128, UInt32>(repeating: 0)
    /// The field splits of the decoded block at the front, unless all are 0.
    @usableFromInline package internal(set) var splits: [UInt32] = []
    /// Whether a posting of the decoded block has occurrences outside the last field.
    @usableFromInline package internal(set) var hasSplits = false

    /// The header of the decoded block while its frequencies are still packed.
    @usableFromInline var packed: PostingsBlockHeader?
    /// The offset of the splits of the decoded block, and their width, while they are still packed.
    @usableFromInline var packedSplits: (at: Int, width: Int)?
    var frequenciesAt = 0
    /// An upper bound for the frequencies of the decoded block once they are unpacked, if the list
    /// is undamaged.
    var frequencyBound: UInt32 = 0
    /// The width of the positions of the decoded block for each norm divided by 16.
    var positionWidths = InlineArray<16, UInt8>(repeating: 0)
    var positionBlock = 0
    /// Whether the positions of the decoded block begin with a `PositionRepeats`.
    var hasRepeats = false
    /// A posting of the block, and the number of bits of the written positions before it.
    var positionMark = (posting: 0, bits: 0)

    /// Opens a list.
    ///
    /// Not an initialiser: one that throws builds the cursor, which is large, in a temporary and
    /// copies it.
    ///
    /// - Parameters:
    ///   - list: the bytes of the list, followed by at least eight readable bytes.
    ///   - documentCount: the number of documents of the segment.
    ///   - norms: the `LengthNorm` of each document; nil for a list without positions.
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

    /// The number of documents that have the term.
    @inlinable package var documentFrequency: Int { layout.documentFrequency }
    /// The number of blocks.
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
