package import IndexStorage
internal import Messages

/// One integer for each document, all with the same number of bytes.
///
///     column = minimum:u64 width:u8 stored*                  width bytes each: 0, 1, 2, 4, 8 or 9
///
/// An absent value is stored as 0 and any other as `value - minimum + 1`. Only the range from the
/// least to the greatest `Int64` takes 9 bytes: there the greatest stored number has 65 bits.
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
        let width =
            known.isEmpty
            ? 0
            : range < 0xFF ? 1 : range < 0xFFFF ? 2 : range < 0xFFFF_FFFF ? 4 : range < .max ? 8 : 9
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
            case 8: writer.u64(stored)
            default:
                writer.u64(stored)
                writer.u8(value != nil && stored == 0 ? 1 : 0)
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
        guard [0, 1, 2, 4, 8, 9].contains(width), reader.remaining == count * width else {
            throw reader.corrupt("a column has the wrong length")
        }
        self.region = region
        self.count = count
    }

    /// The value of a document; nil if it has none.
    package func value(_ document: UInt32) -> Int64? { value(document, region.bytes) }

    @inline(__always)
    private func value(_ document: UInt32, _ bytes: RawSpan) -> Int64? {
        precondition(document < count)
        let at = 9 + Int(document) * width
        let stored: UInt64 =
            switch width {
            case 0: 0
            case 1: UInt64(bytes.u8(at))
            case 2: UInt64(bytes.u16(at))
            case 4: UInt64(bytes.u32(at))
            default: bytes.u64(at)
            }
        // With nine bytes, the last one is the highest bit of the stored number.
        if stored == 0, width < 9 || bytes.u8(at + 8) == 0 { return nil }
        return minimum &+ Int64(bitPattern: stored &- 1)
    }

    /// Counts the values of the given documents.
    ///
    /// - Parameters:
    ///   - first: the value of the first count.
    ///   - counts: for each value from `first` on, the number of documents that have it.
    ///   - other: called with every value outside the range of `counts`.
    /// - Returns: the number of documents without a value.
    package func count(
        _ documents: [UInt32], from first: Int64, into counts: inout [UInt32],
        other: (Int64) -> Void
    ) -> Int {
        let bytes = region.bytes
        var without = 0
        for document in documents {
            guard let value = value(document, bytes) else {
                without += 1
                continue
            }
            let (index, overflows) = value.subtractingReportingOverflow(first)
            if !overflows, index >= 0, index < counts.count {
                counts[Int(index)] &+= 1
            } else {
                other(value)
            }
        }
        return without
    }
}
