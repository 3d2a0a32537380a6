internal import TextAnalysis

/// Finds where positions of a normalised text stand in the original, one after the other.
///
/// To note the offset of every scalar takes longer than to normalise the text. Where each scalar came
/// from one of the original, they are counted instead, from the last occurrence on; only other texts
/// are normalised once more, with their offsets.
struct OriginalOffsets {
    private let bytes: [UInt8]
    private var position = 0
    private var offset = 0
    private var tracked: NormalizedText?

    /// - Parameter bytes: the UTF-8 of the original.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The UTF-8 range of the original that some positions came from.
    ///
    /// - Parameters:
    ///   - range: it begins no earlier than those that were asked for before; not empty.
    ///   - track: gives the normalised text with its offsets.
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

    /// How many bytes a scalar has that begins with a byte.
    @inline(__always)
    private static func length(_ first: UInt8) -> Int {
        if first & 0xF0 == 0xE0 { return 3 }
        if first < 0x80 { return 1 }
        return first < 0xE0 ? 2 : 4
    }
}
