internal import IndexCodec
internal import TextAnalysis

/// Turns parsed queries into plans.
///
/// It owns tables that it fills as it works, so it is used by one task at a time.
final class QueryAnalyzer {
    private var normalizer: TextNormalizer
    private let segmenter: WordSegmenter
    private let weights: RankingWeights

    init(_ settings: AnalysisSettings, weights: RankingWeights = .standard) throws(SearchError) {
        normalizer = TextNormalizer(foldings: settings.foldings, variants: settings.variants)
        do { segmenter = try WordSegmenter() } catch { throw SearchError(error) }
        self.weights = weights
    }

    /// The folded scalars of a text with the offsets of where they came from.
    func normalize(_ text: String) -> NormalizedText { normalizer.normalize(text) }

    /// For each position of a text, whether a word begins there.
    func wordStarts(of text: NormalizedText) -> [Bool] {
        var starts: [Bool] = []
        segmenter.segment(text.base, into: &starts)
        return starts
    }

    /// Normalises a text without offsets into a text that is used again.
    func normalize(_ text: String, into result: inout NormalizedText) {
        normalizer.normalize(text, into: &result)
    }

    /// Marks where words begin in normalised scalars.
    func markWords(_ base: [UInt32], into starts: inout [Bool]) {
        segmenter.segment(base, into: &starts)
    }

    /// What each of some normalised scalars is.
    func characterClasses(_ base: [UInt32]) -> [CharacterClass] {
        base.map { segmenter.characterClass($0) }
    }

    /// Reads a table of synonyms, made comparable with the index's text.
    func synonyms(parsing text: String, name: String) throws(SearchError) -> SynonymTable {
        do {
            return try SynonymTable(parsing: text, name: name, normalizer: &normalizer)
        } catch { throw SearchError(error) }
    }

    /// Analyses a query.
    ///
    /// - Throws: `SearchError` if nothing that can be looked for is left of it.
    func plan(_ query: ParsedQuery, synonyms: SynonymTable) throws(SearchError) -> QueryPlan {
        var plan = QueryPlan()
        for part in query.parts {
            switch part {
            case .phrase(let text): add(phrase: text, to: &plan)
            case .text(let text): add(chunk: text, synonyms, to: &plan)
            }
        }
        if plan.concepts.isEmpty, plan.phrases.isEmpty { takeWholeChunks(of: query, into: &plan) }
        if !plan.hasScore {
            for gram in plan.grams.map(\.key) { plan.add(gram, weights.onlyHiraganaGram) }
        }
        guard !plan.concepts.isEmpty || !plan.phrases.isEmpty else {
            throw SearchError(
                .invalidQuery, "nothing in the query can be looked for; give at least one letter")
        }
        return plan
    }

    private func add(phrase text: String, to plan: inout QueryPlan) {
        let pattern = normalizer.normalize(text).folded
        guard !pattern.isEmpty else { return }
        plan.phrases.append(pattern)
        for index in 0..<pattern.count - 1 {
            plan.add(Gram(pattern[index], pattern[index + 1]), weights.gram)
        }
    }

    /// A query of nothing but function words or marks is looked for as it stands.
    private func takeWholeChunks(of query: ParsedQuery, into plan: inout QueryPlan) {
        for case .text(let text) in query.parts {
            let normal = normalizer.normalize(text)
            guard !normal.folded.isEmpty else { continue }
            let word = QueryPlan.Word(
                text: String(scalars: normal.base), pattern: normal.folded, isSpaced: false)
            plan.add(QueryPlan.Concept(words: [word]))
        }
    }

    private func add(chunk text: String, _ synonyms: SynonymTable, to plan: inout QueryPlan) {
        let normal = normalizer.normalize(text)
        guard normal.count > 0 else { return }
        var starts: [Bool] = []
        segmenter.segment(normal.base, into: &starts)
        plan.chunks.append(normal.folded)
        addGrams(of: normal, starts, to: &plan)
        var start = 0
        while start < normal.count {
            let match = synonyms.longestMatch(in: normal.folded, at: start) { end in
                end == normal.count || starts[end]
            }
            let end = start + (match?.length ?? wordLength(from: start, starts))
            addConcept(start..<end, of: normal, starts, match?.synonyms ?? [], to: &plan)
            start = end
        }
    }

    private func wordLength(from start: Int, _ starts: [Bool]) -> Int {
        var end = start + 1
        while end < starts.count, !starts[end] { end += 1 }
        return end - start
    }

    private func addGrams(of normal: NormalizedText, _ starts: [Bool], to plan: inout QueryPlan) {
        for index in 0..<max(normal.count - 1, 0) {
            let first = segmenter.characterClass(normal.base[index])
            let second = segmenter.characterClass(normal.base[index + 1])
            guard first.isLetter, second.isLetter, first != .word || second != .word else {
                continue
            }
            var weight = starts[index + 1] ? weights.crossingGram : weights.gram
            if first == .hiragana, second == .hiragana {
                weight = min(weight, weights.hiraganaGram)
            }
            plan.add(Gram(normal.folded[index], normal.folded[index + 1]), weight)
        }
    }

    private func addConcept(
        _ range: Range<Int>, of normal: NormalizedText, _ starts: [Bool],
        _ synonyms: [[UInt32]], to plan: inout QueryPlan
    ) {
        var concept = QueryPlan.Concept(words: [], synonyms: synonyms)
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + wordLength(from: start, starts), range.upperBound)
            if let word = word(start..<end, of: normal, to: &plan) { concept.words.append(word) }
            start = end
        }
        guard !concept.words.isEmpty else { return }
        plan.add(concept)
        for synonym in synonyms { addFeatures(ofSynonym: synonym, to: &plan) }
    }

    /// Adds a word to the score; returns it if it says what is asked for.
    private func word(
        _ range: Range<Int>, of normal: NormalizedText, to plan: inout QueryPlan
    ) -> QueryPlan.Word? {
        let kind = segmenter.characterClass(normal.base[range.lowerBound])
        guard kind.isLetter else { return nil }
        let text = String(scalars: normal.base[range])
        let pattern = Array(normal.folded[range])
        let isFunction = FunctionWords.contains(text)
        plan.add(
            dictionaryWord: Array(String(scalars: pattern).utf8),
            isFunction ? weights.functionWord : weights.word)
        return isFunction
            ? nil : QueryPlan.Word(text: text, pattern: pattern, isSpaced: kind == .word)
    }

    private func addFeatures(ofSynonym pattern: [UInt32], to plan: inout QueryPlan) {
        // The folded text serves as its own base: only the boundaries of its words are asked for.
        var starts: [Bool] = []
        segmenter.segment(pattern, into: &starts)
        for index in 0..<pattern.count - 1 where !starts[index + 1] {
            plan.add(
                Gram(pattern[index], pattern[index + 1]), weights.gram * weights.synonym,
                isSynonym: true)
        }
        var start = 0
        while start < pattern.count {
            let end = start + wordLength(from: start, starts)
            plan.add(
                dictionaryWord: Array(String(scalars: pattern[start..<end]).utf8),
                weights.word * weights.synonym, isSynonym: true)
            start = end
        }
    }
}
