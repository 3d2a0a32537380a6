internal import IndexStorage
internal import Messages

extension Searcher {
    /// Counts documents by the values of two fields.
    ///
    /// The test of a row compares its documents with all others that were counted; that of the
    /// table compares all rows. A document with several values counts for each of them.
    ///
    /// - Parameters:
    ///   - rows: the field of the rows: a keyword field, an integer field, whose dates count as
    ///     years, or `QueryFields.namedYears`.
    ///   - field: the field of the columns.
    ///   - query: the condition for documents; nil for all that pass the filters.
    ///   - options: filters, synonyms and the deadline; limits and orders are ignored.
    /// - Throws: `SearchError` if the query cannot be searched, a field does not exist, or the
    ///   index is damaged.
    public func crossTable(
        rows: String, by field: String, of query: QueryNode? = nil,
        options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> CrossTable {
        var (rowAxis, axis) = (try valueAxis(rows), try valueAxis(field))
        var walk = try MatchingDocuments(self, query ?? .everything, options)
        var (rowTotal, total) = (ValueCounts(), ValueCounts())
        /// For each value of the rows, the number of documents with each value of the columns.
        var cells: [[Int]] = []
        var (own, columns): ([Int], [Int]) = ([], [])
        for number in segments.indices {
            axis.begin(number)
            rowAxis.begin(number)
            let documents = try storing { () throws(StorageError) in
                try walk.matches(inSegment: number)
            }
            total.add(documents, &axis)
            rowTotal.add(documents, &rowAxis)
            for document in documents {
                own.removeAll(keepingCapacity: true)
                columns.removeAll(keepingCapacity: true)
                rowAxis.appendValues(of: document, to: &own)
                axis.appendValues(of: document, to: &columns)
                for row in own {
                    while cells.count <= row { cells.append([]) }
                    for column in columns {
                        while cells[row].count <= column { cells[row].append(0) }
                        cells[row][column] += 1
                    }
                }
            }
        }
        let (order, rowOrder) = (axis.order(total), rowAxis.order(rowTotal))
        let columnTotals = order.map { total.count($0) }
        let counts = rowOrder.map { row in
            order.map { row < cells.count && $0 < cells[row].count ? cells[row][$0] : 0 }
        }
        return CrossTable(
            columns: order.map { axis.labels[$0] }, columnTotals: columnTotals,
            rows: zip(rowOrder, counts).map { row, with in
                CrossTable.Row(
                    name: rowAxis.labels[row], counts: with, documents: rowTotal.count(row),
                    test: ChiSquareTest([with, zip(columnTotals, with).map { $0 - $1 }]))
            }, documents: total.documents, missing: total.missing,
            hasSeveralValues: total.hasSeveral || rowTotal.hasSeveral,
            missingRows: rowTotal.missing, test: ChiSquareTest(counts))
    }

    /// The values of a field, each with a number.
    func valueAxis(_ field: String) throws(SearchError) -> ValueAxis {
        guard let axis = ValueAxis(self, field) else {
            throw SearchError(
                .invalidArgument,
                "the index has no field \(field) to count values of\(Schema.list(schema.keywordFields + schema.integerFields))"
            )
        }
        return axis
    }
}
