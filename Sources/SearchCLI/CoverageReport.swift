internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import SearchReports

/// The areas, for programs and documents.
///
/// The keys are documented in docs/json.md and stay as they are.
struct CoverageReport: Report {
    let searcher: Searcher
    let results: CoverageResults
    /// The words; nil with a record.
    let query: String?
    /// The record that others are compared with; nil with words.
    let id: String?
    let options: CoverageOptions
    /// Whether to explain how words were understood and where the best records have them.
    let explains: Bool
    /// The values that the filters were matched to.
    let matches: [FilterMatch]
    /// The unit of offsets.
    let offsets: OffsetUnit

    private var json: CoverageJSON {
        CoverageJSON(
            searcher: searcher, results: results, query: query, id: id, options: options,
            explains: explains, matches: matches, offsets: offsets)
    }

    func object() throws -> JSONValue { try json.object() }

    /// The areas: those with such a record, those to be checked, those without.
    private var areas: [CoverageArea] { results.covered + results.partial + results.uncovered }

    func lines() throws -> [JSONValue] { try areas.map(json.object) }

    /// The ids of the best records.
    func ids() -> [String]? { results.covered.compactMap { $0.best?.id } }

    func table() throws -> ResultTable {
        var table = ResultTable(
            columns: [
                .init(key: "value"), .init(key: "name"), .init(key: "own"),
                .init(key: "records", isNumeric: true), .init(key: "best_id"),
                .init(key: "best_title"), .init(key: "best_score", isNumeric: true),
                .init(key: "partial_records", isNumeric: true),
            ], rows: [])
        for area in areas {
            let title = try area.best.map { try searcher.title(of: $0) }
            table.rows.append([
                .text(area.value), .text(area.name), .truth(area.isOwn), .integer(area.count),
                area.best.map { .text($0.id) } ?? .empty, title.map { .text($0) } ?? .empty,
                area.best.map { .number($0.score) } ?? .empty, .integer(area.partialCount),
            ])
        }
        return table
    }
}
