/// The routes that answer with data, in the order in which they are asked.
package enum APIRoutes {
    /// All of them.
    package static var all: [any Route] {
        [
            ImportRoute(), ReadyRoute(), SearchRoute(), SimilarRoute(), CoverageRoute(),
            RecordRoute(), SuggestRoute(), OpenAPIRoute(),
        ]
    }

    /// True if errors at an address are told as JSON.
    package static func isData(_ path: String) -> Bool {
        path == "/api" || path.hasPrefix("/api/") || path == "/openapi.json" || path == "/ready"
    }
}
