internal import TextAnalysis

/// What speaks for a document that lacks some words of a question: words that are related to them, and
/// what the question and the text are about as a whole.
///
/// It orders documents with some of the words, where a question has three words or more; it finds
/// none, and documents with all words are not touched. A word that a document lacks adds
///
///     0.5 · idf · (cosine − 0.4) / 0.6
///
/// where `cosine` is that of the word and the one of the document that is closest to it, if it is at
/// least 0.5. The question and the document add `0.3 · cosine · sum of idf`, where each is the
/// sum of the vectors of its words, each times how rare it is, in the index or at large (soft
/// coverage of the question's words, and the centroids of latent semantic analysis).
struct RelatedEvidence {
    /// The weights of this evidence.
    struct Weights: Sendable {
        /// A word that is related as closely as can be, relative to the word itself.
        var word: Float = 0.5
        /// Words of this cosine add nothing; the table has those of 0.5 and more.
        var leastCosine: Float = 0.4
        /// The question as a whole, relative to the sum of its words.
        var theme: Float = 0.3
        /// Questions of fewer words are answered as they are typed.
        var leastWords = 3
        /// Where a candidate has more than this share of what is asked for, by how rare that is, words
        /// that are only related mislead.
        var greatestCoverage: Float = 0.6
        /// How many of the best candidates are looked at.
        var depth = 30

        static let standard = Weights()
    }

    /// A word of the question.
    private struct Word {
        let text: String
        let pattern: [UInt32]
        /// What else stands for it.
        let others: [[UInt32]]
        let idf: Float
        let row: Int32?
    }

    /// A word that is related to one of the question.
    private struct Neighbour {
        let word: Int
        let cosine: Float
    }

    /// What was found in a document.
    struct Finding {
        /// What each related word adds.
        var words: [(asked: String, found: String, score: Float)] = []
        /// What the theme adds; never negative.
        var theme: Float = 0

        /// All of it.
        var score: Float { words.reduce(theme) { $0 + $1.score } }
    }

    private var words: [Word] = []
    /// For each row of a related word, the words of the question that it is related to.
    private var neighbours: [Int: [Neighbour]] = [:]
    private var theme = TextVector()
    private var sum: Float = 0
    private let weights: Weights

    /// Nil for a query of few words, and where no word has a vector.
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

    /// Looks at a text.
    ///
    /// - Parameters:
    ///   - fields: its fields, folded.
    ///   - counts: the words of it that have vectors.
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
            // The word itself is there.
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
    /// The inverse document frequency of a word, given by its folded scalars.
    func idf(ofWord word: some Sequence<UInt32>, frequency: Int) -> Float {
        Float(
            BM25Parameters.idf(
                documentFrequency: frequency, documentCount: documentCount,
                generalShare: GeneralFrequency.share(ofWord: word)))
    }
}
