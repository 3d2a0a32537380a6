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

    /// The field of names; nil if values are their own names.
    func names(_ schema: Schema) -> String? {
        let name = nameField ?? (field == "area_key" ? "area" : field)
        return name != field && schema.keywordFields.contains(name) ? name : nil
    }

    /// Checks that fields exist and that the threshold is in its range.
    func validate(_ schema: Schema) throws(SearchError) {
        try schema.validate(filters, ranges)
        for name in [field, nameField].compactMap(\.self)
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
}

/// An area, and whether it has what was looked for.
public struct CoverageArea: Sendable, Equatable {
    /// The value of the keyword field.
    public let value: String
    /// What the area is called: the name that most of its documents give it.
    public let name: String
    /// True if the document that others are compared with is of this area.
    public let isOwn: Bool
    /// How many documents of the area match.
    public let count: Int
    /// The best of them; nil if none matches.
    public let best: CoverageHit?
}

/// Which areas have a document that matches, and which have none.
public struct CoverageResults: Sendable {
    /// The areas with such a document, in the order of their best.
    public let covered: [CoverageArea]
    /// The areas without, in the order in which they were first added.
    public let uncovered: [CoverageArea]
    /// How many documents match, those of no area included.
    public let total: Int
    /// How many of the documents that match are of no area.
    public let totalWithoutArea: Int
    /// The words of the query that said what was asked for; empty where none was given.
    public let words: [WordReport]
    /// How long the search took inside the engine.
    public let duration: Duration
}
