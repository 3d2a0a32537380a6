public import Messages

/// Limits on the length of a query.
///
/// The time of a search is proportional to the length of the query. Text beyond the limits is
/// ignored, and ``SearchResults/queryCut`` reports it.
public struct QueryLimits: Sendable, Hashable {
    /// The number of words, phrases, ranges and other operands, 1 to 1,000,000; a text without
    /// blanks is one word.
    public var words: Int
    /// The total number of letters of these, 1 to 1,000,000.
    public var letters: Int

    /// Creates limits.
    public init(words: Int = 2000, letters: Int = 20_000) {
        self.words = words
        self.letters = letters
    }

    /// The default limits.
    public static let standard = QueryLimits()

    /// Checks that the limits are in range.
    func validate() throws(SearchError) {
        guard (1...1_000_000).contains(words), (1...1_000_000).contains(letters) else {
            throw SearchError(
                .invalidArgument, "the limits of a query must be 1 to 1000000 words and letters")
        }
    }
}

/// The searched part of a query that exceeds its limits.
public struct QueryCut: Sendable, Equatable {
    /// The number of words, phrases, ranges and other operands that were searched, from the first.
    public let words: Int
    /// Their number in the whole query.
    public let allWords: Int
    /// The number of letters that were searched.
    public let letters: Int
    /// The number of letters of all words and phrases of the query.
    public let allLetters: Int

    /// A sentence that says what was ignored, in every language.
    public var localizedMessage: Message {
        "the query is too long: only its first \(words) of \(allWords) words, with \(letters) of \(allLetters) letters, were searched for"
    }
}

extension QueryNode {
    /// Checks that nodes are not nested too deeply.
    func checkDepth() throws(SearchError) {
        guard depth(atMost: QueryNode.greatestDepth) <= QueryNode.greatestDepth else {
            throw SearchError(
                .invalidQuery,
                "the query is nested more than \(QueryNode.greatestDepth) deep; make it flatter")
        }
    }

    /// Shortens the query to its limits; the second result is nil if nothing was ignored.
    ///
    /// A text that crosses the limit of letters is shortened. The node must be no deeper than
    /// `greatestDepth`.
    func limited(by limits: QueryLimits) -> (query: QueryNode, cut: QueryCut?) {
        let all = size
        if all.words <= limits.words, all.letters <= limits.letters { return (self, nil) }
        var room = Size(words: limits.words, letters: limits.letters)
        let query = limited(to: &room) ?? .all([])
        let kept = query.size
        return (
            query,
            QueryCut(
                words: kept.words, allWords: all.words, letters: kept.letters,
                allLetters: all.letters)
        )
    }

    /// The number of leaves of a tree, and of their letters.
    private struct Size {
        var words = 0
        var letters = 0
    }

    private var size: Size {
        switch self {
        case .word(let text), .phrase(let text), .prefix(let text):
            return Size(words: 1, letters: text.unicodeScalars.count)
        case .near(let texts, _, _):
            return Size(
                words: texts.count, letters: texts.reduce(0) { $0 + $1.unicodeScalars.count })
        case .range, .exists, .everything: return Size(words: 1)
        case .all(let children), .any(let children):
            var sum = Size()
            for child in children {
                let size = child.size
                sum.words += size.words
                sum.letters += size.letters
            }
            return sum
        case .not(let child), .required(let child), .field(_, let child), .boost(let child, _):
            return child.size
        }
    }

    /// The part of a tree that fits; nil if nothing does.
    private func limited(to room: inout Size) -> QueryNode? {
        guard room.words > 0 else { return nil }
        switch self {
        case .word(let text): return QueryNode.text(text, &room).map { .word($0) }
        case .phrase(let text): return QueryNode.text(text, &room).map { .phrase($0) }
        case .prefix(let text): return QueryNode.text(text, &room).map { .prefix($0) }
        case .near(let texts, let distance, let isOrdered):
            var kept: [String] = []
            for text in texts {
                guard let text = QueryNode.text(text, &room) else { break }
                kept.append(text)
            }
            return kept.isEmpty ? nil : .near(kept, distance: distance, isOrdered: isOrdered)
        case .range, .exists, .everything:
            room.words -= 1
            return self
        case .all(let children):
            let kept = QueryNode.nodes(children, &room)
            return kept.isEmpty ? nil : .all(kept)
        case .any(let children):
            let kept = QueryNode.nodes(children, &room)
            return kept.isEmpty ? nil : .any(kept)
        case .not(let child): return child.limited(to: &room).map { .not($0) }
        case .required(let child): return child.limited(to: &room).map { .required($0) }
        case .field(let name, let child):
            return child.limited(to: &room).map { .field(name, $0) }
        case .boost(let child, let factor):
            return child.limited(to: &room).map { .boost($0, factor) }
        }
    }

    private static func nodes(_ children: [QueryNode], _ room: inout Size) -> [QueryNode] {
        var kept: [QueryNode] = []
        for child in children {
            guard room.words > 0 else { break }
            if let node = child.limited(to: &room) { kept.append(node) }
        }
        return kept
    }

    /// The part of a text that fits; nothing fits after a shortened text.
    private static func text(_ text: String, _ room: inout Size) -> String? {
        let scalars = text.unicodeScalars
        guard room.words > 0, room.letters > 0 || scalars.isEmpty else {
            room.words = 0
            return nil
        }
        let count = scalars.count
        if count <= room.letters {
            room.words -= 1
            room.letters -= count
            return text
        }
        let start = String(scalars.prefix(room.letters))
        room = Size()
        return start
    }
}
