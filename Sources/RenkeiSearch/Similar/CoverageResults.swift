internal import Messages

/// What to look for besides the query, and what the areas are.
public struct CoverageOptions: Sendable {
    /// What the documents must have in keyword fields; all filters must accept a document.
    ///
    /// Areas of which no document passes the filters are not told of.
    public var filters: [KeywordFilter]
    /// What the documents must have in fields of whole numbers; all filters must accept a document.
    public var ranges: [IntegerFilter] = []
    /// The keyword field whose values are the areas.
    ///
    /// Where it is `area_key` and no document has a value there, `area` takes its place.
    public var field: String
    /// The keyword field that has the name of the area.
    ///
    /// With nil it is `area` for the field `area_key`; in another field, a value is its own name.
    public var nameField: String?
    /// How similar a document must be at least to one that others are compared with, above 0 to 1.
    ///
    /// Not used for queries.
    public var threshold: Double
    /// The synonyms to use; nil for those of the index.
    public var synonyms: Synonyms?
    /// When the search or comparison must have ended, or fail with
    /// `SearchError.Code.deadlineExceeded`; nil for no limit.
    public var deadline: ContinuousClock.Instant?
    /// Whether to count in how many documents each form of a word stands, for `CoverageResults.words`.
    public var countsMatches = false

    /// How similar a document must be unless the options say otherwise.
    ///
    /// On judged records of 64 areas it tells best which areas have a project that is *clearly a
    /// part of the same* (precision 0.72, recall 0.65 of areas; at 0.25 they are 0.88 and 0.41).
    public static let standardThreshold = 0.15

    /// Options.
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

    /// The field of names for a field of areas; nil if values are their own names.
    func names(of field: String, _ schema: Schema) -> String? {
        let name = nameField ?? (field == "area_key" ? "area" : field)
        return name != field && schema.keywordFields.contains(name) ? name : nil
    }

    /// Checks that fields exist and that the threshold is in its range.
    func validate(_ schema: Schema) throws(SearchError) {
        try schema.validate(filters, ranges)
        // Without area_key, the name of the area tells areas apart.
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
    /// How well it matches the query, or how similar it is.
    public let score: Double
    /// How many documents were added to the index before this one.
    package let document: UInt32
    /// The state of the index that it was found in.
    let snapshot: Snapshot

    /// Whether both tell the same of a document, whatever state of the index they were found in.
    public static func == (left: CoverageHit, right: CoverageHit) -> Bool {
        left.id == right.id && left.score == right.score && left.document == right.document
    }
}

/// An area, and whether it has what was looked for.
public struct CoverageArea: Sendable, Equatable {
    /// The value of the keyword field.
    public let value: String
    /// What the area is called: the name that most of its documents give it.
    public let name: String
    /// Whether the document that others are compared with is of this area.
    public let isOwn: Bool
    /// How many documents of the area match.
    public let count: Int
    /// How many have all words, but only inside longer words.
    public let partialCount: Int
    /// The best of those that match or, if none does, of those that match in part; nil without both.
    public let best: CoverageHit?
}

/// Which areas have a document that matches, which may have one, and which have none.
public struct CoverageResults: Sendable {
    /// The keyword field whose values are the areas.
    public let field: String
    /// The areas with such a document, in the order of their best.
    public let covered: [CoverageArea]
    /// The areas to be checked, in the order of their best.
    ///
    /// Their documents have the words of the query only inside longer words, as 上下水道 has 水道. There
    /// are none where documents were compared.
    public let partial: [CoverageArea]
    /// The areas of whose documents none matches, in the order in which they were first added.
    ///
    /// An area may have what was looked for all the same: the index knows its documents only.
    public let uncovered: [CoverageArea]
    /// How many documents match, those of no area included.
    public let total: Int
    /// How many documents match in part, those of no area included.
    public let partialTotal: Int
    /// How many of the documents that match are of no area.
    public let totalWithoutArea: Int
    /// What was looked for of a query that is longer than its limits; nil if all of it was.
    public let queryCut: QueryCut?
    /// The words of the query that said what was asked for; empty where none was given.
    public let words: [WordReport]
    /// The words that were typed but not asked for: function words.
    public let ignoredWords: [String]
    /// How long the search took inside the engine.
    public let duration: Duration
    /// The answer to the query without its hits, for snippets; nil where documents were compared.
    let search: SearchResults?
}
