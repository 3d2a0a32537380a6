internal import IndexStorage

/// Which postings of a block have the positions of the posting before; these are written once.
///
/// Documents that resemble each other share most of their positions. Where such documents are
/// neighbours (see `NearDuplicates` and `GraphBisection`), two fifths of all positions are repeated.
///
///     repeats = bit*                            one for each posting, bytes filled up
///
/// Bits are counted from the lowest. A posting repeats the one before if it has the same frequency,
/// the same positions and the same width of positions.
package struct PositionRepeats {
    /// Of the postings up to 64, and of those behind them.
    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0

    /// No repeats.
    package init() {}

    /// How many bytes the bits of some postings take.
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
    /// Finds the repeats of a block; none if they save no room.
    ///
    /// - Parameters:
    ///   - frequencies, widths: how many positions each posting has, and their width.
    ///   - positions: those of all postings, one posting's behind another's.
    ///   - greatest: the greatest of the widths.
    ///   - areMany: whether many postings are expected to be repeats. It changes no result.
    static func find(
        _ frequencies: Span<UInt32>, _ widths: Span<UInt32>, _ positions: Span<UInt32>,
        greatest: Int, areMany: Bool
    ) -> PositionRepeats {
        // The bits that fill up a byte may cost one more.
        let least = 8 &* byteCount(frequencies.count) &+ 8
        // Most blocks have no repeats, and that is told soon by their first positions.
        if !areMany, likeFirsts(frequencies, positions) &* greatest < least {
            return PositionRepeats()
        }
        var repeats = PositionRepeats()
        var saved = 0
        var before = 0
        var start = 0
        var (count, width): (UInt32, UInt32) = (0, 0)
        for half in stride(from: 0, to: frequencies.count, by: 64) {
            // A bit at a time in a variable of its own: in memory each would wait for the one before.
            var word: UInt64 = 0
            for posting in half..<min(half &+ 64, frequencies.count) {
                let first = positions[start] ^ positions[before]
                let others = (frequencies[posting] ^ count) | (widths[posting] ^ width)
                (count, width) = (frequencies[posting], widths[posting])
                before = start
                start &+= Int(count)
                // Where repeats are few this is foretold; where they are many, it cannot be.
                if !areMany, first != 0 { continue }
                // The first posting differs: none has no positions.
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

    /// Sets the widths of the postings that repeat to 0: they are not written.
    package func clear(_ widths: inout [UInt32]) {
        for (first, word) in [(0, low), (64, high)] {
            var rest = word
            while rest != 0 {
                widths[first + rest.trailingZeroBitCount] = 0
                rest &= rest - 1
            }
        }
    }

    /// How many positions those postings have whose first position is that of the posting before.
    private static func likeFirsts(_ frequencies: Span<UInt32>, _ positions: Span<UInt32>) -> Int {
        var start = 0
        // No position.
        var before: UInt64 = 1 << 32
        var sum: UInt64 = 0
        for posting in frequencies.indices {
            let first = UInt64(positions[start])
            // 1 if both are the same, without a branch: it could not be foretold.
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
    /// - Precondition: they and seven bytes more lie within `bytes`.
    init(_ bytes: RawSpan, _ offset: Int, _ postings: Int) {
        low = bytes.u64(offset)
        high = postings > 64 ? bytes.u64(offset &+ 8) : 0
    }
}
