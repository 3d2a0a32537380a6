internal import IndexStorage

// SAFETY, all of this file: the caller of a function marked `@unsafe` has checked what its comment
// requires; all other reads and writes state why they stay within their bytes.

/// Packs small integers into a given number of bits each.
///
/// In a row, value `i` of width `w` lies at bits `i * w ..< (i + 1) * w` of the packed bytes,
/// counted from the lowest bit of the first byte. A value can be read without those before it.
/// Whole blocks of 128 are packed in four rows side by side: see `BitPacking.packBlock`.
package enum BitPacking {
    /// The number of bytes that `count` values of `width` bits take.
    @inlinable package static func byteCount(_ count: Int, width: Int) -> Int {
        (count &* width &+ 7) >> 3
    }

    /// The width that a value needs.
    @inlinable package static func width(of value: UInt32) -> Int {
        32 - value.leadingZeroBitCount
    }

    /// Appends values, packed in a row.
    ///
    /// - Precondition: `width` is at most 32.
    package static func pack(
        _ source: Span<UInt32>, width: Int, into bytes: inout [UInt8]
    ) {
        precondition(width <= 32)
        if width == 0 || source.isEmpty { return }
        let start = bytes.count
        let size = byteCount(source.count, width: width)
        // Room for whole words; the surplus is removed afterwards.
        bytes.append(contentsOf: repeatElement(0, count: size + 8))
        let mask = (UInt64(1) << UInt64(width)) - 1
        var output = bytes.mutableSpan
        // SAFETY: the word of a value begins at the byte after the packed ones at the latest, so it
        // lies within the `size + 8` bytes after `start`.
        unsafe output.withUnsafeMutableBytes { output in
            var bits = PendingBits(index: start)
            for index in source.indices {
                unsafe bits.append(UInt64(source[index]) & mask, width: width, to: output)
            }
        }
        bytes.removeLast(8)
    }

    /// Unpacks `count` values that begin at `offset`, to the front of `values`.
    ///
    /// - Precondition: `width` is at most 32, `count` at most 128, and the packed bytes and seven
    ///   more lie within `bytes`.
    package static func unpack(
        _ bytes: RawSpan, _ offset: Int, width: Int, count: Int,
        into values: inout InlineArray<128, UInt32>
    ) {
        var values = values.mutableSpan
        unpack(bytes, offset, width: width, count: count, into: &values)
    }

    /// Unpacks `count` values that begin at `offset`, to the front of `values`.
    ///
    /// - Precondition: as above, with no more values than there is room for.
    package static func unpack(
        _ bytes: RawSpan, _ offset: Int, width: Int, count: Int,
        into values: inout MutableSpan<UInt32>
    ) {
        precondition(count <= values.count)
        precondition(width <= 32 && count <= 128 && count >= 0 && offset >= 0)
        precondition(offset + byteCount(count, width: width) + 7 <= bytes.byteCount)
        if width == 0 {
            for index in 0..<count { values[index] = 0 }
            return
        }
        let mask = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
        // At least 57 of the 64 bits of a word belong to values from the first one on.
        let perWord = 57 / width
        var index = 0
        var bit = 0
        while index < count {
            // SAFETY: the word begins in the packed bytes of value `index < count`, and seven more
            // bytes after the last of these lie within `bytes`; `values` has room for `count`.
            var word = unsafe UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: offset &+ (bit >> 3), as: UInt64.self))
            word >>= UInt64(bit & 7)
            let end = min(index &+ perWord, count)
            while index < end {
                unsafe values[unchecked: index] = UInt32(truncatingIfNeeded: word) & mask
                word &>>= UInt64(truncatingIfNeeded: width)
                index &+= 1
            }
            bit &+= perWord &* width
        }
    }

    /// Appends the values of one width that begin some bits after the byte `offset`; for width 0,
    /// appends one zero.
    ///
    /// - Precondition: `width` is at most 32, and the packed bytes and eight more lie within `bytes`.
    package static func unpack(
        _ bytes: RawSpan, _ offset: Int, bits: Range<Int>, width: Int,
        appendingTo values: inout [UInt32]
    ) {
        precondition(UInt(bitPattern: width) <= 32 && offset >= 0 && bits.lowerBound >= 0)
        precondition(bits.upperBound >> 3 &+ 8 <= bytes.byteCount &- offset)
        let mask = UInt32(truncatingIfNeeded: (UInt64(1) &<< UInt64(width)) &- 1)
        var bit = bits.lowerBound
        repeat {
            // SAFETY: the word begins in the byte of one of the bits, and eight bytes from there
            // lie within `bytes`.
            let word = unsafe UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: offset &+ (bit >> 3), as: UInt64.self))
            values.append(UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7)) & mask)
            bit &+= width
        } while bit < bits.upperBound
    }
}

/// Packs runs of values, each run in a width of its own, without gaps.
package struct RunPacker {
    /// The width of each value, with room for eight more.
    private var valueWidths = [UInt8](repeating: 0, count: 256)

    package init() {}

    /// Appends runs of values.
    ///
    /// - Precondition: no width is greater than 32, and the counts add up to the number of values.
    /// - Parameters:
    ///   - counts: the number of values of each run.
    ///   - widths: the width of each run.
    package mutating func pack(
        _ source: Span<UInt32>, counts: Span<UInt32>, widths: Span<UInt32>,
        into bytes: inout [UInt8]
    ) {
        if valueWidths.count < source.count + 8 {
            valueWidths = Array(repeating: 0, count: 2 * source.count + 8)
        }
        let start = bytes.count
        let size = (spread(counts, widths, source.count) + 7) >> 3
        // Room for whole words; the surplus is removed afterwards.
        bytes.append(contentsOf: repeatElement(0, count: size + 8))
        let valueWidths = valueWidths.span
        var output = bytes.mutableSpan
        // SAFETY: the values have as many bits as `size` bytes hold, so the word of a value begins
        // at the byte after the packed ones at the latest, and lies within the `size + 8` bytes
        // after `start`.
        unsafe output.withUnsafeMutableBytes { output in
            var bits = PendingBits(index: start)
            for index in source.indices {
                let width = Int(valueWidths[index])
                let mask = (UInt64(1) &<< UInt64(truncatingIfNeeded: width)) &- 1
                unsafe bits.append(UInt64(source[index]) & mask, width: width, to: output)
            }
        }
        bytes.removeLast(8)
    }

    /// Gives each value the width of its run; returns the number of bits of all values.
    ///
    /// Where the next run begins is unpredictable, so eight widths are written at a time, and the
    /// next run overwrites the surplus.
    private mutating func spread(
        _ counts: Span<UInt32>, _ widths: Span<UInt32>, _ valueCount: Int
    ) -> Int {
        let widths = widths.extracting(0..<counts.count)
        precondition(valueWidths.count >= valueCount + 8)
        var room = valueWidths.mutableSpan
        var index = 0
        var bits = 0
        // SAFETY: eight bytes are written from index `valueCount` at the latest, after which there
        // is room for eight; a run begins where the one before ends, and none ends after
        // `valueCount`.
        unsafe room.withUnsafeMutableBytes { room in
            for run in counts.indices {
                let (count, width) = (Int(counts[run]), widths[run])
                precondition(width <= 32 && count <= valueCount &- index)
                let eight = UInt64(width) &* 0x0101_0101_0101_0101
                unsafe room.storeBytes(of: eight, toByteOffset: index, as: UInt64.self)
                if count > 8 {
                    for further in stride(from: 8, to: count, by: 8) {
                        unsafe room.storeBytes(
                            of: eight, toByteOffset: index &+ further, as: UInt64.self)
                    }
                }
                index &+= count
                bits &+= count &* Int(width)
            }
        }
        precondition(index == valueCount)
        return bits
    }
}

/// The bits that do not fill a byte yet, and the index of that byte.
///
/// Each value is written as a whole word over what is there, and then the full bytes are skipped,
/// so no branch tests whether a word is full.
private struct PendingBits {
    private var bits: UInt64 = 0
    private var count = 0
    private var index: Int

    init(index: Int) { self.index = index }

    /// Appends a value of at most 32 bits.
    ///
    /// Writes to eight bytes from `index` on.
    @inline(__always)
    @unsafe
    mutating func append(_ value: UInt64, width: Int, to output: UnsafeMutableRawBufferPointer) {
        bits |= value &<< UInt64(truncatingIfNeeded: count)
        unsafe output.storeBytes(of: bits.littleEndian, toByteOffset: index, as: UInt64.self)
        count &+= width
        let full = count & ~7
        index &+= full >> 3
        bits &>>= UInt64(truncatingIfNeeded: full)
        count &= 7
    }
}
