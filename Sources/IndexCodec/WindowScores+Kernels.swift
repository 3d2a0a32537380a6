internal import CProcessor

// SAFETY, all of this file: callers pass blocks that `PostingsCursor` has decoded, whose documents
// ascend, so checks of the first and the last one hold for all between them.

/// The kernels.
///
/// Whether a document is new is unpredictable, so there are no branches for it.
extension WindowScores {
    /// Adds the contributions of postings, times a factor.
    ///
    /// - Parameters:
    ///   - run: which of the 128 postings.
    ///   - documents: ascending in the run; not changed, like the frequencies: `inout` avoids a
    ///     copy.
    ///   - frequencies: below `WindowScores.frequencies` in the run.
    ///   - norms: the `LengthNorm` of each document of the segment.
    ///   - shares: for each frequency a row of 256 contributions, one per norm.
    @unsafe
    mutating func add(
        _ run: Range<Int>, _ documents: inout InlineArray<128, UInt32>,
        _ frequencies: inout InlineArray<128, UInt32>, norms: RawSpan, shares: Span<Float>,
        factor: Float
    ) {
        if run.isEmpty { return }
        let end = documents[run.upperBound - 1]
        precondition(documents[run.lowerBound] >= window.lowerBound && end < window.upperBound)
        precondition(Int(end) < norms.byteCount && shares.count >= 256 * Int(Self.frequencies))
        precondition(count + run.count <= self.documents.count)
        count = unsafe WindowScores.add(
            run, &documents, &frequencies, norms, shares, factor, window.lowerBound, &slots,
            &self.documents, count)
    }

    // SAFETY: for `add`, which has checked that the run is among the 128, that its documents, which
    // ascend, are in the window and have norms, and that there is room for as many more documents.
    @unsafe
    private static func add(
        _ run: Range<Int>, _ documents: inout InlineArray<128, UInt32>,
        _ frequencies: inout InlineArray<128, UInt32>, _ norms: RawSpan, _ shares: Span<Float>,
        _ factor: Float, _ base: UInt32, _ slots: inout [UInt32], _ found: inout [UInt32],
        _ count: Int
    ) -> Int {
        var slots = slots.mutableSpan
        var found = found.mutableSpan
        var count = count
        for posting in run {
            let document = unsafe documents[unchecked: posting]
            let frequency = unsafe frequencies[unchecked: posting]
            let norm = unsafe norms.unsafeLoad(
                fromUncheckedByteOffset: Int(document), as: UInt8.self)
            // A frequency is below 16 unless the list is damaged, so the mask changes nothing.
            let contribution = unsafe shares[unchecked: Int((frequency & 15) &<< 8 | UInt32(norm))]
            let index = Int(document &- base)
            let slot = unsafe slots[unchecked: index]
            let isNew: UInt32 = slot == 0 ? 1 : 0
            unsafe slots[unchecked: index] =
                slot &+ processor_truncated(factor * contribution) &+ isNew
            unsafe found[unchecked: count] = document
            count &+= Int(isNew)
        }
        return count
    }

    /// Adds a number for each posting.
    ///
    /// - Parameters:
    ///   - run, documents: as above.
    ///   - contributions: the number to add for each of the 128 postings; not changed.
    @unsafe
    mutating func add(
        _ run: Range<Int>, _ documents: inout InlineArray<128, UInt32>,
        _ contributions: inout InlineArray<128, UInt32>
    ) {
        if run.isEmpty { return }
        precondition(documents[run.lowerBound] >= window.lowerBound)
        precondition(documents[run.upperBound - 1] < window.upperBound)
        precondition(count + run.count <= self.documents.count)
        count = unsafe WindowScores.add(
            run, &documents, &contributions, window.lowerBound, &slots, &self.documents, count)
    }

    // SAFETY: as above.
    @unsafe
    private static func add(
        _ run: Range<Int>, _ documents: inout InlineArray<128, UInt32>,
        _ contributions: inout InlineArray<128, UInt32>, _ base: UInt32, _ slots: inout [UInt32],
        _ found: inout [UInt32], _ count: Int
    ) -> Int {
        var slots = slots.mutableSpan
        var found = found.mutableSpan
        var count = count
        for posting in run {
            let document = unsafe documents[unchecked: posting]
            let index = Int(document &- base)
            let slot = unsafe slots[unchecked: index]
            let isNew: UInt32 = slot == 0 ? 1 : 0
            unsafe slots[unchecked: index] =
                slot &+ contributions[unchecked: posting] &+ isNew
            unsafe found[unchecked: count] = document
            count &+= Int(isNew)
        }
        return count
    }
}
