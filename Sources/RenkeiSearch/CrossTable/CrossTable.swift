internal import IndexCodec
internal import IndexStorage
internal import Messages

/// How many documents with each code, or each value of a field, have each value of another field.
///
/// Values of the field `area` that the field `area_key` tells to be one area are joined under the name
/// that most documents use.
public struct CrossTable: Sendable {
    /// A code, or a value of the field of the rows, with its counts.
    public struct Row: Sendable {
        /// What the code is called, or the value.
        public let name: String
        /// How many documents have the code and the value, for each column.
        public let counts: [Int]
        /// How many documents have the code, those without a value included.
        public let documents: Int
        /// Whether having the code depends on the value: a test of the documents that have it
        /// against those that do not; nil if all or none have it, or there is one value only.
        ///
        /// Its first row is that of the documents with the code. A document with several values
        /// counts for each of them.
        public let test: ChiSquareTest?
    }

    /// The values: years in order of time, others the most frequent first.
    public let columns: [String]
    /// How many documents have each value, with or without a code.
    public let columnTotals: [Int]
    /// The codes in their order.
    public let rows: [Row]
    /// How many documents were looked at.
    public let documents: Int
    /// How many of them have no value.
    public let missing: Int
    /// True if some documents have several values, so that columns add up to more than `documents`.
    public let hasSeveralValues: Bool
    /// Of a table of two fields, how many documents have no value in that of the rows; else 0.
    public let missingRows: Int
    /// Of a table of two fields, whether one depends on the other; nil for a table of codes, of which
    /// a document may have several, and where there is nothing to test.
    public let test: ChiSquareTest?
}

extension Searcher {
    /// Counts documents by codes and the values of a field.
    ///
    /// - Parameters:
    ///   - codes: conditions; a document may have any number of them.
    ///   - field: a keyword field, an integer field, whose dates count as their years, or
    ///     `QueryFields.namedYears` for the years that texts name.
    ///   - options: filters, synonyms and the deadline; limits and orders are ignored.
    /// - Throws: `SearchError` if a condition cannot be looked for, there is no such field, the deadline
    ///   is over, or the index is damaged.
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
