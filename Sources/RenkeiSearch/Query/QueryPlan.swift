internal import IndexCodec
internal import TextAnalysis

/// A query after analysis: what must be found and what adds to the score.
struct QueryPlan: Sendable {
    /// A word that says what is asked for.
    struct Word: Sendable {
        /// The word as it was typed, normalised.
        let text: String
        /// Its folded scalars, found anywhere in a text.
        let pattern: [UInt32]
        /// Whether it is of a script that separates words by blanks, and so is looked for as a
        /// whole word first.
        let isSpaced: Bool
    }

    /// A bigram or word that adds to the score.
    struct Feature<Key: Sendable & Hashable>: Sendable {
        let key: Key
        var weight: Float
    }

    /// Exact substrings that every hit has.
    var phrases: [[UInt32]] = []
    /// The words that say what is asked for.
    var words: [Word] = []
    /// The folded scalars of each run of the query without blanks, for matches as a whole.
    var chunks: [[UInt32]] = []
    /// The bigrams that add to the score.
    var grams: [Feature<Gram>] = []
    /// The dictionary words, in UTF-8, that add to the score.
    var dictionaryWords: [Feature<[UInt8]>] = []
}

/// How much each kind of evidence counts.
struct RankingWeights: Sendable {
    /// A bigram within a word of the query.
    var gram: Float = 1
    /// A bigram across two words of the query.
    var crossingGram: Float = 0.4
    /// A bigram of hiragana only.
    var hiraganaGram: Float = 0.3
    /// A word of the dictionary.
    var word: Float = 1
    /// A function word.
    var functionWord: Float = 0.1
    /// A run of the query found as a whole.
    var chunk: Float = 0.3

    static let standard = RankingWeights()
}

/// Turns parsed queries into plans.
///
/// It owns a break iterator, so it is used by one task at a time.
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

    /// Analyses a query.
    ///
    /// - Throws: `SearchError` if nothing that can be looked for is left of it.
    func plan(_ query: ParsedQuery) throws(SearchError) -> QueryPlan {
        var plan = QueryPlan()
        for part in query.parts {
            switch part {
            case .phrase(let text):
                let pattern = normalizer.normalize(text).folded
                guard !pattern.isEmpty else { continue }
                plan.phrases.append(pattern)
                for index in 0..<pattern.count - 1 {
                    merge(Gram(pattern[index], pattern[index + 1]), weights.gram, into: &plan.grams)
                }
            case .text(let text):
                add(text, to: &plan)
            }
        }
        if plan.words.isEmpty { takeWholeChunks(of: query, into: &plan) }
        guard !plan.words.isEmpty || !plan.phrases.isEmpty else {
            throw SearchError(
                .invalidQuery, "nothing in the query can be looked for; give at least one letter")
        }
        return plan
    }

    /// A query of nothing but function words or marks is looked for as it stands.
    private func takeWholeChunks(of query: ParsedQuery, into plan: inout QueryPlan) {
        for case .text(let text) in query.parts {
            let normal = normalizer.normalize(text)
            guard !normal.folded.isEmpty else { continue }
            plan.words.append(
                QueryPlan.Word(
                    text: String(scalars: normal.base), pattern: normal.folded, isSpaced: false))
        }
    }

    private func add(_ text: String, to plan: inout QueryPlan) {
        let normal = normalizer.normalize(text)
        guard normal.count > 0 else { return }
        var starts: [Bool] = []
        segmenter.segment(normal.base, into: &starts)
        plan.chunks.append(normal.folded)
        // The function words of each position decide how much its bigrams weigh.
        var start = 0
        for index in 1...normal.count where index == normal.count || starts[index] {
            addWord(start..<index, of: normal, to: &plan)
            start = index
        }
        for index in 0..<max(normal.count - 1, 0) {
            let gram = Gram(normal.folded[index], normal.folded[index + 1])
            let first = segmenter.characterClass(normal.base[index])
            let second = segmenter.characterClass(normal.base[index + 1])
            guard first.isLetter, second.isLetter, first != .word || second != .word else { continue }
            var weight = starts[index + 1] ? weights.crossingGram : weights.gram
            if first == .hiragana, second == .hiragana { weight = min(weight, weights.hiraganaGram) }
            merge(gram, weight, into: &plan.grams)
        }
    }

    private func addWord(_ range: Range<Int>, of normal: NormalizedText, to plan: inout QueryPlan) {
        let kind = segmenter.characterClass(normal.base[range.lowerBound])
        guard kind.isLetter else { return }
        let text = String(scalars: normal.base[range])
        let pattern = Array(normal.folded[range])
        let spelling = Array(String(scalars: pattern).utf8)
        let isFunction = FunctionWords.contains(text)
        merge(spelling, isFunction ? weights.functionWord : weights.word, into: &plan.dictionaryWords)
        if !isFunction, !plan.words.contains(where: { $0.pattern == pattern }) {
            plan.words.append(
                QueryPlan.Word(text: text, pattern: pattern, isSpaced: kind == .word))
        }
    }

    private func merge<Key>(
        _ key: Key, _ weight: Float, into features: inout [QueryPlan.Feature<Key>]
    ) {
        if let index = features.firstIndex(where: { $0.key == key }) {
            features[index].weight = max(features[index].weight, weight)
        } else {
            features.append(QueryPlan.Feature(key: key, weight: weight))
        }
    }
}
