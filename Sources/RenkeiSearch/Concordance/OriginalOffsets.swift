internal import TextAnalysis

/// Maps ascending positions of a normalised text to offsets in the original.
///
/// Recording the offset of every scalar takes longer than normalising the text. If each scalar came
/// from one scalar of the original, they are counted instead, from the last occurrence on; only
/// other texts are normalised again, with offsets.
struct OriginalOffsets {
    private let bytes: [UInt8]
    private var position = 0
    private var offset = 0
    private var tracked: NormalizedText?

    /// - Parameter bytes: the UTF-8 of the original.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The UTF-8 range of the original that a range of positions came from.
    ///
    /// - Parameters:
    ///   - range: not empty; must not begin before an earlier one.
    ///   - track: returns the normalised text with its offsets.
    mutating func range(
        of range: Range<Int>, in normal: NormalizedText, track: () -> NormalizedText
    ) -> Range<Int> {
        guard normal.isDirect, !normal.dependsOnNeighbours(range) else {
            let tracked = tracked ?? track()
            self.tracked = tracked
            return tracked.originalRange(range)
        }
        offset = advanced(offset, by: range.lowerBound - position)
        position = range.lowerBound
        return offset..<advanced(offset, by: range.count)
    }

    private func advanced(_ start: Int, by count: Int) -> Int {
        var offset = start
        for _ in 0..<count where offset < bytes.count {
            offset += Self.length(bytes[offset])
        }
        return min(offset, bytes.count)
    }

    /// The number of bytes of a scalar with the given first byte.
    @inline(__always)
    private static func length(_ first: UInt8) -> Int {
        if first & 0xF0 == 0xE0 { return 3 }
        if first < 0x80 { return 1 }
        return first < 0xE0 ? 2 : 4
    }
}
