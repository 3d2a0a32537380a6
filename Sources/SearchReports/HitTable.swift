internal import JSON
package import RenkeiSearch

/// The hits of a query as a table.
package struct HitTable {
    private let searcher: Searcher
    private let columns: String?
    private let isFull: Bool

    private static let facts = [
        "rank", "id", "score", "partial", "all_words", "snippet", "group", "group_hits",
    ]
    private static let usual = [
        "rank", "id", "title", "area", "category", "start_year", "score", "partial", "all_words",
        "snippet",
    ]

    /// Makes a formatter for the hits of a searcher.
    ///
    /// - Parameters:
    ///   - columns: the columns, separated by commas; nil for the default ones.
    ///   - isFull: whether texts are shown in full.
    package init(searcher: Searcher, columns: String?, isFull: Bool) {
        self.searcher = searcher
        self.columns = columns
        self.isFull = isFull
    }

    /// The table, one row per hit.
    ///
    /// - Throws: ``ParameterError`` for an unknown column; `SearchError` if a document cannot be
    ///   read.
    package func table(_ results: SearchResults) throws -> ResultTable {
        // With groups, each hit is the best of its group.
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
                    case "snippet": try snippet(of: document, results)
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

    private func snippet(
        of document: Document, _ results: SearchResults
    ) throws -> ResultTable.Cell {
        guard let main = searcher.schema.textFields.last?.name else { return .empty }
        return .marked(
            try searcher.snippet(
                of: document.text(main), for: results,
                width: isFull ? .max : Snippet.standardWidth))
    }
}
