/// The routes that answer with data, in the order in which they are tried.
package enum APIRoutes {
    /// All data routes.
    package static var all: [any Route] {
        [
            ImportRoute(), ReadyRoute(), SearchRoute(), SimilarRoute(), CoverageRoute(),
            RecordRoute(), SuggestRoute(), OpenAPIRoute(),
        ]
    }

    /// Whether errors at an address are reported as JSON.
    package static func isData(_ path: String) -> Bool {
        path == "/api" || path.hasPrefix("/api/") || path == "/openapi.json" || path == "/ready"
    }
}
