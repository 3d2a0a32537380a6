internal import IndexStorage
internal import TextAnalysis
internal import Messages

extension Searcher {
    /// Compares two documents of the index.
    ///
    /// - Parameters:
    ///   - id: the identifier of the left document.
    ///   - other: the identifier of the right document.
    ///   - options: the number of phrases, and synonyms.
    /// - Returns: the comparison; nil if the index does not have both.
    /// - Throws: `SearchError` if an option is out of range or the index is damaged.
    public func compare(
        id: String, with other: String, options: ComparisonOptions = ComparisonOptions()
    ) throws(SearchError) -> Comparison? {
        let start = ContinuousClock.now
        guard (0...1_000_000).contains(options.limit) else {
            throw SearchError(.invalidArgument, "the number of phrases must be 0 to 1000000")
        }
        return try analyzers.with { analyzer throws(SearchError) -> Comparison? in
            try storing { () throws(StorageError) -> Comparison? in
                guard let left = try find(id), let right = try find(other) else { return nil }
                return try PairComparison(self, analyzer, options)
                    .compare(left, right, since: start)
            }
        }
    }
}

/// A comparison of two documents.
private struct PairComparison {
    /// A document with its vector.
    struct Side {
        let document: Document
        let originals: [String]
        let fields: [ComparedField]
        let vector: TermVector
    }

    private let searcher: Searcher
    private let analyzer: QueryAnalyzer
    private let options: ComparisonOptions
    private let synonyms: SynonymTable
    private let model: SimilarityModel
    private let comparison: SimilarComparison

    init(_ searcher: Searcher, _ analyzer: QueryAnalyzer, _ options: ComparisonOptions) {
        self.searcher = searcher
        self.analyzer = analyzer
        self.options = options
        synonyms = (options.synonyms ?? searcher.synonyms).table
        // No reason is too weak to be listed.
        var model = SimilarityModel.standard
        model.leastReason = 0
        self.model = model
        comparison = SimilarComparison(
            searcher, analyzer, SimilarOptions(), excludedAreas: [], excluded: nil)
    }

    func compare(
        _ left: UInt32, _ right: UInt32, since start: ContinuousClock.Instant
    ) throws(StorageError) -> Comparison {
        var builder = TermVectorBuilder(
            searcher, TermVectorBuilder.Room(searcher), analyzer, synonyms: synonyms, model: model)
        let left = try side(left, &builder)
        let right = try side(right, &builder)
        let leftComponents = TermComponents(left.vector)
        let rightComponents = TermComponents(right.vector)
        let similarity = right.vector.similarity(leftComponents, left.vector, model)
        var shared: [SharedPhrase] = []
        if options.limit > 0, similarity > 0 {
            shared = SharedPhrases(
                left.fields, left.vector, components: leftComponents, synonyms, model
            ).reasons(
                right.fields, right.vector, originals: right.originals, &builder,
                limit: options.limit)
        }
        let onlyLeft = DistinctPhrases(left, other: right, rightComponents, &builder)
        let onlyRight = DistinctPhrases(right, other: left, leftComponents, &builder)
        // In the left text, the phrase occurs as its synonym.
        let asked = shared.map { phrase in
            phrase.synonymOf.map { $0.unicodeScalars.map(\.value) } ?? phrase.pattern
        }
        return Comparison(
            similarity: similarity, shared: shared,
            left: result(left, onlyLeft, marking: asked, &builder),
            right: result(right, onlyRight, marking: shared.map(\.pattern), &builder),
            duration: start.duration(to: .now))
    }

    private func side(
        _ document: UInt32, _ builder: inout TermVectorBuilder
    ) throws(StorageError) -> Side {
        let (segment, local) = searcher.locate(document)
        let fields = try comparison.fields(document, tracking: true)
        return Side(
            document: try segment.document(local), originals: try segment.texts(local),
            fields: fields, vector: try builder.vector(fields))
    }

    private func result(
        _ side: Side, _ distinct: DistinctPhrases, marking patterns: [[UInt32]],
        _ builder: inout TermVectorBuilder
    ) -> ComparisonSide {
        var plan = QueryPlan()
        plan.phrases = patterns
        let highlighter = Highlighter(plan)
        let shared = SubstringIndex(patterns)
        var texts: [MarkedField] = []
        for (index, field) in side.fields.enumerated() {
            var matches = highlighter.matches(in: field.text, wordStarts: field.starts)
            matches += words(of: shared, in: field, &builder)
            texts.append(
                MarkedField(
                    name: searcher.schema.textFields[index].name,
                    passage: SnippetCutter(side.originals[index]).cut(matches, width: .max)))
        }
        return ComparisonSide(
            document: side.document, texts: texts,
            distinct: distinct.strongest(options.limit, of: side.originals))
    }

    /// Finds the words of shared phrases as separate words.
    private func words(
        of shared: SubstringIndex, in field: ComparedField, _ builder: inout TermVectorBuilder
    ) -> [Highlighter.Match] {
        var matches: [Highlighter.Match] = []
        var start = 0
        while start < field.text.count {
            let word = start..<field.wordEnd(start)
            if shared.contains(field.text.folded[word]),
                !builder.terms(of: field, in: word).isEmpty
            {
                // The pattern number is irrelevant if the whole text is shown.
                matches.append(Highlighter.Match(range: field.text.originalRange(word), pattern: 0))
            }
            start = word.upperBound
        }
        return matches
    }
}

/// Finds the phrases of a text that are absent from another: runs of words, none of which occurs in
/// the other.
private struct DistinctPhrases {
    /// A run of words.
    private struct Run {
        let field: Int
        let original: Range<Int>
        /// The distinct terms in the order of the text.
        let weights: [(term: UInt32, weight: Double)]
        let weight: Double
    }

    private var runs: [Run] = []
    /// Phrases below this share of the strongest one's weight are dropped.
    private static let leastShare = 0.1

    init(
        _ side: PairComparison.Side, other: PairComparison.Side, _ components: TermComponents,
        _ builder: inout TermVectorBuilder
    ) {
        guard side.vector.squaredLength > 0 else { return }
        var shares: [UInt32: Double] = [:]
        for (term, weight) in zip(side.vector.terms, side.vector.weights) {
            shares[term] = Double(weight) * Double(weight) / side.vector.squaredLength
        }
        let known = SubstringIndex(other.fields.map(\.text.folded))
        for (number, field) in side.fields.enumerated() {
            var (start, from) = (0, 0)
            while start < field.text.count {
                let end = field.wordEnd(start)
                let isDistinct =
                    field.classes[start].isLetter
                    && isLacking(field, start..<end, known, components, &builder)
                if !isDistinct {
                    add(field, number, from..<start, shares, &builder)
                    from = end
                }
                start = end
            }
            add(field, number, from..<start, shares, &builder)
        }
    }

    /// Whether a word carries content and neither it nor a synonym occurs in the other text.
    private func isLacking(
        _ field: ComparedField, _ word: Range<Int>, _ known: SubstringIndex,
        _ components: TermComponents, _ builder: inout TermVectorBuilder
    ) -> Bool {
        let terms = builder.terms(of: field, in: word)
        guard !terms.isEmpty,
            terms.allSatisfy({ components[$0] == 0 })
        else { return false }
        return !known.contains(field.text.folded[word])
    }

    private mutating func add(
        _ field: ComparedField, _ number: Int, _ range: Range<Int>, _ shares: [UInt32: Double],
        _ builder: inout TermVectorBuilder
    ) {
        guard !range.isEmpty, let range = field.nounPhrase(in: range) else { return }
        var weights: [(term: UInt32, weight: Double)] = []
        var seen: Set<UInt32> = []
        var sum = 0.0
        for term in builder.terms(of: field, in: range) where seen.insert(term).inserted {
            let share = shares[term] ?? 0
            weights.append((term, share))
            sum += share
        }
        runs.append(
            Run(
                field: number, original: field.text.originalRange(range), weights: weights,
                weight: sum))
    }

    /// The strongest phrases; each term counts only in the strongest phrase with it.
    func strongest(_ limit: Int, of originals: [String]) -> [DistinctPhrase] {
        // Ties are broken by the order of the text.
        let order = runs.indices.sorted {
            runs[$0].weight != runs[$1].weight ? runs[$0].weight > runs[$1].weight : $0 < $1
        }
        let bytes = originals.map { Array($0.utf8) }
        var told: Set<UInt32> = []
        var phrases: [DistinctPhrase] = []
        for index in order where phrases.count < limit {
            let run = runs[index]
            var left = 0.0
            for (term, weight) in run.weights where !told.contains(term) { left += weight }
            // A run whose terms are mostly counted already adds nothing.
            guard left > 0, left * 2 >= run.weight else { continue }
            told.formUnion(run.weights.map(\.term))
            let text = bytes[run.field][run.original.clamped(to: 0..<bytes[run.field].count)]
            phrases.append(
                DistinctPhrase(
                    text: String(decoding: text, as: UTF8.self)
                        .split(whereSeparator: \.isWhitespace).joined(separator: " "),
                    weight: left))
        }
        // The weakest phrases are noise.
        let least = DistinctPhrases.leastShare * (phrases.map(\.weight).max() ?? 0)
        return phrases.enumerated().sorted {
            $0.element.weight != $1.element.weight
                ? $0.element.weight > $1.element.weight : $0.offset < $1.offset
        }.map(\.element).filter { $0.weight >= least }
    }
}
