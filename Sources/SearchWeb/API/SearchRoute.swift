internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `/api/search`: the hits of a question.
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

/// `/export.csv`: the hits of a question as a table for spreadsheets.
struct ExportRoute: Route {
    /// How many hits a table has at most.
    static let limit = 10_000

    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/export.csv" else { return nil }
        try request.require(.get, .head)
        let searcher = try context.searcher
        let parameters = try RequestParameters(
            request, known: SearchQuestion.names + ["columns"])
        let question = try SearchQuestion(
            parameters, context, standard: ExportRoute.limit, most: ExportRoute.limit)
        let results = try question.results(searcher)
        let table = try HitTable(
            searcher: searcher, columns: parameters.text("columns"), isFull: question.isFull
        ).table(results)
        // Excel takes a text for UTF-8 only if it begins with the mark.
        var text = "\u{FEFF}"
        DelimitedText(.csv).write(table) { text += $0 }
        var response = WebResponse(type: "text/csv", text)
        response.headers.append(("content-disposition", "attachment; filename=\"projects.csv\""))
        return response
    }
}

/// `/api/similar`: projects like a record, or like a text that is sent.
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

    /// The text of a body: of a form its field `text`, else the whole.
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

/// `/api/coverage`: which areas have something, and which have not.
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

/// `/api/records/ID`: a record, whole.
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

/// `/api/suggest`: what may be meant by the beginning of a question.
struct SuggestRoute: Route {
    private static let fields = ["category", "area", "municipalities", "prefectures"]

    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/api/suggest" else { return nil }
        try request.require(.get, .head)
        let searcher = try context.searcher
        let parameters = try RequestParameters(request, known: ["q", "n"])
        let query = parameters.text("q") ?? ""
        let limit = try parameters.number("n", in: 1...50, standard: 8)
        return .json(
            .object([
                .init(key: "query", value: .string(query)),
                .init(
                    key: "suggestions",
                    value: .array(
                        try SuggestRoute.suggestions(query, limit, searcher, context).map { entry in
                            .object([
                                .init(key: "text", value: .string(entry.text)),
                                .init(key: "kind", value: .string(entry.kind)),
                            ])
                        })),
            ]))
    }

    /// Values of keyword fields that have the text in them, then titles of the best hits that have
    /// all of the words.
    static func suggestions(
        _ query: String, _ limit: Int, _ searcher: Searcher, _ context: SiteContext
    ) throws -> [(text: String, kind: String)] {
        guard !query.allSatisfy(\.isWhitespace) else { return [] }
        var found: [(text: String, kind: String)] = []
        for field in fields where searcher.schema.keywordFields.contains(field) {
            let values = try searcher.keywordValues(matching: query, inField: field)
            found += values.prefix(2).map { ($0, field) }
        }
        var options = SearchOptions(
            limit: limit, includesSomeWords: false, requiresClosedQuotes: false)
        options.deadline = context.deadline
        (options.filters, options.ranges) = try RecordFilters().filters(searcher, .english)
        // What is half typed may be no question yet.
        guard searcher.schema.textFields.count > 1,
            let results = try? searcher.search(query, options: options)
        else { return Array(found.prefix(limit)) }
        for hit in results.hits where hit.hasAllWords {
            let title = try searcher.document(of: hit).text(searcher.schema.textFields[0].name)
            if !title.isEmpty, !found.contains(where: { $0.text == title }) {
                found.append((title, "title"))
            }
        }
        return Array(found.prefix(limit))
    }
}

/// `/openapi.json`: what the addresses of data take and give.
struct OpenAPIRoute: Route {
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/openapi.json" else { return nil }
        try request.require(.get, .head)
        return WebResponse(
            headers: [("content-type", "application/json; charset=utf-8")],
            body: PackageResources.openapi_json)
    }
}
