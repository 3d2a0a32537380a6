internal import IndexCodec
internal import IndexStorage
internal import Messages

/// The number of documents with each code, or each value of one field, by the values of another
/// field.
///
/// Names in the field `area` with the same `area_key` are joined under the name that most documents
/// use.
public struct CrossTable: Sendable {
    /// A code, or a value of the field of the rows, with its counts.
    public struct Row: Sendable {
        /// The name of the code, or the value.
        public let name: String
        /// For each column, the number of documents with the code and the value.
        public let counts: [Int]
        /// The number of documents with the code, including those without a value.
        public let documents: Int
        /// A test of whether the code depends on the value: documents with the code against those
        /// without; nil if all or none have it, or if there is only one value.
        ///
        /// Its first row is that of the documents with the code. A document with several values
        /// counts for each of them.
        public let test: ChiSquareTest?
    }

    /// The values: years in chronological order, others by descending frequency.
    public let columns: [String]
    /// The number of documents with each value, with or without a code.
    public let columnTotals: [Int]
    /// The codes in the given order.
    public let rows: [Row]
    /// The number of documents counted.
    public let documents: Int
    /// The number of them without a value.
    public let missing: Int
    /// Whether some documents have several values, so that columns add up to more than `documents`.
    public let hasSeveralValues: Bool
    /// For a table of two fields, the number of documents without a value in the field of the rows;
    /// otherwise 0.
    public let missingRows: Int
    /// For a table of two fields, a test of their independence; nil for a table of codes, of which
    /// a document may have several, and if there is nothing to test.
    public let test: ChiSquareTest?
}

extension Searcher {
    /// Counts documents by codes and the values of a field.
    ///
    /// - Parameters:
    ///   - codes: conditions; a document may have any number of them.
    ///   - field: a keyword field, an integer field, whose dates count as years, or
    ///     `QueryFields.namedYears` for the years that texts name.
    ///   - options: filters, synonyms and the deadline; limits and orders are ignored.
    /// - Throws: `SearchError` if a condition cannot be searched, the field does not exist, the
    ///   deadline is over, or the index is damaged.
    public func crossTable(
        of codes: [CodingRule], by field: String, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> CrossTable {
        var axis = try valueAxis(field)
        var base = try MatchingDocuments(self, .everything, options)
        var walks: [MatchingDocuments] = []
        for code in codes { walks.append(try MatchingDocuments(self, code.query, options)) }
        var total = ValueCounts()
        var counts = [ValueCounts](repeating: ValueCounts(), count: codes.count)
        for number in segments.indices {
            axis.begin(number)
            let all = try storing { () throws(StorageError) in
                try base.matches(inSegment: number)
            }
            total.add(all, &axis)
            for code in codes.indices {
                let own = try storing { () throws(StorageError) in
                    try walks[code].matches(inSegment: number)
                }
                counts[code].add(own, &axis)
            }
        }
        let order = axis.order(total)
        let columnTotals = order.map { total.count($0) }
        let rows = zip(codes, counts).map { code, counts in
            let with = order.map { counts.count($0) }
            return CrossTable.Row(
                name: code.name, counts: with, documents: counts.documents,
                test: ChiSquareTest([with, zip(columnTotals, with).map { $0 - $1 }]))
        }
        return CrossTable(
            columns: order.map { axis.labels[$0] }, columnTotals: columnTotals, rows: rows,
            documents: total.documents, missing: total.missing,
            hasSeveralValues: total.hasSeveral, missingRows: 0, test: nil)
    }
}
