package import Messages
package import RenkeiSearch
internal import SearchReports

/// All that is answered: routes behind the checks that every request must pass.
///
/// A site knows nothing of sockets; tests ask it directly.
package struct Site: Sendable {
    /// How the site is run.
    package let options: SiteOptions
    /// The index, which follows the commits of its folder.
    package let index: LiveIndex
    private let routes: [any Route]
    private let hosts: HostCheck
    private let report: @Sendable (any Error) -> Void

    /// A site.
    ///
    /// - Parameters:
    ///   - options: how it is run.
    ///   - index: what is answered from.
    ///   - routes: what answers, in turn; nil for all that there are.
    ///   - report: called with each error that a client is told as 500 only, and once with why a commit
    ///     could not be opened.
    package init(
        _ options: SiteOptions, index: LiveIndex, routes: [any Route]? = nil,
        report: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        var options = options
        options.imported = options.imported ?? { index.move(to: $0) }
        self.options = options
        self.index = index
        self.routes = routes ?? Site.allRoutes
        self.report = report
        hosts = HostCheck(options)
    }

    /// Every route there is: the data first, whose addresses no page has.
    static var allRoutes: [any Route] { APIRoutes.all + PageRoutes.all }

    /// Answers a request; never fails.
    package func respond(to request: WebRequest) async -> WebResponse {
        let language = SiteLanguage.language(of: request, options)
        var response: WebResponse
        do {
            try hosts.check(request)
            let snapshot = index.snapshot
            if let failure = index.newFailure() { report(failure) }
            let context = SiteContext(
                snapshot: snapshot, options: options, language: language,
                deadline: .now + options.requestTime)
            response = try await answer(request, context)
        } catch {
            response = Site.response(to: told(error), request, language)
        }
        SafetyHeaders.add(to: &response)
        return response
    }

    private func answer(
        _ request: WebRequest, _ context: SiteContext
    ) async throws -> WebResponse {
        for route in routes {
            if let response = try await route.respond(to: request, in: context) {
                return response
            }
        }
        throw WebError.notFound
    }

    /// What may be done with an address, as the header `allow` says it.
    package static func methods(at path: String) -> String {
        switch path {
        case "/api/import", "/api/import/build", "/import/build": "POST"
        case "/api/similar", "/similar", "/import": "GET, HEAD, POST"
        default: "GET, HEAD"
        }
    }

    /// What a client is told of an error.
    private func told(_ error: any Error) -> WebError {
        if let error = error as? WebError { return error }
        if let error = error as? ParameterError {
            let message: Message = error.subject.map { "\($0): \(error.message)" } ?? error.message
            return WebError(400, message, parameter: error.parameter)
        }
        if let error = error as? SearchError, let told = WebError(query: error) { return told }
        report(error)
        return WebError(500, "something went wrong on the server; the request was not answered")
    }

    /// An error in the form that the address calls for: JSON for data, else a page.
    package static func response(
        to error: WebError, _ request: WebRequest, _ language: MessageLanguage
    ) -> WebResponse {
        var response =
            APIRoutes.isData(request.path)
            ? ErrorJSON.response(to: error, language) : PageRoutes.page(of: error, in: language)
        response.headers += error.headers
        return response
    }
}

extension WebError {
    /// What a client is told of an error of a query; nil if the query is not to blame.
    ///
    /// Other errors may name files.
    package init?(query error: SearchError, parameter: String = "q") {
        switch error.code {
        case .invalidQuery:
            self.init(
                400, error.localizedMessage, parameter: parameter, column: error.offset)
        case .deadlineExceeded, .cancelled: self.init(503, error.localizedMessage)
        case .invalidArgument where error.path == nil:
            self.init(400, error.localizedMessage)
        default: return nil
        }
    }
}
