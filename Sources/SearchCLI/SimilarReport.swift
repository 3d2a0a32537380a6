internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import SearchReports

/// Similar records, for programs and documents.
struct SimilarReport: Report {
    let searcher: Searcher
    let results: SimilarResults
    /// The record that was compared; nil for a text.
    let id: String?
    /// Whether texts are shown in full.
    let isFull: Bool
    /// The requested columns of tables.
    let columns: String?
    /// The values that the filters were matched to.
    let matches: [FilterMatch]
    /// The unit of offsets.
    let offsets: OffsetUnit

    private static let facts = ["rank", "id", "score", "shared", "snippet"]
    private static let usual = [
        "rank", "id", "title", "area", "category", "start_year", "score", "shared", "snippet",
    ]

    func object() throws -> JSONValue {
        let object = try SimilarJSON(searcher: searcher, isFull: isFull, offsets: offsets)
            .object(results, id: id)
        guard case .object(let members) = object else { return object }
        return .object(members + FilterMatch.members(matches))
    }

    func ids() -> [String]? { results.hits.map(\.id) }

    func table() throws -> ResultTable {
        let columns = try HitColumns(
            asked: columns, usual: Self.usual, facts: Self.facts, schema: searcher.schema)
        var table = ResultTable(columns: columns.columns, rows: [])
        for (index, hit) in results.hits.enumerated() {
            let document = try searcher.document(of: hit)
            table.rows.append(
                try columns.row(document) { name in
                    switch name {
                    case "rank": .integer(index + 1)
                    case "id": .text(hit.id)
                    case "score": .number(hit.score)
                    case "shared": .list(hit.reasons.map(\.text))
                    case "snippet": try snippet(of: document, hit)
                    default: nil
                    }
                })
        }
        return table
    }

    private func snippet(of document: Document, _ hit: SimilarHit) throws -> ResultTable.Cell {
        guard let main = searcher.schema.textFields.last?.name else { return .empty }
        return .marked(
            try searcher.snippet(
                of: document.text(main), for: hit, width: isFull ? .max : Snippet.standardWidth))
    }
}
