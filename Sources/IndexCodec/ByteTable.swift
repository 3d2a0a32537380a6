public import IndexStorage

/// Numbers of equal size, 1 to 4 bytes each, stored consecutively in a region.
///
/// At least three bytes of the region follow the last number, because each is loaded as four.
@usableFromInline struct ByteTable: Sendable {
    @usableFromInline let offset: Int
    @usableFromInline let width: Int
    @usableFromInline let mask: UInt32

    /// A table that begins at an offset of its region.
    init(at offset: Int, width: Int) {
        self.offset = offset
        self.width = width
        mask = .max >> UInt32(8 * (4 - width))
    }

    /// The number at an index.
    @inlinable func value(_ index: Int, _ region: ByteRegion) -> UInt32 {
        region.u32(offset &+ width &* index) & mask
    }

    /// The number of bytes that numbers up to `greatest` take.
    static func width(_ greatest: UInt32) -> Int {
        max(1, (BitPacking.width(of: greatest) + 7) / 8)
    }
}

extension ByteWriter {
    /// Appends the lowest bytes of a number.
    @inline(__always)
    mutating func number(_ number: UInt32, width: Int) {
        for byte in 0..<width { u8(UInt8(truncatingIfNeeded: number >> UInt32(8 * byte))) }
    }

    /// Appends a `ByteTable`.
    mutating func table(_ numbers: [UInt32], width: Int) {
        for number in numbers { self.number(number, width: width) }
    }
}
