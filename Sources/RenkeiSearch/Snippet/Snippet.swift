/// A passage of a document with the matches of a query.
public struct Snippet: Sendable, Equatable {
    /// The passage, cut from the original text.
    public let text: String
    /// The UTF-8 ranges of the matches in `text`, ascending; they do not touch.
    ///
    /// They begin and end between characters: a mark never splits a grapheme cluster.
    public let highlights: [Range<Int>]
    /// The UTF-8 range of the passage in the original.
    public let sourceRange: Range<Int>
    /// Whether the original continues before the passage.
    public let isCutAtStart: Bool
    /// Whether the original continues after the passage.
    public let isCutAtEnd: Bool

    /// The default width of a passage in terminal cells.
    public static let standardWidth = 200

    /// The passage as pieces, marked and unmarked.
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
