package import IndexStorage

/// Writes the postings of one term after another.
///
/// `PostingsCursor` describes the format.
package struct PostingsListWriter {
    /// The postings of a term, documents ascending.
    package var documents: [UInt32] = []
    /// How often the term occurs in each document, at least once.
    package var frequencies: [UInt32] = []
    /// The ranks of `FieldSplit` of each document.
    package var splits: [UInt32] = []
    /// The positions in each document, ascending, one document's after another's; empty in lists
    /// without positions.
    package var positions: [UInt32] = []
    /// The share of the score in each document, quantised and rounded up, for block maxima.
    package var bounds: [UInt8] = []

    private let hasPositions: Bool
    private var scratch: [UInt32] = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
    private var documentBytes: [UInt8] = []
    private var positionBytes: [UInt8] = []

    package init(hasPositions: Bool) { self.hasPositions = hasPositions }

    /// Forgets the postings of a term.
    package mutating func removeAll() {
        documents.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
        splits.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        bounds.removeAll(keepingCapacity: true)
    }

    /// Appends the list of the term to `output`.
    package mutating func write(to output: inout ByteWriter) {
        output.varint(documents.count)
        if documents.count == 1 {
            output.varint(UInt64(documents[0]))
            output.varint(UInt64(frequencies[0]))
            output.varint(UInt64(splits[0]))
            var previous: UInt32 = 0
            for position in positions {
                output.varint(UInt64(position - previous))
                previous = position
            }
            return
        }
        documentBytes.removeAll(keepingCapacity: true)
        positionBytes.removeAll(keepingCapacity: true)
        let blockCount = PostingsFormat.blockCount(documents.count)
        let isSingle = blockCount == 1
        var lasts = ByteWriter()
        var documentOffsets = ByteWriter()
        var positionOffsets = ByteWriter()
        var maxima = ByteWriter()
        var positionIndex = 0
        for block in 0..<blockCount {
            let range =
                block
                * PostingsFormat.blockSize..<min(
                    (block + 1) * PostingsFormat.blockSize, documents.count)
            documentOffsets.u32(UInt32(documentBytes.count))
            positionOffsets.u32(UInt32(positionBytes.count))
            writeBlock(range, &positionIndex)
            lasts.u32(documents[range.upperBound - 1])
            maxima.u8(bounds[range].max() ?? 255)
        }
        if !isSingle {
            output.bytes.append(contentsOf: lasts.bytes)
            output.bytes.append(contentsOf: documentOffsets.bytes)
            if hasPositions { output.bytes.append(contentsOf: positionOffsets.bytes) }
        }
        output.bytes.append(contentsOf: maxima.bytes)
        if !isSingle { output.u32(UInt32(documentBytes.count)) }
        output.bytes.append(contentsOf: documentBytes)
        output.bytes.append(contentsOf: positionBytes)
    }

    private mutating func writeBlock(_ range: Range<Int>, _ positionIndex: inout Int) {
        let count = range.count
        // A delta counts the documents skipped since the last one, so the first of a list is its
        // own number.
        var next = range.lowerBound == 0 ? 0 : documents[range.lowerBound - 1] + 1
        var all: UInt32 = 0
        for index in 0..<count {
            let document = documents[range.lowerBound + index]
            scratch[index] = document - next
            all |= scratch[index]
            next = document + 1
        }
        let deltaWidth = BitPacking.width(of: all)
        let header = documentBytes.count
        documentBytes.append(contentsOf: [0, 0, 0])
        BitPacking.pack(scratch, 0..<count, width: deltaWidth, into: &documentBytes)

        var occurrences = 0
        all = 0
        var allSplits: UInt32 = 0
        for index in 0..<count {
            let frequency = frequencies[range.lowerBound + index]
            occurrences += Int(frequency)
            scratch[index] = frequency - 1
            all |= scratch[index]
            allSplits |= splits[range.lowerBound + index]
        }
        let frequencyWidth = BitPacking.width(of: all)
        BitPacking.pack(scratch, 0..<count, width: frequencyWidth, into: &documentBytes)
        let splitWidth = BitPacking.width(of: allSplits)
        BitPacking.pack(splits, range, width: splitWidth, into: &documentBytes)

        var positionWidth = 0
        if hasPositions {
            let end = positionIndex + occurrences
            all = 0
            for index in positionIndex..<end { all |= positions[index] }
            positionWidth = BitPacking.width(of: all)
            BitPacking.pack(
                positions, positionIndex..<end, width: positionWidth, into: &positionBytes)
            positionIndex = end
        }
        let widths = PostingsFormat.header(
            delta: deltaWidth, frequency: frequencyWidth, split: splitWidth,
            position: positionWidth)
        documentBytes[header] = UInt8(truncatingIfNeeded: widths)
        documentBytes[header + 1] = UInt8(truncatingIfNeeded: widths >> 8)
        documentBytes[header + 2] = UInt8(truncatingIfNeeded: widths >> 16)
    }
}

/// The numbers of the postings format.
package enum PostingsFormat {
    /// How many postings a block holds; the last block of a list may hold fewer.
    package static let blockSize = 128

    package static func blockCount(_ documentFrequency: Int) -> Int {
        (documentFrequency + blockSize - 1) / blockSize
    }

    static func header(delta: Int, frequency: Int, split: Int, position: Int) -> UInt32 {
        UInt32(delta) | UInt32(frequency) << 6 | UInt32(split) << 12 | UInt32(position) << 18
    }
}
