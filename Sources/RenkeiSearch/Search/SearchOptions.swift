internal import Messages
internal import TextAnalysis

/// Options of a search besides the query.
public struct SearchOptions: Sendable {
    /// The greatest number of hits.
    public var limit: Int
    /// The number of hits to skip before the first.
    public var offset = 0
    /// Conditions on keyword fields; a hit must satisfy all.
    public var filters: [KeywordFilter]
    /// Conditions on integer fields; a hit must satisfy all.
    public var ranges: [IntegerFilter] = []
    /// Conditions on years; a hit must satisfy all.
    public var yearFilters: [YearFilter] = []
    /// The order of the hits.
    public var sort = SortOrder.score
    /// The fields whose values are counted over all hits.
    public var facets: [FacetRequest] = []
    /// A keyword field to group by: only the best hit for each of its values is returned.
    ///
    /// `limit` and `offset` then count values, in the order of their best hits.
    public var grouping: String?
    /// The exactness of the number of matches.
    public var total = TotalCount.exact
    /// The time limit, after which the search fails with `SearchError.Code.deadlineExceeded`; nil
    /// for none.
    ///
    /// A search in a cancelled task fails with `SearchError.Code.cancelled`.
    public var deadline: ContinuousClock.Instant?
    /// Whether to return documents in which the words occur only inside longer words.
    public var includesPartialMatches: Bool

    /// Whether to return documents with some of the words if too few have all.
    public var includesSomeWords: Bool
    /// Whether an unclosed quotation mark is an error; if not, it is ignored.
    public var requiresClosedQuotes: Bool
    /// The limits on the length of the query.
    public var queryLimits = QueryLimits.standard
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?
    /// Whether to find other ways of writing a word, a number or a year, too.
    public var includesOtherForms: Bool
    /// The kinds of other forms to exclude; `WordMatch.Kind.forms` lists all.
    public var excludedForms: Set<WordMatch.Kind> = []
    /// Whether documents that lack words of a question are ranked higher for related words.
    ///
    /// This changes only the order of documents with some of the words, not which are found.
    public var includesRelatedWords = true
    /// The parameters of feedback from the best hits; nil for no feedback.
    ///
    /// Feedback changes only the order of the hits, not which documents are found. It about doubles
    /// the time.
    public var feedback: Feedback?
    /// Whether to count the documents with each form of each word.
    ///
    /// This looks up every form in the whole index, which a search alone does not.
    public var countsMatches: Bool

    /// Creates options.
    public init(
        limit: Int = 10, filters: [KeywordFilter] = [], includesPartialMatches: Bool = true,
        includesSomeWords: Bool = true, requiresClosedQuotes: Bool = true,
        synonyms: Synonyms? = nil, includesOtherForms: Bool = true, countsMatches: Bool = false
    ) {
        self.limit = limit
        self.filters = filters
        self.includesPartialMatches = includesPartialMatches
        self.includesSomeWords = includesSomeWords
        self.requiresClosedQuotes = requiresClosedQuotes
        self.synonyms = synonyms
        self.includesOtherForms = includesOtherForms
        self.countsMatches = countsMatches
    }

    /// Whether a part of a compound is a hit like the head of one.
    var findsCompoundParts: Bool { !excludedForms.contains(.compoundPart) }

    /// Whether a time named in the query is a condition.
    var understandsTime: Bool { includesOtherForms && !excludedForms.contains(.time) }

    /// The kinds of other forms to search for.
    var formKinds: Set<AlternativeForm.Kind> {
        guard includesOtherForms else { return [] }
        return FormFinder.allKinds.filter { !excludedForms.contains(WordMatch.Kind($0)) }
    }

    /// The number of matches after which the rest need not be counted.
    var countLimit: Int {
        guard sort == .score, facets.isEmpty, grouping == nil else { return .max }
        return switch total {
        case .exact: .max
        case .atLeast(let number): number
        case .none: 0
        }
    }

    /// Whether any filter is set.
    var hasFilters: Bool { !filters.isEmpty || !ranges.isEmpty || !yearFilters.isEmpty }

    /// Removes all filters.
    mutating func removeFilters() {
        filters = []
        ranges = []
        yearFilters = []
    }

    /// Checks that numbers are in range and that fields exist.
    func validate(_ schema: Schema) throws(SearchError) {
        guard (0...1_000_000).contains(limit) else {
            throw SearchError(.invalidArgument, "the number of hits must be 0 to 1000000")
        }
        guard (0...1_000_000).contains(offset) else {
            throw SearchError(
                .invalidArgument, "the number of hits to skip must be 0 to 1000000")
        }
        if case .atLeast(let number) = total, !(0...1_000_000_000).contains(number) {
            throw SearchError(
                .invalidArgument, "the number of matches to count must be 0 to 1000000000")
        }
        try queryLimits.validate()
        try feedback?.validate()
        try schema.validate(filters, ranges)
        for case .field(let name) in yearFilters.map(\.source)
        where !schema.integerFields.contains(name) {
            throw SearchError(
                .invalidArgument,
                "the index has no field of whole numbers \(name) to filter by"
                    + Schema.list(schema.integerFields))
        }
        for facet in facets
        where !schema.keywordFields.contains(facet.field)
            && !schema.integerFields.contains(facet.field)
            && !schema.isNamedYears(facet.field)
        {
            throw SearchError(
                .invalidArgument,
                "the index has no field \(facet.field) to count values of\(Schema.list(schema.keywordFields + schema.integerFields))"
            )
        }
        for facet in facets where !(0...1_000_000_000).contains(facet.limit) {
            throw SearchError(
                .invalidArgument, "the number of values to count must be 0 to 1000000000")
        }
        if let grouping, !schema.keywordFields.contains(grouping) {
            throw SearchError(
                .invalidArgument,
                "the index has no keyword field \(grouping) to group by\(Schema.list(schema.keywordFields))"
            )
        }
        switch sort {
        case .score: break
        case .integer(let field, _):
            guard schema.integerFields.contains(field) else {
                throw SearchError(
                    .invalidArgument,
                    "the index has no field of whole numbers \(field) to sort by\(Schema.list(schema.integerFields))"
                )
            }
        case .text(let field):
            guard schema.textFields.contains(where: { $0.name == field }) else {
                throw SearchError(
                    .invalidArgument,
                    "the index has no text field \(field) to sort by\(Schema.list(schema.textFields.map(\.name)))"
                )
            }
        }
        if grouping != nil, sort != .score {
            throw SearchError(.invalidArgument, "groups are ordered by their best hits only")
        }
    }
}

/// The order of hits.
///
/// Hits without a value come last. Ties are broken by insertion order.
public enum SortOrder: Sendable, Hashable {
    /// By score.
    case score
    /// By an integer field.
    case integer(field: String, isDescending: Bool)
    /// By a text field, in the Japanese order of ICU.
    ///
    /// The text of every match is read, which takes some microseconds per match.
    case text(field: String)
}
