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

    /// The width of the positions of a document whose `LengthNorm` is given.
    @inline(__always)
    package func callAsFunction(_ norm: UInt8) -> Int {
        // The lesser of two without a branch: which one it is cannot be foretold.
        let above = base &+ Int(norm >> 4)
        return limit &+ above & above >> 63
    }
}
