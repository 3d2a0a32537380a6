internal import IndexCodec
internal import IndexStorage
internal import Messages

/// The number of documents of each year.
public struct YearCounts: Sendable, Equatable {
    /// A year with its number of documents.
    public struct Count: Sendable, Equatable {
        /// The Gregorian year.
        public let year: Int
        /// The number of documents with it.
        public let documents: Int
    }

    /// The years of the documents, in chronological order.
    ///
    /// A document that names several years counts for each.
    public let counts: [Count]
    /// The number of documents without a year.
    public let missing: Int
    /// The number of matching documents.
    public let total: Int
}

extension Searcher {
    /// Counts the years of all documents that match all of a query.
    ///
    /// - Parameters:
    ///   - query: the condition on documents; `.everything` for all.
    ///   - source: the named years of the texts, or an integer field; for a field of dates, the
    ///     years of the dates.
    ///   - options: filters, synonyms and the deadline; limits and orders are ignored.
    /// - Throws: `SearchError` if the query is invalid, the field does not exist, the deadline has
    ///   passed, or the index is damaged.
    public func yearCounts(
        _ query: QueryNode, of source: YearFilter.Source, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> YearCounts {
        if case .field(let name) = source, !schema.integerFields.contains(name) {
            throw SearchError(
                .invalidArgument,
                "the index has no field of whole numbers \(name) to count years of\(Schema.list(schema.integerFields))"
            )
        }
        var walk = try MatchingDocuments(self, query, options)
        var counts: [Int: Int] = [:]
        var missing = 0
        var total = 0
        for (number, segment) in segments.enumerated() {
            let documents = try storing { () throws(StorageError) in
                try walk.matches(inSegment: number)
            }
            total += documents.count
            for document in documents {
                let years = years(of: document, in: segment, source)
                if years.isEmpty { missing += 1 }
                for year in years { counts[year, default: 0] += 1 }
            }
        }
        return YearCounts(
            counts: counts.sorted { $0.key < $1.key }
                .map { YearCounts.Count(year: $0.key, documents: $0.value) },
            missing: missing, total: total)
    }

    /// Counts the years of all documents that match all of a query.
    public func yearCounts(
        _ query: String, of source: YearFilter.Source, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> YearCounts {
        try yearCounts(parse(query, options), of: source, options: options)
    }

    /// The distinct years of a document.
    func years(
        of document: UInt32, in segment: SegmentReader, _ source: YearFilter.Source
    ) -> [Int] {
        switch source {
        case .named: return segment.years.years(of: document)
        case .field(let name):
            guard let value = segment.integerColumn(name)?.value(document) else { return [] }
            return [Int(schema.integerKind(name) == .date ? value / 10_000 : value)]
        }
    }
}
