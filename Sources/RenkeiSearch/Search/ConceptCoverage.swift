internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// The bonus of a document that lacks some of the words for those that it has: each concept counts
/// once, by its rarity.
///
/// A long word contributes many bigrams to the score and a single letter none, so their sum says
/// little about which words match. Here every concept counts once, half its rarity; a synonym
/// counts at most its own rarity.
struct ConceptCoverage {
    /// A concept with its alternatives in a segment.
    private struct Part {
        let words: [Matcher]
        let forms: [Matcher]
        let synonyms: [(matcher: Matcher, weight: Float)]
        let weight: Float
    }

    private var parts: [Part] = []
    /// The matchers that are not shared with the reranker.
    private var own: [Matcher] = []
    /// The bonus of a hypothetical document with all concepts, including those that no document
    /// has.
    private(set) var greatest: Float = 0

    /// - Parameters:
    ///   - weights: the result of `weights(_:)` for the context, the same for all segments.
    ///   - reranker: the reranker whose matchers of letters are shared; nil for none.
    init(
        _ segment: SegmentReader, _ context: QueryContext, weights: [Float],
        sharing reranker: Reranker? = nil
    ) throws(StorageError) {
        let rarity = ConceptRarity(context)
        for (concept, weight) in zip(context.plan.concepts, weights) {
            guard weight > 0 else {
                if weights.count > 1, !concept.words.allSatisfy(\.isFragment) {
                    greatest += RankingWeights.standard.coverage * rarity.ofAbsent(concept)
                }
                continue
            }
            var words: [Matcher] = []
            for word in concept.words {
                let isWord = word.whole == nil && (word.isSpaced || word.pattern.count == 1)
                if !isWord, word.whole == nil, let shared = try reranker?.letters(of: word.pattern)
                {
                    words.append(shared)
                    continue
                }
                let matcher =
                    isWord
                    ? try WordMatcher.make(word.pattern, in: segment)
                    : try Matcher.make(letters: word, in: segment)
                words.append(matcher)
                own.append(matcher)
            }
            var forms: [Matcher] = []
            for form in concept.forms { forms.append(try FormMatcher.make(form, in: segment)) }
            var synonyms: [(matcher: Matcher, weight: Float)] = []
            for synonym in concept.synonyms {
                let own = RankingWeights.standard.coverage * rarity.of(synonym: synonym)
                synonyms.append(
                    (try Matcher.make(synonym: synonym, in: segment), min(own, weight)))
            }
            own += forms + synonyms.map(\.matcher)
            greatest += weight
            parts.append(
                Part(
                    words: words, forms: forms, synonyms: synonyms.sorted { $0.weight > $1.weight },
                    weight: weight))
        }
    }

    /// The bonus of each concept of a plan; empty if there is only one.
    static func weights(_ context: QueryContext) -> [Float] {
        let concepts = context.plan.concepts
        guard concepts.count > 1 else { return concepts.map { _ in 0 } }
        let rarity = ConceptRarity(context)
        return concepts.map { concept in
            concept.words.allSatisfy(\.isFragment)
                ? 0
                : RankingWeights.standard.coverage
                    * (concept.words.map { rarity.of($0) }.max() ?? 0)
        }
    }

    /// Starts from a document, which may be lower than the previous ones.
    ///
    /// Matchers shared with the reranker move with it.
    func begin(from document: UInt32) throws(StorageError) {
        for matcher in own { try matcher.restart(from: document) }
    }

    /// The bonus of a document for its concepts.
    ///
    /// Documents must not descend.
    func bonus(_ document: UInt32) throws(StorageError) -> Float {
        var sum: Float = 0
        for part in parts {
            if try ConceptCoverage.all(part.words, have: document) {
                sum += part.weight
                continue
            }
            var hasForm = false
            for form in part.forms where !hasForm {
                try form.advance(to: document)
                hasForm = form.document == document
            }
            if hasForm {
                sum += part.weight
                continue
            }
            // The rarest first.
            for synonym in part.synonyms {
                try synonym.matcher.advance(to: document)
                guard synonym.matcher.document == document else { continue }
                sum += synonym.weight
                break
            }
        }
        return sum
    }

    private static func all(
        _ matchers: [Matcher], have document: UInt32
    ) throws(StorageError) -> Bool {
        for matcher in matchers {
            try matcher.advance(to: document)
            if matcher.document != document { return false }
        }
        return !matchers.isEmpty
    }
}

/// The rarity of the words of a plan.
struct ConceptRarity {
    private let context: QueryContext
    /// The inverse document frequency of each bigram that contributes to the score.
    private var grams: [Gram: Float] = [:]
    /// The inverse document frequency of each dictionary word.
    private var words: [[UInt8]: Float] = [:]

    init(_ context: QueryContext) {
        self.context = context
        for (feature, factor) in zip(context.plan.grams, context.gramFactors)
        where feature.weight > 0 { grams[feature.key] = factor / feature.weight }
        for (feature, factor) in zip(context.plan.dictionaryWords, context.wordFactors)
        where feature.weight > 0 { words[feature.key] = factor / feature.weight }
    }

    /// The inverse document frequency of a word, or of its rarest bigram if it is not a word of the
    /// index.
    func of(_ word: QueryPlan.Word) -> Float {
        let factor = word.isPredicate ? RankingWeights.standard.predicate : 1
        let frequency = context.wordFrequencies[word.pattern] ?? 0
        if frequency > 0 || word.pattern.count == 1 {
            return factor * context.idf(ofWord: word.pattern, frequency: frequency)
        }
        let isNowhere = zip(word.pattern, word.pattern.dropFirst())
            .contains { grams[Gram($0, $1)] == 0 }
        return factor
            * (isNowhere
                ? context.idf(ofWord: word.pattern, frequency: 0) : rarest(word.pattern))
    }

    /// The inverse document frequency of words that no document has.
    func ofAbsent(_ concept: QueryPlan.Concept) -> Float {
        concept.words.map { context.idf(ofWord: $0.pattern, frequency: 0) }.max() ?? 0
    }

    /// The inverse document frequency of a synonym, given by its folded scalars.
    func of(synonym: [UInt32]) -> Float {
        words[Array(String(scalars: synonym).utf8)] ?? rarest(synonym)
    }

    private func rarest(_ pattern: [UInt32]) -> Float {
        zip(pattern, pattern.dropFirst()).map { grams[Gram($0, $1)] ?? 0 }.max() ?? 0
    }
}
