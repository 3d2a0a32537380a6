internal import Messages
internal import RenkeiSearch

/// Answers the addresses of the pages: `/`, `/records/ID`, `/similar`, `/compare` and `/results.csv`.
struct PagesRoute: Route {
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        switch request.path {
        case "/": return try page(request, context, first)
        case "/similar": return try page(request, context, similar)
        case "/compare": return try page(request, context, compare)
        case "/results.csv": return try page(request, context, table)
        default:
            guard request.path.hasPrefix("/records/") else { return nil }
            return try page(request, context, record)
        }
    }

    /// Responds with a page; an error in a question is shown with the question, so that it can be
    /// corrected.
    private func page(
        _ request: WebRequest, _ site: SiteContext,
        _ make: (WebRequest, PageContext, PageState) throws -> WebResponse
    ) throws -> WebResponse {
        guard request.method != .post || request.path == "/similar" else {
            throw PagesRoute.methodNotAllowed("GET, HEAD")
        }
        guard let snapshot = site.snapshot else {
            // A file can be imported even if there is no index yet.
            if request.path == "/", site.options.allowsImport { return .seeOther("/import") }
            _ = try site.searcher
            throw WebError.notFound
        }
        let key = PageCache.key(request, language: site.language.rawValue)
        let isKept = request.method != .post
        if isKept, let page = snapshot.pages[key] { return page }
        let context = PageContext(
            snapshot, language: site.language, canImport: site.options.allowsImport,
            deadline: site.deadline)
        let state = PageState(request.query, snapshot.searcher.schema)
        do {
            let page = try make(request, context, state)
            if isKept { snapshot.pages.keep(page, key) }
            return page
        } catch let error as SearchError {
            guard let webError = WebError(query: error) else { throw error }
            return ErrorPage(language: site.language, state: state).response(webError)
        }
    }

    static func methodNotAllowed(_ methods: String) -> WebError {
        var error = WebError(405, "this address does not take such a request")
        error.headers = [("allow", methods)]
        return error
    }

    private func first(
        _ request: WebRequest, _ context: PageContext, _ state: PageState
    ) throws -> WebResponse {
        if state.isEmpty { return .page(FirstPage(context: context, state: state).bytes()) }
        return .page(try ResultsPage(context: context, state: state).bytes())
    }

    private func record(
        _ request: WebRequest, _ context: PageContext, _ state: PageState
    ) throws -> WebResponse {
        let id = String(request.path.dropFirst("/records/".count))
        let rank = request.value("at").flatMap { Int($0) }
            .flatMap { (1...1_000_000).contains($0) ? $0 : nil }
        let page = RecordPage(context: context, state: state, id: id, rank: rank)
        guard let bytes = try page.bytes() else { throw WebError.noRecord(id) }
        return .page(bytes)
    }

    private func similar(
        _ request: WebRequest, _ context: PageContext, _ state: PageState
    ) throws -> WebResponse {
        var model = SimilarPage.Model.nothing
        var language = state.language
        if request.method == .post {
            guard let form = FormBody(request) else {
                throw WebError(415, "the form must be application/x-www-form-urlencoded in UTF-8")
            }
            let text = form.value("text") ?? ""
            guard text.unicodeScalars.count <= SimilarPage.longestText else {
                throw WebError(413, "the text is too long; give at most 20,000 letters")
            }
            if !text.trimmed.isEmpty { model = .text(text) }
            language = form.value("lang") ?? language
        } else if let id = request.value("id") {
            model = .record(id)
        }
        let page = SimilarPage(context: context, language: language, model: model)
        guard let bytes = try page.bytes() else {
            throw WebError.noRecord(request.value("id") ?? "")
        }
        var response = WebResponse.page(bytes)
        // With no-referrer, browsers send a form without its origin, and such a form is refused.
        // This value tells other sites nothing either.
        response.headers.append(("referrer-policy", "same-origin"))
        return response
    }

    private func compare(
        _ request: WebRequest, _ context: PageContext, _ state: PageState
    ) throws -> WebResponse {
        let (left, right) = (request.value("a") ?? "", request.value("b") ?? "")
        let page = ComparePage(
            context: context, language: state.language, left: left, right: right)
        guard let bytes = try page.bytes() else {
            let missing = try context.searcher.document(id: left) == nil ? left : right
            throw WebError.noRecord(missing)
        }
        return .page(bytes)
    }

    private func table(
        _ request: WebRequest, _ context: PageContext, _ state: PageState
    ) throws -> WebResponse {
        WebResponse(
            headers: [
                ("content-type", "text/csv; charset=utf-8"),
                ("content-disposition", "attachment; filename=\"results.csv\""),
            ],
            body: try ResultsCSV(context: context, state: state).bytes())
    }
}
