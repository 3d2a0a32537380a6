internal import IndexStorage

// SAFETY, all of this file: functions that are marked `@unsafe` are private to it, and are called
// after a check that the packed bytes of all rows lie within the span; the rest says so where it
// stands.

/// Packs and unpacks whole blocks of 128 integers, four at a time.
///
/// Value `i` belongs to lane `i % 4`. A lane is a row of 32 values of width `w`, so it fills `w` words
/// of 32 bits; word `j` of lane `l` lies at byte `16 * j + 4 * l`. One instruction then works on a
/// word of each lane (D. Lemire, L. Boytsov, "Decoding billions of integers per second through
/// vectorization", Software: Practice and Experience 45(1), 2015, section 4).
extension BitPacking {
    /// Appends the first 128 of some values, packed: `16 * width` bytes.
    package static func packBlock(
        _ values: Span<UInt32>, width: Int, into bytes: inout [UInt8]
    ) {
        precondition(width <= 32 && values.count >= 128)
        if width == 0 { return }
        let mask = SIMD4(
            repeating: UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) &- 1))
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 16 * width))
        var output = bytes.mutableSpan
        // SAFETY: row `r < 32` reads bytes `16 * r ..< 16 * r + 16` of the 512 of `values`, and writes
        // words below `width`, all within the bytes added.
        unsafe values.withUnsafeBytes { values in
            unsafe output.withUnsafeMutableBytes { output in
                var accumulator = SIMD4<UInt32>.zero
                var filled = 0
                var place = start
                for row in 0..<32 {
                    let value =
                        unsafe values.loadUnaligned(
                            fromByteOffset: row &* 16, as: SIMD4<UInt32>.self) & mask
                    accumulator |= value &<< SIMD4(repeating: UInt32(filled))
                    filled &+= width
                    if filled >= 32 {
                        unsafe output.storeBytes(
                            of: accumulator, toByteOffset: place, as: SIMD4<UInt32>.self)
                        place &+= 16
                        filled &-= 32
                        // The bits that did not fit; a shift by 32 would leave all of them.
                        accumulator =
                            filled > 0
                            ? value &>> SIMD4(repeating: UInt32(width &- filled)) : .zero
                    }
                }
            }
        }
    }

    /// How many of some values, a multiple of eight, are `least` or greater.
    package static func count(atLeast least: UInt32, in values: Span<UInt32>) -> Int {
        precondition(values.count & 7 == 0)
        let limits = SIMD8(repeating: least)
        let ones = SIMD8<UInt32>(repeating: 1)
        var counts = SIMD8<UInt32>.zero
        // SAFETY: so many rows of 32 bytes are those of `values`.
        unsafe values.withUnsafeBytes { bytes in
            for row in 0..<values.count >> 3 {
                let eight = unsafe bytes.loadUnaligned(
                    fromByteOffset: row &* 32, as: SIMD8<UInt32>.self)
                counts &+= SIMD8<UInt32>.zero.replacing(with: ones, where: eight .>= limits)
            }
        }
        return Int(counts.wrappedSum())
    }

    /// Unpacks the block of 128 values that begins at `offset`, and adds a number to each.
    ///
    /// - Precondition: `width` is at most 32, and the packed bytes lie within `bytes`.
    package static func unpackBlock(
        _ bytes: RawSpan, _ offset: Int, width: Int, plus addend: UInt32,
        into values: inout InlineArray<128, UInt32>
    ) {
        precondition(width <= 32 && offset >= 0 && offset + 16 * width <= bytes.byteCount)
        if width == 0 {
            values = InlineArray(repeating: addend)
            return
        }
        // The compiler makes a better loop for a width that it knows.
        switch width {
        case 1: unsafe unpackRows(bytes, offset, 1, addend, &values)
        case 2: unsafe unpackRows(bytes, offset, 2, addend, &values)
        case 3: unsafe unpackRows(bytes, offset, 3, addend, &values)
        default: unsafe unpackRows(bytes, offset, width, addend, &values)
        }
    }

    // SAFETY: for `unpackBlock`, which has checked its precondition.
    @inline(__always)
    @unsafe
    private static func unpackRows(
        _ bytes: RawSpan, _ offset: Int, _ width: Int, _ addend: UInt32,
        _ values: inout InlineArray<128, UInt32>
    ) {
        let addends = SIMD4(repeating: addend)
        let mask = SIMD4(
            repeating: UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) &- 1))
        var bit = 0
        var span = values.mutableSpan
        // SAFETY: row `r < 32` reads words below `width`, which lie within `bytes` as checked, and
        // writes bytes `16 * r ..< 16 * r + 16` of the 512 of `values`.
        unsafe span.withUnsafeMutableBytes { output in
            for row in 0..<32 {
                let value = unsafe row4(bytes, offset, bit, width) & mask &+ addends
                unsafe output.storeBytes(
                    of: value, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
                bit &+= width
            }
        }
    }

    /// Unpacks a block of 128 gaps and adds them up: value `i` becomes `base` plus the gaps up to its
    /// own plus `i`.
    ///
    /// - Precondition: `width` is at most 32, and the packed bytes lie within `bytes`.
    /// - Parameter values: holds at first what each gap has above `width`.
    package static func unpackBlockOfGaps(
        _ bytes: RawSpan, _ offset: Int, width: Int, base: UInt32,
        into values: inout InlineArray<128, UInt32>
    ) {
        precondition(width <= 32 && offset >= 0 && offset + 16 * width <= bytes.byteCount)
        switch width {
        case 0: sumGaps(base: base, count: 128, &values)
        case 1: unsafe unpackRowsOfGaps(bytes, offset, 1, base, &values)
        case 2: unsafe unpackRowsOfGaps(bytes, offset, 2, base, &values)
        case 3: unsafe unpackRowsOfGaps(bytes, offset, 3, base, &values)
        case 4: unsafe unpackRowsOfGaps(bytes, offset, 4, base, &values)
        case 5: unsafe unpackRowsOfGaps(bytes, offset, 5, base, &values)
        case 6: unsafe unpackRowsOfGaps(bytes, offset, 6, base, &values)
        case 7: unsafe unpackRowsOfGaps(bytes, offset, 7, base, &values)
        case 8: unsafe unpackRowsOfGaps(bytes, offset, 8, base, &values)
        default: unsafe unpackRowsOfGaps(bytes, offset, width, base, &values)
        }
    }

    // SAFETY: for `unpackBlockOfGaps`, which has checked its precondition.
    @inline(__always)
    @unsafe
    private static func unpackRowsOfGaps(
        _ bytes: RawSpan, _ offset: Int, _ width: Int, _ base: UInt32,
        _ values: inout InlineArray<128, UInt32>
    ) {
        let mask = SIMD4(
            repeating: UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) &- 1))
        var bit = 0
        let ones = SIMD4<UInt32>(repeating: 1)
        var before = SIMD4(repeating: base &- 1)
        var span = values.mutableSpan
        // SAFETY: as in `unpackBlock`; a row is read before it is written.
        unsafe span.withUnsafeMutableBytes { output in
            for row in 0..<32 {
                let above = unsafe output.loadUnaligned(
                    fromByteOffset: row &* 16, as: SIMD4<UInt32>.self)
                let gaps = unsafe row4(bytes, offset, bit, width) & mask &+ above
                let sums = sums(gaps &+ ones)
                unsafe output.storeBytes(
                    of: sums &+ before, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
                before &+= SIMD4(repeating: sums[3])
                bit &+= width
            }
        }
    }

    /// Adds up the first gaps in place, as `unpackBlockOfGaps` does; those behind them are lost.
    package static func sumGaps(
        base: UInt32, count: Int, _ values: inout InlineArray<128, UInt32>
    ) {
        precondition(count <= 128)
        let ones = SIMD4<UInt32>(repeating: 1)
        var before = SIMD4(repeating: base &- 1)
        var span = values.mutableSpan
        // SAFETY: a row of four values begins below `count`, so all four are among the 128.
        unsafe span.withUnsafeMutableBytes { output in
            for row in 0..<(count + 3) >> 2 {
                let gaps = unsafe output.loadUnaligned(
                    fromByteOffset: row &* 16, as: SIMD4<UInt32>.self)
                let sums = sums(gaps &+ ones)
                unsafe output.storeBytes(
                    of: sums &+ before, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
                before &+= SIMD4(repeating: sums[3])
            }
        }
    }

    /// The place of the first of some ascending values that is `target` or greater.
    ///
    /// There may be fewer than 128, if the rest up to a multiple of 32 is greater than any.
    ///
    /// Where a search ends cannot be foretold, so there is no branch: of every 32 values, then of
    /// every 8 within 32, the last ones are compared, then all of 8 but the last.
    ///
    /// - Precondition: one of the values is not less than `target`.
    /// - Parameter values: they are not changed; to borrow them would copy them.
    package static func place(
        reaching target: UInt32, in values: inout InlineArray<128, UInt32>
    ) -> Int {
        // SAFETY: a multiple of 8 below 128, plus 7 at most.
        func less(_ place: Int) -> Int { unsafe values[unchecked: place] < target ? 1 : 0 }
        let first = less(31)
        let second = first & less(63)
        var place = (first &+ second &+ second & less(95)) &* 32
        place &+= (less(place &+ 7) &+ less(place &+ 15) &+ less(place &+ 23)) &* 8
        let front = less(place) &+ less(place &+ 1) &+ less(place &+ 2) &+ less(place &+ 3)
        let back = less(place &+ 4) &+ less(place &+ 5) &+ less(place &+ 6)
        return place &+ front &+ back
    }

    /// How many bits the positions of some postings of a block take.
    ///
    /// - Parameters:
    ///   - documents, frequencies, widths: they are not changed; to borrow them would copy them.
    ///   - norms: the `LengthNorm` of each document.
    ///   - widths: the width of positions for each norm divided by 16.
    package static func positionBits(
        _ postings: Range<Int>, _ documents: inout InlineArray<128, UInt32>,
        _ frequencies: inout InlineArray<128, UInt32>, norms: RawSpan,
        _ widths: inout InlineArray<16, UInt8>
    ) -> Int {
        precondition(postings.lowerBound >= 0 && postings.upperBound <= 128)
        var bits = 0
        var even = 0
        var posting = postings.lowerBound
        while posting &+ 1 < postings.upperBound {
            bits &+= bitsOf(posting, &documents, &frequencies, norms, &widths)
            even &+= bitsOf(posting &+ 1, &documents, &frequencies, norms, &widths)
            posting &+= 2
        }
        if posting < postings.upperBound {
            bits &+= bitsOf(posting, &documents, &frequencies, norms, &widths)
        }
        return bits &+ even
    }

    /// How many bits the positions of some postings of a block take that do not repeat those of the
    /// posting before.
    ///
    /// - Parameters: as above.
    static func positionBits(
        _ postings: Range<Int>, _ documents: inout InlineArray<128, UInt32>,
        _ frequencies: inout InlineArray<128, UInt32>, norms: RawSpan,
        _ widths: inout InlineArray<16, UInt8>, without repeats: PositionRepeats
    ) -> Int {
        precondition(postings.lowerBound >= 0 && postings.upperBound <= 128)
        var bits = 0
        // One after the other of the bits that are left, without asking for each posting.
        var low = ~repeats.low & lowBits(postings.upperBound) & ~lowBits(postings.lowerBound)
        var high =
            ~repeats.high & lowBits(postings.upperBound &- 64) & ~lowBits(postings.lowerBound &- 64)
        while low != 0 {
            bits &+= bitsOf(low.trailingZeroBitCount, &documents, &frequencies, norms, &widths)
            low &= low &- 1
        }
        while high != 0 {
            let posting = 64 &+ high.trailingZeroBitCount
            bits &+= bitsOf(posting, &documents, &frequencies, norms, &widths)
            high &= high &- 1
        }
        return bits
    }

    /// A word of which the lowest `count` bits are set, at most all of them and at least none.
    private static func lowBits(_ count: Int) -> UInt64 {
        count <= 0 ? 0 : UInt64.max >> UInt64(max(64 &- count, 0))
    }

    @inline(__always)
    private static func bitsOf(
        _ posting: Int, _ documents: inout InlineArray<128, UInt32>,
        _ frequencies: inout InlineArray<128, UInt32>, _ norms: RawSpan,
        _ widths: inout InlineArray<16, UInt8>
    ) -> Int {
        // SAFETY: both `positionBits` have checked that the posting is among the 128; a norm divided by
        // 16 is less than 16.
        let document = unsafe documents[unchecked: posting]
        let frequency = unsafe frequencies[unchecked: posting]
        let width = unsafe widths[unchecked: Int(norms.u8(Int(document)) >> 4)]
        return Int(frequency) &* Int(width)
    }

    /// The greatest of the bytes in a range of places behind `offset`; 0 if there are none.
    package static func greatest(_ bytes: RawSpan, _ offset: Int, _ places: Range<Int>) -> UInt8 {
        if places.isEmpty { return 0 }
        precondition(offset >= 0 && places.lowerBound >= 0)
        precondition(offset + places.upperBound <= bytes.byteCount)
        var place = places.lowerBound
        var greatest: UInt8 = 0
        if places.count >= 16 {
            var greatest16 = SIMD16<UInt8>.zero
            while place + 16 <= places.upperBound {
                // SAFETY: the 16 bytes from `place` on lie below `places.upperBound`, as checked.
                let bytes = unsafe bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: offset &+ place, as: SIMD16<UInt8>.self)
                greatest16 = pointwiseMax(greatest16, bytes)
                place += 16
            }
            greatest = greatest16.max()
        }
        while place < places.upperBound {
            greatest = max(greatest, bytes.u8(offset &+ place))
            place += 1
        }
        return greatest
    }

    /// The sums of the first 1, 2, 3 and 4 of four numbers.
    ///
    /// By halves of 64 bits, whose lower lane is the first, as in the packed bytes: the compiler turns
    /// a shift by a lane, written lane by lane, into two dozen instructions.
    @inline(__always)
    private static func sums(_ numbers: SIMD4<UInt32>) -> SIMD4<UInt32> {
        // SAFETY: both are 16 bytes, of which every pattern is valid.
        let halves = unsafe unsafeBitCast(numbers, to: SIMD2<UInt64>.self)
        let pairs =
            unsafe numbers &+ unsafeBitCast(halves &<< SIMD2(repeating: 32), to: SIMD4<UInt32>.self)
        return pairs &+ SIMD4(repeating: pairs[1]) & SIMD4(0, 0, .max, .max)
    }

    /// The next value of each lane, with bits of others above it.
    @inline(__always)
    @unsafe
    private static func row4(
        _ bytes: RawSpan, _ offset: Int, _ bit: Int, _ width: Int
    ) -> SIMD4<UInt32> {
        let word = offset &+ (bit >> 5) &* 16
        let shift = bit & 31
        var value =
            unsafe bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: word, as: SIMD4<UInt32>.self)
            &>> SIMD4(repeating: UInt32(truncatingIfNeeded: shift))
        if shift &+ width > 32 {
            value |=
                unsafe bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: word &+ 16, as: SIMD4<UInt32>.self)
                &<< SIMD4(repeating: UInt32(truncatingIfNeeded: 32 &- shift))
        }
        return value
    }
}
