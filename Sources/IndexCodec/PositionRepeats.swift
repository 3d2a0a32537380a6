internal import IndexStorage

/// Marks the postings of a block whose positions equal those of the posting before; these are not
/// written again.
///
/// Similar documents share most of their positions. Where such documents are neighbours (see
/// `NearDuplicates` and `GraphBisection`), two fifths of all positions are repeated.
///
///     repeats = bit*                            one for each posting, padded to whole bytes
///
/// Bits are numbered from the lowest. A posting repeats the one before if it has the same
/// frequency, the same positions and the same width of positions.
package struct PositionRepeats {
    /// One bit each for the first 64 postings, and for the rest.
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0

    /// No repeats.
    package init() {}

    /// The number of bytes that the bits of some postings take.
    static func byteCount(_ postings: Int) -> Int { (postings &+ 7) >> 3 }

    var isEmpty: Bool { low | high == 0 }

    func contains(_ posting: Int) -> Bool {
        posting < 64
            ? low &>> UInt64(posting) & 1 == 1 : high &>> UInt64(posting &- 64) & 1 == 1
    }

    package mutating func insert(_ posting: Int) {
        let bit: UInt64 = 1 &<< UInt64(posting & 63)
        if posting < 64 { low |= bit } else { high |= bit }
    }
}

extension PositionRepeats {
    /// Finds the repeats of a block; none if they save no space.
    ///
    /// - Parameters:
    ///   - frequencies, widths: the number of positions of each posting, and their width.
    ///   - positions: the positions of all postings, concatenated.
    ///   - greatest: the greatest of the widths.
    ///   - areMany: whether many postings are expected to be repeats; this affects the speed only.
    static func find(
        _ frequencies: Span<UInt32>, _ widths: Span<UInt32>, _ positions: Span<UInt32>,
        greatest: Int, areMany: Bool
    ) -> PositionRepeats {
        // Padding to a whole byte may cost one more byte.
        let least = 8 &* byteCount(frequencies.count) &+ 8
        // Most blocks have no repeats, which their first positions show quickly.
        if !areMany, likeFirsts(frequencies, positions) &* greatest < least {
            return PositionRepeats()
        }
        var repeats = PositionRepeats()
        var saved = 0
        var before = 0
        var start = 0
        var (count, width): (UInt32, UInt32) = (0, 0)
        for half in stride(from: 0, to: frequencies.count, by: 64) {
            // Collects bits in a local: in memory, each update would wait for the one before.
            var word: UInt64 = 0
            for posting in half..<min(half &+ 64, frequencies.count) {
                let first = positions[start] ^ positions[before]
                let others = (frequencies[posting] ^ count) | (widths[posting] ^ width)
                (count, width) = (frequencies[posting], widths[posting])
                before = start
                start &+= Int(count)
                // With few repeats this branch is predictable; with many it is not.
                if !areMany, first != 0 { continue }
                // If the first position differs, none is compared.
                var isRepeat = (first | others) == 0
                if isRepeat, count > 1 {
                    isRepeat = isEqual(positions, before &- Int(count), before, Int(count))
                }
                word |= (isRepeat ? 1 : 0) &<< UInt64(posting & 63)
                saved &+= isRepeat ? Int(count &* width) : 0
            }
            if half == 0 { repeats.low = word } else { repeats.high = word }
        }
        return saved < least ? PositionRepeats() : repeats
    }

    /// Sets the widths of repeating postings to 0: their positions are not written.
    package func clear(_ widths: inout [UInt32]) {
        for (first, word) in [(0, low), (64, high)] {
            var rest = word
            while rest != 0 {
                widths[first + rest.trailingZeroBitCount] = 0
                rest &= rest - 1
            }
        }
    }

    /// The number of positions of those postings whose first position equals that of the posting
    /// before.
    private static func likeFirsts(_ frequencies: Span<UInt32>, _ positions: Span<UInt32>) -> Int {
        var start = 0
        // Not a valid position.
        var before: UInt64 = 1 << 32
        var sum: UInt64 = 0
        for posting in frequencies.indices {
            let first = UInt64(positions[start])
            // 1 if both are equal; computed without a branch, which would be unpredictable.
            let isLike = ((first ^ before) &- 1) &>> 63
            let count = UInt64(frequencies[posting])
            sum &+= isLike &* count
            before = first
            start &+= Int(truncatingIfNeeded: count)
        }
        return Int(sum)
    }

    private static func isEqual(
        _ positions: Span<UInt32>, _ first: Int, _ second: Int, _ count: Int
    ) -> Bool {
        for index in 0..<count
        where positions[first &+ index] != positions[second &+ index] { return false }
        return true
    }

    /// Appends the bits of the first postings.
    func write(_ postings: Int, to output: inout ByteWriter) {
        for byte in 0..<PositionRepeats.byteCount(postings) {
            let word = byte < 8 ? low : high
            output.u8(UInt8(truncatingIfNeeded: word &>> UInt64(8 &* (byte & 7))))
        }
    }

    /// Reads the bits of a block of `postings` at `offset`.
    ///
    /// - Precondition: the bits and seven bytes more lie within `bytes`.
    init(_ bytes: RawSpan, _ offset: Int, _ postings: Int) {
        low = bytes.u64(offset)
        high = postings > 64 ? bytes.u64(offset &+ 8) : 0
    }
}
