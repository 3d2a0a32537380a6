internal import IndexStorage

// SAFETY, all of this file: whoever calls a function that is marked `@unsafe` has checked what its
// comment asks for; all other reads and writes say why they stay within their bytes.

/// Packs small integers into a given number of bits each.
///
/// In a row, value `i` of width `w` lies at bits `i * w ..< (i + 1) * w` of the packed bytes, counted
/// from the lowest bit of the first byte. One value is found without reading those before it.
/// Whole blocks of 128 are packed in four rows side by side: see `BitPacking.packBlock`.
package enum BitPacking {
    /// The bytes that `count` values of `width` bits take.
    @inlinable package static func byteCount(_ count: Int, width: Int) -> Int {
        (count &* width &+ 7) >> 3
    }

    /// The width that holds a value.
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
        // Room for whole words; what is too much is taken away again.
        bytes.append(contentsOf: repeatElement(0, count: size + 8))
        let mask = (UInt64(1) << UInt64(width)) - 1
        var output = bytes.mutableSpan
        // SAFETY: the word of a value begins at most at the byte behind the packed ones, so it lies
        // within `size + 8` bytes behind `start`.
        unsafe output.withUnsafeMutableBytes { output in
            var bits = PendingBits(place: start)
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
        // Of the 64 bits of a word, at least 57 belong to values from the first one on.
        let perWord = 57 / width
        var index = 0
        var bit = 0
        while index < count {
            // SAFETY: the word begins in the packed bytes of value `index < count`, behind the last
            // of which seven more bytes lie within `bytes`; `values` has room for `count`.
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

    /// Appends the values of one width at some bits behind the byte `offset`; of no width, one zero.
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
            // SAFETY: the word begins at a bit up to the last one, from whose byte on eight bytes lie
            // within `bytes`.
            let word = unsafe UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: offset &+ (bit >> 3), as: UInt64.self))
            values.append(UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7)) & mask)
            bit &+= width
        } while bit < bits.upperBound
    }
}

/// Packs runs of values, each in a width of its own, one bit behind the other.
package struct RunPacker {
    /// The width of each value at hand; there is room for eight more.
    private var valueWidths = [UInt8](repeating: 0, count: 256)

    package init() {}

    /// Appends runs of values.
    ///
    /// - Precondition: no width is greater than 32, and the runs have all the values.
    /// - Parameters:
    ///   - counts: how many values each run has.
    ///   - widths: the width of each run, the first run's at the front.
    package mutating func pack(
        _ source: Span<UInt32>, counts: Span<UInt32>, widths: Span<UInt32>,
        into bytes: inout [UInt8]
    ) {
        if valueWidths.count < source.count + 8 {
            valueWidths = Array(repeating: 0, count: 2 * source.count + 8)
        }
        let start = bytes.count
        let size = (spread(counts, widths, source.count) + 7) >> 3
        // Room for whole words; what is too much is taken away again.
        bytes.append(contentsOf: repeatElement(0, count: size + 8))
        let valueWidths = valueWidths.span
        var output = bytes.mutableSpan
        // SAFETY: the values have as many bits as `size` bytes hold, so the word of a value begins at
        // most at the byte behind the packed ones and lies within `size + 8` bytes behind `start`.
        unsafe output.withUnsafeMutableBytes { output in
            var bits = PendingBits(place: start)
            for index in source.indices {
                let width = Int(valueWidths[index])
                let mask = (UInt64(1) &<< UInt64(truncatingIfNeeded: width)) &- 1
                unsafe bits.append(UInt64(source[index]) & mask, width: width, to: output)
            }
        }
        bytes.removeLast(8)
    }

    /// Gives each value the width of its run; returns how many bits all have.
    ///
    /// Where the next run begins cannot be foretold: so eight widths are written at a time, and those
    /// that are too many written over by the next run.
    private mutating func spread(
        _ counts: Span<UInt32>, _ widths: Span<UInt32>, _ valueCount: Int
    ) -> Int {
        let widths = widths.extracting(0..<counts.count)
        precondition(valueWidths.count >= valueCount + 8)
        var room = valueWidths.mutableSpan
        var place = 0
        var bits = 0
        // SAFETY: eight bytes are written from a place of at most `valueCount` on, behind which there are
        // as many; a run begins where the one before ends, and none ends behind `valueCount`.
        unsafe room.withUnsafeMutableBytes { room in
            for run in counts.indices {
                let (count, width) = (Int(counts[run]), widths[run])
                precondition(width <= 32 && count <= valueCount &- place)
                let eight = UInt64(width) &* 0x0101_0101_0101_0101
                unsafe room.storeBytes(of: eight, toByteOffset: place, as: UInt64.self)
                if count > 8 {
                    for further in stride(from: 8, to: count, by: 8) {
                        unsafe room.storeBytes(
                            of: eight, toByteOffset: place &+ further, as: UInt64.self)
                    }
                }
                place &+= count
                bits &+= count &* Int(width)
            }
        }
        precondition(place == valueCount)
        return bits
    }
}

/// The bits that do not fill a byte yet, and where that byte is.
///
/// Each value is written as a whole word over what is there, and then the bytes that are full are
/// passed: no branch asks whether a word is full.
private struct PendingBits {
    private var bits: UInt64 = 0
    private var count = 0
    private var place: Int

    init(place: Int) { self.place = place }

    /// Appends a value of at most 32 bits.
    ///
    /// Eight bytes from `place` on are written to.
    @inline(__always)
    @unsafe
    mutating func append(_ value: UInt64, width: Int, to output: UnsafeMutableRawBufferPointer) {
        bits |= value &<< UInt64(truncatingIfNeeded: count)
        unsafe output.storeBytes(of: bits.littleEndian, toByteOffset: place, as: UInt64.self)
        count &+= width
        let full = count & ~7
        place &+= full >> 3
        bits &>>= UInt64(truncatingIfNeeded: full)
        count &= 7
    }
}
