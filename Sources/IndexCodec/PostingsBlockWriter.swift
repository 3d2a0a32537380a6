internal import IndexStorage

/// Writes blocks of postings, one after another.
///
/// `PostingsCursor` describes the format.
struct PostingsBlockWriter {
    private let hasPositions: Bool
    private let norms: [UInt8]
    /// The values to be packed, padded with zeros to a multiple of eight.
    private var scratch = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
    /// The widths of the positions of each posting of the block; 0 for those that are not written.
    private var widths = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
    /// Marks the postings of the block whose positions are not written.
    private var repeats = PositionRepeats()
    private var runs = RunPacker()
    /// The indices of the values of the block that exceed its width, at the front.
    private var exceptionIndices = [UInt32](repeating: 0, count: PostingsFormat.blockSize)
    private var exceptionBytes: [UInt8] = []

    /// A writer of blocks.
    ///
    /// - Parameter norms: the `LengthNorm` of each document; nil for lists without positions.
    init(norms: [UInt8]?) {
        hasPositions = norms != nil
        self.norms = norms ?? []
    }

    /// Appends the documents, frequencies and splits of a block, and prepares `writePositions`.
    ///
    /// - Parameter first: the least number that the first document can have.
    mutating func write(
        _ documents: Span<UInt32>, from first: UInt32, _ frequencies: Span<UInt32>,
        _ splits: Span<UInt32>, _ positions: Span<UInt32>, to output: inout ByteWriter
    ) {
        let counts = PostingsBlockWriter.union(frequencies, minus: 1)
        let splitBits = PostingsBlockWriter.union(splits)
        let start = output.count
        let hasCounts = counts | splitBits != 0
        output.u16(0)
        if hasCounts { output.u16(0) }
        exceptionBytes.removeAll(keepingCapacity: true)
        // A gap is the number of documents skipped since the previous one, so the first gap of a
        // list is a document number.
        let gapBits = PostingsBlockWriter.gaps(documents, from: first, into: &scratch)
        let gaps = packWithExceptions(
            documents.count, BitPacking.width(of: gapBits),
            worth: documents.count == PostingsFormat.blockSize ? PostingsFormat.leastSaving : 1,
            into: &output)
        var frequency = (width: 0, exceptions: 0)
        let splitWidth = BitPacking.width(of: splitBits)
        if hasCounts {
            PostingsBlockWriter.copy(frequencies, minus: 1, into: &scratch)
            frequency = packWithExceptions(
                documents.count, BitPacking.width(of: counts), worth: 1, into: &output)
            BitPacking.pack(splits, width: splitWidth, into: &output.bytes)
        }
        if !exceptionBytes.isEmpty { output.bytes += exceptionBytes }
        let header = PostingsBlockHeader(
            gaps: gaps, frequencies: frequency, splitWidth: splitWidth,
            positionWidth: preparePositions(documents, frequencies, positions),
            hasRepeats: !repeats.isEmpty)
        for byte in 0..<header.byteCount {
            output.bytes[start + byte] =
                UInt8(truncatingIfNeeded: header.encoded >> UInt32(8 * byte))
        }
    }

    /// Appends the positions of the postings of the block.
    mutating func writePositions(
        _ frequencies: Span<UInt32>, _ positions: Span<UInt32>, to output: inout ByteWriter
    ) {
        guard hasPositions else { return }
        if !repeats.isEmpty { repeats.write(frequencies.count, to: &output) }
        PostingsBlockWriter.pack(positions, frequencies, widths, with: &runs, to: &output)
    }

    private static func pack(
        _ positions: Span<UInt32>, _ frequencies: Span<UInt32>, _ widths: [UInt32],
        with runs: inout RunPacker, to output: inout ByteWriter
    ) {
        runs.pack(positions, counts: frequencies, widths: widths.span, into: &output.bytes)
    }

    /// Finds the widths and the repeats of the positions of a block, and returns the width of the
    /// greatest position.
    private mutating func preparePositions(
        _ documents: Span<UInt32>, _ frequencies: Span<UInt32>, _ positions: Span<UInt32>
    ) -> Int {
        guard hasPositions else { return 0 }
        let greatest = PostingsBlockHeader.allowed(
            BitPacking.width(of: PostingsBlockWriter.union(positions)))
        let norms = norms
        PostingsBlockWriter.widths(
            documents, norms.span, PositionWidth(limit: greatest), into: &widths)
        repeats = PositionRepeats.find(
            frequencies, widths.span, positions, greatest: greatest, areMany: !repeats.isEmpty)
        if !repeats.isEmpty { repeats.clear(&widths) }
        return greatest
    }

    private static func widths(
        _ documents: Span<UInt32>, _ norms: Span<UInt8>, _ width: PositionWidth,
        into widths: inout [UInt32]
    ) {
        var widths = widths.mutableSpan
        for index in documents.indices {
            widths[index] = UInt32(
                truncatingIfNeeded: width(norms[Int(documents[index])]))
        }
    }

    /// The bitwise OR of some values, each minus a number.
    private static func union(_ values: Span<UInt32>, minus: UInt32 = 0) -> UInt32 {
        var bits: UInt32 = 0
        for index in values.indices { bits |= values[index] &- minus }
        return bits
    }

    /// Sets the front of `gaps` to the number of documents between each document and the one
    /// before, and the rest up to a multiple of eight to 0; returns the bitwise OR of the gaps.
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
        for index in documents.count..<wholeRows(documents.count) { gaps[index] = 0 }
        return bits
    }

    /// Sets the front of `values` to those of `source` less `minus`, and the rest up to a multiple of
    /// eight to 0.
    private static func copy(
        _ source: Span<UInt32>, minus: UInt32, into values: inout [UInt32]
    ) {
        var values = values.mutableSpan
        for index in source.indices { values[index] = source[index] &- minus }
        for index in source.count..<wholeRows(source.count) { values[index] = 0 }
    }

    /// The least multiple of eight not less than a number.
    private static func wholeRows(_ count: Int) -> Int { (count &+ 7) & ~7 }

    /// Packs the first values of `scratch` in the width that takes the least space; values that
    /// exceed it become exceptions.
    ///
    /// - Parameters:
    ///   - greatest: the width of the greatest value.
    ///   - saving: the least number of bits that exceptions must save.
    private mutating func packWithExceptions(
        _ count: Int, _ greatest: Int, worth saving: Int, into output: inout ByteWriter
    ) -> (width: Int, exceptions: Int) {
        let best = PostingsBlockWriter.bestWidth(
            scratch.span.extracting(0..<PostingsBlockWriter.wholeRows(count)), count, greatest,
            worth: saving)
        let exceptions = best < greatest ? keepApart(count, best) : 0
        if count == PostingsFormat.blockSize {
            BitPacking.packBlock(scratch.span, width: best, into: &output.bytes)
        } else {
            BitPacking.pack(
                scratch.span.extracting(0..<count), width: best, into: &output.bytes)
        }
        return (best, exceptions)
    }

    /// The width that takes the least space for some values, exceptions included.
    ///
    /// "Patched frame of reference": M. Zukowski and others, "Super-scalar RAM-CPU cache
    /// compression", ICDE 2006; the limits are those of Lucene's `PForUtil`, doubled.
    private static func bestWidth(
        _ values: Span<UInt32>, _ count: Int, _ greatest: Int, worth saving: Int
    ) -> Int {
        // The header cannot hold a gap width of 31, and a frequency never has that many bits.
        var best = PostingsBlockHeader.allowed(greatest)
        // Any other width must cost less than this.
        var least = count * best - saving + 1
        var width = greatest
        while width > 0, greatest - width < 8 {
            width -= 1
            let above = BitPacking.count(atLeast: 1 << UInt32(width), in: values)
            if above > PostingsFormat.maximumExceptions { break }
            let size = count * width + 16 * above
            if size < least, width != 31 { (least, best) = (size, width) }
        }
        return best
    }

    /// Moves the bits above a width from `scratch` to `exceptionBytes`; returns the number of
    /// values that had any.
    private mutating func keepApart(_ count: Int, _ width: Int) -> Int {
        // Which values are exceptions is unpredictable, so each index is stored, and the next one
        // overwrites it unless its value is an exception.
        let limit = UInt32(1) << UInt32(width)
        let exceptions = PostingsBlockWriter.find(
            atLeast: limit, in: scratch, count, into: &exceptionIndices)
        for exception in 0..<exceptions {
            let index = Int(exceptionIndices[exception])
            exceptionBytes.append(UInt8(truncatingIfNeeded: index))
            exceptionBytes.append(UInt8(truncatingIfNeeded: scratch[index] >> UInt32(width)))
            scratch[index] &= limit - 1
        }
        return exceptions
    }

    private static func find(
        atLeast limit: UInt32, in values: [UInt32], _ valueCount: Int,
        into indices: inout [UInt32]
    ) -> Int {
        let values = values.span.extracting(0..<valueCount)
        var indices = indices.mutableSpan
        var count = 0
        for index in values.indices {
            indices[count] = UInt32(truncatingIfNeeded: index)
            // The borrow of a subtraction, to avoid a branch.
            let isLess = (UInt64(values[index]) &- UInt64(limit)) &>> 63
            count &+= 1 &- Int(truncatingIfNeeded: isLess)
        }
        return count
    }
}
