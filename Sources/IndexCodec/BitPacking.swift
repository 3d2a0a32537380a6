internal import IndexStorage

/// Packs small integers into as few bits each as the largest of them needs.
///
/// Value `i` of width `w` lies at bits `i * w ..< (i + 1) * w` of the packed bytes, counted from the
/// lowest bit of the first byte. One value is found without reading those before it.
package enum BitPacking {
    /// The bytes that `count` values of `width` bits take.
    @inlinable package static func byteCount(_ count: Int, width: Int) -> Int {
        (count &* width &+ 7) >> 3
    }

    /// The width that holds a value.
    @inlinable package static func width(of value: UInt32) -> Int {
        32 - value.leadingZeroBitCount
    }

    /// Appends `values[range]`, packed.
    package static func pack(
        _ values: [UInt32], _ range: Range<Int>, width: Int, into bytes: inout [UInt8]
    ) {
        if width == 0 { return }
        var accumulator: UInt64 = 0
        var filled = 0
        for index in range {
            accumulator |= UInt64(values[index]) << UInt64(filled)
            filled += width
            while filled >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: accumulator))
                accumulator >>= 8
                filled -= 8
            }
        }
        if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: accumulator)) }
    }

    /// Unpacks `count` values that begin at `offset`, to the front of `values`.
    ///
    /// - Precondition: `width` is at most 32, `count` at most 128, and the packed bytes and seven
    ///   more lie within `bytes`.
    package static func unpack(
        _ bytes: RawSpan, _ offset: Int, width: Int, count: Int,
        into values: inout InlineArray<128, UInt32>
    ) {
        precondition(width <= 32 && count <= 128 && count >= 0 && offset >= 0)
        precondition(offset + byteCount(count, width: width) + 7 <= bytes.byteCount)
        if width == 0 {
            for index in 0..<count { values[index] = 0 }
            return
        }
        let mask = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
        var bit = 0
        for index in 0..<count {
            // SAFETY: the word begins in the packed bytes of value `index < count <= 128`, behind
            // the last of which seven more bytes lie within `bytes`.
            let word = unsafe UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: offset &+ (bit >> 3), as: UInt64.self))
            unsafe values[unchecked: index] =
                UInt32(truncatingIfNeeded: word >> UInt64(bit & 7)) & mask
            bit &+= width
        }
    }

    /// The packed value at `index`.
    package static func value(
        _ bytes: RawSpan, _ offset: Int, width: Int, index: Int
    ) -> UInt32 {
        if width == 0 { return 0 }
        let bit = index &* width
        let word = bytes.u64(offset &+ (bit >> 3)) >> UInt64(bit & 7)
        return UInt32(truncatingIfNeeded: word)
            & UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) &- 1)
    }
}
