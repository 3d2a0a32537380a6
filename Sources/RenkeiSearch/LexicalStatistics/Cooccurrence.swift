internal import IndexStorage
internal import Messages

/// A network of words that occur in the same documents, among those that match a query.
///
/// Among the words of the most documents, it keeps the pairs with the highest Jaccard coefficient,
/// n(A and B) / n(A or B).
public struct Cooccurrence: Sendable {
    /// A word of the network.
    public struct Word: Sendable, Equatable {
        /// The word, normalised, as spelled in the first document that has it.
        public let word: String
        /// The number of documents that have it.
        public let documents: Int
    }

    /// A pair of words with the number of documents that they share.
    public struct Edge: Sendable, Equatable {
        /// The index of the more frequent word in `words`.
        public let first: Int
        /// The index of the other one.
        public let second: Int
        /// The number of documents that have both.
        public let shared: Int
        /// Jaccard's coefficient: `shared` divided by the number of documents that have either.
        ///
        /// Source: P. Jaccard, "Étude comparative de la distribution florale", Bulletin de la
        /// Société vaudoise des sciences naturelles 37, 1901.
        public let jaccard: Double
    }

    /// The words with an edge, by descending number of documents.
    public let words: [Word]
    /// The pairs, the strongest first.
    public let edges: [Edge]
    /// The number of documents that match the query.
    public let documents: Int
    /// The number of words that were frequent enough to be considered.
    public let candidates: Int
}

extension Searcher {
    /// Finds words that share documents, among those that match a query.
    ///
    /// - Parameters:
    ///   - query: words, phrases and the operators of the query language; documents must match all
    ///     parts.
    ///   - options: the words considered, the number of pairs, filters.
    /// - Throws: `SearchError` if the query is invalid, the deadline has passed, the task is
    ///   cancelled, or the index is damaged.
    public func cooccurrence(
        _ query: String, options: CooccurrenceOptions = CooccurrenceOptions()
    ) throws(SearchError) -> Cooccurrence {
        try cooccurrence(parse(query, options.search), options: options)
    }

    /// Finds words that share documents, among those that match a query tree.
    ///
    /// - Throws: `SearchError` if a number in the options is out of range, the deadline has passed,
    ///   the task is cancelled, or the index is damaged.
    public func cooccurrence(
        _ query: QueryNode, options: CooccurrenceOptions = CooccurrenceOptions()
    ) throws(SearchError) -> Cooccurrence {
        guard (2...2_000).contains(options.words) else {
            throw SearchError(.invalidArgument, "the number of words must be 2 to 2000")
        }
        guard (1...100_000).contains(options.edges) else {
            throw SearchError(.invalidArgument, "the number of edges must be 1 to 100000")
        }
        let interruption = Interruption(deadline: options.search.deadline)
        let hits = try DocumentSet(self, query, options.search)
        let counts = try CorpusWordCounts(self, hits, interruption)
        let own = options.includesAllWords ? [] : try ownWords(of: query)
        let frequent = counts.words.indices.filter { index in
            let word = counts.words[index]
            let documents = counts.first[index].documents
            // A word that all documents have does not associate any of them.
            return documents >= options.minimum
                && (options.includesAllWords
                    || documents < hits.count && !own.contains(word)
                        && ContentWords.contains(String(decoding: word, as: UTF8.self)))
        }
        let chosen = frequent.sorted { left, right in
            let (first, second) = (counts.first[left].documents, counts.first[right].documents)
            return first == second
                ? counts.words[left].lexicographicallyPrecedes(counts.words[right])
                : first > second
        }.prefix(options.words)
        let words = chosen.map { counts.words[$0] }
        let network = try SharedDocuments(self, words, hits, interruption)
        let pairs = try network.strongest(options.edges, interruption)
        let kept = Set(pairs.flatMap { [$0.first, $0.second] }).sorted()
        let indices = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        let shown = try ShownWords(self, hits, interruption).shown(kept.map { words[$0] })
        return Cooccurrence(
            words: zip(kept, shown).map {
                Cooccurrence.Word(word: $1, documents: network.frequencies[$0])
            },
            edges: pairs.map { pair in
                Cooccurrence.Edge(
                    first: indices[pair.first] ?? 0, second: indices[pair.second] ?? 0,
                    shared: pair.shared, jaccard: pair.jaccard)
            }, documents: hits.count, candidates: frequent.count)
    }
}
