internal import IndexCodec
internal import TextAnalysis

/// A query that is ranked by nothing but its bigrams, with BM25.
///
/// `Searcher.search(_:options:)` weighs words, titles, synonyms and more. This is the plain job that
/// other engines do: the best documents by BM25, found without looking at those that cannot be among
/// them. It serves comparisons, and programs to which a fraction of a millisecond matters.
public enum BigramQuery: Sendable, Equatable {
    /// Documents that contain every one of some substrings; a single one is an exact phrase.
    ///
    /// A substring of two letters scores as a bigram. A longer one scores as one term, as rare as
    /// its bigrams together, as in Lucene's phrase queries.
    case all([String])
    /// Documents that contain any of some substrings, scored in the same way.
    case any([String])
    /// Documents with any bigram of a sentence.
    ///
    /// Bigrams across two words count less, and those of hiragana only do not count.
    case sentence(String)
    /// Documents with any of some bigrams; what is no bigram is left out.
    case bigrams([String])

    /// How many letters a query may have: what is fast for few bigrams is not for many.
    static let greatestLetterCount = 20_000

    /// How many letters the query has.
    var letterCount: Int {
        switch self {
        case .all(let texts), .any(let texts), .bigrams(let texts):
            texts.reduce(0) { $0 + $1.unicodeScalars.count }
        case .sentence(let text): text.unicodeScalars.count
        }
    }
}

/// The answer to a `BigramQuery`.
public struct BigramResults: Sendable {
    /// The best hits, best first; ties in the order in which they were added.
    public let hits: [Hit]
    /// How many documents match; nil unless it was asked for.
    public let total: Int?
}

/// The best documents of a `BigramQuery`, whose identifiers are not read yet.
package struct RankedDocuments: Sendable {
    /// The documents, best first.
    let best: [ScoredDocument]
    /// What the score 1 is in their scores.
    let unit: Float
    /// How many documents match; nil unless it was asked for.
    let total: Int?
}

extension QueryAnalyzer {
    /// The bigrams of a sentence with their weights, those that count.
    func weightedBigrams(ofSentence text: String) -> [Gram: Float] {
        var normal = NormalizedText()
        normalize(text, into: &normal)
        let starts = wordStarts(of: normal)
        let classes = normal.classes
        let weights = RankingWeights.standard
        var bigrams: [Gram: Float] = [:]
        var others: [Gram] = []
        for index in 0..<max(normal.count - 1, 0) {
            let (first, second) = (classes[index], classes[index + 1])
            guard first.isLetter, second.isLetter else { continue }
            let gram = Gram(normal.folded[index], normal.folded[index + 1])
            if first == .hiragana, second == .hiragana {
                others.append(gram)
                continue
            }
            let weight = starts[index + 1] ? weights.crossingGram : weights.gram
            bigrams[gram] = max(bigrams[gram] ?? 0, weight)
        }
        if bigrams.isEmpty {
            for gram in others { bigrams[gram] = weights.onlyHiraganaGram }
        }
        return bigrams
    }
}
