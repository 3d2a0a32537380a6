internal import Messages

/// What to look for besides being similar.
public struct SimilarOptions: Sendable {
    /// How many hits to return at most.
    public var limit: Int
    /// What the hits must have in keyword fields; all filters must accept a hit.
    public var filters: [KeywordFilter]
    /// What the hits must have in fields of whole numbers; all filters must accept a hit.
    public var ranges: [IntegerFilter] = []
    /// The keyword field that says which area a document is of; documents without it are of none.
    public var areaField: String
    /// Whether documents of the area that the query document is of may be hits.
    public var includesOwnArea: Bool
    /// How many hits an area may have at most; nil for any number.
    public var perArea: Int?
    /// The λ of maximal marginal relevance, 0 to 1; nil to order by similarity alone.
    ///
    /// Each place is given to the document with the greatest `λ · similarity to the query −
    /// (1 − λ) · greatest similarity to a hit before it`: at 1 nothing changes, towards 0 hits
    /// that repeat each other are spread out. Source: J. Carbonell, J. Goldstein, "The Use of MMR,
    /// Diversity-Based Reranking for Reordering Documents and Producing Summaries", SIGIR 1998.
    public var diversification: Double?
    /// Whether the query document itself is left out.
    public var excludesItself: Bool
    /// Whether documents that are like the closest ones are lifted.
    ///
    /// Without it, a score is the similarity of two texts, the same from both sides.
    public var liftsNeighbours = true
    /// How many reasons to give for each hit at most; 0 saves the time to look for them.
    public var reasonLimit: Int
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?
    /// When the comparison must have ended, or fail with `SearchError.Code.deadlineExceeded`.
    ///
    /// It fails with `SearchError.Code.cancelled` if its task is cancelled. Nil for no limit.
    public var deadline: ContinuousClock.Instant?

    /// Options.
    public init(
        limit: Int = 10, filters: [KeywordFilter] = [], areaField: String = "area_key",
        includesOwnArea: Bool = false, perArea: Int? = nil, diversification: Double? = nil,
        excludesItself: Bool = true, reasonLimit: Int = 8, synonyms: Synonyms? = nil
    ) {
        self.limit = limit
        self.filters = filters
        self.areaField = areaField
        self.includesOwnArea = includesOwnArea
        self.perArea = perArea
        self.diversification = diversification
        self.excludesItself = excludesItself
        self.reasonLimit = reasonLimit
        self.synonyms = synonyms
    }

    /// Checks that numbers are in their ranges and that fields exist.
    func validate(_ schema: Schema) throws(SearchError) {
        guard (0...1_000_000).contains(limit) else {
            throw SearchError(.invalidArgument, "the number of hits must be 0 to 1000000")
        }
        if let perArea, !(1...1_000_000).contains(perArea) {
            throw SearchError(
                .invalidArgument, "the number of hits per area must be 1 to 1000000")
        }
        if let diversification, !(0...1).contains(diversification) {
            throw SearchError(.invalidArgument, "the λ of diversification must be 0 to 1")
        }
        guard (0...1_000_000).contains(reasonLimit) else {
            throw SearchError(.invalidArgument, "the number of reasons must be 0 to 1000000")
        }
        try schema.validate(filters, ranges)
        if perArea != nil, !schema.keywordFields.contains(areaField) {
            throw SearchError(
                .invalidArgument, "the index has no keyword field \(areaField) to count areas by")
        }
    }
}
