internal import Messages

/// Options of a search for similar documents.
public struct SimilarOptions: Sendable {
    /// The greatest number of hits.
    public var limit: Int
    /// Conditions on keyword fields; a hit must satisfy all.
    public var filters: [KeywordFilter]
    /// Conditions on integer fields; a hit must satisfy all.
    public var ranges: [IntegerFilter] = []
    /// The keyword field of areas; documents without a value have no area.
    public var areaField: String
    /// Whether documents of the query document's area may be hits.
    public var includesOwnArea: Bool
    /// The greatest number of hits per area; nil for no limit.
    public var perArea: Int?
    /// The λ of maximal marginal relevance, 0 to 1; nil to order by similarity alone.
    ///
    /// Each rank goes to the document with the greatest `λ · similarity to the query − (1 − λ) ·
    /// greatest similarity to a hit before it`: at 1 the order does not change; towards 0, similar
    /// hits are spread out. Source: J. Carbonell, J. Goldstein, "The Use of MMR, Diversity-Based
    /// Reranking for Reordering Documents and Producing Summaries", SIGIR 1998.
    public var diversification: Double?
    /// Whether to exclude the query document itself.
    public var excludesItself: Bool
    /// Whether to lift documents that are similar to the closest ones.
    ///
    /// Without it, a score is the symmetric similarity of two texts.
    public var liftsNeighbours = true
    /// The greatest number of reasons for each hit; 0 saves the time to find them.
    public var reasonLimit: Int
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?
    /// The time limit, after which the comparison fails with `SearchError.Code.deadlineExceeded`;
    /// nil for none.
    ///
    /// It fails with `SearchError.Code.cancelled` if its task is cancelled.
    public var deadline: ContinuousClock.Instant?

    /// Creates options.
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

    /// Checks that numbers are in range and that fields exist.
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
