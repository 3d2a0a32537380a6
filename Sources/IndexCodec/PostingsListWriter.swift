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
    private var scratch = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
    /// The widths of the positions of each posting of a block.
    private var widths = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
    /// The postings of a block whose positions are not written.
    private var repeats = PositionRepeats()
    private var lasts: [UInt32] = []
    private var documentOffsets: [UInt32] = []
    private var positionOffsets: [UInt32] = []
    private var maxima: [UInt8] = []
    private var documentBytes = ByteWriter()
    private var positionBytes = ByteWriter()
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
        if documents.count <= PostingsFormat.blockSize {
            output.u8(PostingsListWriter.greatest(bounds.span))
            writeBlock(0..<documents.count, 0..<positions.count, to: &output)
            return writePositions(0..<documents.count, 0..<positions.count, to: &output)
        }
        documentBytes.bytes.removeAll(keepingCapacity: true)
        positionBytes.bytes.removeAll(keepingCapacity: true)
        lasts.removeAll(keepingCapacity: true)
        documentOffsets.removeAll(keepingCapacity: true)
        positionOffsets.removeAll(keepingCapacity: true)
        maxima.removeAll(keepingCapacity: true)
        // The buffers leave the writer for the loop: it is changed beside them.
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
            writeBlock(range, position..<end, to: &documentBytes)
            writePositions(range, position..<end, to: &positionBytes)
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

    /// All bits that some values have.
    private static func union(_ values: Span<UInt32>, minus: UInt32 = 0) -> UInt32 {
        var bits: UInt32 = 0
        for index in values.indices { bits |= values[index] &- minus }
        return bits
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

    private func writeTables(_ positionLength: Int, to output: inout ByteWriter) {
        let last = ByteTable.width(lasts[lasts.count - 1])
        let document = ByteTable.width(documentOffsets[documentOffsets.count - 1])
        let position = ByteTable.width(UInt32(positionLength))
        output.u8(UInt8((last - 1) | (document - 1) << 2 | (position - 1) << 4))
        output.table(lasts, width: last)
        output.table(documentOffsets, width: document)
        if hasPositions { output.table(positionOffsets, width: position) }
    }

    /// Appends the documents, frequencies and splits of a block, and keeps for `writePositions` how
    /// its positions are written.
    private mutating func writeBlock(
        _ range: Range<Int>, _ occurrences: Range<Int>, to output: inout ByteWriter
    ) {
        // Held beside the writer, which changes.
        let (documents, frequencies) = (documents, frequencies)
        let counts = PostingsListWriter.union(frequencies.span.extracting(range), minus: 1)
        let splitBits = PostingsListWriter.union(splits.span.extracting(range))
        let start = output.count
        let hasCounts = counts | splitBits != 0
        output.u16(0)
        if hasCounts { output.u16(0) }
        // A gap counts the documents skipped since the last one, so the first of a list is its own
        // number.
        let first = range.lowerBound == 0 ? 0 : documents[range.lowerBound - 1] + 1
        exceptionBytes.removeAll(keepingCapacity: true)
        let gapBits = PostingsListWriter.gaps(
            documents.span.extracting(range), from: first, into: &scratch)
        let gaps = packWithExceptions(
            range.count, BitPacking.width(of: gapBits),
            worth: range.count == PostingsFormat.blockSize ? PostingsFormat.leastSaving : 1,
            into: &output)
        var frequency = (width: 0, exceptions: 0)
        let splitWidth = BitPacking.width(of: splitBits)
        if hasCounts {
            PostingsListWriter.copy(
                frequencies.span.extracting(range), minus: 1, into: &scratch)
            frequency = packWithExceptions(
                range.count, BitPacking.width(of: counts), worth: 1, into: &output)
            BitPacking.pack(splits.span.extracting(range), width: splitWidth, into: &output.bytes)
        }
        if !exceptionBytes.isEmpty { output.bytes += exceptionBytes }
        let header = PostingsBlockHeader(
            gaps: gaps, frequencies: frequency, splitWidth: splitWidth,
            positionWidth: preparePositions(range, occurrences), hasRepeats: !repeats.isEmpty)
        for byte in 0..<header.byteCount {
            output.bytes[start + byte] =
                UInt8(truncatingIfNeeded: header.encoded >> UInt32(8 * byte))
        }
    }

    /// Finds the widths and the repeats of the positions of a block, and returns the width of the
    /// greatest.
    private mutating func preparePositions(_ range: Range<Int>, _ occurrences: Range<Int>) -> Int {
        guard hasPositions else { return 0 }
        // Held beside the writer, which changes.
        let (documents, frequencies, norms) = (documents, frequencies, norms)
        let positions = positions
        let values = positions.span.extracting(occurrences)
        let greatest = PostingsBlockHeader.allowed(
            BitPacking.width(of: PostingsListWriter.union(values)))
        PostingsListWriter.widths(
            documents.span.extracting(range), norms.span, PositionWidth(limit: greatest),
            into: &widths)
        repeats = PositionRepeats.find(
            frequencies.span.extracting(range), widths.span, values, greatest: greatest,
            areMany: !repeats.isEmpty)
        return greatest
    }

    /// Sets the front of `gaps` to how many documents stand between each document and the one before,
    /// and the rest to 0; returns all bits that some gaps have.
    private static func gaps(
        _ documents: Span<UInt32>, from first: UInt32, into gaps: inout [UInt32]
    ) -> UInt32 {
        var gaps = gaps.mutableSpan
        var next = first
        var bits: UInt32 = 0
        for index in documents.indices {
            let gap = documents[index] &- next
            gaps[index] = gap
            bits |= gap
            next = documents[index] &+ 1
        }
        for index in documents.count..<gaps.count { gaps[index] = 0 }
        return bits
    }

    private static func copy(
        _ source: Span<UInt32>, minus: UInt32, into values: inout [UInt32]
    ) {
        var values = values.mutableSpan
        for index in source.indices { values[index] = source[index] &- minus }
        for index in source.count..<values.count { values[index] = 0 }
    }

    /// Appends the positions of the postings of a block.
    private mutating func writePositions(
        _ range: Range<Int>, _ occurrences: Range<Int>, to output: inout ByteWriter
    ) {
        guard hasPositions else { return }
        if !repeats.isEmpty { repeats.write(range.count, to: &output) }
        BitPacking.packRuns(
            positions.span.extracting(occurrences), counts: frequencies.span.extracting(range),
            widths: widths.span, without: repeats, into: &output.bytes)
    }

    private static func widths(
        _ documents: Span<UInt32>, _ norms: Span<UInt8>, _ width: PositionWidth,
        into widths: inout [UInt32]
    ) {
        var widths = widths.mutableSpan
        for index in documents.indices {
            widths[index] = UInt32(width(norms[Int(documents[index])]))
        }
    }

    /// Packs the first values of `scratch`, behind which it holds zeros, in the width that takes the
    /// least room, with what does not fit kept apart.
    ///
    /// - Parameters:
    ///   - greatest: the width of the greatest value.
    ///   - saving: how many bits less that must take at least.
    ///
    /// "Patched frame of reference": M. Zukowski and others, "Super-scalar RAM-CPU cache
    /// compression", ICDE 2006; the limits are those of Lucene's `PForUtil`, doubled.
    private mutating func packWithExceptions(
        _ count: Int, _ greatest: Int, worth saving: Int, into output: inout ByteWriter
    ) -> (width: Int, exceptions: Int) {
        // The header has no room for a gap of 31 bits, and a frequency never has as many.
        var best = PostingsBlockHeader.allowed(greatest)
        // What any other width must be below.
        var least = count * best - saving + 1
        var width = greatest
        while width > 0, greatest - width < 8 {
            width -= 1
            let above = BitPacking.count(atLeast: 1 << UInt32(width), in: scratch.span)
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
            BitPacking.packBlock(scratch.span, width: best, into: &output.bytes)
        } else {
            BitPacking.pack(
                scratch.span.extracting(0..<count), width: best, into: &output.bytes)
        }
        return (best, exceptions)
    }
}

/// The numbers of the postings format.
package enum PostingsFormat {
    /// How many postings a block holds; the last block of a list may hold fewer.
    @inlinable package static var blockSize: Int { 128 }

    package static func blockCount(_ documentFrequency: Int) -> Int {
        (documentFrequency + blockSize - 1) / blockSize
    }

    /// The most values of a kind that a block keeps apart.
    static let maximumExceptions = 15

    /// How many bits of a full block the gaps that are kept apart must save: without them it is
    /// decoded in one go.
    static let leastSaving = 128
}
