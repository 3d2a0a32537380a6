internal import IndexCodec
internal import IndexStorage

extension Searcher {
    /// How many documents are looked at at most to find those that match.
    private static let greatestLimit = 1_000_000

    /// Which areas have a document with all words of a query, and which have none.
    ///
    /// A synonym does for a word. Documents in which the words stand only inside longer words are
    /// counted apart: what they are about has to be checked.
    ///
    /// - Parameters:
    ///   - query: words and phrases as for `search`.
    ///   - options: what the areas are, and filters.
    /// - Returns: the areas; of an index with more than a million matches, those of the best million.
    /// - Throws: `SearchError` if the query cannot be understood, an option is out of its range or
    ///   the index is damaged.
    public func coverage(
        of query: String, options: CoverageOptions = CoverageOptions()
    ) throws(SearchError) -> CoverageResults {
        let start = ContinuousClock.now
        try options.validate(schema)
        var searching = SearchOptions(
            limit: Searcher.greatestLimit, filters: options.filters,
            includesSomeWords: false, synonyms: options.synonyms)
        searching.ranges = options.ranges
        searching.countsMatches = options.countsMatches
        searching.deadline = options.deadline
        let results = try search(query, options: searching)
        var areas = CoverageAreas(self, options)
        let hits = results.hits.filter(\.hasAllWords)
        for hit in hits where !hit.isPartial { areas.add(CoverageHit(hit)) }
        for hit in hits where hit.isPartial { areas.add(partial: CoverageHit(hit)) }
        return areas.results(results, since: start)
    }

    /// Which areas have a document similar to one of the index, and which have none.
    ///
    /// The document itself counts too, for its own area.
    ///
    /// - Parameters:
    ///   - id: the identifier of the document.
    ///   - options: how similar, what the areas are, and filters.
    /// - Returns: the areas; nil if the index has no document with the identifier.
    /// - Throws: `SearchError` if an option is out of its range or the index is damaged.
    public func coverage(
        like id: String, options: CoverageOptions = CoverageOptions()
    ) throws(SearchError) -> CoverageResults? {
        let start = ContinuousClock.now
        try options.validate(schema)
        let found = try analyzers.with { analyzer throws(SearchError) in
            try storing { () throws(StorageError) in
                try similar(to: id, options, analyzer)
            }
        }
        guard let found else { return nil }
        var areas = CoverageAreas(self, options)
        areas.markOwn(found.document)
        for hit in found.hits {
            areas.add(
                CoverageHit(
                    id: hit.id, score: hit.score, document: hit.document, snapshot: hit.snapshot))
        }
        return areas.results(nil, since: start)
    }

    /// The field that options tell areas by: `area` in the place of an `area_key` without any value.
    func coverageField(_ options: CoverageOptions) -> String {
        guard options.field == "area_key", schema.keywordFields.contains("area") else {
            return options.field
        }
        let hasKeys = segments.contains {
            $0.keywordColumn(options.field)?.keywordCount ?? 0 > 0
        }
        return hasKeys ? options.field : "area"
    }

    /// The best passage of a field of a document that coverage found for a query.
    ///
    /// - Parameters:
    ///   - text: the text of the field.
    ///   - results: the results that name the document.
    ///   - width: how many terminal cells the passage may take; `Int.max` for the whole text.
    /// - Returns: the passage; nil if documents were compared, so that there is no query.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results are of an
    ///   index with other settings.
    public func snippet(
        of text: String, for results: CoverageResults, width: Int = Snippet.standardWidth
    ) throws(SearchError) -> Snippet? {
        guard let search = results.search else { return nil }
        return try snippet(of: text, for: search, width: width)
    }

    /// The documents that are similar enough, best first; nil if there is no such document.
    ///
    /// The first step of a comparison only estimates how similar documents are, so more and more of
    /// its best are compared exactly, until most of them are not similar enough.
    private func similar(
        to id: String, _ options: CoverageOptions, _ analyzer: QueryAnalyzer
    ) throws(StorageError) -> (document: UInt32, hits: [SimilarHit])? {
        guard let document = try find(id) else { return nil }
        var limit = 250
        while true {
            var comparing = SimilarOptions(
                limit: limit, filters: options.filters, includesOwnArea: true,
                excludesItself: false, reasonLimit: 0, synonyms: options.synonyms)
            comparing.liftsNeighbours = false
            comparing.ranges = options.ranges
            comparing.deadline = options.deadline
            let comparison = SimilarComparison(
                self, analyzer, comparing, excludedAreas: [], excluded: nil)
            let all = try comparison.run(
                try comparison.fields(document, tracking: false), isOfIndex: true
            ).hits
            let hits = Array(all.prefix { $0.score >= options.threshold })
            if 2 * hits.count < limit || all.count < limit || limit >= Searcher.greatestLimit {
                return (document, hits)
            }
            limit = min(4 * limit, Searcher.greatestLimit)
        }
    }

    /// The number of a document, counted over all segments; nil if there is none.
    func find(_ id: String) throws(StorageError) -> UInt32? {
        for (number, segment) in segments.enumerated() {
            if let document = try segment.find(id) {
                return self.number(document, inSegment: number)
            }
        }
        return nil
    }

    /// The stored document of a hit.
    ///
    /// - Throws: `SearchError` if the index is damaged, or the hit was found by a searcher of another
    ///   commit.
    public func document(of hit: CoverageHit) throws(SearchError) -> Document {
        try check(hit.id, of: hit.snapshot)
        let (segment, local) = locate(hit.document)
        return try storing { () throws(StorageError) in try segment.document(local) }
    }
}

extension CoverageHit {
    /// A hit of a query.
    fileprivate init(_ hit: Hit) {
        self.init(id: hit.id, score: hit.score, document: hit.document, snapshot: hit.snapshot)
    }
}
