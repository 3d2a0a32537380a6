internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis
internal import Messages

/// Searches a snapshot of an index.
///
/// Later commits of a writer do not change it. It can be used from any number of tasks at the same
/// time.
///
///     let searcher = try Searcher(folder: "index")
///     let results = try searcher.search("図書館の相互利用")
///     for hit in results.hits {
///         let document = try searcher.document(of: hit)
///         print(hit.id, document.text("title"))
///     }
public struct Searcher: Sendable {
    /// The folder of the index.
    public let folder: String
    let manifest: Manifest
    let segments: [SegmentReader]
    /// For each segment, the number of documents in the previous segments, including deleted ones.
    let bases: [UInt32]
    /// The number of documents in the index, without deleted ones.
    public let documentCount: Int
    /// The average length of a document in positions.
    let averageLength: Double
    let lengths: [Float]
    let weights: FieldWeights
    let shareTable: ShareTable
    let windowScores = Pool<WindowScores>()
    /// The cached statistics of terms of this snapshot, for comparisons of texts.
    let comparisonRooms = Pool<TermVectorBuilder.Room>()
    /// Tells hits of this commit from those of others.
    let snapshot: Snapshot
    /// The synonyms given when the index was built.
    public let synonyms: Synonyms
    let analyzers: AnalyzerPool

    /// Opens an index.
    ///
    /// - Parameter folder: the folder that an `IndexWriter` has committed to.
    /// - Throws: `SearchError` if there is no index, it is damaged, or it was made by an
    ///   incompatible version or ICU.
    public init(folder: String) throws(SearchError) {
        let (manifest, segments) = try Searcher.open(folder)
        try self.init(
            folder: folder, manifest, segments, analyzers: AnalyzerPool(manifest.settings))
    }

    /// Creates a searcher of open segments.
    init(
        folder: String, _ manifest: Manifest, _ segments: [SegmentReader], analyzers: AnalyzerPool
    ) throws(SearchError) {
        self.folder = folder
        self.manifest = manifest
        var bases: [UInt32] = []
        var end = 0
        var documents = 0
        var positions = 0
        for segment in segments {
            bases.append(UInt32(end))
            end += segment.documentCount
            documents += segment.liveCount
            positions += segment.livePositionCount
        }
        self.segments = segments
        self.bases = bases
        documentCount = documents
        averageLength = documents > 0 ? Double(positions) / Double(documents) : 0
        lengths = BM25Parameters.standard.lengthTable(averageLength: averageLength)
        weights = FieldWeights(manifest.schema.textFields.map(\.weight))
        shareTable = ShareTable(weights, lengths: lengths)
        snapshot = Snapshot(manifest, segments)
        self.analyzers = analyzers
        guard let table = SynonymTable(encoded: manifest.synonyms) else {
            throw SearchError(
                .corruptIndex, path: folder,
                "the synonyms of \(folder) are damaged; give it others with: search upgrade --synonyms FILE"
            )
        }
        synonyms = Synonyms(table: table)
    }

    /// Parses synonyms to use instead of those of the index.
    ///
    /// - Parameters:
    ///   - text: lines in Solr's format: `a, b, c` for words that match each other, `a => b, c` for
    ///     words that also match `a`, `#` before comments.
    ///   - name: the name of the text in errors, such as its path.
    /// - Throws: `SearchError` at the first line that is not a rule.
    public func synonyms(parsing text: String, name: String) throws(SearchError) -> Synonyms {
        try analyzers.with { analyzer throws(SearchError) in
            Synonyms(table: try analyzer.synonyms(parsing: text, name: name))
        }
    }

    /// Opens the segments of the last commit.
    ///
    /// A writer that commits meanwhile removes the files of the previous commit; then the new
    /// manifest is read and its segments are opened.
    ///
    /// - Parameters:
    ///   - known: open segments that can be reused.
    ///   - anyUnicode: whether the text may have been analysed with another Unicode version.
    static func open(
        _ folder: String, reusing known: [String: SegmentReader] = [:], anyUnicode: Bool = false
    ) throws(SearchError) -> (Manifest, [SegmentReader]) {
        var manifest = try manifest(folder, anyUnicode: anyUnicode)
        while true {
            do {
                var segments: [SegmentReader] = []
                for entry in manifest.segments {
                    segments.append(
                        try SegmentReader.open(
                            entry, folder: folder, schema: manifest.schema, reusing: known))
                }
                return (manifest, segments)
            } catch {
                guard error.code == .notFound else { throw SearchError(error) }
                let latest = try Searcher.manifest(folder, anyUnicode: anyUnicode)
                guard latest != manifest else {
                    throw SearchError(
                        .corruptIndex, path: error.path,
                        "\(error.path) is missing; save what is intact with: search check --repair")
                }
                manifest = latest
            }
        }
    }

    private static func manifest(
        _ folder: String, anyUnicode: Bool
    ) throws(SearchError) -> Manifest {
        let manifest = try Manifest.existing(in: folder)
        guard anyUnicode || manifest.unicodeVersion == ICU.unicodeVersion else {
            throw SearchError(
                .unsupportedIndex, path: folder,
                "the index in \(folder) was made with Unicode \(manifest.unicodeVersion), and ICU here has \(ICU.unicodeVersion); update it with: search upgrade"
            )
        }
        return manifest
    }

    /// The fields of the index.
    public var schema: Schema { manifest.schema }
    /// The settings of the analysis of the index's text.
    public var settings: AnalysisSettings { manifest.settings }
    /// The version of ICU that analysed the text of the index.
    public var icuVersion: String { manifest.icuVersion }
    /// The number of commits to the index.
    public var generation: UInt64 { manifest.generation }

    /// Parses a query.
    ///
    /// - Parameters:
    ///   - query: a text in the query language; `search help query` describes it.
    ///   - requiresClosedQuotes: whether an unclosed quotation mark is an error; if not, it
    ///     separates words.
    /// - Throws: `SearchError`, with the column if one is at fault, if the query is empty or
    ///   invalid.
    public func parse(
        _ query: String, requiresClosedQuotes: Bool = true
    ) throws(SearchError) -> QueryNode {
        try QueryParser.parse(
            query, fields: QueryFields(schema), requiresClosedQuotes: requiresClosedQuotes)
    }

    /// Searches.
    ///
    /// Documents with all words of the query come first. If there are fewer than requested,
    /// documents with some of the words follow.
    ///
    /// - Parameters:
    ///   - query: words, separated by blanks of any width, exact phrases in quotation marks, and the
    ///     operators of the query language.
    ///   - options: the number of hits, their order, filters, and requested counts.
    /// - Throws: `SearchError` if the query is invalid or the index is damaged.
    public func search(
        _ query: String, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> SearchResults {
        let start = ContinuousClock.now
        try options.validate(schema)
        let node = try parse(query, options)
        return try search(node, options, start)
    }

    /// Searches with a query tree.
    ///
    /// - Parameters:
    ///   - query: the query.
    ///   - options: the number of hits, their order, filters, and requested counts.
    /// - Throws: `SearchError` if the query has nothing searchable or the index is damaged.
    public func search(
        _ query: QueryNode, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> SearchResults {
        let start = ContinuousClock.now
        try options.validate(schema)
        return try search(query, options, start)
    }

    private func search(
        _ node: QueryNode, _ options: SearchOptions, _ start: ContinuousClock.Instant
    ) throws(SearchError) -> SearchResults {
        try node.checkDepth()
        let (node, cut) = node.limited(by: options.queryLimits)
        let plan = try plan(node, options, takingTimes: true)
        do {
            // Without words there are no best hits for feedback.
            guard let feedback = options.feedback, plan.hasScore else {
                return try run(node, plan, options, start, cut)
            }
            let hits = try run(node, plan, feedback.firstSearch(options), start, cut).hits
            let expanded = try expanded(plan, by: hits.filter { !$0.isPartial }, feedback)
            return try run(node, expanded, options, start, cut)
        } catch { throw SearchError(error) }
    }

    /// Makes the plan of a query.
    ///
    /// - Parameter takingTimes: whether a time named in the query is a condition. Counts and
    ///   contexts of words treat it as words.
    func plan(
        _ node: QueryNode, _ options: SearchOptions, takingTimes: Bool = false
    ) throws(SearchError) -> QueryPlan {
        let synonyms = options.synonyms ?? self.synonyms
        return try analyzers.with { analyzer throws(SearchError) in
            try QueryPlanner.plan(
                node, analyzer, synonyms: synonyms.table, schema: schema,
                forms: FormChoice(
                    kinds: options.formKinds,
                    isKnown: { form throws(SearchError) in try isKnown(form) },
                    frequency: { form throws(SearchError) in
                        try storing { () throws(StorageError) in try frequency(of: form) }
                    },
                    isTime: takingTimes && options.understandsTime ? { hasDocument(of: $0) } : nil),
                values: { pattern throws(SearchError) in values(with: pattern, analyzer) })
        }
    }

    private func run(
        _ node: QueryNode, _ plan: QueryPlan, _ options: SearchOptions,
        _ start: ContinuousClock.Instant, _ cut: QueryCut?
    ) throws(StorageError) -> SearchResults {
        let context = try context(plan, options.filters, options.ranges, options.yearFilters)
        context.interruption = Interruption(deadline: options.deadline)
        context.countLimit = options.countLimit
        try context.interruption.check()
        let collector = MatchCollector(options, schema)
        let wanted = options.offset + options.limit
        let depth = max(wanted * 2, 100)
        // In an order other than by score, only one kind of match is shown.
        let isRanked = options.sort == .score && options.grouping == nil
        let bound = BonusBound(context, segments)
        // The bonus for the query's time is known only after reranking.
        let givesThreshold = isRanked && plan.time == nil
        var top = TierCandidates(limit: depth, wanted: givesThreshold ? wanted : nil, bound)
        var total = 0
        var relation = TotalRelation.exact
        let timed = plan.time.map { QueryContext(plan.requiring($0), as: context) } ?? context
        for (segment, base) in zip(segments, bases) {
            timed.countLimit = max(options.countLimit - total, 0)
            var query = try SegmentQuery(segment, base: base, timed)
            query.collector = collector
            collector?.begin(segment)
            total += try query.collectAll(into: &top)
            if query.hasPassedOver { relation = .atLeast }
        }
        var candidates = top.sorted()
        let wordCount = plan.optionalWordCount
        let hasSome = wordCount > 1 || (wordCount > 0 && plan.time != nil)
        let isFallback = total == 0 && hasSome
        if hasSome, total < max(wanted, 1), options.includesSomeWords,
            isRanked || isFallback
        {
            // The documents with all words are added again, so there must be room for both.
            var more = TopDocuments(limit: depth + candidates.count)
            var some = 0
            for (segment, base) in zip(segments, bases) {
                // Documents with some of the words count only if there are no others.
                context.countLimit = isFallback ? max(options.countLimit - some, 0) : 0
                var query = try SegmentQuery(segment, base: base, context)
                if isFallback {
                    query.collector = collector
                    collector?.begin(segment)
                }
                some += try query.collectAny(into: &more)
                if isFallback, query.hasPassedOver { relation = .atLeast }
            }
            let known = Set(candidates.map(\.document))
            candidates += more.sorted().filter { !known.contains($0.document) }
            if isFallback { total = some }
            if let time = plan.time {
                let others = try self.candidates(
                    of: time, context, depth, without: Set(candidates.map(\.document)))
                candidates += others
                // They are hits like those with some of the words.
                if isFallback {
                    total += others.count
                    if others.count >= depth { relation = .atLeast }
                }
            }
        }
        let answer = try answer(candidates, bound, collector, context, options)
        return SearchResults(
            hits: answer.hits, total: total, totalRelation: relation, isFallback: isFallback,
            words: try reports(context, counting: options.countsMatches),
            facets: collector?.facetResults() ?? [], groups: answer.groups,
            groupCount: collector?.groups?.groups.count ?? 0, ignoredWords: plan.ignored,
            duration: start.duration(to: .now), query: node, queryCut: cut, options: options,
            plan: plan, snapshot: snapshot)
    }
}
