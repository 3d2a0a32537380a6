internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Searches an index as it was when the searcher was opened.
///
/// A searcher is a snapshot: a writer that commits later changes nothing in it. It can be used
/// from any number of tasks at a time.
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
    /// For each segment, how many documents the segments before it have.
    let bases: [UInt32]
    /// How many documents the index has.
    public let documentCount: Int
    let lengths: [Float]
    let weights: FieldWeights
    /// The synonyms that were given when the index was built.
    public let synonyms: Synonyms
    let analyzers: AnalyzerPool

    /// Opens an index.
    ///
    /// - Parameter folder: the folder that an `IndexWriter` has committed to.
    /// - Throws: `SearchError` if there is no index, it is damaged, or it was made by a version or
    ///   with an ICU that gives other results than this one.
    public init(folder: String) throws(SearchError) {
        self.folder = folder
        let (manifest, segments) = try Searcher.open(folder)
        self.manifest = manifest
        var bases: [UInt32] = []
        var documents = 0
        var positions = 0
        for segment in segments {
            bases.append(UInt32(documents))
            documents += segment.documentCount
            positions += segment.positionCount
        }
        self.segments = segments
        self.bases = bases
        documentCount = documents
        lengths = BM25Parameters.standard.lengthTable(
            averageLength: documents > 0 ? Double(positions) / Double(documents) : 0)
        weights = FieldWeights(manifest.schema.textFields.map(\.weight))
        analyzers = AnalyzerPool(manifest.settings)
        guard let table = SynonymTable(encoded: manifest.synonyms) else {
            throw SearchError(
                .corruptIndex, path: folder,
                "the synonyms of \(folder) are damaged; build the index again")
        }
        synonyms = Synonyms(table: table)
    }

    /// Reads synonyms to use instead of those of the index.
    ///
    /// - Parameters:
    ///   - text: lines in Solr's format: `a, b, c` for words that stand for each other, `a => b, c`
    ///     for words that are also found for `a`, `#` before comments.
    ///   - name: what errors call the text, such as its path.
    /// - Throws: `SearchError` at the first line that is no rule.
    public func synonyms(parsing text: String, name: String) throws(SearchError) -> Synonyms {
        try analyzers.with { analyzer throws(SearchError) in
            Synonyms(table: try analyzer.synonyms(parsing: text, name: name))
        }
    }

    /// Opens the segments of the last commit.
    ///
    /// A writer that commits meanwhile removes the files of the commit before: then the new manifest
    /// is read, and its segments are opened.
    private static func open(
        _ folder: String
    ) throws(SearchError) -> (Manifest, [SegmentReader]) {
        var manifest = try manifest(folder)
        while true {
            do {
                var segments: [SegmentReader] = []
                for entry in manifest.segments {
                    let segment = try SegmentReader(
                        path: folder + "/" + entry.name, schema: manifest.schema)
                    guard segment.documentCount == entry.documentCount else {
                        throw segment.corrupt("the manifest says another number of documents")
                    }
                    segments.append(segment)
                }
                return (manifest, segments)
            } catch {
                let error = error as? StorageError
                guard error?.code == .notFound, let error else {
                    throw error.map { SearchError($0) } ?? SearchError(.io, "cannot open the index")
                }
                let latest = try Searcher.manifest(folder)
                guard latest != manifest else {
                    throw SearchError(
                        .corruptIndex, path: error.path,
                        "\(error.path) is missing; build the index again")
                }
                manifest = latest
            }
        }
    }

    private static func manifest(_ folder: String) throws(SearchError) -> Manifest {
        let manifest: Manifest
        do { manifest = try Manifest(folder: folder) } catch {
            if error.code == .notFound {
                throw SearchError(
                    .indexNotFound, path: folder,
                    "there is no index in \(folder); build one with: search index")
            }
            throw SearchError(error)
        }
        guard manifest.unicodeVersion == ICU.unicodeVersion else {
            throw SearchError(
                .unsupportedIndex, path: folder,
                "the index in \(folder) was made with Unicode \(manifest.unicodeVersion), and ICU here has \(ICU.unicodeVersion); build the index again"
            )
        }
        return manifest
    }

    /// The fields of the index.
    public var schema: Schema { manifest.schema }
    /// How the text of the index was analysed.
    public var settings: AnalysisSettings { manifest.settings }
    /// The version of ICU that analysed the text of the index.
    public var icuVersion: String { manifest.icuVersion }
    /// How often the index has been committed to.
    public var generation: UInt64 { manifest.generation }

    /// Searches.
    ///
    /// Documents with all words of the query come first. Where there are fewer of them than asked
    /// for, documents with some of the words follow.
    ///
    /// - Parameters:
    ///   - query: words, separated by blanks of any width, and exact phrases in quotation marks.
    ///   - options: how many hits, and filters.
    /// - Throws: `SearchError` if the query cannot be understood or the index is damaged.
    public func search(
        _ query: String, options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> SearchResults {
        let start = ContinuousClock.now
        guard (0...1_000_000).contains(options.limit) else {
            throw SearchError(.invalidArgument, "the number of hits must be 0 to 1000000")
        }
        for filter in options.filters where !schema.keywordFields.contains(filter.field) {
            throw SearchError(
                .invalidArgument, "the index has no keyword field \(filter.field) to filter by")
        }
        let parsed = try ParsedQuery(query, requiresClosedQuotes: options.requiresClosedQuotes)
        let synonyms = options.synonyms ?? self.synonyms
        let plan = try analyzers.with { analyzer throws(SearchError) in
            try analyzer.plan(parsed, synonyms: synonyms.table)
        }
        do {
            return try run(plan, options, start)
        } catch { throw SearchError(error) }
    }

    private func run(
        _ plan: QueryPlan, _ options: SearchOptions, _ start: ContinuousClock.Instant
    ) throws(StorageError) -> SearchResults {
        let context = try context(plan, options.filters)
        let depth = max(options.limit * 2, 100)
        var top = TopDocuments(limit: depth)
        var total = 0
        for (segment, base) in zip(segments, bases) {
            var query = try SegmentQuery(segment, base: base, context)
            total += try query.collectAll(into: &top)
        }
        var candidates = top.sorted()
        let wordCount = plan.words.count
        let isFallback = total == 0 && wordCount > 1
        if wordCount > 1, total < max(options.limit, 1), options.includesSomeWords {
            // The documents with all words are offered again, so there must be room for both.
            var more = TopDocuments(limit: depth + candidates.count)
            var some = 0
            for (segment, base) in zip(segments, bases) {
                var query = try SegmentQuery(segment, base: base, context)
                some += try query.collectAny(into: &more)
            }
            let known = Set(candidates.map(\.document))
            candidates += more.sorted().filter { !known.contains($0.document) }
            if isFallback { total = some }
        }
        let hits = try rerank(candidates, context, options)
        return SearchResults(
            hits: hits, total: total, isFallback: isFallback,
            words: plan.concepts.flatMap { concept in
                concept.words.map { word in
                    WordReport(
                        word: word.text,
                        documentFrequency: context.wordFrequencies[word.pattern] ?? 0,
                        synonyms: concept.synonyms.map { String(scalars: $0) })
                }
            },
            duration: start.duration(to: .now), plan: plan)
    }

    /// The statistics of a plan over all segments.
    func context(
        _ plan: QueryPlan, _ filters: [KeywordFilter]
    ) throws(StorageError) -> QueryContext {
        var context = QueryContext(
            plan: plan, schema: schema, weights: weights, lengths: lengths,
            documentCount: documentCount, filters: filters)
        for feature in plan.grams {
            let frequency = feature.weight > 0 ? try frequency(of: feature.key) : 0
            context.gramFactors.append(factor(feature.weight, frequency))
        }
        for feature in plan.dictionaryWords {
            let frequency = feature.weight > 0 ? try frequency(ofWord: feature.key) : 0
            context.wordFactors.append(factor(feature.weight, frequency))
        }
        for word in plan.words {
            context.wordFrequencies[word.pattern] = try frequency(
                ofWord: Array(String(scalars: word.pattern).utf8))
        }
        // A chunk is as rare as its rarest bigram at least.
        let factors = Dictionary(
            zip(plan.grams.map(\.key), context.gramFactors), uniquingKeysWith: { first, _ in first }
        )
        for chunk in plan.chunks {
            var greatest: Float = 0
            for index in chunk.indices.dropLast() {
                greatest = max(greatest, factors[Gram(chunk[index], chunk[index + 1])] ?? 0)
            }
            let weight = RankingWeights.standard.chunk * Float(chunk.count - 1)
            context.chunkFactors.append(chunk.count > 2 ? greatest * weight : 0)
        }
        return context
    }

    private func factor(_ weight: Float, _ frequency: Int) -> Float {
        if frequency == 0 { return 0 }
        return weight
            * Float(
                BM25Parameters.idf(documentFrequency: frequency, documentCount: documentCount))
    }

    func frequency(of gram: Gram) throws(StorageError) -> Int {
        var sum = 0
        for segment in segments { sum += try segment.postings(of: gram)?.documentFrequency ?? 0 }
        return sum
    }

    func frequency(ofWord word: [UInt8]) throws(StorageError) -> Int {
        var sum = 0
        for segment in segments {
            sum += try segment.postings(ofWord: word)?.documentFrequency ?? 0
        }
        return sum
    }

    private func rerank(
        _ candidates: [Candidate], _ context: QueryContext, _ options: SearchOptions
    ) throws(StorageError) -> [Hit] {
        var ranked: [(candidate: Candidate, isPartial: Bool)] = []
        let ascending = candidates.sorted { $0.document < $1.document }
        var next = 0
        for (number, segment) in segments.enumerated() {
            let end = bases[number] + UInt32(segment.documentCount)
            guard next < ascending.count, ascending[next].document < end else { continue }
            let reranker = try Reranker(segment, context, normalize: normalize)
            while next < ascending.count, ascending[next].document < end {
                var candidate = ascending[next]
                let finding = try reranker.examine(candidate.document - bases[number])
                let isPartial = finding.isPartial
                // All words before some words; in each, whole words before heads of compounds
                // before parts.
                let fit = context.plan.concepts.isEmpty ? 2 : finding.fit.rawValue
                candidate.tier = candidate.tier >= 0 ? fit : fit - 3
                candidate.score += finding.bonus
                ranked.append((candidate, isPartial))
                next += 1
            }
        }
        ranked.sort { $0.candidate.precedes($1.candidate) }
        var hits: [Hit] = []
        for (candidate, isPartial) in ranked {
            if hits.count == options.limit { break }
            if isPartial && !options.includesPartialMatches { continue }
            hits.append(
                Hit(
                    id: try identifier(candidate.document), score: Double(candidate.score),
                    isPartial: isPartial, hasAllWords: candidate.tier >= 0,
                    document: candidate.document))
        }
        return hits
    }
}
