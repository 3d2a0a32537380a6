package import IndexStorage

/// Writes the postings of one term after another.
///
/// `PostingsCursor` describes the format.
package struct PostingsListWriter {
    /// The postings of a term, documents ascending.
    package var documents: [UInt32] = []
    /// The frequency of the term in each document, at least 1.
    package var frequencies: [UInt32] = []
    /// The `FieldFrequencies` rank of each document.
    package var splits: [UInt32] = []
    /// The positions in each document, ascending, concatenated; empty in lists without positions.
    package var positions: [UInt32] = []
    /// The contribution to the score in each document, quantised and rounded up, for block maxima.
    package var bounds: [UInt8] = []

    private let hasPositions: Bool
    private var block: PostingsBlockWriter
    private var lasts: [UInt32] = []
    private var documentOffsets: [UInt32] = []
    private var positionOffsets: [UInt32] = []
    private var maxima: [UInt8] = []
    private var documentBytes = ByteWriter()
    private var positionBytes = ByteWriter()

    /// A writer of lists.
    ///
    /// - Parameter norms: the `LengthNorm` of each document; nil for lists without positions.
    package init(norms: [UInt8]?) {
        hasPositions = norms != nil
        block = PostingsBlockWriter(norms: norms)
    }

    /// Removes the postings of a term.
    package mutating func removeAll() {
        documents.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
        splits.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
    }

    /// Appends the list of the term to `output`.
    package mutating func write(to output: inout ByteWriter) {
        // Local copies, because the writer changes meanwhile.
        let (documents, frequencies, splits) = (documents, frequencies, splits)
        let positions = positions
        output.varint(documents.count)
        if documents.count == 1 { return writeSingle(to: &output) }
        if documents.count <= PostingsFormat.blockSize {
            output.u8(PostingsListWriter.greatest(bounds.span))
            block.write(
                documents.span, from: 0, frequencies.span, splits.span, positions.span, to: &output)
            return block.writePositions(frequencies.span, positions.span, to: &output)
        }
        documentBytes.bytes.removeAll(keepingCapacity: true)
        positionBytes.bytes.removeAll(keepingCapacity: true)
        lasts.removeAll(keepingCapacity: true)
        documentOffsets.removeAll(keepingCapacity: true)
        positionOffsets.removeAll(keepingCapacity: true)
        maxima.removeAll(keepingCapacity: true)
        // Local buffers, because exclusive access to the writer is needed in the loop.
        var (documentBytes, positionBytes) = (ByteWriter(), ByteWriter())
        swap(&documentBytes, &self.documentBytes)
        swap(&positionBytes, &self.positionBytes)
        var position = 0
        for start in stride(from: 0, to: documents.count, by: PostingsFormat.blockSize) {
            let range = start..<min(start + PostingsFormat.blockSize, documents.count)
            documentOffsets.append(UInt32(documentBytes.count))
            positionOffsets.append(UInt32(positionBytes.count))
            let end =
                hasPositions
                ? position + PostingsListWriter.sum(frequencies.span.extracting(range)) : 0
            block.write(
                documents.span.extracting(range),
                from: start == 0 ? 0 : documents[start - 1] + 1,
                frequencies.span.extracting(range), splits.span.extracting(range),
                positions.span.extracting(position..<end), to: &documentBytes)
            block.writePositions(
                frequencies.span.extracting(range), positions.span.extracting(position..<end),
                to: &positionBytes)
            position = end
            lasts.append(documents[range.upperBound - 1])
            maxima.append(PostingsListWriter.greatest(bounds.span.extracting(range)))
        }
        documentOffsets.append(UInt32(documentBytes.count))
        writeTables(positionBytes.count, to: &output)
        output.bytes.append(contentsOf: maxima)
        output.bytes.append(contentsOf: documentBytes.bytes)
        output.bytes.append(contentsOf: positionBytes.bytes)
        swap(&documentBytes, &self.documentBytes)
        swap(&positionBytes, &self.positionBytes)
    }

    private static func greatest(_ bounds: Span<UInt8>) -> UInt8 {
        var greatest: UInt8 = 0
        for index in bounds.indices { greatest = max(greatest, bounds[index]) }
        return greatest
    }

    private static func sum(_ values: Span<UInt32>) -> Int {
        var sum = 0
        for index in values.indices { sum &+= Int(values[index]) }
        return sum
    }

    /// Appends the only posting of a term, with its positions.
    private func writeSingle(to output: inout ByteWriter) {
        let isPlain = frequencies[0] == 1 && splits[0] == 0
        output.varint(UInt64(documents[0]) << 1 | (isPlain ? 0 : 1))
        if !isPlain {
            output.varint(UInt64(frequencies[0]))
            output.varint(UInt64(splits[0]))
        }
        var previous: UInt32 = 0
        for position in positions {
            output.varint(UInt64(position - previous))
            previous = position
        }
    }

    private func writeTables(_ positionLength: Int, to output: inout ByteWriter) {
        let last = ByteTable.width(lasts[lasts.count - 1])
        let document = ByteTable.width(documentOffsets[documentOffsets.count - 1])
        let position = ByteTable.width(UInt32(positionLength))
        output.u8(UInt8((last - 1) | (document - 1) << 2 | (position - 1) << 4))
        output.table(lasts, width: last)
        output.table(documentOffsets, width: document)
        if hasPositions { output.table(positionOffsets, width: position) }
    }
}

/// The constants of the postings format.
package enum PostingsFormat {
    /// The number of postings of a block; the last block of a list may have fewer.
    @inlinable package static var blockSize: Int { 128 }

    package static func blockCount(_ documentFrequency: Int) -> Int {
        (documentFrequency + blockSize - 1) / blockSize
    }

    /// The greatest number of exceptions of a kind in a block.
    static let maximumExceptions = 15

    /// The number of bits that exceptions among the gaps of a full block must save, because a block
    /// without exceptions decodes faster.
    static let leastSaving = 128
}
