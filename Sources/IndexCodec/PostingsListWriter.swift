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
    private let norms: [UInt8]
    private var scratch: [UInt32] = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
    private var lasts: [UInt32] = []
    private var documentOffsets: [UInt32] = []
    private var positionOffsets: [UInt32] = []
    private var maxima: [UInt8] = []
    private var documentBytes: [UInt8] = []
    private var positionBytes: [UInt8] = []
    private var exceptionBytes: [UInt8] = []

    /// A writer of lists.
    ///
    /// - Parameter norms: the `LengthNorm` of each document; nil for lists without positions.
    package init(norms: [UInt8]?) {
        hasPositions = norms != nil
        self.norms = norms ?? []
    }

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
        if documents.count == 1 { return writeSingle(to: &output) }
        documentBytes.removeAll(keepingCapacity: true)
        positionBytes.removeAll(keepingCapacity: true)
        lasts.removeAll(keepingCapacity: true)
        documentOffsets.removeAll(keepingCapacity: true)
        positionOffsets.removeAll(keepingCapacity: true)
        maxima.removeAll(keepingCapacity: true)
        var positionIndex = 0
        for block in 0..<PostingsFormat.blockCount(documents.count) {
            let range =
                block
                * PostingsFormat.blockSize..<min(
                    (block + 1) * PostingsFormat.blockSize, documents.count)
            documentOffsets.append(UInt32(documentBytes.count))
            positionOffsets.append(UInt32(positionBytes.count))
            writeBlock(range, &positionIndex)
            lasts.append(documents[range.upperBound - 1])
            maxima.append(bounds[range].max() ?? 255)
        }
        if maxima.count > 1 { writeTables(to: &output) }
        output.bytes.append(contentsOf: maxima)
        output.bytes.append(contentsOf: documentBytes)
        output.bytes.append(contentsOf: positionBytes)
    }

    /// Appends what is known of the one document of a term, and its positions.
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

    private mutating func writeTables(to output: inout ByteWriter) {
        documentOffsets.append(UInt32(documentBytes.count))
        let last = ByteTable.width(lasts[lasts.count - 1])
        let document = ByteTable.width(UInt32(documentBytes.count))
        let position = ByteTable.width(UInt32(positionBytes.count))
        output.u8(UInt8((last - 1) | (document - 1) << 2 | (position - 1) << 4))
        output.table(lasts, width: last)
        output.table(documentOffsets, width: document)
        if hasPositions { output.table(positionOffsets, width: position) }
    }

    private mutating func writeBlock(_ range: Range<Int>, _ positionIndex: inout Int) {
        var occurrences = 0
        var all = (frequencies: UInt32(0), splits: UInt32(0), positions: UInt32(0))
        for place in range {
            occurrences += Int(frequencies[place])
            all.frequencies |= frequencies[place] - 1
            all.splits |= splits[place]
        }
        let start = documentBytes.count
        let hasCounts = all.frequencies | all.splits != 0
        documentBytes.append(contentsOf: repeatElement(0, count: hasCounts ? 4 : 2))
        // A gap counts the documents skipped since the last one, so the first of a list is its own
        // number.
        var next = range.lowerBound == 0 ? 0 : documents[range.lowerBound - 1] + 1
        for (index, place) in range.enumerated() {
            scratch[index] = documents[place] - next
            next = documents[place] + 1
        }
        let gaps = packWithExceptions(
            range.count,
            worth: range.count == PostingsFormat.blockSize ? PostingsFormat.leastSaving : 1)
        var counts = (width: 0, exceptions: 0)
        let splitWidth = BitPacking.width(of: all.splits)
        if hasCounts {
            for (index, place) in range.enumerated() { scratch[index] = frequencies[place] - 1 }
            counts = packWithExceptions(range.count, worth: 1)
            BitPacking.pack(splits, range, width: splitWidth, into: &documentBytes)
        }
        documentBytes += exceptionBytes
        exceptionBytes.removeAll(keepingCapacity: true)

        if hasPositions {
            for index in positionIndex..<positionIndex + occurrences {
                all.positions |= positions[index]
            }
        }
        let header = PostingsBlockHeader(
            gaps: gaps, frequencies: counts, splitWidth: splitWidth,
            positionWidth: BitPacking.width(of: all.positions))
        for byte in 0..<header.byteCount {
            documentBytes[start + byte] =
                UInt8(truncatingIfNeeded: header.encoded >> UInt32(8 * byte))
        }
        guard hasPositions else { return }
        let width = PositionWidth(limit: header.positionWidth)
        for (index, place) in range.enumerated() {
            scratch[index] = UInt32(width(norms[Int(documents[place])]))
        }
        BitPacking.packRuns(
            positions, positionIndex..<positionIndex + occurrences, counts: frequencies, range,
            widths: scratch, into: &positionBytes)
        positionIndex += occurrences
    }

    /// Packs the first values of `scratch` in the width that takes the least room, with what does
    /// not fit kept apart.
    ///
    /// - Parameter saving: how many bits less that must take at least.
    ///
    /// "Patched frame of reference": M. Zukowski and others, "Super-scalar RAM-CPU cache
    /// compression", ICDE 2006; the limits are those of Lucene's `PForUtil`, doubled.
    private mutating func packWithExceptions(
        _ count: Int, worth saving: Int
    ) -> (width: Int, exceptions: Int) {
        var widths = InlineArray<33, Int>(repeating: 0)
        var greatest = 0
        for index in 0..<count {
            let width = BitPacking.width(of: scratch[index])
            widths[width] += 1
            greatest = max(greatest, width)
        }
        // The header has no room for a gap of 31 bits, and a frequency never has as many.
        var best = PostingsBlockHeader.allowed(greatest)
        // What any other width must be below.
        var least = count * best - saving + 1
        var above = 0
        var width = greatest
        while width > 0, greatest - width < 8 {
            above += widths[width]
            width -= 1
            if above > PostingsFormat.maximumExceptions { break }
            let size = count * width + 16 * above
            if size < least, width != 31 { (least, best) = (size, width) }
        }
        var exceptions = 0
        if best < greatest {
            let limit = UInt32(1) << UInt32(best)
            for index in 0..<count where scratch[index] >= limit {
                exceptionBytes.append(UInt8(index))
                exceptionBytes.append(UInt8(truncatingIfNeeded: scratch[index] >> UInt32(best)))
                scratch[index] &= limit - 1
                exceptions += 1
            }
        }
        if count == PostingsFormat.blockSize {
            BitPacking.packBlock(scratch, width: best, into: &documentBytes)
        } else {
            BitPacking.pack(scratch, 0..<count, width: best, into: &documentBytes)
        }
        return (best, exceptions)
    }
}

/// The numbers of the postings format.
package enum PostingsFormat {
    /// How many postings a block holds; the last block of a list may hold fewer.
    package static let blockSize = 128

    package static func blockCount(_ documentFrequency: Int) -> Int {
        (documentFrequency + blockSize - 1) / blockSize
    }

    /// The most values of a kind that a block keeps apart.
    static let maximumExceptions = 15

    /// How many bits of a full block the gaps that are kept apart must save: without them it is
    /// decoded in one go.
    static let leastSaving = 128
}
