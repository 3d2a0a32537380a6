internal import Ingest
internal import RenkeiSearch

/// Results as JSON.
///
/// The keys are documented in the README and stay as they are.
struct ResultsJSON {
    let searcher: Searcher

    /// One object for a query and its hits.
    func text(_ results: SearchResults, query: String, explain: Bool) throws -> String {
        var hits: [JSONValue] = []
        for (index, hit) in results.hits.enumerated() {
            hits.append(try object(hit, rank: index + 1, results, explain: explain))
        }
        return JSONValue.object([
            .init(key: "query", value: .string(query)),
            .init(key: "total", value: .integer(Int64(results.total))),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
            .init(key: "fallback", value: .bool(results.isFallback)),
            .init(
                key: "words",
                value: .array(
                    results.words.map {
                        .object([
                            .init(key: "word", value: .string($0.word)),
                            .init(key: "documents", value: .integer(Int64($0.documentFrequency))),
                            .init(key: "synonyms", value: .array($0.synonyms.map { .string($0) })),
                        ])
                    })),
            .init(key: "hits", value: .array(hits)),
        ]).jsonText
    }

    private func object(
        _ hit: Hit, rank: Int, _ results: SearchResults, explain: Bool
    ) throws -> JSONValue {
        let document = try searcher.document(of: hit)
        var members: [JSONValue.Member] = [
            .init(key: "rank", value: .integer(Int64(rank))),
            .init(key: "id", value: .string(hit.id)),
            .init(key: "score", value: .number(hit.score)),
            .init(key: "partial", value: .bool(hit.isPartial)),
            .init(key: "all_words", value: .bool(hit.hasAllWords)),
            .init(key: "fields", value: DocumentJSON.fields(document, searcher.schema)),
        ]
        if let main = searcher.schema.textFields.last?.name {
            let snippet = try searcher.snippet(of: document.text(main), for: results)
            members.append(
                .init(
                    key: "snippet",
                    value: .object([
                        .init(key: "text", value: .string(snippet.text)),
                        .init(
                            key: "highlights",
                            value: .array(
                                snippet.highlights.map {
                                    .array([
                                        .integer(Int64($0.lowerBound)),
                                        .integer(Int64($0.upperBound)),
                                    ])
                                })),
                    ])))
        }
        if explain {
            members.append(.init(key: "explanation", value: try explanation(hit, results)))
        }
        return .object(members)
    }

    private func explanation(_ hit: Hit, _ results: SearchResults) throws -> JSONValue {
        .array(
            try searcher.explain(hit, in: results).parts.map { part in
                .object([
                    .init(key: "evidence", value: .string(part.evidence)),
                    .init(
                        key: "documents",
                        value: part.documentFrequency.map { .integer(Int64($0)) } ?? .null),
                    .init(key: "weighted_frequency", value: .number(part.weightedFrequency)),
                    .init(key: "score", value: .number(part.score)),
                ])
            })
    }

    /// The line of `--batch` for a query in which nothing can be looked for.
    static func emptyBatchLine(id: String, query: String) -> String {
        JSONValue.object([
            .init(key: "qid", value: .string(id)),
            .init(key: "query", value: .string(query)),
            .init(key: "total", value: .integer(0)),
            .init(key: "took_us", value: .integer(0)),
            .init(key: "hits", value: .array([])),
        ]).jsonText
    }

    /// One line of `--batch`.
    static func batchLine(_ results: SearchResults, id: String, query: String) -> String {
        JSONValue.object([
            .init(key: "qid", value: .string(id)),
            .init(key: "query", value: .string(query)),
            .init(key: "total", value: .integer(Int64(results.total))),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
            .init(
                key: "hits",
                value: .array(
                    results.hits.map { hit in
                        var members: [JSONValue.Member] = [
                            .init(key: "id", value: .string(hit.id)),
                            .init(key: "score", value: .number(hit.score)),
                        ]
                        if hit.isPartial {
                            members.append(.init(key: "partial", value: .bool(true)))
                        }
                        return .object(members)
                    })),
        ]).jsonText
    }
}

/// Documents as JSON.
enum DocumentJSON {
    /// The fields of a document that have a value, in the order of the schema.
    static func fields(_ document: Document, _ schema: Schema) -> JSONValue {
        var members: [JSONValue.Member] = []
        for name in schema.fieldNames {
            switch document[name] {
            case .text(let text)?: members.append(.init(key: name, value: .string(text)))
            case .keywords(let values)?:
                members.append(.init(key: name, value: .array(values.map { .string($0) })))
            case .integer(let number)?: members.append(.init(key: name, value: .integer(number)))
            case .json(let text)?:
                let value = (try? JSONParser.parse(text)) ?? .string(text)
                members.append(.init(key: name, value: value))
            case nil: break
            }
        }
        return .object(members)
    }
}
