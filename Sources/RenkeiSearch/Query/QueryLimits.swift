public import Messages

/// How much of a query is looked for.
///
/// A query takes time in proportion to its length. What stands behind the limits is left out, and
/// ``SearchResults/queryCut`` says so.
public struct QueryLimits: Sendable, Hashable {
    /// How many words, phrases, ranges and the like, 1 to 1,000,000; a text without blanks is one word.
    public var words: Int
    /// How many letters these may have together, 1 to 1,000,000.
    public var letters: Int

    /// Limits.
    public init(words: Int = 2000, letters: Int = 20_000) {
        self.words = words
        self.letters = letters
    }

    /// The limits unless something else is said.
    public static let standard = QueryLimits()

    /// Checks that the numbers are in their ranges.
    func validate() throws(SearchError) {
        guard (1...1_000_000).contains(words), (1...1_000_000).contains(letters) else {
            throw SearchError(
                .invalidArgument, "the limits of a query must be 1 to 1000000 words and letters")
        }
    }
}

/// What was looked for of a query that is longer than its limits.
public struct QueryCut: Sendable, Equatable {
    /// How many words, phrases, ranges and the like were looked for: the first of the query.
    public let words: Int
    /// How many the query has.
    public let allWords: Int
    /// How many letters were looked for.
    public let letters: Int
    /// How many letters the words and phrases of the query have.
    public let allLetters: Int

    /// What was left out, in a sentence, in every language.
    public var localizedMessage: Message {
        "the query is too long: only its first \(words) of \(allWords) words, with \(letters) of \(allLetters) letters, were searched for"
    }
}

extension QueryNode {
    /// Checks that nodes are not nested too deep.
    func checkDepth() throws(SearchError) {
        guard depth(atMost: QueryNode.greatestDepth) <= QueryNode.greatestDepth else {
            throw SearchError(
                .invalidQuery,
                "the query is nested more than \(QueryNode.greatestDepth) deep; make it flatter")
        }
    }

    /// The query without what stands behind its limits, and what was left out, if anything was.
    ///
    /// A text that is cut by the limit of letters is shortened. The node is no deeper than
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

    /// How many leaves a tree has, and how many letters these.
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

    /// The part of a tree for which there is room; nil if there is none.
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

    /// A text as far as there is room for its letters; nothing follows one that is cut.
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
