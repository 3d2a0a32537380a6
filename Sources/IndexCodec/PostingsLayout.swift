internal import IndexStorage
internal import Messages

/// The locations of the parts of a list of postings: see `PostingsCursor`.
@usableFromInline struct PostingsLayout {
    /// The number of documents that have the term.
    @usableFromInline let documentFrequency: Int
    @usableFromInline let blockCount: Int
    @usableFromInline let boundsOffset: Int
    @usableFromInline let lasts: ByteTable
    let documentOffsets: ByteTable
    let positionOffsets: ByteTable
    /// The offset of the first block.
    let documentsOffset: Int
    /// The offset of the positions of the first block; -1 in a list of one block.
    let positionsOffset: Int

    /// - Throws: `StorageError` if the bytes cannot be a list.
    init(
        _ list: borrowing ByteRegion, documentCount: Int, hasPositions: Bool
    ) throws(StorageError) {
        var tables = 0
        documentFrequency = try list.count(at: &tables, atMost: documentCount)
        guard documentFrequency > 0 else { throw list.corrupt("an empty list of postings") }
        blockCount = PostingsFormat.blockCount(documentFrequency)
        if blockCount == 1 {
            (boundsOffset, documentsOffset, positionsOffset) = (tables, tables + 1, -1)
            lasts = ByteTable(at: tables, width: 1)
            (documentOffsets, positionOffsets) = (lasts, lasts)
            guard documentsOffset <= list.count else {
                throw list.corrupt("a list of postings ends too soon")
            }
            return
        }
        guard tables < list.count else { throw list.corrupt("a list of postings ends too soon") }
        let widths = Int(list.u8(tables))
        lasts = ByteTable(at: tables + 1, width: widths & 3 + 1)
        documentOffsets = ByteTable(
            at: lasts.offset + lasts.width * blockCount, width: widths >> 2 & 3 + 1)
        positionOffsets = ByteTable(
            at: documentOffsets.offset + documentOffsets.width * (blockCount + 1),
            width: widths >> 4 & 3 + 1)
        boundsOffset =
            positionOffsets.offset + (hasPositions ? positionOffsets.width * blockCount : 0)
        documentsOffset = boundsOffset + blockCount
        // Two blocks have a header of at least two bytes each, so a table can be loaded as words.
        guard documentsOffset + 4 <= list.count else {
            throw list.corrupt("a list of postings ends too soon")
        }
        let length = Int(documentOffsets.value(blockCount, list))
        guard length <= list.count - documentsOffset else {
            throw list.corrupt("a list of postings ends too soon")
        }
        positionsOffset = documentsOffset + length
    }
}
