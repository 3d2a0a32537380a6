internal import CProcessor
package import IndexStorage

/// The kernels.
///
/// Which documents are new, and which are kept, cannot be foretold, so there are no branches for it.
extension WindowScores {
    /// Adds the shares of postings, times a factor.
    ///
    /// - Parameters:
    ///   - run: which of the 128 postings.
    ///   - documents: ascending in the run; not changed, as the frequencies: to borrow them would
    ///     copy them.
    ///   - frequencies: below `WindowScores.frequencies` in the run.
    ///   - norms: the `LengthNorm` of each document of the segment.
    ///   - shares: of each frequency a row of 256 norms.
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
    // ascend, are of the window and have norms, and that there is room for as many documents more.
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
        for place in run {
            let document = unsafe documents[unchecked: place]
            let frequency = unsafe frequencies[unchecked: place]
            let norm = unsafe norms.unsafeLoad(
                fromUncheckedByteOffset: Int(document), as: UInt8.self)
            // A frequency is below 16, unless the list is damaged: the bits are cut.
            let share = unsafe shares[unchecked: Int((frequency & 15) &<< 8 | UInt32(norm))]
            let index = Int(document &- base)
            let slot = unsafe slots[unchecked: index]
            let isNew: UInt32 = slot == 0 ? 1 : 0
            unsafe slots[unchecked: index] =
                slot &+ processor_truncated(factor * share) &+ isNew
            unsafe found[unchecked: count] = document
            count &+= Int(isNew)
        }
        return count
    }

    /// Adds a number for each posting.
    ///
    /// - Parameters:
    ///   - run, documents: as above.
    ///   - contributions: for each of the 128 postings what it adds; not changed.
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
        for place in run {
            let document = unsafe documents[unchecked: place]
            let index = Int(document &- base)
            let slot = unsafe slots[unchecked: index]
            let isNew: UInt32 = slot == 0 ? 1 : 0
            unsafe slots[unchecked: index] =
                slot &+ contributions[unchecked: place] &+ isNew
            unsafe found[unchecked: count] = document
            count &+= Int(isNew)
        }
        return count
    }

    /// Adds what a table of frequencies says to the scores of the documents that have one, and leaves
    /// those out that are below a score then.
    ///
    /// - Parameters:
    ///   - nibbles: four bits for each document of the segment: its frequency, or 15 where
    ///     `unknown` tells what to add.
    ///   - norms, shares, factor: as above.
    package mutating func add(
        nibbles: Span<UInt8>, norms: RawSpan, shares: Span<Float>, factor: Float, least: UInt32,
        unknown: (UInt32) throws(StorageError) -> UInt32
    ) throws(StorageError) {
        let end = Int(window.upperBound)
        precondition(nibbles.count >= (end + 1) / 2 && norms.byteCount >= end)
        precondition(shares.count >= 256 * Int(Self.frequencies))
        count = unsafe try WindowScores.add(
            nibbles, norms, shares, factor, least &+ 1, window.lowerBound, &slots, &documents,
            count, unknown)
    }

    // SAFETY: for `add`, which has checked that each document of the window has a frequency and a
    // norm; the documents are of the window, and there are `count` of them.
    @unsafe
    private static func add(
        _ nibbles: Span<UInt8>, _ norms: RawSpan, _ shares: Span<Float>, _ factor: Float,
        _ least: UInt32, _ base: UInt32, _ slots: inout [UInt32], _ documents: inout [UInt32],
        _ count: Int, _ unknown: (UInt32) throws(StorageError) -> UInt32
    ) throws(StorageError) -> Int {
        var slots = slots.mutableSpan
        var documents = documents.mutableSpan
        var kept = 0
        for place in 0..<count {
            let document = unsafe documents[unchecked: place]
            let byte = unsafe nibbles[unchecked: Int(document >> 1)]
            let frequency = byte &>> UInt8(truncatingIfNeeded: (document & 1) << 2) & 15
            let index = Int(document &- base)
            var slot = unsafe slots[unchecked: index]
            if frequency == unknownFrequency {
                slot &+= try unknown(document)
            } else {
                let norm = unsafe norms.unsafeLoad(
                    fromUncheckedByteOffset: Int(document), as: UInt8.self)
                let share = unsafe shares[unchecked: Int(frequency) << 8 | Int(norm)]
                slot &+= processor_truncated(factor * share)
            }
            unsafe documents[unchecked: kept] = document
            let below = mask(slot, below: least)
            unsafe slots[unchecked: index] = slot & ~UInt32(truncatingIfNeeded: below)
            kept &+= 1 &+ below
        }
        return kept
    }

    /// Asks the processor to fetch the window's part of a table of frequencies, which is read soon.
    ///
    /// - Parameter nibbles: four bits for each document of the segment.
    package func prefetch(nibbles: Span<UInt8>) {
        let end = min(Int(window.upperBound) / 2, nibbles.count)
        unsafe nibbles.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            for place in stride(from: Int(window.lowerBound) / 2, to: end, by: 64) {
                // SAFETY: an address that is only fetched may be any.
                unsafe processor_prefetch(base + place)
            }
        }
    }

    /// Leaves those documents out that are below a score.
    package mutating func keep(least: UInt32) {
        if least == 0 { return }
        count = unsafe WindowScores.keep(
            least &+ 1, window.lowerBound, &slots, &documents, count)
    }

    // SAFETY: for `keep`: the documents are of the window, and there are `count` of them.
    @unsafe
    private static func keep(
        _ least: UInt32, _ base: UInt32, _ slots: inout [UInt32], _ documents: inout [UInt32],
        _ count: Int
    ) -> Int {
        var slots = slots.mutableSpan
        var documents = documents.mutableSpan
        var kept = 0
        for place in 0..<count {
            let document = unsafe documents[unchecked: place]
            let index = Int(document &- base)
            let slot = unsafe slots[unchecked: index]
            unsafe documents[unchecked: kept] = document
            let below = mask(slot, below: least)
            unsafe slots[unchecked: index] = slot & ~UInt32(truncatingIfNeeded: below)
            kept &+= 1 &+ below
        }
        return kept
    }

    /// All bits set if a number is below `least`, else none: a comparison would become a branch.
    @inline(__always)
    private static func mask(_ slot: UInt32, below least: UInt32) -> Int {
        (Int(slot) &- Int(least)) >> (Int.bitWidth - 1)
    }

    /// Puts the documents in ascending order: by a bit for each, which costs the same in any order.
    package mutating func sort() {
        count = WindowScores.sort(window.lowerBound, &documents, count, &bits, &bitsOfBits)
    }

    private static func sort(
        _ base: UInt32, _ documents: inout [UInt32], _ count: Int, _ bits: inout [UInt64],
        _ bitsOfBits: inout [UInt64]
    ) -> Int {
        var documents = documents.mutableSpan
        var bits = bits.mutableSpan
        var bitsOfBits = bitsOfBits.mutableSpan
        for place in 0..<count {
            let index = Int(documents[place] &- base)
            bits[index >> 6] |= 1 &<< UInt64(index & 63)
            bitsOfBits[index >> 12] |= 1 &<< UInt64(index >> 6 & 63)
        }
        var sorted = 0
        for place in bitsOfBits.indices {
            var words = bitsOfBits[place]
            bitsOfBits[place] = 0
            while words != 0 {
                let word = place << 6 | words.trailingZeroBitCount
                words &= words &- 1
                let first = base &+ UInt32(truncatingIfNeeded: word << 6)
                var rest = bits[word]
                bits[word] = 0
                // Two at a time, if there are two or not: which cannot be foretold.
                repeat {
                    documents[sorted] =
                        first &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
                    rest &= rest &- 1
                    documents[sorted &+ 1] =
                        first &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount)
                    sorted &+= rest == 0 ? 1 : 2
                    rest &= rest &- 1
                } while rest != 0
            }
        }
        return sorted
    }
}
