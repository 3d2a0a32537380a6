package import IndexStorage

/// One integer for each document, all of them in the same number of bytes.
///
///     column = minimum:u64 width:u8 (value - minimum)*          width bytes each: 0, 1, 2, 4 or 8
///
/// An absent value is written as 0 and the others as `value - minimum + 1` in columns that may
/// lack values.
package struct IntegerColumn: Sendable {
    private let region: ByteRegion
    private let minimum: Int64
    private let width: Int
    private let count: Int

    /// The bytes of a column.
    package static func write(_ values: [Int64?]) -> [UInt8] {
        let known = values.compactMap { $0 }
        let minimum = known.min() ?? 0
        let maximum = known.max() ?? 0
        let range = UInt64(bitPattern: maximum &- minimum)
        // The greatest range leaves no number for *absent*: values are then taken as they are.
        let largest = range == .max ? range : range + 1
        let width =
            known.isEmpty
            ? 0 : largest < 1 << 8 ? 1 : largest < 1 << 16 ? 2 : largest < 1 << 32 ? 4 : 8
        var writer = ByteWriter()
        writer.u64(UInt64(bitPattern: minimum))
        writer.u8(UInt8(width))
        for value in values {
            let stored = value.map { UInt64(bitPattern: $0 &- minimum) &+ 1 } ?? 0
            switch width {
            case 0: break
            case 1: writer.u8(UInt8(truncatingIfNeeded: stored))
            case 2: writer.u16(UInt16(truncatingIfNeeded: stored))
            case 4: writer.u32(UInt32(truncatingIfNeeded: stored))
            default: writer.u64(stored)
            }
        }
        return writer.bytes
    }

    /// Opens a column of `count` documents in constant time.
    ///
    /// - Throws: `StorageError` if the region has the wrong length.
    package init(_ region: ByteRegion, count: Int) throws(StorageError) {
        var reader = ByteReader(region)
        minimum = Int64(bitPattern: try reader.u64())
        width = Int(try reader.u8())
        guard [0, 1, 2, 4, 8].contains(width), reader.remaining == count * width else {
            throw reader.corrupt("a column has the wrong length")
        }
        self.region = region
        self.count = count
    }

    /// The value of a document; nil if it has none.
    package func value(_ document: UInt32) -> Int64? {
        precondition(document < count)
        let at = 9 + Int(document) * width
        let stored: UInt64 =
            switch width {
            case 0: 0
            case 1: UInt64(region.u8(at))
            case 2: UInt64(region.u16(at))
            case 4: UInt64(region.u32(at))
            default: region.u64(at)
            }
        return stored == 0 ? nil : minimum &+ Int64(bitPattern: stored &- 1)
    }
}
