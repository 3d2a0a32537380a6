internal import Ingest
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The answer to a query, for programs and documents.
struct QueryReport: Report {
    let searcher: Searcher
    let results: SearchResults
    let query: String
    let explains: Bool
    /// Whether texts are shown in full.
    let isFull: Bool
    /// The requested columns of tables.
    let columns: String?
    /// The values that the filters were matched to.
    let matches: [FilterMatch]
    /// The ways to repeat the query.
    let retry: Retry
    /// The unit of offsets.
    let offsets: OffsetUnit

    func object() throws -> JSONValue {
        let object = try ResultsJSON(searcher: searcher, isFull: isFull, offsets: offsets)
            .object(results, query: query, explain: explains)
        guard case .object(let members) = object else { return object }
        return .object(members + FilterMatch.members(matches))
    }

    /// The hits, each with its group if hits are grouped.
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
        try HitTable(searcher: searcher, columns: columns, isFull: isFull).table(results)
    }

    /// The hits, or the counts if values are counted.
    func delimitedTable() throws -> ResultTable {
        results.facets.isEmpty ? try table() : FacetTables.table(results, searcher.schema)
    }

    func sections() throws -> [ReportSection] {
        FacetTables.sections(results)
            + DiagnosisTables.sections(try searcher.diagnose(results), retry)
    }
}
