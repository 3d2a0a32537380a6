internal import Messages
internal import RenkeiSearch

/// Turns the state of a page into a search.
struct PageSearch {
    let state: PageState
    let searcher: Searcher
    let overview: IndexOverview
    /// The deadline of a search; nil for no limit.
    var deadline: ContinuousClock.Instant?

    /// The question, without the chosen conditions.
    ///
    /// - Throws: `SearchError` if the question is invalid.
    func question() throws(SearchError) -> QueryNode {
        let asked = state.question.trimmed
        if asked.isEmpty || asked == PageState.all { return .everything }
        return try searcher.parse(state.question, requiresClosedQuotes: false)
    }

    /// The query with the choices that filters cannot express: records without a value.
    ///
    /// - Parameters:
    ///   - asked: the query to use instead of the question.
    ///   - field: a field whose choices to ignore.
    /// - Throws: `SearchError` if the question or a choice is invalid.
    func query(
        _ asked: QueryNode? = nil, without field: String? = nil
    ) throws(SearchError) -> QueryNode {
        var conditions: [QueryNode] = []
        for choice in state.choices
        where choice.field != field && choice.values.contains("") {
            var alternatives: [QueryNode] = [.not(.field(choice.field, .exists))]
            for value in choice.values where !value.isEmpty {
                if searcher.schema.integerFields.contains(choice.field) {
                    alternatives.append(.field(choice.field, .range(try range(value, choice))))
                } else {
                    alternatives.append(.field(choice.field, .phrase(value)))
                }
            }
            conditions.append(
                alternatives.count == 1 ? alternatives[0] : .required(.any(alternatives)))
        }
        let question = if let asked { asked } else { try question() }
        if conditions.isEmpty { return question }
        // The words of a question stay at the root, where matching some of them is enough.
        if case .all(let parts) = question { return .all(parts + conditions) }
        return .all([question] + conditions)
    }

    /// The filters for the choices, except for fields with a choice of records without a value.
    ///
    /// - Parameter field: a field whose choices to ignore.
    /// - Throws: `SearchError` if a choice is invalid.
    func filters(
        without field: String? = nil
    ) throws(SearchError) -> (keywords: [KeywordFilter], ranges: [IntegerFilter]) {
        var keywords: [KeywordFilter] = []
        var ranges: [IntegerFilter] = []
        for choice in state.choices
        where choice.field != field && !choice.values.contains("") {
            if searcher.schema.integerFields.contains(choice.field) {
                var chosen: [IntegerRange] = []
                for value in choice.values { chosen.append(try range(value, choice)) }
                ranges.append(IntegerFilter(field: choice.field, ranges: chosen))
            } else if choice.field == "kind", choice.values.contains(PageSearch.anyKind) {
                continue
            } else {
                keywords.append(KeywordFilter(field: choice.field, values: choice.values))
            }
        }
        if overview.hasProjects, field != "kind", state.values(in: "kind").isEmpty {
            keywords.append(KeywordFilter(field: "kind", values: ["project"]))
        }
        return (keywords, ranges)
    }

    /// The value of `kind` that lets records of all kinds through.
    static let anyKind = "*"

    private func range(
        _ value: String, _ choice: PageState.Choice
    ) throws(SearchError) -> IntegerRange {
        try IntegerRange(
            parsing: value, kind: searcher.schema.integerKind(choice.field))
    }

    /// The options of the list of records.
    ///
    /// - Throws: `SearchError` if a choice is invalid.
    func options() throws(SearchError) -> SearchOptions {
        let (keywords, ranges) = try filters()
        // One more hit than is shown reveals whether there is a next page.
        var options = SearchOptions(
            limit: PageState.pageSize + 1, filters: keywords, requiresClosedQuotes: false)
        options.ranges = ranges
        options.offset = (state.page - 1) * PageState.pageSize
        options.sort = order
        if state.isOnePerArea, let areaField = overview.areaField {
            options.grouping = areaField
            options.sort = .score
        }
        options.countsMatches = state.explainsWords
        options.deadline = deadline
        return options
    }

    private var order: SortOrder {
        let schema = searcher.schema
        let years = overview.yearField
        switch state.order {
        case .best: return .score
        case .newest:
            return years.map { .integer(field: $0, isDescending: true) } ?? .score
        case .oldest:
            return years.map { .integer(field: $0, isDescending: false) } ?? .score
        case .title: return schema.textFields.first.map { .text(field: $0.name) } ?? .score
        }
    }

    /// The records that match, with counts of values for fields without a choice.
    ///
    /// - Throws: `SearchError` if the question is invalid or the index is damaged.
    func run(counting fields: [FacetRequest]) throws(SearchError) -> SearchResults {
        var options = try options()
        options.facets = fields.filter { state.values(in: $0.field).isEmpty }
        return try searcher.search(try query(), options: options)
    }

    /// The counts of a field with a choice, ignoring that choice: the results of choosing another
    /// value.
    ///
    /// - Throws: `SearchError` as `run` does.
    func count(_ request: FacetRequest) throws(SearchError) -> Facet? {
        let (keywords, ranges) = try filters(without: request.field)
        var options = SearchOptions(limit: 0, filters: keywords, requiresClosedQuotes: false)
        options.ranges = ranges
        options.facets = [request]
        options.deadline = deadline
        return try searcher.search(try query(without: request.field), options: options)
            .facets.first
    }
}
