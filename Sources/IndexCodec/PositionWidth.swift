/// The number of bits of a position: as many as the length of its document requires, but no more
/// than the greatest position of its block.
///
/// A document of `LengthNorm` n has fewer than 2^(4 + n / 16) positions, except for the last norm,
/// which has no limit. So if the greatest position takes more than 19 bits, all are given its
/// width.
package struct PositionWidth {
    private let limit: Int
    /// The least width of a document minus `limit`; 0 if all widths are equal.
    private let base: Int

    /// The widths of a block.
    ///
    /// - Parameter limit: the width of the block's greatest position.
    package init(limit: Int) {
        self.limit = limit
        base = limit > 19 ? 0 : 4 &- limit
    }

    /// The widths of the positions of documents by their `LengthNorm` divided by 16.
    var widths: InlineArray<16, UInt8> {
        // SIMD, because a loop would take as long as decoding some positions.
        let steps = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        let limits = SIMD16(repeating: UInt8(truncatingIfNeeded: limit))
        let least = limit > 19 ? limits : pointwiseMin(steps &+ 4, limits)
        var widths = InlineArray<16, UInt8>(repeating: 0)
        for step in 0..<16 { widths[step] = least[step] }
        return widths
    }

    /// The width of the positions of a document whose `LengthNorm` is given.
    @inline(__always)
    package func callAsFunction(_ norm: UInt8) -> Int {
        // The minimum without a branch, which would be unpredictable.
        let above = base &+ Int(norm >> 4)
        return limit &+ above & above >> 63
    }
}
