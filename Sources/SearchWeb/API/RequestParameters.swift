internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Reads the parameters of an address, and names the one at fault.
struct RequestParameters {
    private let request: WebRequest

    /// The parameters of a request.
    ///
    /// - Parameter known: the names that the address accepts besides `lang`.
    /// - Throws: ``WebError`` 400 for an unknown name, or a value that is too long.
    init(_ request: WebRequest, known: [String]) throws {
        self.request = request
        for (name, value) in request.query {
            guard known.contains(name) || name == "lang" else {
                throw WebError(
                    400, "there is no parameter \(String(name.prefix(40)))",
                    parameter: String(name.prefix(40)))
            }
            guard name != "lang" || MessageLanguage(rawValue: value) != nil else {
                throw WebError(400, "lang must be en or ja", parameter: name)
            }
            guard value.utf8.count <= 8_000 else {
                throw WebError(400, "the value of \(name) is too long", parameter: name)
            }
        }
    }

    /// The names of the filters.
    static let filters = RecordFilters.names + ["kind", "field", "year"]
    /// The names of the parameters that order and count hits.
    static let listing = ["sort", "offset", "facet", "group-by"]

    /// A text; nil if it is absent or empty.
    func text(_ name: String) -> String? {
        request.value(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A required text.
    func required(_ name: String) throws -> String {
        guard let text = text(name) else {
            throw WebError(400, "the parameter \(name) is missing", parameter: name)
        }
        return text
    }

    /// An integer in a range; full-width digits are accepted.
    func number(_ name: String, in range: ClosedRange<Int>, standard: Int) throws -> Int {
        guard let text = text(name) else { return standard }
        guard let number = Int(ASCIITwins.folded(text)), range.contains(number) else {
            throw WebError(
                400, "\(name) must be \(range.lowerBound) to \(range.upperBound)",
                parameter: name)
        }
        return number
    }

    /// A number above 0 and at most 1.
    func share(_ name: String, standard: Double) throws -> Double {
        guard let text = text(name) else { return standard }
        guard let number = Double(ASCIITwins.folded(text)), number > 0, number <= 1 else {
            throw WebError(400, "\(name) must be above 0 and at most 1", parameter: name)
        }
        return number
    }

    /// A flag: true for 1, false for 0 or if absent.
    func flag(_ name: String) throws -> Bool {
        switch request.value(name) {
        case nil, "0": return false
        case "1": return true
        default: throw WebError(400, "\(name) must be 0 or 1", parameter: name)
        }
    }

    /// The requested filters.
    func filters() throws -> RecordFilters {
        var filters = RecordFilters()
        filters.kind = request.values("kind")
        filters.area = request.values("area")
        filters.prefecture = request.values("prefecture")
        filters.municipality = request.values("municipality")
        filters.category = request.values("category")
        filters.status = request.values("status")
        filters.field = request.values("field")
        filters.year = request.values("year")
        for value in filters.field where RecordFilters.parts(of: value) == nil {
            throw WebError(400, "field must be NAME=VALUE", parameter: "field")
        }
        return filters
    }

    /// The requested order and counts.
    func listing() throws -> Listing {
        var listing = Listing()
        listing.sort = text("sort") ?? "score"
        listing.offset = try number("offset", in: 0...100_000, standard: 0)
        listing.facet = request.values("facet")
        listing.groupBy = text("group-by")
        return listing
    }
}

/// The query described by the parameters of a search.
struct SearchQuestion {
    let query: String
    let options: SearchOptions
    let matches: [FilterMatch]
    let explains: Bool
    let isFull: Bool

    static let names =
        RequestParameters.filters + RequestParameters.listing
        + ["q", "n", "all-words", "explain", "full"]

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - standard: the default of `n`.
    ///   - most: the maximum of `n`.
    init(
        _ parameters: RequestParameters, _ context: SiteContext, standard: Int = 10,
        most: Int = 1_000
    ) throws {
        let searcher = try context.searcher
        query = parameters.text("q") ?? ""
        var options = SearchOptions(
            limit: try parameters.number("n", in: 0...most, standard: standard),
            includesSomeWords: !(try parameters.flag("all-words")))
        let filters = try parameters.filters()
        (options.filters, options.ranges) = try filters.filters(searcher, context.language)
        try parameters.listing().apply(to: &options, searcher, context.language)
        explains = try parameters.flag("explain")
        isFull = try parameters.flag("full")
        options.countsMatches = true
        options.deadline = context.deadline
        self.options = options
        matches = try filters.matches(searcher, context.language) { "\($0)=\($1)" }
    }

    /// Runs the search.
    ///
    /// Without words, finds all records that pass the filters.
    func results(_ searcher: Searcher) throws -> SearchResults {
        query.isEmpty
            ? try searcher.search(.everything, options: options)
            : try searcher.search(query, options: options)
    }
}
