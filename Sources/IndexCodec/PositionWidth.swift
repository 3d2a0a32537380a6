/// How many bits a position takes: as many as the length of its document asks for, and no more than
/// the greatest position of its block does.
///
/// A document of `LengthNorm` n has fewer than 2^(4 + n / 16) positions, but for the last norm, which
/// has no limit. So where the greatest position takes more than 19 bits, all do.
package struct PositionWidth {
    private let limit: Int
    /// The least width of a document, less `limit`; 0 where all are the same.
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
        // SIMD: a loop would take as long as some positions.
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
        // The lesser of two without a branch: which one it is cannot be foretold.
        let above = base &+ Int(norm >> 4)
        return limit &+ above & above >> 63
    }
}
