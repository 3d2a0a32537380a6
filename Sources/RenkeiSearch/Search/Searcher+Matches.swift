internal import IndexStorage

extension Searcher {
    /// Calls `body` with every document that has everything a query asks for, in the order in which
    /// they were added.
    ///
    /// Documents are read one by one: memory depends on how many match, 4 bytes each, and not on
    /// their texts.
    ///
    /// - Parameters:
    ///   - query: what documents have to have; `.everything` for all.
    ///   - options: filters and synonyms; limits and orders are ignored.
    ///   - body: takes each document.
    /// - Throws: `SearchError` if the query cannot be understood or the index is damaged, and what
    ///   `body` throws.
    public func forEachDocument(
        matching query: QueryNode, options: SearchOptions = SearchOptions(),
        _ body: (Document) throws -> Void
    ) throws {
        var walk = try matches(of: query, options)
        while let number = try walk.next() {
            let (segment, local) = locate(number)
            try body(try storing { () throws(StorageError) in try segment.document(local) })
        }
    }

    /// The identifiers of all documents that have everything a query asks for, in the order in which
    /// they were added.
    ///
    /// - Throws: `SearchError` if the query cannot be understood or the index is damaged.
    public func identifiers(
        matching query: QueryNode, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> [String] {
        var walk = try matches(of: query, options)
        var numbers: [UInt32] = []
        while let number = try walk.next() { numbers.append(number) }
        do { return try identifiers(numbers) } catch { throw SearchError(error) }
    }

    private func matches(
        of query: QueryNode, _ options: SearchOptions
    ) throws(SearchError) -> MatchingDocuments {
        try options.validate(schema)
        try query.checkDepth()
        return MatchingDocuments(self, try plan(query, options), options)
    }
}
