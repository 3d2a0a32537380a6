internal import Messages
internal import TextAnalysis

/// What to search for besides the query.
public struct SearchOptions: Sendable {
    /// How many hits to return at most.
    public var limit: Int
    /// How many hits to pass over before the first that is returned.
    public var offset = 0
    /// What the hits must have in keyword fields; all filters must accept a hit.
    public var filters: [KeywordFilter]
    /// What the hits must have in fields of whole numbers; all filters must accept a hit.
    public var ranges: [IntegerFilter] = []
    /// The years that the hits must have; all filters must accept a hit.
    public var yearFilters: [YearFilter] = []
    /// The order of the hits.
    public var sort = SortOrder.score
    /// The fields whose values are counted over all hits.
    public var facets: [FacetRequest] = []
    /// A keyword field: only the best hit of each of its values is returned.
    ///
    /// `limit` and `offset` then count values. The order is that of the best hits.
    public var grouping: String?
    /// How exactly the matches are counted.
    public var total = TotalCount.exact
    /// When the search must have ended, or fail with `SearchError.Code.deadlineExceeded`.
    ///
    /// A search in a task that is cancelled fails with `SearchError.Code.cancelled`.
    public var deadline: ContinuousClock.Instant?
    /// Whether to return documents in which the words stand only inside longer words.
    public var includesPartialMatches: Bool

    /// Whether to return documents with some of the words where there are too few with all.
    public var includesSomeWords: Bool
    /// Whether a quotation mark that is not closed is an error, or is ignored.
    public var requiresClosedQuotes: Bool
    /// How much of the query is looked for.
    public var queryLimits = QueryLimits.standard
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?
    /// Whether to find other ways of writing a word, a number or a year as well.
    public var includesOtherForms: Bool
    /// Kinds of other forms that are left out; `WordMatch.Kind.forms` lists all of them.
    public var excludedForms: Set<WordMatch.Kind> = []
    /// Whether documents that lack words of a question get more for words that are related to them.
    ///
    /// This changes the order of documents with some of the words only, not which are found.
    public var includesRelatedWords = true
    /// How words of the best hits join the query; nil if they do not.
    ///
    /// They change the order of the hits only, not which documents are found. It takes about twice
    /// the time.
    public var feedback: Feedback?
    /// Whether to count for each word in how many documents each of its forms stands.
    ///
    /// This looks up every form in the whole index, which the search itself does not.
    public var countsMatches: Bool

    /// Options.
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

    /// Whether a time that the query gives for what it asks for is a condition.
    var understandsTime: Bool { includesOtherForms && !excludedForms.contains(.time) }

    /// The kinds of other forms that are looked for.
    var formKinds: Set<AlternativeForm.Kind> {
        guard includesOtherForms else { return [] }
        return FormFinder.allKinds.filter { !excludedForms.contains(WordMatch.Kind($0)) }
    }

    /// How many matches are counted before the rest may be passed over.
    var countLimit: Int {
        guard sort == .score, facets.isEmpty, grouping == nil else { return .max }
        return switch total {
        case .exact: .max
        case .atLeast(let number): number
        case .none: 0
        }
    }

    /// Whether something keeps only a part of the documents.
    var hasFilters: Bool { !filters.isEmpty || !ranges.isEmpty || !yearFilters.isEmpty }

    /// Lets all documents through.
    mutating func removeFilters() {
        filters = []
        ranges = []
        yearFilters = []
    }

    /// Checks that numbers are in their ranges and that fields exist.
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
/// Hits without a value come last. Equal hits stand in the order in
/// which they were added.
public enum SortOrder: Sendable, Hashable {
    /// By how well they match.
    case score
    /// By a field of whole numbers.
    case integer(field: String, isDescending: Bool)
    /// By a text field, in the Japanese order of ICU.
    ///
    /// The text of every match is read, which takes some microseconds each.
    case text(field: String)
}
