internal import IndexStorage
internal import Messages
internal import TextAnalysis

/// Feedback from the best hits: words that are more frequent in them than in other documents are
/// added to the query.
///
/// The best documents of a first search are assumed to be relevant. The weight of a word `t` in
/// them is
///
///     w(t) = f · log2((1 + p) / p) + log2(1 + p)        p = n / N
///
/// where `f` is its number of occurrences in them, `n` the number of documents with it and `N` the
/// number of documents (Bo1: G. Amati, "Probability Models for Information Retrieval Based on
/// Divergence from Randomness", thesis, University of Glasgow, 2003, chapter 6; there, p is the
/// word's frequency in the collection over N, which this index does not have). The words with the
/// greatest `w` are added with `weight · w / greatest w`, in the scale in which a typed word has 1.
public struct Feedback: Sendable, Equatable {
    /// The number of best hits that are assumed to be relevant.
    public var documents: Int
    /// The greatest number of added words.
    public var words: Int
    /// The weight of the strongest of them, relative to a typed word.
    public var weight: Double

    /// Creates the parameters of feedback.
    public init(documents: Int = 3, words: Int = 10, weight: Double = 0.2) {
        self.documents = documents
        self.words = words
        self.weight = weight
    }

    /// Checks that numbers are in range.
    func validate() throws(SearchError) {
        guard (0...1000).contains(documents), (0...1000).contains(words),
            (0...1000).contains(weight)
        else {
            throw SearchError(
                .invalidArgument,
                "the documents, words and weight of feedback must each be 0 to 1000")
        }
    }

    /// The options of the first search.
    func firstSearch(_ options: SearchOptions) -> SearchOptions {
        var first = options
        first.limit = max(documents, 0)
        first.offset = 0
        first.sort = .score
        first.facets = []
        first.grouping = nil
        first.countsMatches = false
        return first
    }

    /// The weight of a word that occurs `frequency` times in the best hits and is in
    /// `documentFrequency` of `documentCount` documents.
    static func weight(
        frequency: Int, documentFrequency: Int, documentCount: Int
    ) -> Double {
        let share = Double(max(documentFrequency, 1)) / Double(max(documentCount, 1))
        return
            (Double(frequency) * Double.logarithm((1 + share) / share)
            + Double.logarithm(1 + share)) / Double.logarithm(2)
    }
}

extension Searcher {
    /// Adds words of the best hits to a plan.
    func expanded(
        _ plan: QueryPlan, by hits: [Hit], _ feedback: Feedback
    ) throws(StorageError) -> QueryPlan {
        var counts: [[UInt32]: Int] = [:]
        for hit in hits.prefix(max(feedback.documents, 0)) {
            let (segment, document) = locate(hit.document)
            for text in try segment.texts(document) { count(wordsOf: text, into: &counts) }
        }
        var weighed: [(word: [UInt32], weight: Double)] = []
        for (word, frequency) in counts {
            let documents = try self.frequency(ofWord: Array(String(scalars: word).utf8))
            let weight = Feedback.weight(
                frequency: frequency, documentFrequency: documents, documentCount: documentCount)
            weighed.append((word, weight))
        }
        weighed.sort {
            $0.weight != $1.weight
                ? $0.weight > $1.weight : $0.word.lexicographicallyPrecedes($1.word)
        }
        var plan = plan
        guard let greatest = weighed.first?.weight, greatest > 0 else { return plan }
        for (word, weight) in weighed.prefix(max(feedback.words, 0)) {
            plan.add(
                dictionaryWord: Array(String(scalars: word).utf8),
                Float(feedback.weight * weight / greatest), origin: .feedback)
        }
        return plan
    }

    /// Counts the content words of at least two letters.
    private func count(wordsOf text: String, into counts: inout [[UInt32]: Int]) {
        let words = try? analyzers.with { analyzer throws(SearchError) in
            let normal = analyzer.normalize(text)
            let starts = analyzer.wordStarts(of: normal)
            var words: [[UInt32]] = []
            var start = 0
            while start < normal.count {
                var end = start + 1
                while end < normal.count, !starts[end] { end += 1 }
                let first = CharacterClass(normal.base[start])
                let isNumber = normal.base[start..<end].allSatisfy { (0x30...0x39).contains($0) }
                if end - start > 1, first.isLetter, !isNumber,
                    !FunctionWords.contains(String(scalars: normal.base[start..<end]))
                {
                    words.append(Array(normal.folded[start..<end]))
                }
                start = end
            }
            return words
        }
        for word in words ?? [] { counts[word, default: 0] += 1 }
    }
}
