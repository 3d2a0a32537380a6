internal import IndexCodec
internal import IndexStorage

extension Searcher {
    /// The greatest number of documents examined for matches.
    private static let greatestLimit = 1_000_000

    /// Finds which areas have a document with all words of a query, and which have none.
    ///
    /// A synonym is as good as the word. Documents in which the words occur only inside longer
    /// words are counted separately, because their topic has to be checked.
    ///
    /// - Parameters:
    ///   - query: words and phrases, as for `search`.
    ///   - options: the field of areas, and filters.
    /// - Returns: the areas; if there are more than a million matches, those of the best million.
    /// - Throws: `SearchError` if the query is invalid, an option is out of range, or the index is
    ///   damaged.
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

    /// Finds which areas have a document similar to one of the index, and which have none.
    ///
    /// The document itself counts for its own area.
    ///
    /// - Parameters:
    ///   - id: the identifier of the document.
    ///   - options: the threshold, the field of areas, and filters.
    /// - Returns: the areas; nil if the index has no document with the identifier.
    /// - Throws: `SearchError` if an option is out of range or the index is damaged.
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

    /// The field of areas of the options; `area` instead of an `area_key` without values.
    func coverageField(_ options: CoverageOptions) -> String {
        guard options.field == "area_key", schema.keywordFields.contains("area") else {
            return options.field
        }
        let hasKeys = segments.contains {
            $0.keywordColumn(options.field)?.keywordCount ?? 0 > 0
        }
        return hasKeys ? options.field : "area"
    }

    /// Makes the best passage of a field of a document that coverage found for a query.
    ///
    /// - Parameters:
    ///   - text: the text of the field.
    ///   - results: the results with the document.
    ///   - width: the greatest width in terminal cells; `Int.max` for the whole text.
    /// - Returns: the passage; nil if documents were compared, because there is no query.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the results belong to
    ///   an index with other settings.
    public func snippet(
        of text: String, for results: CoverageResults, width: Int = Snippet.standardWidth
    ) throws(SearchError) -> Snippet? {
        guard let search = results.search else { return nil }
        return try snippet(of: text, for: search, width: width)
    }

    /// The documents above the threshold, best first; nil if the index does not have the document.
    ///
    /// The first step of a comparison only estimates similarities, so increasing numbers of its
    /// best documents are compared exactly, until most of them are below the threshold.
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

    /// The number of a document in the index; nil if there is none.
    func find(_ id: String) throws(StorageError) -> UInt32? {
        for (number, segment) in segments.enumerated() {
            if let document = try segment.find(id) {
                return self.number(document, inSegment: number)
            }
        }
        return nil
    }

    /// Reads the stored document of a hit.
    ///
    /// - Throws: `SearchError` if the index is damaged, or the hit belongs to another commit.
    public func document(of hit: CoverageHit) throws(SearchError) -> Document {
        try check(hit.id, of: hit.snapshot)
        let (segment, local) = locate(hit.document)
        return try storing { () throws(StorageError) in try segment.document(local) }
    }
}

extension CoverageHit {
    /// Creates a hit from a hit of a query.
    fileprivate init(_ hit: Hit) {
        self.init(id: hit.id, score: hit.score, document: hit.document, snapshot: hit.snapshot)
    }
}
