internal import Messages

/// Options of a coverage search besides the query.
public struct CoverageOptions: Sendable {
    /// Conditions on keyword fields; a document must satisfy all.
    ///
    /// Areas without documents that satisfy the filters are left out.
    public var filters: [KeywordFilter]
    /// Conditions on integer fields; a document must satisfy all.
    public var ranges: [IntegerFilter] = []
    /// The keyword field whose values are the areas.
    ///
    /// If it is `area_key` and no document has a value there, `area` is used instead.
    public var field: String
    /// The keyword field with the name of the area.
    ///
    /// With nil, it is `area` for the field `area_key`; values of other fields are their own names.
    public var nameField: String?
    /// The least similarity to the query document, greater than 0, at most 1.
    ///
    /// Ignored for queries.
    public var threshold: Double
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?
    /// The time limit, after which the search fails with `SearchError.Code.deadlineExceeded`; nil
    /// for none.
    public var deadline: ContinuousClock.Instant?
    /// Whether to count the documents with each form of a word, for `CoverageResults.words`.
    public var countsMatches = false

    /// The default of `threshold`.
    ///
    /// It was chosen on judged records of 64 areas, as the best predictor of areas with a project
    /// that is *clearly a part of the same* (precision 0.72, recall 0.65 of areas; at 0.25 they are
    /// 0.88 and 0.41).
    public static let standardThreshold = 0.15

    /// Creates options.
    public init(
        filters: [KeywordFilter] = [], field: String = "area_key", nameField: String? = nil,
        threshold: Double = CoverageOptions.standardThreshold, synonyms: Synonyms? = nil
    ) {
        self.filters = filters
        self.field = field
        self.nameField = nameField
        self.threshold = threshold
        self.synonyms = synonyms
    }

    /// The name field for a field of areas; nil if values are their own names.
    func names(of field: String, _ schema: Schema) -> String? {
        let name = nameField ?? (field == "area_key" ? "area" : field)
        return name != field && schema.keywordFields.contains(name) ? name : nil
    }

    /// Checks that fields exist and that the threshold is in range.
    func validate(_ schema: Schema) throws(SearchError) {
        try schema.validate(filters, ranges)
        // Without area_key, areas are identified by their names.
        let key = field == "area_key" && schema.keywordFields.contains("area") ? nil : field
        for name in [key, nameField].compactMap(\.self)
        where !schema.keywordFields.contains(name) {
            throw SearchError(
                .invalidArgument, "the index has no keyword field \(name) to tell areas by")
        }
        guard threshold > 0, threshold <= 1 else {
            throw SearchError(.invalidArgument, "the threshold must be above 0 and at most 1")
        }
    }
}

/// The best document of an area.
public struct CoverageHit: Sendable, Equatable {
    /// The identifier of the document.
    public let id: String
    /// The score for the query, or the similarity.
    public let score: Double
    /// The number of documents added to the index before this one.
    package let document: UInt32
    /// The state of the index in which it was found.
    let snapshot: Snapshot

    /// Whether two hits are equal except for the state of the index in which they were found.
    public static func == (left: CoverageHit, right: CoverageHit) -> Bool {
        left.id == right.id && left.score == right.score && left.document == right.document
    }
}

/// An area with its matching documents.
public struct CoverageArea: Sendable, Equatable {
    /// The value of the keyword field.
    public let value: String
    /// The name of the area in most of its documents.
    public let name: String
    /// Whether the document that others are compared with is of this area.
    public let isOwn: Bool
    /// The number of documents of the area that match.
    public let count: Int
    /// The number of documents with all words, but only inside longer words.
    public let partialCount: Int
    /// The best match or, if there is none, the best partial match; nil if there is neither.
    public let best: CoverageHit?
}

/// The areas with a match, those with only partial matches, and those without.
public struct CoverageResults: Sendable {
    /// The keyword field whose values are the areas.
    public let field: String
    /// The areas with a match, in the order of their best documents.
    public let covered: [CoverageArea]
    /// The areas to be checked, in the order of their best documents.
    ///
    /// Their documents have the words of the query only inside longer words, such as 水道 in 上下水道.
    /// There are none if documents were compared.
    public let partial: [CoverageArea]
    /// The areas without matches, in the order of their first documents.
    ///
    /// Such an area may still have a project of the kind, because the index knows only its
    /// documents.
    public let uncovered: [CoverageArea]
    /// The number of matching documents, including those without an area.
    public let total: Int
    /// The number of partial matches, including those without an area.
    public let partialTotal: Int
    /// The number of matching documents without an area.
    public let totalWithoutArea: Int
    /// The part of the query that was searched if it exceeds its limits; nil if it does not.
    public let queryCut: QueryCut?
    /// The content words of the query; empty without a query.
    public let words: [WordReport]
    /// The ignored words of the query: function words.
    public let ignoredWords: [String]
    /// The time that the search took in the engine.
    public let duration: Duration
    /// The answer to the query without its hits, for snippets; nil if documents were compared.
    let search: SearchResults?
}
