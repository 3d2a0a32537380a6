internal import TextAnalysis

/// Evidence for documents that lack some words of a query: words related to the missing ones, and
/// the similarity of query and text as a whole.
///
/// It reorders documents with some of the words, if a query has three or more; it finds no new
/// documents and does not affect documents with all words. A missing word adds
///
///     0.5 · idf · (cosine − 0.4) / 0.6
///
/// where `cosine` is the similarity of the word to the closest word of the document, if it is at
/// least 0.5. Query and document as a whole add `0.3 · cosine · sum of idf`, where each is
/// represented by the sum of its word vectors, weighted by rarity in the index or in general (soft
/// coverage of the words of the query, and the centroids of latent semantic analysis).
struct RelatedEvidence {
    /// The weights of this evidence.
    struct Weights: Sendable {
        /// The weight of a word with cosine 1, relative to the word itself.
        var word: Float = 0.5
        /// The cosine at which a word adds nothing; the table has neighbours from 0.5 on.
        var leastCosine: Float = 0.4
        /// The weight of the query as a whole, relative to the sum of its words.
        var theme: Float = 0.3
        /// Queries with fewer words get no evidence.
        var leastWords = 3
        /// If a candidate covers more than this proportion of the query, weighted by rarity,
        /// related words would mislead.
        var greatestCoverage: Float = 0.6
        /// The number of best candidates examined.
        var depth = 30

        static let standard = Weights()
    }

    /// A word of the query.
    private struct Word {
        let text: String
        let pattern: [UInt32]
        /// Its other forms and synonyms.
        let others: [[UInt32]]
        let idf: Float
        let row: Int32?
    }

    /// A word that is related to one of the query.
    private struct Neighbour {
        let word: Int
        let cosine: Float
    }

    /// The evidence found in a document.
    struct Finding {
        /// The contribution of each related word.
        var words: [(asked: String, found: String, score: Float)] = []
        /// The contribution of the whole; never negative.
        var theme: Float = 0

        /// The sum of all contributions.
        var score: Float { words.reduce(theme) { $0 + $1.score } }
    }

    private var words: [Word] = []
    /// For each row of a related word, the words of the query that it is related to.
    private var neighbours: [Int: [Neighbour]] = [:]
    private var theme = TextVector()
    private var sum: Float = 0
    private let weights: Weights

    /// Fails for a query with few words, or if no word has a vector.
    init?(_ context: QueryContext, weights: Weights = .standard) {
        self.weights = weights
        var known: Set<[UInt32]> = []
        var hasVector = false
        for concept in context.plan.allConcepts {
            let others = concept.forms.map(\.scalars) + concept.synonyms
            for word in concept.words where known.insert(word.pattern).inserted {
                let idf = context.idf(
                    ofWord: word.pattern,
                    frequency: context.wordFrequencies[word.pattern] ?? 0)
                let row = WordVectors.row(of: word.pattern)
                if let row {
                    theme.add(row, weight: idf)
                    hasVector = true
                    for other in WordVectors.neighbours(of: row) {
                        neighbours[Int(other.row), default: []].append(
                            Neighbour(word: words.count, cosine: other.cosine))
                    }
                }
                words.append(
                    Word(
                        text: word.text, pattern: word.pattern, others: others, idf: idf, row: row))
                sum += idf
            }
        }
        guard words.count >= weights.leastWords, hasVector else { return nil }
    }

    /// Evaluates a text.
    ///
    /// - Parameters:
    ///   - fields: its fields, folded.
    ///   - counts: its words that have vectors.
    func examine(_ fields: [RelatedText.Field], _ counts: WordCounts) -> Finding {
        var finding = Finding()
        guard !counts.entries.isEmpty else { return finding }
        var text = TextVector()
        var best = [(row: Int32, cosine: Float)](repeating: (-1, 0), count: words.count)
        for entry in counts.entries {
            let row = Int32(entry.row)
            text.add(row, weight: entry.weight * WordVectors.information[entry.row])
            guard let related = neighbours[entry.row] else { continue }
            for neighbour in related where neighbour.cosine > best[neighbour.word].cosine {
                best[neighbour.word] = (row, neighbour.cosine)
            }
        }
        finding.theme = weights.theme * sum * max(theme.cosine(text), 0)
        for (word, best) in zip(words, best) where best.row >= 0 {
            // The document has the word itself.
            if let row = word.row, counts.contains(Int(row)) { continue }
            if fields.contains(where: { $0.contains(word.pattern, orAnyOf: word.others) }) {
                continue
            }
            let share = (min(best.cosine, 1) - weights.leastCosine) / (1 - weights.leastCosine)
            finding.words.append(
                (word.text, WordVectors.word(best.row), weights.word * word.idf * share))
        }
        return finding
    }
}

extension QueryContext {
    /// The inverse document frequency of a word, given as folded scalars.
    func idf(ofWord word: some Sequence<UInt32>, frequency: Int) -> Float {
        Float(
            BM25Parameters.idf(
                documentFrequency: frequency, documentCount: documentCount,
                generalShare: GeneralFrequency.share(ofWord: word)))
    }
}
