/// A growing array of bytes; numbers are written little-endian.
package struct ByteWriter {
    package var bytes: [UInt8] = []

    package init() {}

    package var count: Int { bytes.count }

    @inlinable package mutating func u8(_ value: UInt8) { bytes.append(value) }

    @inlinable package mutating func u16(_ value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value))
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    @inlinable package mutating func u32(_ value: UInt32) {
        u16(UInt16(truncatingIfNeeded: value))
        u16(UInt16(truncatingIfNeeded: value >> 16))
    }

    @inlinable package mutating func u64(_ value: UInt64) {
        u32(UInt32(truncatingIfNeeded: value))
        u32(UInt32(truncatingIfNeeded: value >> 32))
    }

    /// Numbers of 32 bits.
    package mutating func u32(contentsOf values: [UInt32]) {
        bytes.append(addingCapacity: 4 * values.count) { output in
            for value in values {
                output.append(UInt8(truncatingIfNeeded: value))
                output.append(UInt8(truncatingIfNeeded: value >> 8))
                output.append(UInt8(truncatingIfNeeded: value >> 16))
                output.append(UInt8(truncatingIfNeeded: value >> 24))
            }
        }
    }

    /// Numbers of 64 bits.
    package mutating func u64(contentsOf values: [UInt64]) {
        bytes.append(addingCapacity: 8 * values.count) { output in
            for value in values {
                for place: UInt64 in 0..<8 {
                    output.append(UInt8(truncatingIfNeeded: value &>> (8 &* place)))
                }
            }
        }
    }

    /// A number in groups of seven bits, lowest first.
    @inlinable package mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    @inlinable package mutating func varint(_ value: Int) { varint(UInt64(value)) }

    package mutating func string(_ value: String) {
        varint(value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    package mutating func double(_ value: Double) { u64(value.bitPattern) }
}
