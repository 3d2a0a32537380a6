package import JSON
package import RenkeiSearch

/// Results as JSON.
///
/// The keys are documented in docs/json.md and stay as they are.
package struct ResultsJSON {
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

    /// One object for a query and its hits.
    package func object(
        _ results: SearchResults, query: String, explain: Bool
    ) throws -> JSONValue {
        var hits: [JSONValue] = []
        for (index, hit) in results.hits.enumerated() {
            hits.append(
                try object(hit, rank: results.offset + index + 1, results, explain: explain))
        }
        let others =
            FacetJSON.members(results) + DiagnosisJSON.members(try searcher.diagnose(results))
        let cut = QueryCutJSON.members(results.queryCut)
        let head: [JSONValue.Member] = [
            .init(key: "query", value: .string(query)),
            .init(key: "total", value: .integer(Int64(results.total))),
            .init(key: "total_relation", value: .string(results.totalRelation.rawValue)),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
            .init(key: "fallback", value: .bool(results.isFallback)),
        ]
        let tail = [JSONValue.Member(key: "hits", value: .array(hits))]
        return JSONValue.object(head + cut + WordsJSON.members(results) + tail + others)
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
            let snippet = try searcher.snippet(
                of: document.text(main), for: results,
                width: isFull ? .max : Snippet.standardWidth)
            members.append(.init(key: "snippet", value: SnippetJSON.object(snippet, offsets)))
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

    /// The line of `--batch` for a query with nothing to search.
    package static func emptyBatchLine(id: String, query: String) -> JSONValue {
        .object([
            .init(key: "qid", value: .string(id)),
            .init(key: "query", value: .string(query)),
            .init(key: "total", value: .integer(0)),
            .init(key: "total_relation", value: .string(TotalRelation.exact.rawValue)),
            .init(key: "took_us", value: .integer(0)),
            .init(key: "hits", value: .array([])),
        ])
    }

    /// One line of `--batch`.
    package static func batchLine(_ results: SearchResults, id: String, query: String) -> JSONValue
    {
        let head: [JSONValue.Member] = [
            .init(key: "qid", value: .string(id)),
            .init(key: "query", value: .string(query)),
            .init(key: "total", value: .integer(Int64(results.total))),
            .init(key: "total_relation", value: .string(results.totalRelation.rawValue)),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
        ]
        let hits = results.hits.map { hit in
            var members: [JSONValue.Member] = [
                .init(key: "id", value: .string(hit.id)),
                .init(key: "score", value: .number(hit.score)),
            ]
            if hit.isPartial { members.append(.init(key: "partial", value: .bool(true))) }
            return JSONValue.object(members)
        }
        let cut = QueryCutJSON.members(results.queryCut)
        return .object(head + cut + [.init(key: "hits", value: .array(hits))])
    }
}

/// The searched part of a query that is too long, as JSON.
package enum QueryCutJSON {
    /// The member `query_cut`; empty if the whole query was searched.
    package static func members(_ cut: QueryCut?) -> [JSONValue.Member] {
        guard let cut else { return [] }
        return [
            .init(
                key: "query_cut",
                value: .object([
                    .init(key: "words", value: .integer(Int64(cut.words))),
                    .init(key: "of_words", value: .integer(Int64(cut.allWords))),
                    .init(key: "letters", value: .integer(Int64(cut.letters))),
                    .init(key: "of_letters", value: .integer(Int64(cut.allLetters))),
                ]))
        ]
    }
}

/// Snippets as JSON.
package enum SnippetJSON {
    /// The text and the ranges of its marks.
    package static func object(_ snippet: Snippet, _ offsets: OffsetUnit) -> JSONValue {
        .object([
            .init(key: "text", value: .string(snippet.text)),
            .init(key: "highlights", value: highlights(snippet, offsets)),
        ])
    }

    /// The ranges of the marks.
    package static func highlights(_ snippet: Snippet, _ offsets: OffsetUnit) -> JSONValue {
        ranges(offsets.ranges(of: snippet.highlights, in: snippet.text))
    }

    /// Ranges as arrays of two numbers.
    package static func ranges(_ ranges: [Range<Int>]) -> JSONValue {
        .array(
            ranges.map {
                .array([.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))])
            })
    }
}

/// Documents as JSON.
package enum DocumentJSON {
    /// The fields of a document that have a value, in the order of the schema.
    package static func fields(_ document: Document, _ schema: Schema) -> JSONValue {
        .object(
            schema.fieldNames.compactMap { name in
                value(of: name, in: document, schema).map { .init(key: name, value: $0) }
            })
    }

    /// The value of a field; nil if the document does not have it.
    package static func value(of name: String, in document: Document, _ schema: Schema)
        -> JSONValue?
    {
        switch document[name] {
        case .text(let text)?: .string(text)
        case .keywords(let values)?: .array(values.map { .string($0) })
        case .integer(let number)?: integer(number, schema.integerKind(name).values)
        case .json(let text)?: (try? JSONParser.parse(text)) ?? .string(text)
        case nil: nil
        }
    }

    private static func integer(_ number: Int64, _ values: any IntegerValues.Type) -> JSONValue {
        switch values.form {
        case .number: .integer(number)
        case .text: .string(values.text(number))
        case .truth: .bool(number != 0)
        }
    }
}
