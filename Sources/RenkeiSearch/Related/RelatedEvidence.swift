internal import TextAnalysis

/// What speaks for a document that lacks some words of a question: words that are related to them, and
/// what the question and the text are about as a whole.
///
/// It orders documents with some of the words, where a question has three words or more; it finds
/// none, and documents with all words are not touched. A word that a document lacks adds
///
///     0.5 · idf · (cosine − 0.4) / 0.6
///
/// where `cosine` is that of the word and the one of the document that is closest to it, if it is
/// greater than 0.4. The question and the document add `0.3 · cosine · sum of idf`, where each is the
/// sum of the vectors of its words, each times how rare it is, in the index or at large (soft
/// coverage of the question's words, and the centroids of latent semantic analysis).
struct RelatedEvidence {
    /// The weights of this evidence.
    struct Weights: Sendable {
        /// A word that is related as closely as can be, relative to the word itself.
        var word: Float = 0.5
        /// Words of a lower cosine are not related.
        var leastCosine: Float = 0.4
        /// The question as a whole, relative to the sum of its words.
        var theme: Float = 0.3
        /// Questions of fewer words are answered as they are typed.
        var leastWords = 3
        /// How many of the best candidates are looked at.
        var depth = 20

        static let standard = Weights()
    }

    /// A word of the question.
    private struct Word {
        let text: String
        let pattern: [UInt32]
        /// What else stands for it.
        let others: [[UInt32]]
        let idf: Float
        let vector: TextVector?
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
                words.append(
                    Word(
                        text: word.text, pattern: word.pattern, others: others, idf: idf,
                        vector: row.map { TextVector(row: $0) }))
                sum += idf
                if let row {
                    theme.add(row, weight: idf)
                    hasVector = true
                }
            }
        }
        guard words.count >= weights.leastWords, hasVector else { return nil }
    }

    /// Looks at a document.
    func examine(_ fields: [ComparedField]) -> Finding {
        let counts = RowCounts(fields)
        var finding = Finding()
        guard !counts.rows.isEmpty else { return finding }
        var text = TextVector()
        for entry in counts.rows {
            text.add(entry.row, weight: entry.weight * WordVectors.information[Int(entry.row)])
        }
        finding.theme = weights.theme * sum * max(theme.cosine(text), 0)
        for word in words {
            guard let vector = word.vector, !contains(fields, word) else { continue }
            var best: (row: Int32, cosine: Float) = (-1, weights.leastCosine)
            for entry in counts.rows {
                let cosine = vector.product(withRow: entry.row)
                if cosine > best.cosine { best = (entry.row, cosine) }
            }
            guard best.row >= 0 else { continue }
            let share = (min(best.cosine, 1) - weights.leastCosine) / (1 - weights.leastCosine)
            finding.words.append(
                (word.text, WordVectors.word(best.row), weights.word * word.idf * share))
        }
        return finding
    }

    private func contains(_ fields: [ComparedField], _ word: Word) -> Bool {
        fields.contains { field in
            field.contains(word.pattern) || word.others.contains { field.contains($0) }
        }
    }
}

/// The words of a text that have vectors, each once, in the order in which they first occur.
struct RowCounts {
    /// A word.
    struct Entry {
        let row: Int32
        /// Where it stands first.
        let place: (field: Int, range: Range<Int>)
        /// How often it stands in the text.
        var count: UInt32
        /// Whether the first of several fields, which is a title, has it.
        let isInTitle: Bool

        /// What its inverse document frequency is multiplied with.
        var weight: Float { SimilarityModel.damped(count) * (isInTitle ? 2 : 1) }
    }

    private(set) var rows: [Entry] = []

    init(_ fields: [ComparedField]) {
        var places: [Int32: Int] = [:]
        for (number, field) in fields.enumerated() {
            let isTitle = number == 0 && fields.count > 1
            var start = 0
            while start < field.text.count {
                let end = field.wordEnd(start)
                defer { start = end }
                guard field.classes[start].isLetter,
                    let row = WordVectors.row(of: field.text.folded[start..<end])
                else { continue }
                if let place = places[row] {
                    rows[place].count += 1
                } else {
                    places[row] = rows.count
                    rows.append(
                        Entry(
                            row: row, place: (number, start..<end), count: 1, isInTitle: isTitle))
                }
            }
        }
    }
}

extension ComparedField {
    /// True if the folded text has a pattern: as a word if it is a single letter, else anywhere.
    fileprivate func contains(_ pattern: [UInt32]) -> Bool {
        guard let first = pattern.first, pattern.count <= text.count else { return false }
        let folded = text.folded
        for start in 0...folded.count - pattern.count where folded[start] == first {
            let end = start + pattern.count
            if pattern.count == 1, !(isBorder(start) && isBorder(end)) { continue }
            if folded[start..<end].elementsEqual(pattern) { return true }
        }
        return false
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
