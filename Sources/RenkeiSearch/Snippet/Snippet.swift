/// A passage of a document with what was asked for marked in it.
public struct Snippet: Sendable, Equatable {
    /// The passage, cut from the original text.
    public let text: String
    /// The UTF-8 ranges in `text` of what was asked for, ascending; they do not touch.
    ///
    /// They begin and end between characters: a mark never cuts a grapheme.
    public let highlights: [Range<Int>]
    /// The UTF-8 range of the passage in the original.
    public let sourceRange: Range<Int>
    /// True if the original goes on before the passage.
    public let isCutAtStart: Bool
    /// True if the original goes on behind the passage.
    public let isCutAtEnd: Bool

    /// How many cells of a terminal a passage takes if nothing else is said.
    public static let standardWidth = 200

    /// The passage in pieces: what is marked and what stands between.
    public var pieces: [(text: String, isHighlighted: Bool)] {
        var pieces: [(text: String, isHighlighted: Bool)] = []
        let bytes = Array(text.utf8)
        var end = 0
        for range in highlights {
            if range.lowerBound > end {
                pieces.append(
                    (String(decoding: bytes[end..<range.lowerBound], as: UTF8.self), false))
            }
            pieces.append((String(decoding: bytes[range], as: UTF8.self), true))
            end = range.upperBound
        }
        if end < bytes.count {
            pieces.append((String(decoding: bytes[end...], as: UTF8.self), false))
        }
        return pieces
    }
}
