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
    private var exceptionBytes: [UInt8] = []

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
        let header = documentBytes.count
        documentBytes.append(contentsOf: [0, 0, 0, 0])
        // A gap counts the documents skipped since the last one, so the first of a list is its own
        // number.
        var next = range.lowerBound == 0 ? 0 : documents[range.lowerBound - 1] + 1
        for (index, place) in range.enumerated() {
            scratch[index] = documents[place] - next
            next = documents[place] + 1
        }
        let gaps = packWithExceptions(range.count)
        var occurrences = 0
        var allSplits: UInt32 = 0
        for (index, place) in range.enumerated() {
            occurrences += Int(frequencies[place])
            scratch[index] = frequencies[place] - 1
            allSplits |= splits[place]
        }
        let counts = packWithExceptions(range.count)
        let splitWidth = BitPacking.width(of: allSplits)
        BitPacking.pack(splits, range, width: splitWidth, into: &documentBytes)
        documentBytes += exceptionBytes
        exceptionBytes.removeAll(keepingCapacity: true)

        var positionWidth = 0
        if hasPositions {
            let end = positionIndex + occurrences
            var all: UInt32 = 0
            for index in positionIndex..<end { all |= positions[index] }
            positionWidth = BitPacking.width(of: all)
            BitPacking.pack(
                positions, positionIndex..<end, width: positionWidth, into: &positionBytes)
            positionIndex = end
        }
        let widths = PostingsBlockHeader(
            gapWidth: gaps.width, frequencyWidth: counts.width, splitWidth: splitWidth,
            positionWidth: positionWidth, gapExceptions: gaps.exceptions,
            frequencyExceptions: counts.exceptions
        ).encoded
        for byte in 0..<4 {
            documentBytes[header + byte] = UInt8(truncatingIfNeeded: widths >> UInt32(8 * byte))
        }
    }

    /// Packs the first values of `scratch` in the width that takes the least room, with what does
    /// not fit kept apart.
    ///
    /// "Patched frame of reference": M. Zukowski and others, "Super-scalar RAM-CPU cache
    /// compression", ICDE 2006; the limits are those of Lucene's `PForUtil`, doubled.
    private mutating func packWithExceptions(_ count: Int) -> (width: Int, exceptions: Int) {
        var widths = InlineArray<33, Int>(repeating: 0)
        var greatest = 0
        for index in 0..<count {
            let width = BitPacking.width(of: scratch[index])
            widths[width] += 1
            greatest = max(greatest, width)
        }
        var best = greatest
        var least = count * greatest
        var above = 0
        var width = greatest
        while width > 0, greatest - width < 8 {
            above += widths[width]
            width -= 1
            if above > PostingsFormat.maximumExceptions { break }
            let size = count * width + 16 * above
            if size < least { (least, best) = (size, width) }
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
}

/// The first four bytes of a block of postings.
@usableFromInline struct PostingsBlockHeader {
    let gapWidth: Int
    let frequencyWidth: Int
    let splitWidth: Int
    let positionWidth: Int
    let gapExceptions: Int
    let frequencyExceptions: Int

    /// From the lowest bit: four widths of six bits each, two numbers of exceptions of four.
    var encoded: UInt32 {
        let widths = gapWidth | frequencyWidth << 6 | splitWidth << 12 | positionWidth << 18
        return UInt32(widths | gapExceptions << 24 | frequencyExceptions << 28)
    }
}

extension PostingsBlockHeader {
    init(encoded: UInt32) {
        let bits = Int(encoded)
        gapWidth = bits & 63
        frequencyWidth = bits >> 6 & 63
        splitWidth = bits >> 12 & 63
        positionWidth = bits >> 18 & 63
        gapExceptions = bits >> 24 & 15
        frequencyExceptions = bits >> 28
    }

    /// False for widths that no writer gives.
    var isPossible: Bool {
        max(gapWidth, frequencyWidth, splitWidth, positionWidth) <= 32
    }
}
