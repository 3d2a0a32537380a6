internal import JSON
internal import Messages
internal import RenkeiSearch

/// `/api/suggest`: suggestions for the beginning of a query.
struct SuggestRoute: Route {
    /// The greatest number of words suggested by reading.
    private static let mostRead = 4

    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse? {
        guard request.path == "/api/suggest" else { return nil }
        try request.require(.get, .head)
        let parameters = try RequestParameters(request, known: ["q", "n"])
        let question = parameters.text("q") ?? ""
        let limit = try parameters.number("n", in: 1...50, standard: 8)
        let searcher = try context.searcher
        var read: [SuggestionIndex.Suggestion] = []
        if let last = SuggestionIndex.last(of: question) {
            read = try searcher.words(
                readAs: last, limit: SuggestRoute.mostRead, deadline: context.deadline
            ).map { .init(text: $0.word, kind: .reading, records: $0.documents) }
        }
        let found =
            try context.snapshot?.overview.suggestions.suggestions(
                for: question, read: read, limit: limit, deadline: context.deadline) ?? []
        return .json(
            .object([
                .init(key: "query", value: .string(question)),
                .init(
                    key: "suggestions",
                    value: .array(found.map { SuggestRoute.object($0, context) })),
            ]))
    }

    private static func object(
        _ suggestion: SuggestionIndex.Suggestion, _ context: SiteContext
    ) -> JSONValue {
        .object([
            .init(key: "text", value: .string(suggestion.text)),
            .init(key: "kind", value: .string(suggestion.kind.rawValue)),
            .init(key: "records", value: .integer(Int64(suggestion.records))),
            .init(key: "label", value: .string(context.text(label(suggestion)))),
        ])
    }

    /// The label next to a suggestion.
    private static func label(_ suggestion: SuggestionIndex.Suggestion) -> Message {
        switch suggestion.kind {
        case .word: return "\(count: suggestion.records, "title")"
        case .reading, .place: return "\(count: suggestion.records, "record")"
        case .title: return "Title"
        }
    }
}
