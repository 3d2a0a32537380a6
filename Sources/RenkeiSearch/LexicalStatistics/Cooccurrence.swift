internal import IndexStorage
internal import Messages

/// Words that stand in the same documents among those that a query finds: a network.
///
/// Of the words that most of the documents have, the pairs are kept that share the greatest part of
/// the documents with either: Jaccard's coefficient, n(A and B) / n(A or B).
public struct Cooccurrence: Sendable {
    /// A word of the network.
    public struct Word: Sendable, Equatable {
        /// The word, normalised, as the first document that has it writes it.
        public let word: String
        /// How many of the documents have it.
        public let documents: Int
    }

    /// Two words with what they share.
    public struct Edge: Sendable, Equatable {
        /// The index of the more frequent word in `words`.
        public let first: Int
        /// The index of the other one.
        public let second: Int
        /// How many of the documents have both.
        public let shared: Int
        /// Jaccard's coefficient: `shared` divided by how many documents have either.
        ///
        /// Source: P. Jaccard, "Étude comparative de la distribution florale", Bulletin de la
        /// Société vaudoise des sciences naturelles 37, 1901.
        public let jaccard: Double
    }

    /// The words that have an edge, those of the most documents first.
    public let words: [Word]
    /// The pairs, the strongest first.
    public let edges: [Edge]
    /// How many documents the query finds.
    public let documents: Int
    /// How many words were frequent enough to be looked at.
    public let candidates: Int
}

extension Searcher {
    /// Finds words that share documents among those that a query finds.
    ///
    /// - Parameters:
    ///   - query: words, phrases and the operators of the query language; documents must have all
    ///     that it asks for.
    ///   - options: which words, how many pairs, filters.
    /// - Throws: `SearchError` if the query cannot be understood, the deadline is over, the task is
    ///   cancelled, or the index is damaged.
    public func cooccurrence(
        _ query: String, options: CooccurrenceOptions = CooccurrenceOptions()
    ) throws(SearchError) -> Cooccurrence {
        try cooccurrence(parse(query, options.search), options: options)
    }

    /// Finds words that share documents among those that a tree finds.
    ///
    /// - Throws: `SearchError` if a number of the options is out of its range, the deadline is over,
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
            // What all documents have says nothing of which belong together.
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
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        let shown = try ShownWords(self, hits, interruption).shown(kept.map { words[$0] })
        return Cooccurrence(
            words: zip(kept, shown).map {
                Cooccurrence.Word(word: $1, documents: network.frequencies[$0])
            },
            edges: pairs.map { pair in
                Cooccurrence.Edge(
                    first: places[pair.first] ?? 0, second: places[pair.second] ?? 0,
                    shared: pair.shared, jaccard: pair.jaccard)
            }, documents: hits.count, candidates: frequent.count)
    }
}
