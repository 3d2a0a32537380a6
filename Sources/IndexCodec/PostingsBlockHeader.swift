/// The first two or four bytes of a block of postings.
///
///     header   = gapWidth:5 positionWidth:5 gapExceptions:4 hasCounts:1 hasRepeats:1 [counts]
///     counts   = frequencyWidth:6 splitWidth:6 frequencyExceptions:4          if hasCounts
///
/// Bits are numbered from the lowest. Without `counts`, every frequency is 1 and every split 0. No
/// gap or position has a width of 31; that number stands for 32.
@usableFromInline struct PostingsBlockHeader {
    var gapWidth = 0
    /// The width of the greatest position of the block.
    var positionWidth = 0
    var gapExceptions = 0
    var frequencyWidth = 0
    var splitWidth = 0
    var frequencyExceptions = 0
    /// Whether the positions begin with a `PositionRepeats`.
    var hasRepeats: Bool
    /// The number of bytes of the header.
    var byteCount: Int

    init(
        gaps: (width: Int, exceptions: Int), frequencies: (width: Int, exceptions: Int),
        splitWidth: Int, positionWidth: Int, hasRepeats: Bool
    ) {
        (gapWidth, gapExceptions) = gaps
        (frequencyWidth, frequencyExceptions) = frequencies
        self.splitWidth = splitWidth
        self.positionWidth = PostingsBlockHeader.allowed(positionWidth)
        self.hasRepeats = hasRepeats
        byteCount = frequencyWidth | splitWidth | frequencyExceptions == 0 ? 2 : 4
    }

    /// The width used for values that need `width` bits.
    static func allowed(_ width: Int) -> Int { width == 31 ? 32 : width }

    /// The bytes of the header, the first one lowest.
    var encoded: UInt32 {
        let hasCounts = byteCount == 4 ? 1 : 0
        let first =
            min(gapWidth, 31) | min(positionWidth, 31) << 5 | gapExceptions << 10
            | hasCounts << 14 | (hasRepeats ? 1 << 15 : 0)
        return UInt32(
            first | frequencyWidth << 16 | splitWidth << 22 | frequencyExceptions << 28)
    }
}

extension PostingsBlockHeader {
    /// Reads a header from the four bytes that begin with it.
    init(encoded: UInt32) {
        let bits = Int(encoded)
        let hasCounts = bits >> 14 & 1
        let counts = bits >> 16 & (0 &- hasCounts)
        gapWidth = PostingsBlockHeader.allowed(bits & 31)
        positionWidth = PostingsBlockHeader.allowed(bits >> 5 & 31)
        gapExceptions = bits >> 10 & 15
        frequencyWidth = counts & 63
        splitWidth = counts >> 6 & 63
        frequencyExceptions = counts >> 12
        byteCount = 2 + 2 * hasCounts
        hasRepeats = bits >> 15 & 1 == 1
    }

    /// False for a header that no writer produces.
    func isPossible(hasPositions: Bool) -> Bool {
        max(frequencyWidth, splitWidth) <= 32 && (hasPositions || !hasRepeats)
    }
}
