/// The length of a document in one byte: exact below 16, else the leading bit and the four bits
/// after it, so at most 3.2 % off.
package enum LengthNorm {
    /// The byte of a length in positions.
    package static func encode(_ length: Int) -> UInt8 {
        if length < 16 { return UInt8(max(length, 0)) }
        let exponent = Int.bitWidth - 1 - length.leadingZeroBitCount - 4
        guard exponent < 15 else { return 255 }
        return UInt8(16 + exponent * 16 + (length >> exponent) - 16)
    }

    /// The length that a byte represents: the middle of the lengths encoded by it.
    package static func decode(_ norm: UInt8) -> Double {
        if norm < 16 { return Double(norm) }
        let exponent = (Int(norm) - 16) / 16
        let mantissa = 16 + (Int(norm) - 16) % 16
        return (Double(mantissa) + 0.5) * Double(1 << exponent) - 0.5
    }
}
