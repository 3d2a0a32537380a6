/// A query as a tree.
///
/// `Searcher.parse` makes one from text, and a program can build its own:
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
/// The children of an `all` at the root that are words, boosted or not, are *plain words*: where
/// too few documents have all of them, those with some follow. Everything else is exact.
public indirect enum QueryNode: Sendable, Equatable {
    /// Text without blanks: its words are looked for, with their synonyms.
    case word(String)
    /// An exact substring.
    case phrase(String)
    /// Letters that stand at the beginning of a word.
    case prefix(String)
    /// Several substrings near each other in one field.
    ///
    /// The stretch from the beginning of the first to the end of the last is at most `distance`
    /// letters longer than the substrings together. With `isOrdered`, each begins where the one
    /// before it has ended, or later.
    case near([String], distance: Int, isOrdered: Bool)
    /// A number in a range; only within `field`, for a field of whole numbers.
    case range(IntegerRange)
    /// Any value at all; only within `field`.
    case exists
    /// Every document.
    case everything
    /// Documents that all children find.
    case all([QueryNode])
    /// Documents that any child finds.
    case any([QueryNode])
    /// Documents that the child does not find.
    case not(QueryNode)
    /// Within an `all` at the root: the child must be found even where some of the words will do.
    ///
    /// Anywhere else it says nothing more than the child.
    case required(QueryNode)
    /// The child, looked for in a field of the schema or an alias of one (`QueryFields`).
    ///
    /// In a text field, words and phrases are looked for in that field only. In a keyword field
    /// they are looked for in each of its values: 播磨 is found in 播磨圏域連携中枢都市圏. In a field of
    /// whole numbers, a word is a number or a year.
    case field(String, QueryNode)
    /// The child, with what it adds to the score multiplied by a factor of 0 to 1,000.
    case boost(QueryNode, Double)

    /// How deeply the nodes of a query may be nested.
    static let greatestDepth = 200
    /// The greatest factor of a `boost`.
    static let greatestBoost = 1000.0
    /// The greatest product of the factors of a `boost` and of those around it.
    static let greatestProduct = 1_000_000.0
    /// The greatest distance of a `near`.
    static let greatestDistance = 1_000_000
}

extension QueryNode {
    /// Whether some leaf says what is to be found, and not only what is to be left out.
    ///
    /// The node is no deeper than `greatestDepth`.
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

    /// How deeply nodes are nested, counted no further than a limit.
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
