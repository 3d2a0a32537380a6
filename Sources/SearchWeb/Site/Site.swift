package import Messages
package import RenkeiSearch
internal import SearchReports

/// The site: routes, and the checks that every request must pass.
///
/// A site does not use sockets, so tests can call it directly.
package struct Site: Sendable {
    /// The options of the site.
    package let options: SiteOptions
    /// The index, which follows the commits of its folder.
    package let index: LiveIndex
    private let routes: [any Route]
    private let hosts: HostCheck
    private let report: @Sendable (any Error) -> Void

    /// Makes a site.
    ///
    /// - Parameters:
    ///   - options: the options.
    ///   - index: the index.
    ///   - routes: the routes, in order; nil for all.
    ///   - report: called with each error that a client sees only as 500, and once with the reason
    ///     why a commit could not be opened.
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

    /// All routes, data first.
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
            response = Site.response(to: webError(error), request, language)
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

    /// The methods of an address, as in the header `allow`.
    package static func methods(at path: String) -> String {
        switch path {
        case "/api/import", "/api/import/build", "/import/build": "POST"
        case "/api/similar", "/similar", "/import": "GET, HEAD, POST"
        default: "GET, HEAD"
        }
    }

    /// The error to report to a client.
    private func webError(_ error: any Error) -> WebError {
        if let error = error as? WebError { return error }
        if let error = error as? ParameterError {
            let message: Message = error.subject.map { "\($0): \(error.message)" } ?? error.message
            return WebError(400, message, parameter: error.parameter)
        }
        if let error = error as? SearchError, let webError = WebError(query: error) {
            return webError
        }
        report(error)
        return WebError(500, "something went wrong on the server; the request was not answered")
    }

    /// The response to an error in the form that fits the address: JSON for data, else a page.
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
    /// Makes the error to report for an invalid query; fails if the query is not at fault.
    ///
    /// Other errors may contain file names.
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
