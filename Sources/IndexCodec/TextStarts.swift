internal import Messages
package import IndexStorage

/// The ranges of the documents' texts among the positions of a segment.
///
///     starts = width:u8 offset* base:u32*
///
/// There is an offset for each document and one more for the end of the last text, in `width` bytes
/// each, 1 to 4; and a base for every 16 of them. A text begins at its base plus its offset.
package struct TextStarts: Sendable {
    private static let blockSize = 16

    private let region: ByteRegion
    private let documentCount: Int
    private let offsets: ByteTable
    private let bases: Int

    /// The bytes of the starts.
    ///
    /// - Parameter starts: where each text begins, ascending, then the end of the last.
    package static func write(_ starts: [UInt32]) -> [UInt8] {
        let bases = stride(from: 0, to: starts.count, by: blockSize).map { starts[$0] }
        let offsets = starts.indices.map { starts[$0] - bases[$0 / blockSize] }
        let width = ByteTable.width(offsets.max() ?? 0)
        var writer = ByteWriter()
        writer.u8(UInt8(width))
        writer.table(offsets, width: width)
        for base in bases { writer.u32(base) }
        return writer.bytes
    }

    /// Opens the starts of the documents of a segment in constant time.
    ///
    /// - Throws: `StorageError` if the region has the wrong length.
    package init(_ region: ByteRegion, documentCount: Int) throws(StorageError) {
        var reader = ByteReader(region)
        let width = Int(try reader.u8())
        let count = documentCount + 1
        let blocks = (count + TextStarts.blockSize - 1) / TextStarts.blockSize
        guard (1...4).contains(width), reader.remaining == width * count + 4 * blocks else {
            throw reader.corrupt("a column has the wrong length")
        }
        self.region = region
        self.documentCount = documentCount
        offsets = ByteTable(at: 1, width: width)
        bases = 1 + width * count
    }

    /// The range of the text of a document; nil if it is not valid.
    package func range(of document: UInt32) -> Range<Int>? {
        precondition(document < documentCount)
        let start = start(Int(document))
        let end = self.start(Int(document) + 1)
        return start <= end ? start..<end : nil
    }

    private func start(_ index: Int) -> Int {
        Int(region.u32(bases + 4 * (index / TextStarts.blockSize)))
            + Int(offsets.value(index, region))
    }
}
