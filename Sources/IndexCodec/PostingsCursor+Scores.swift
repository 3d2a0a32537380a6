/// Adds the contributions of the postings of a block to the scores of a window.
extension PostingsCursor {
    /// Whether a table gives the contribution of each posting of the decoded block: there are no
    /// splits, and no frequency exceeds the rows of the table.
    ///
    /// Call it after the frequencies are decoded. Mutating to avoid a copy: see `PostingsCursor`.
    package mutating func hasPlainFrequencies() -> Bool {
        if hasSplits { return false }
        let limit = WindowScores.frequencies
        if frequencyBound < limit { return true }
        if count == PostingsFormat.blockSize {
            return BitPacking.count(atLeast: limit, in: frequencies.span) == 0
        }
        for posting in 0..<count where frequencies[posting] >= limit { return false }
        return true
    }

    /// Adds the contributions of postings of the decoded block, times a factor.
    ///
    /// - Precondition: `hasPlainFrequencies`, and the documents of the postings are in the window.
    /// - Parameters:
    ///   - norms: the `LengthNorm` of each document of the segment.
    ///   - shares: for each frequency a row of 256 contributions, one per norm.
    package mutating func add(
        _ run: Range<Int>, norms: RawSpan, shares: Span<Float>, factor: Float,
        to scores: inout WindowScores
    ) {
        precondition(run.upperBound <= count)
        // SAFETY: the documents of a decoded block ascend; otherwise `decodeDocuments` throws.
        unsafe scores.add(
            run, &documents, &frequencies, norms: norms, shares: shares, factor: factor)
    }

    /// Adds a number for each of some postings of the decoded block.
    ///
    /// - Precondition: the documents of the postings are in the window.
    /// - Parameter contributions: the number to add for each posting of the block; not changed.
    package mutating func add(
        _ run: Range<Int>, _ contributions: inout InlineArray<128, UInt32>,
        to scores: inout WindowScores
    ) {
        precondition(run.upperBound <= count)
        // SAFETY: as above.
        unsafe scores.add(run, &documents, &contributions)
    }
}
