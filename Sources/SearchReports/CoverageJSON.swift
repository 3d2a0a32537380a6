package import JSON
package import RenkeiSearch

/// The coverage of areas, as JSON.
///
/// The keys are documented in docs/json.md and stay as they are.
package struct CoverageJSON {
    package let searcher: Searcher
    package let results: CoverageResults
    /// The words; nil with a record.
    package let query: String?
    /// The record that others are compared with; nil with words.
    package let id: String?
    package let options: CoverageOptions
    /// Whether to explain how words were understood and where the best records have them.
    package let explains: Bool
    /// The values that the filters were matched to.
    package let matches: [FilterMatch]
    /// The unit of offsets.
    package let offsets: OffsetUnit

    /// Makes a formatter for results and their query.
    package init(
        searcher: Searcher, results: CoverageResults, query: String?, id: String?,
        options: CoverageOptions, explains: Bool, matches: [FilterMatch],
        offsets: OffsetUnit = .utf8
    ) {
        self.searcher = searcher
        self.results = results
        self.query = query
        self.id = id
        self.options = options
        self.explains = explains
        self.matches = matches
        self.offsets = offsets
    }

    /// One object for all areas.
    package func object() throws -> JSONValue {
        var covered: [JSONValue] = []
        for area in results.covered { covered.append(try object(area)) }
        var partial: [JSONValue] = []
        for area in results.partial { partial.append(try object(area)) }
        var uncovered: [JSONValue] = []
        for area in results.uncovered { uncovered.append(try object(area)) }
        let members: [JSONValue.Member] = [
            .init(key: "query", value: query.map { .string($0) } ?? .null),
            .init(key: "like", value: id.map { .string($0) } ?? .null),
            .init(key: "threshold", value: id == nil ? .null : .number(options.threshold)),
            .init(key: "by", value: .string(results.field)),
            .init(key: "total", value: .integer(Int64(results.total))),
            .init(key: "partial_total", value: .integer(Int64(results.partialTotal))),
            .init(key: "without_area", value: .integer(Int64(results.totalWithoutArea))),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
            .init(key: "covered", value: .array(covered)),
            .init(key: "partial", value: .array(partial)),
            .init(key: "uncovered", value: .array(uncovered)),
        ]
        let words =
            explains ? WordsJSON.members(results.words, ignored: results.ignoredWords) : []
        return JSONValue.object(
            members + QueryCutJSON.members(results.queryCut) + words
                + FilterMatch.members(matches))
    }

    /// One area.
    package func object(_ area: CoverageArea) throws -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "value", value: .string(area.value)),
            .init(key: "name", value: .string(area.name)),
            .init(key: "own", value: .bool(area.isOwn)),
        ]
        if let best = area.best {
            let title = try searcher.title(of: best)
            members.append(.init(key: "records", value: .integer(Int64(area.count))))
            members.append(
                .init(key: "partial_records", value: .integer(Int64(area.partialCount))))
            var facts: [JSONValue.Member] = [
                .init(key: "id", value: .string(best.id)),
                .init(key: "title", value: .string(title)),
                .init(key: "score", value: .number(best.score)),
            ]
            if explains, let passage = try searcher.passage(of: best, results) {
                facts.append(.init(key: "snippet", value: SnippetJSON.object(passage, offsets)))
            }
            members.append(.init(key: "best", value: .object(facts)))
        }
        return .object(members)
    }
}

extension Searcher {
    /// The title of the best record of an area; empty if records have none.
    package func title(of hit: CoverageHit) throws -> String {
        guard schema.textFields.count > 1 else { return "" }
        return try document(of: hit).text(schema.textFields[0].name)
    }

    /// The passage of the best record of an area that has the words: of its text, or else of its
    /// title; nil if records were compared.
    package func passage(
        of hit: CoverageHit, _ results: CoverageResults, width: Int = Snippet.standardWidth
    ) throws -> Snippet? {
        let document = try document(of: hit)
        var first: Snippet?
        for field in schema.textFields.reversed() {
            let text = document.text(field.name).map { $0.isNewline ? " " : String($0) }.joined()
            guard let passage = try snippet(of: text, for: results, width: width) else {
                return nil
            }
            if !passage.highlights.isEmpty { return passage }
            first = first ?? passage
        }
        return first
    }
}
