internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis
internal import Messages

extension Searcher {
    /// Finds the documents that are most similar to one of the index.
    ///
    /// The score, 0 to 1, is mixed from the cosine of two vectors of weighted terms (Salton and
    /// Buckley 1988) and that of the meanings of the texts. It is symmetric, except that hits similar
    /// to the closest ones are lifted (`SimilarOptions.liftsNeighbours`). Terms are bigrams of kanji
    /// or of katakana, and dictionary words; synonyms count too.
    ///
    /// - Parameters:
    ///   - id: the identifier of the document.
    ///   - options: the number of hits, areas and filters.
    /// - Returns: the hits; nil if the index has no document with the identifier.
    /// - Throws: `SearchError` if an option is out of range or the index is damaged.
    public func similar(
        toID id: String, options: SimilarOptions = SimilarOptions()
    ) throws(SearchError) -> SimilarResults? {
        let start = ContinuousClock.now
        try options.validate(schema)
        return try analyzers.with { analyzer throws(SearchError) -> SimilarResults? in
            try storing { () throws(StorageError) -> SimilarResults? in
                guard let (number, local) = try place(id) else { return nil }
                let segment = segments[number]
                var areas: [String] = []
                if !options.includesOwnArea {
                    areas = segment.keywordColumn(options.areaField)?.keywords(of: local) ?? []
                }
                let document = self.number(local, inSegment: number)
                let comparison = SimilarComparison(
                    self, analyzer, options, excludedAreas: areas,
                    excluded: options.excludesItself ? document : nil)
                let (hits, closest) = try comparison.run(
                    try comparison.fields(document, tracking: false), isOfIndex: true)
                return SimilarResults(
                    hits: hits, closest: closest, duration: start.duration(to: .now))
            }
        }
    }

    /// Finds the documents that are most similar to a text.
    ///
    /// The text is compared as if it were a document. Terms that are in no document are ignored.
    ///
    /// - Parameters:
    ///   - text: the text, such as the plan of a project.
    ///   - options: the number of hits and filters. A text has no area to exclude.
    /// - Throws: `SearchError` if the text has no letters, an option is out of range, or the index
    ///   is damaged.
    public func similar(
        toText text: String, options: SimilarOptions = SimilarOptions()
    ) throws(SearchError) -> SimilarResults {
        let start = ContinuousClock.now
        try options.validate(schema)
        return try analyzers.with { analyzer throws(SearchError) -> SimilarResults in
            let comparison = SimilarComparison(
                self, analyzer, options, excludedAreas: [], excluded: nil)
            let field = comparison.field(text)
            guard field.classes.contains(where: \.isLetter) else {
                throw SearchError(
                    .invalidQuery, "nothing in the text can be compared; give at least a word")
            }
            let (hits, closest) = try storing { () throws(StorageError) in
                try comparison.run([field], isOfIndex: false)
            }
            return SimilarResults(hits: hits, closest: closest, duration: start.duration(to: .now))
        }
    }

    private func place(_ id: String) throws(StorageError) -> (segment: Int, document: UInt32)? {
        for (number, segment) in segments.enumerated() {
            if let document = try segment.find(id) { return (number, document) }
        }
        return nil
    }

    /// Reads the stored document of a hit.
    ///
    /// - Throws: `SearchError` if the index is damaged, or the hit belongs to another commit.
    public func document(of hit: SimilarHit) throws(SearchError) -> Document {
        try check(hit.id, of: hit.snapshot)
        let (segment, local) = locate(hit.document)
        return try storing { () throws(StorageError) in try segment.document(local) }
    }

    /// Makes the best passage of a field of a hit, with highlights of what it shares with the
    /// query.
    ///
    /// - Parameters:
    ///   - text: the text of the field.
    ///   - hit: the hit, found with reasons.
    ///   - width: the greatest width in terminal cells.
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs, or the hit belongs to an
    ///   index with other settings.
    public func snippet(
        of text: String, for hit: SimilarHit, width: Int = Snippet.standardWidth
    ) throws(SearchError) -> Snippet {
        try checkAnalysis(of: hit.snapshot)
        var plan = QueryPlan()
        plan.phrases = hit.reasons.map(\.pattern)
        return try analyzers.with { analyzer throws(SearchError) in
            PassageSearch(Highlighter(plan), analyzer).passage(of: text, width: max(width, 2))
        }
    }
}
