internal import IndexStorage

extension Searcher {
    /// Calls `body` with every document that matches all of a query, in insertion order.
    ///
    /// Documents are read one by one: the memory is 4 bytes per match, independent of their texts.
    ///
    /// - Parameters:
    ///   - query: the condition on documents; `.everything` for all.
    ///   - options: filters and synonyms; limits and orders are ignored.
    ///   - body: receives each document.
    /// - Throws: `SearchError` if the query is invalid or the index is damaged, and the errors of
    ///   `body`.
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

    /// The identifiers of all documents that match all of a query, in insertion order.
    ///
    /// - Throws: `SearchError` if the query is invalid or the index is damaged.
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
