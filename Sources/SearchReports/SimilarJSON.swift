package import JSON
package import RenkeiSearch

/// Similar records as JSON.
///
/// The keys are documented in docs/json.md and stay as they are.
package struct SimilarJSON {
    package let searcher: Searcher
    /// Whether texts are shown in full.
    package var isFull = false
    /// The unit of offsets.
    private let offsets: OffsetUnit

    /// Makes a formatter for results of a searcher.
    package init(searcher: Searcher, isFull: Bool = false, offsets: OffsetUnit = .utf8) {
        self.searcher = searcher
        self.isFull = isFull
        self.offsets = offsets
    }

    /// One object for a record or a text and its hits.
    ///
    /// - Parameter id: the record that was compared; nil for a text.
    package func object(_ results: SimilarResults, id: String?) throws -> JSONValue {
        var hits: [JSONValue] = []
        for (index, hit) in results.hits.enumerated() {
            hits.append(try object(hit, rank: index + 1))
        }
        return JSONValue.object([
            .init(key: "id", value: id.map { .string($0) } ?? .null),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
            .init(key: "close", value: .bool(results.hasCloseHits)),
            .init(key: "hits", value: .array(hits)),
        ])
    }

    private func object(_ hit: SimilarHit, rank: Int) throws -> JSONValue {
        let document = try searcher.document(of: hit)
        var members: [JSONValue.Member] = [
            .init(key: "rank", value: .integer(Int64(rank))),
            .init(key: "id", value: .string(hit.id)),
            .init(key: "score", value: .number(hit.score)),
            .init(key: "shared", value: .array(hit.reasons.map(SimilarJSON.object))),
            .init(key: "fields", value: DocumentJSON.fields(document, searcher.schema)),
        ]
        if let main = searcher.schema.textFields.last?.name {
            let snippet = try searcher.snippet(
                of: document.text(main), for: hit, width: isFull ? .max : Snippet.standardWidth)
            members.append(.init(key: "snippet", value: SnippetJSON.object(snippet, offsets)))
        }
        return .object(members)
    }

    private static func object(_ reason: SharedPhrase) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "text", value: .string(reason.text)),
            .init(key: "weight", value: .number(reason.weight)),
        ]
        if let asked = reason.synonymOf {
            members.append(.init(key: "synonym_of", value: .string(asked)))
        }
        return .object(members)
    }

    /// One line of `--batch`.
    package static func batchLine(_ results: SimilarResults, id: String, query: String) -> JSONValue
    {
        .object([
            .init(key: "qid", value: .string(id)),
            .init(key: "query", value: .string(query)),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
            .init(key: "close", value: .bool(results.hasCloseHits)),
            .init(
                key: "hits",
                value: .array(
                    results.hits.map { hit in
                        .object([
                            .init(key: "id", value: .string(hit.id)),
                            .init(key: "score", value: .number(hit.score)),
                        ])
                    })),
        ])
    }
}
