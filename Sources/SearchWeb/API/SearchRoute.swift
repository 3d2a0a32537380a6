internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `/api/search`: the hits of a query.
struct SearchRoute: Route {
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/api/search" else { return nil }
        try request.require(.get, .head)
        let searcher = try context.searcher
        let parameters = try RequestParameters(request, known: SearchQuestion.names)
        let question = try SearchQuestion(parameters, context)
        let results = try question.results(searcher)
        let object = try ResultsJSON(searcher: searcher, isFull: question.isFull)
            .object(results, query: question.query, explain: question.explains)
        guard case .object(let members) = object else { return .json(object) }
        let filters = FilterMatch.members(question.matches + FilterMatch.matches(of: results))
        return .json(.object(members + filters))
    }
}

/// `/api/similar`: projects similar to a record, or to a submitted text.
struct SimilarRoute: Route {
    private static let names =
        RequestParameters.filters + ["id", "n", "include-own-area", "per-area", "full"]

    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/api/similar" else { return nil }
        let searcher = try context.searcher
        let parameters = try RequestParameters(request, known: SimilarRoute.names)
        let filters = try parameters.filters()
        var options = SimilarOptions(
            limit: try parameters.number("n", in: 0...1_000, standard: 10),
            includesOwnArea: try parameters.flag("include-own-area"),
            perArea: parameters.text("per-area") == nil
                ? nil : try parameters.number("per-area", in: 1...1_000, standard: 1))
        (options.filters, options.ranges) = try filters.filters(searcher, context.language)
        options.deadline = context.deadline
        let results: SimilarResults
        let id = parameters.text("id")
        if request.method == .post {
            guard id == nil else {
                throw WebError(400, "send a text or name an id, not both", parameter: "id")
            }
            results = try searcher.similar(
                toText: try SimilarRoute.text(of: request), options: options)
        } else {
            let id = try parameters.required("id")
            guard let found = try searcher.similar(toID: id, options: options) else {
                throw WebError.noRecord(id)
            }
            results = found
        }
        let object = try SimilarJSON(searcher: searcher, isFull: try parameters.flag("full"))
            .object(results, id: id)
        guard case .object(let members) = object else { return .json(object) }
        let matches = try filters.matches(searcher, context.language) { "\($0)=\($1)" }
        return .json(.object(members + FilterMatch.members(matches)))
    }

    /// The text of a body: the field `text` of a form, or else the whole body.
    static func text(of request: WebRequest) throws -> String {
        let type = request.headers["content-type"]?.lowercased() ?? ""
        var text: String?
        if type.hasPrefix("application/x-www-form-urlencoded") {
            text = RequestTarget.parameters(request.body)?.first { $0.name == "text" }?.value
        } else {
            text = String(validating: request.body, as: UTF8.self)
        }
        guard let text, !text.allSatisfy(\.isWhitespace) else {
            throw WebError(400, "send a text in UTF-8 to compare", parameter: "text")
        }
        return text
    }
}

/// `/api/coverage`: the areas that have a kind of project, and those that do not.
struct CoverageRoute: Route {
    private static let names =
        RequestParameters.filters + ["q", "like", "by", "threshold", "explain"]

    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/api/coverage" else { return nil }
        try request.require(.get, .head)
        let searcher = try context.searcher
        let parameters = try RequestParameters(request, known: CoverageRoute.names)
        let query = parameters.text("q")
        let like = parameters.text("like")
        guard (query == nil) != (like == nil) else {
            throw WebError(400, "give either q or like", parameter: "q")
        }
        var options = CoverageOptions(field: parameters.text("by") ?? "area_key")
        options.threshold = try parameters.share("threshold", standard: options.threshold)
        let filters = try parameters.filters()
        (options.filters, options.ranges) = try filters.filters(searcher, context.language)
        options.deadline = context.deadline
        let explains = try parameters.flag("explain")
        options.countsMatches = explains
        let results: CoverageResults
        if let like {
            guard let found = try searcher.coverage(like: like, options: options) else {
                throw WebError.noRecord(like, parameter: "like")
            }
            results = found
        } else {
            results = try searcher.coverage(of: query ?? "", options: options)
        }
        return .json(
            try CoverageJSON(
                searcher: searcher, results: results, query: query, id: like, options: options,
                explains: explains,
                matches: try filters.matches(searcher, context.language) { "\($0)=\($1)" }
            ).object())
    }
}

/// `/api/records/ID`: a complete record.
struct RecordRoute: Route {
    private static let prefix = "/api/records/"

    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path.hasPrefix(RecordRoute.prefix) else { return nil }
        try request.require(.get, .head)
        _ = try RequestParameters(request, known: [])
        let searcher = try context.searcher
        let id = String(request.path.dropFirst(RecordRoute.prefix.count))
        guard let document = try searcher.document(id: id) else { throw WebError.noRecord(id) }
        let fields = DocumentJSON.fields(document, searcher.schema)
        guard case .object(let members) = fields else { return nil }
        return .json(.object([.init(key: "id", value: .string(document.id))] + members))
    }
}

/// `/openapi.json`: the description of the data interface.
struct OpenAPIRoute: Route {
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/openapi.json" else { return nil }
        try request.require(.get, .head)
        return WebResponse(
            headers: [("content-type", "application/json; charset=utf-8")],
            body: PackageResources.openapi_json)
    }
}
