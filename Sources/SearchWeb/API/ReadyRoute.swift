internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch

/// `/ready`: reports to a supervisor whether the site can answer.
struct ReadyRoute: Route {
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/ready" else { return nil }
        try request.require(.get, .head)
        _ = try RequestParameters(request, known: [])
        let searcher = try context.searcher
        return .json(
            .object([
                .init(key: "ready", value: .bool(true)),
                .init(key: "documents", value: .integer(Int64(searcher.documentCount))),
                .init(key: "generation", value: .integer(Int64(searcher.generation))),
            ]))
    }
}

extension WebRequest {
    /// Checks that an address allows the method of the request.
    ///
    /// - Throws: ``WebError`` 405 with the header `allow`.
    package func require(_ methods: Method...) throws {
        guard !methods.contains(method) else { return }
        var error = WebError(405, "this address cannot be asked with \(method.rawValue)")
        error.headers = [("allow", methods.map(\.rawValue).joined(separator: ", "))]
        throw error
    }
}
