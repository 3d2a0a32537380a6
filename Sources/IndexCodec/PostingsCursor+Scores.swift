/// What the postings of a block add to the scores of a window.
extension PostingsCursor {
    /// True if a table of shares tells what each posting of the decoded block adds: there are no
    /// splits, and no frequency is beyond the table's rows.
    ///
    /// To be asked when the frequencies are decoded. Mutating, though it changes nothing: to borrow a
    /// cursor would copy it.
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

    /// Adds the shares of postings of the decoded block, times a factor.
    ///
    /// - Precondition: `hasPlainFrequencies`, and the postings' documents are of the window.
    /// - Parameters:
    ///   - norms: the `LengthNorm` of each document of the segment.
    ///   - shares: of each frequency a row of 256 norms.
    package mutating func add(
        _ run: Range<Int>, norms: RawSpan, shares: Span<Float>, factor: Float,
        to scores: inout WindowScores
    ) {
        precondition(run.upperBound <= count)
        // SAFETY: the documents of a decoded block ascend: `decodeDocuments` throws otherwise.
        unsafe scores.add(
            run, &documents, &frequencies, norms: norms, shares: shares, factor: factor)
    }

    /// Adds a number for each of some postings of the decoded block.
    ///
    /// - Precondition: the postings' documents are of the window.
    /// - Parameter contributions: for each posting of the block what it adds; not changed.
    package mutating func add(
        _ run: Range<Int>, _ contributions: inout InlineArray<128, UInt32>,
        to scores: inout WindowScores
    ) {
        precondition(run.upperBound <= count)
        // SAFETY: as above.
        unsafe scores.add(run, &documents, &contributions)
    }
}
