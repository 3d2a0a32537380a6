/// A query as a tree.
///
/// `Searcher.parse` makes one from text, and programs can build their own:
///
///     let query: QueryNode = .all([
///         .word("図書館"),
///         .field("year", .range(IntegerRange(lowest: 2015, highest: 2020))),
///         .not(.phrase("電子図書館")),
///     ])
///     let results = try searcher.search(query)
///
/// `description` is the query as text, which parses to the same tree.
///
/// The children of an `all` at the root that are words, boosted or not, are *plain words*: if too
/// few documents have all of them, documents with some follow. Everything else is exact.
public indirect enum QueryNode: Sendable, Equatable {
    /// Text without blanks; matches its words and their synonyms.
    case word(String)
    /// An exact substring.
    case phrase(String)
    /// Letters at the beginning of a word.
    case prefix(String)
    /// Several substrings near each other in one field.
    ///
    /// The span from the beginning of the first to the end of the last is at most `distance`
    /// letters longer than the substrings together. With `isOrdered`, each begins at or after the
    /// end of the previous one.
    case near([String], distance: Int, isOrdered: Bool)
    /// A number in a range; only within `field`, for an integer field.
    case range(IntegerRange)
    /// Any value at all; only within `field`.
    case exists
    /// Every document.
    case everything
    /// Documents that match all children.
    case all([QueryNode])
    /// Documents that match any child.
    case any([QueryNode])
    /// Documents that do not match the child.
    case not(QueryNode)
    /// Within an `all` at the root: the child must match even if some of the words suffice.
    ///
    /// Anywhere else it is equivalent to the child.
    case required(QueryNode)
    /// The child in a field of the schema, given by name or alias (`QueryFields`).
    ///
    /// In a text field, words and phrases are searched in that field only. In a keyword field, they
    /// match within values: 播磨 matches 播磨圏域連携中枢都市圏. In an integer field, a word is a number or a
    /// year.
    case field(String, QueryNode)
    /// The child, whose contribution to the score is multiplied by a factor of 0 to 1,000.
    case boost(QueryNode, Double)

    /// The greatest depth of nested nodes.
    static let greatestDepth = 200
    /// The greatest factor of a `boost`.
    static let greatestBoost = 1000.0
    /// The greatest product of the factors of nested `boost` nodes.
    static let greatestProduct = 1_000_000.0
    /// The greatest distance of a `near`.
    static let greatestDistance = 1_000_000
}

extension QueryNode {
    /// Whether some leaf is not negated.
    ///
    /// The node must be no deeper than `greatestDepth`.
    func hasPositiveLeaf(isNegated: Bool = false) -> Bool {
        switch self {
        case .all(let children), .any(let children):
            return children.contains { $0.hasPositiveLeaf(isNegated: isNegated) }
        case .not(let child): return child.hasPositiveLeaf(isNegated: !isNegated)
        case .required(let child), .field(_, let child), .boost(let child, _):
            return child.hasPositiveLeaf(isNegated: isNegated)
        default: return !isNegated
        }
    }

    /// The depth of nested nodes, counted up to a limit.
    func depth(atMost limit: Int) -> Int {
        if limit == 0 { return 1 }
        switch self {
        case .all(let children), .any(let children):
            return 1 + (children.lazy.map { $0.depth(atMost: limit - 1) }.max() ?? 0)
        case .not(let child), .required(let child), .field(_, let child), .boost(let child, _):
            return 1 + child.depth(atMost: limit - 1)
        default: return 1
        }
    }
}
