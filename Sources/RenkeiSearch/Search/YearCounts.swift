internal import IndexCodec
internal import IndexStorage
internal import Messages

/// How many documents have each year.
public struct YearCounts: Sendable, Equatable {
    /// A year with its documents.
    public struct Count: Sendable, Equatable {
        /// The year, Gregorian.
        public let year: Int
        /// How many of the documents have it.
        public let documents: Int
    }

    /// The years that some document has, in order of time.
    ///
    /// A document that names several years counts for each of them.
    public let counts: [Count]
    /// How many documents have no year.
    public let missing: Int
    /// How many documents match.
    public let total: Int
}

extension Searcher {
    /// Counts the years of all documents that have everything a query asks for.
    ///
    /// - Parameters:
    ///   - source: the years that the texts name, or those of an integer field; of a field of dates,
    ///     the years of the dates.
    ///   - options: filters, synonyms and the deadline; limits and orders are ignored.
    /// - Throws: `SearchError` if the query cannot be understood, there is no such field, the deadline is
    ///   over, or the index is damaged.
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

    /// Counts the years of all documents that have everything a query asks for.
    public func yearCounts(
        _ query: String, of source: YearFilter.Source, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> YearCounts {
        try yearCounts(parse(query, options), of: source, options: options)
    }

    /// The different years of a document.
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
