/// Conversion between scalars and UTF-16 code units, the encoding that ICU expects.
enum UTF16Text {
    /// Appends the code units of scalars.
    static func append(_ scalars: [UInt32], to units: inout [UInt16]) {
        units.reserveCapacity(units.count + scalars.count)
        for scalar in scalars { append(scalar, to: &units) }
    }

    /// Appends the one or two code units of a scalar.
    @inline(__always)
    static func append(_ scalar: UInt32, to units: inout [UInt16]) {
        if scalar < 0x10000 {
            units.append(UInt16(truncatingIfNeeded: scalar))
        } else {
            let offset = scalar - 0x10000
            units.append(UInt16(truncatingIfNeeded: 0xD800 + (offset >> 10)))
            units.append(UInt16(truncatingIfNeeded: 0xDC00 + (offset & 0x3FF)))
        }
    }

    /// The scalars of well-formed code units; a lone surrogate becomes U+FFFD.
    static func scalars(of units: [UInt16]) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            let unit = UInt32(units[index])
            index += 1
            if unit & 0xF800 != 0xD800 {
                scalars.append(unit)
            } else if unit < 0xDC00, index < units.count, units[index] & 0xFC00 == 0xDC00 {
                let low = UInt32(units[index])
                scalars.append(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF))
                index += 1
            } else {
                scalars.append(0xFFFD)
            }
        }
        return scalars
    }
}
