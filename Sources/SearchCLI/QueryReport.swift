internal import Ingest
internal import Messages
internal import RenkeiSearch

/// The answer to a query, for programs and documents.
struct QueryReport: Report {
    let searcher: Searcher
    let results: SearchResults
    let query: String
    let explains: Bool
    /// True if texts are shown whole.
    let isFull: Bool
    /// The columns of tables that were asked for.
    let columns: String?
    /// What the filters were taken for.
    let matches: [FilterMatch]
    /// How the query is asked again.
    let retry: Retry

    private static let facts = [
        "rank", "id", "score", "partial", "all_words", "snippet", "group", "group_hits",
    ]
    private static let usual = [
        "rank", "id", "title", "area", "category", "start_year", "score", "partial", "all_words",
        "snippet",
    ]

    func object() throws -> JSONValue {
        let object = try ResultsJSON(searcher: searcher, isFull: isFull)
            .object(results, query: query, explain: explains)
        guard case .object(let members) = object else { return object }
        return .object(members + FilterMatch.members(matches))
    }

    /// The hits; where hits are grouped, each with its group.
    func lines() throws -> [JSONValue] {
        guard case .array(let hits)? = try object()["hits"] else { return [] }
        return zip(hits, hits.indices).map { hit, index in
            guard case .object(let members) = hit, index < results.groups.count else { return hit }
            let group = results.groups[index]
            return .object(
                members + [
                    .init(key: "group", value: group.value.map { .string($0) } ?? .null),
                    .init(key: "group_hits", value: .integer(Int64(group.count))),
                ])
        }
    }

    func ids() -> [String]? { results.hits.map(\.id) }

    func table() throws -> ResultTable {
        // Groups are a part of the hits: each is the best of its group.
        let groups = results.groupCount > 0 ? ["group", "group_hits"] : []
        let columns = try HitColumns(
            asked: columns, usual: Self.usual + groups, facts: Self.facts, schema: searcher.schema)
        var table = ResultTable(columns: columns.columns, rows: [])
        for (index, hit) in results.hits.enumerated() {
            let document = try searcher.document(of: hit)
            table.rows.append(
                try columns.row(document) { name in
                    switch name {
                    case "rank": .integer(results.offset + index + 1)
                    case "id": .text(hit.id)
                    case "score": .number(hit.score)
                    case "partial": .truth(hit.isPartial)
                    case "all_words": .truth(hit.hasAllWords)
                    case "snippet": try snippet(of: document)
                    case "group":
                        index < results.groups.count
                            ? results.groups[index].value.map { .text($0) } ?? .empty : .empty
                    case "group_hits":
                        index < results.groups.count
                            ? .integer(results.groups[index].count) : .empty
                    default: nil
                    }
                })
        }
        return table
    }

    func sections() throws -> [ReportSection] {
        FacetTables.sections(results)
            + DiagnosisTables.sections(try searcher.diagnose(results), retry)
    }

    private func snippet(of document: Document) throws -> ResultTable.Cell {
        guard let main = searcher.schema.textFields.last?.name else { return .empty }
        return .marked(
            try searcher.snippet(
                of: document.text(main), for: results,
                width: isFull ? .max : Snippet.standardWidth))
    }
}
