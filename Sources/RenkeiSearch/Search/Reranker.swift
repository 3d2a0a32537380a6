internal import IndexCodec
internal import IndexStorage

/// Looks closely at the best candidates of a segment: where words stand, and whether the query is
/// found as a whole.
struct Reranker {
    private let segment: SegmentReader
    private let context: QueryContext
    private let words: [(word: QueryPlan.Word, matcher: Matcher)]
    private let synonyms: [Matcher]
    private let chunks: [(matcher: Matcher, scalars: [UInt32], factor: Float)]

    init(_ segment: SegmentReader, _ context: QueryContext) throws(StorageError) {
        self.segment = segment
        self.context = context
        var words: [(word: QueryPlan.Word, matcher: Matcher)] = []
        for word in context.plan.words {
            words.append((word, try SubstringMatcher.make(word.pattern, in: segment)))
        }
        self.words = words
        var synonyms: [Matcher] = []
        for synonym in context.plan.concepts.flatMap(\.synonyms) {
            synonyms.append(try SubstringMatcher.make(synonym, in: segment))
        }
        self.synonyms = synonyms
        var chunks: [(matcher: Matcher, scalars: [UInt32], factor: Float)] = []
        let factors = context.chunkFactors
        for (chunk, factor) in zip(context.plan.chunks, factors) where factor > 0 {
            chunks.append((try SubstringMatcher.make(chunk, in: segment), chunk, factor))
        }
        self.chunks = chunks
    }

    /// How a document matches: which words, how many of them whole, and what wholes add.
    struct Finding {
        var matchedWords = 0
        var wholeWords = 0
        var bonus: Float = 0
        var hasSynonym = false

        /// True if words stand only inside longer words.
        var isPartial: Bool { matchedWords > 0 && wholeWords == 0 && !hasSynonym }
    }

    /// Examines a document greater than those examined before.
    func examine(_ document: UInt32) throws(StorageError) -> Finding {
        var finding = Finding()
        let text = try segment.textRange(document)
        for (word, matcher) in words {
            try matcher.advance(to: document)
            guard matcher.document == document else { continue }
            finding.matchedWords += 1
            for position in try matcher.occurrences()
            where isWhole(Int(position), word.pattern.count, text) {
                finding.wholeWords += 1
                break
            }
        }
        for synonym in synonyms where finding.wholeWords == 0 {
            try synonym.advance(to: document)
            if synonym.document == document { finding.hasSynonym = true }
        }
        for bonus in try bonuses(document) { finding.bonus += bonus.score }
        return finding
    }

    /// What each run of the query that a document has as a whole adds to its score. The document is
    /// not less than those asked for before.
    func bonuses(
        _ document: UInt32
    ) throws(StorageError) -> [(chunk: [UInt32], weighted: Float, score: Float)] {
        let length = context.lengths[Int(segment.norm(document))]
        var bonuses: [(chunk: [UInt32], weighted: Float, score: Float)] = []
        for chunk in chunks {
            try chunk.matcher.advance(to: document)
            guard chunk.matcher.document == document else { continue }
            let weighted = weightedFrequency(try chunk.matcher.occurrences(), document)
            bonuses.append(
                (chunk.scalars, weighted, chunk.factor * weighted / (weighted + length)))
        }
        return bonuses
    }

    private func isWhole(_ position: Int, _ length: Int, _ text: Range<Int>) -> Bool {
        segment.isBoundary(position, in: text) && segment.isBoundary(position + length, in: text)
    }

    private func weightedFrequency(_ positions: [UInt32], _ document: UInt32) -> Float {
        let ends = segment.fieldEnds(of: document)
        let weights = context.schema.textFields.map { Float($0.weight) }
        var sum: Float = 0
        for position in positions {
            let field = ends.firstIndex { position < $0 } ?? ends.count
            sum += weights[field]
        }
        return sum
    }
}
