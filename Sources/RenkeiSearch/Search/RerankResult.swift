/// The match of a document, and the bonus of runs of the query that match as a whole.
struct RerankResult {
    var matchedWords = 0
    var quality = MatchQuality.inside
    /// The part of the match that depends on the text.
    var unread: Reranker.UnreadText?
    /// The quality of the match of a single letter that is nowhere a separate word; it only
    /// affects the order.
    var letterQuality = MatchQuality.inside
    var bonus: Float = 0

    /// The match quality by which hits are ordered.
    var rank: MatchQuality { max(quality, letterQuality) }

    /// Whether words occur only inside longer words.
    var isPartial: Bool { matchedWords > 0 && quality == .inside }
}
