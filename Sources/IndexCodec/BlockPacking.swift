internal import IndexStorage

// SAFETY, all of this file: functions marked `@unsafe` are private to the file and are called after
// a check that the packed bytes of all rows lie within the span; other proofs are next to the code.

/// Packs and unpacks whole blocks of 128 integers, four at a time.
///
/// Value `i` belongs to lane `i % 4`. A lane is a row of 32 values of width `w`, so it fills `w` words
/// of 32 bits; word `j` of lane `l` lies at byte `16 * j + 4 * l`. One instruction then works on a
/// word of each lane (D. Lemire, L. Boytsov, "Decoding billions of integers per second through
/// vectorization", Software: Practice and Experience 45(1), 2015, section 4).
extension BitPacking {
    /// Packs and appends the first 128 values: `16 * width` bytes.
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
                var index = start
                for row in 0..<32 {
                    let value =
                        unsafe values.loadUnaligned(
                            fromByteOffset: row &* 16, as: SIMD4<UInt32>.self) & mask
                    accumulator |= value &<< SIMD4(repeating: UInt32(filled))
                    filled &+= width
                    if filled >= 32 {
                        unsafe output.storeBytes(
                            of: accumulator, toByteOffset: index, as: SIMD4<UInt32>.self)
                        index &+= 16
                        filled &-= 32
                        // The bits that did not fit; a shift by 32 would keep all of them.
                        accumulator =
                            filled > 0
                            ? value &>> SIMD4(repeating: UInt32(width &- filled)) : .zero
                    }
                }
            }
        }
    }

    /// The number of values, a multiple of eight in all, that are `least` or greater.
    package static func count(atLeast least: UInt32, in values: Span<UInt32>) -> Int {
        precondition(values.count & 7 == 0)
        let limits = SIMD8(repeating: least)
        let ones = SIMD8<UInt32>(repeating: 1)
        var counts = SIMD8<UInt32>.zero
        // SAFETY: `values` consists of that many rows of 32 bytes.
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
        // Specialised by width, because the compiler generates a faster loop for a constant.
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
    /// - Parameter values: on entry, the bits of each gap above `width`.
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

    /// Adds up the first gaps in place, as `unpackBlockOfGaps` does; the values after them are
    /// lost.
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

    /// The index of the first of ascending values that is `target` or greater.
    ///
    /// There may be fewer than 128 if they are padded to a multiple of 32 with values greater than
    /// any target.
    ///
    /// Where a search ends is unpredictable, so there are no branches: it compares the last of each
    /// 32 values, then the last of each 8 within 32, then all of 8 but the last.
    ///
    /// - Precondition: one of the values is not less than `target`.
    /// - Parameter values: not changed; `inout` avoids a copy.
    package static func index(
        reaching target: UInt32, in values: inout InlineArray<128, UInt32>
    ) -> Int {
        // SAFETY: a multiple of 8 below 128, plus at most 7.
        func less(_ index: Int) -> Int { unsafe values[unchecked: index] < target ? 1 : 0 }
        let first = less(31)
        let second = first & less(63)
        var index = (first &+ second &+ second & less(95)) &* 32
        index &+= (less(index &+ 7) &+ less(index &+ 15) &+ less(index &+ 23)) &* 8
        let front = less(index) &+ less(index &+ 1) &+ less(index &+ 2) &+ less(index &+ 3)
        let back = less(index &+ 4) &+ less(index &+ 5) &+ less(index &+ 6)
        return index &+ front &+ back
    }

    /// The number of bits that the positions of some postings of a block take.
    ///
    /// - Parameters:
    ///   - documents, frequencies, widths: not changed; `inout` avoids a copy.
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

    /// The number of bits of the positions of some postings of a block, without those that repeat
    /// the positions of the posting before.
    ///
    /// - Parameters: as above.
    static func positionBits(
        _ postings: Range<Int>, _ documents: inout InlineArray<128, UInt32>,
        _ frequencies: inout InlineArray<128, UInt32>, norms: RawSpan,
        _ widths: inout InlineArray<16, UInt8>, without repeats: PositionRepeats
    ) -> Int {
        precondition(postings.lowerBound >= 0 && postings.upperBound <= 128)
        var bits = 0
        // Iterates over the set bits, which avoids a test for each posting.
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

    /// A word with the lowest `count` bits set, clamped to 0 through 64.
    private static func lowBits(_ count: Int) -> UInt64 {
        count <= 0 ? 0 : UInt64.max >> UInt64(max(64 &- count, 0))
    }

    @inline(__always)
    private static func bitsOf(
        _ posting: Int, _ documents: inout InlineArray<128, UInt32>,
        _ frequencies: inout InlineArray<128, UInt32>, _ norms: RawSpan,
        _ widths: inout InlineArray<16, UInt8>
    ) -> Int {
        // SAFETY: both `positionBits` have checked that the posting is among the 128, and a norm
        // divided by 16 is less than 16.
        let document = unsafe documents[unchecked: posting]
        let frequency = unsafe frequencies[unchecked: posting]
        let width = unsafe widths[unchecked: Int(norms.u8(Int(document)) >> 4)]
        return Int(frequency) &* Int(width)
    }

    /// The greatest of the bytes in a range of indices after `offset`; 0 if the range is empty.
    package static func greatest(_ bytes: RawSpan, _ offset: Int, _ indices: Range<Int>) -> UInt8 {
        if indices.isEmpty { return 0 }
        precondition(offset >= 0 && indices.lowerBound >= 0)
        precondition(offset + indices.upperBound <= bytes.byteCount)
        var index = indices.lowerBound
        var greatest: UInt8 = 0
        if indices.count >= 16 {
            var greatest16 = SIMD16<UInt8>.zero
            while index + 16 <= indices.upperBound {
                // SAFETY: the 16 bytes from `index` on lie below `indices.upperBound`, as checked.
                let bytes = unsafe bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: offset &+ index, as: SIMD16<UInt8>.self)
                greatest16 = pointwiseMax(greatest16, bytes)
                index += 16
            }
            greatest = greatest16.max()
        }
        while index < indices.upperBound {
            greatest = max(greatest, bytes.u8(offset &+ index))
            index += 1
        }
        return greatest
    }

    /// The sums of the first 1, 2, 3 and 4 of four numbers.
    ///
    /// Works on halves of 64 bits whose lower lane is the first, as in the packed bytes: the
    /// compiler turns a shift by a lane, written lane by lane, into two dozen instructions.
    @inline(__always)
    private static func sums(_ numbers: SIMD4<UInt32>) -> SIMD4<UInt32> {
        // SAFETY: both types have 16 bytes, and every bit pattern is valid.
        let halves = unsafe unsafeBitCast(numbers, to: SIMD2<UInt64>.self)
        let pairs =
            unsafe numbers &+ unsafeBitCast(halves &<< SIMD2(repeating: 32), to: SIMD4<UInt32>.self)
        return pairs &+ SIMD4(repeating: pairs[1]) & SIMD4(0, 0, .max, .max)
    }

    /// The next value of each lane, with bits of later values above it.
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
