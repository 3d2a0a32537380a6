internal import Messages

/// The words compared between two sets of documents, and the prior.
public struct DistinctiveTermsOptions: Sendable {
    /// The greatest number of words listed.
    public var limit: Int
    /// The least frequency of a word in both sets together.
    public var minimum: Int
    /// The weight of the prior in words, α₀; more than 0, at most a billion.
    ///
    /// The greater it is, the more frequent a word must be to stand out from chance.
    public var prior: Double
    /// Whether function words, numbers and the words of the queries are listed.
    public var includesAllWords: Bool
    /// Filters, synonyms and the deadline; limits and orders are ignored.
    public var search: SearchOptions

    /// Makes options.
    public init(
        limit: Int = 50, minimum: Int = 2, prior: Double = 500, includesAllWords: Bool = false,
        search: SearchOptions = SearchOptions()
    ) {
        self.limit = limit
        self.minimum = minimum
        self.prior = prior
        self.includesAllWords = includesAllWords
        self.search = search
    }
}

/// The words that distinguish a set of documents from another: log-odds ratios with a prior.
///
/// Source: B. L. Monroe, M. P. Colaresi, K. M. Quinn, "Fightin' Words: Lexical Feature Selection
/// and Evaluation for Identifying the Content of Political Conflict", Political Analysis 16, 2008,
/// section 3.5.1: with y the count of a word in a set of n words, and α = α₀ · p, where p is the
/// relative frequency of the word in both sets together,
///
///     δ = ln((y₁ + α) / (n₁ + α₀ − y₁ − α)) − ln((y₂ + α) / (n₂ + α₀ − y₂ − α))
///     z = δ / √(1 / (y₁ + α) + 1 / (y₂ + α))
///
/// Beyond ±1.96 a word departs from chance at the 5 per cent level; of thousands of compared words,
/// one in twenty does so by chance.
public struct DistinctiveTerms: Sendable {
    /// A word with its counts in both sets.
    public struct Term: Sendable, Equatable {
        /// The word, normalised, as spelled in the first document that has it.
        public let word: String
        /// The frequency in the first set.
        public let count: Int
        /// The frequency in the second set.
        public let otherCount: Int
        /// The number of documents of the first set that have it.
        public let documents: Int
        /// The number of documents of the second set that have it.
        public let otherDocuments: Int
        /// The log-odds ratio δ: positive if the word is more frequent in the first set.
        public let logOdds: Double
        /// δ divided by its standard deviation.
        public let z: Double
    }

    /// The words that are most distinctive of the first set, by descending z.
    ///
    /// If the limit is large enough, those distinctive of the second set come last.
    public let terms: [Term]
    /// The number of words that could be listed.
    public let listable: Int
    /// The number of documents of the first set.
    public let documents: Int
    /// The number of documents of the second set.
    public let otherDocuments: Int
    /// The number of words in the texts of the first set.
    public let words: Int
    /// The number of words in the texts of the second set.
    public let otherWords: Int
    /// The number of documents that match both queries and are in neither set.
    public let inBoth: Int
}

extension Searcher {
    /// Finds the words that are distinctive of the documents matching a query.
    ///
    /// - Parameters:
    ///   - query: the query for the first set.
    ///   - against: the query for the second set; nil for all other documents that pass the
    ///     filters. Documents that match both queries are left out.
    ///   - options: the words listed, the prior, filters.
    /// - Throws: `SearchError` if a query is invalid, the deadline has passed, the task is
    ///   cancelled, or the index is damaged.
    public func distinctiveTerms(
        _ query: String, against: String? = nil,
        options: DistinctiveTermsOptions = DistinctiveTermsOptions()
    ) throws(SearchError) -> DistinctiveTerms {
        var other: QueryNode?
        if let against { other = try parse(against, options.search) }
        return try distinctiveTerms(
            parse(query, options.search), against: other, options: options)
    }

    /// Finds the words that are distinctive of the documents matching a query tree.
    ///
    /// - Throws: `SearchError` if the prior is out of range, the deadline has passed, the task is
    ///   cancelled, or the index is damaged.
    public func distinctiveTerms(
        _ query: QueryNode, against: QueryNode?,
        options: DistinctiveTermsOptions = DistinctiveTermsOptions()
    ) throws(SearchError) -> DistinctiveTerms {
        guard options.prior > 0, options.prior <= 1e9 else {
            throw SearchError(
                .invalidArgument, "the prior must be more than 0 and at most 1000000000")
        }
        guard options.limit >= 0 else {
            throw SearchError(.invalidArgument, "the number of words to list must be 0 or more")
        }
        let interruption = Interruption(deadline: options.search.deadline)
        let found = try DocumentSet(self, query, options.search)
        let other = try DocumentSet(self, against ?? .everything, options.search)
        let second = other.subtracting(found)
        let first = against == nil ? found : found.subtracting(other)
        let counts = try CorpusWordCounts(self, first, and: second, interruption)
        var own: Set<[UInt8]> = []
        if !options.includesAllWords {
            own = try ownWords(of: query)
            if let against { own.formUnion(try ownWords(of: against)) }
        }
        // If one set is empty, no word is distinctive.
        let rows =
            first.count == 0 || second.count == 0 ? [] : options.rows(counts, without: own)
        let listed = rows.prefix(options.limit)
        let shown = try ShownWords(self, first.union(second), interruption)
            .shown(listed.map { counts.words[$0.index] })
        return DistinctiveTerms(
            terms: zip(listed, shown).map { row, word in
                let (own, other) = (counts.first[row.index], counts.second[row.index])
                return DistinctiveTerms.Term(
                    word: word, count: own.occurrences, otherCount: other.occurrences,
                    documents: own.documents, otherDocuments: other.documents,
                    logOdds: row.delta, z: row.z)
            }, listable: rows.count, documents: first.count, otherDocuments: second.count,
            words: counts.firstTotal, otherWords: counts.secondTotal,
            inBoth: found.count - first.count)
    }
}

extension DistinctiveTermsOptions {
    /// The indices of the words that can be listed, in order.
    ///
    /// - Parameter own: words to leave out.
    fileprivate func rows(
        _ counts: CorpusWordCounts, without own: Set<[UInt8]>
    ) -> [(index: Int, delta: Double, z: Double)] {
        let odds = LogOdds(
            words: counts.firstTotal, otherWords: counts.secondTotal, prior: prior)
        var rows: [(index: Int, delta: Double, z: Double)] = []
        for (index, word) in counts.words.enumerated() {
            let (count, otherCount) = (
                counts.first[index].occurrences, counts.second[index].occurrences
            )
            guard count + otherCount >= max(minimum, 1),
                includesAllWords
                    || !own.contains(word)
                        && ContentWords.contains(String(decoding: word, as: UTF8.self))
            else { continue }
            let (delta, z) = odds.ratio(count, otherCount)
            rows.append((index, delta, z))
        }
        rows.sort { left, right in
            left.z == right.z
                ? counts.words[left.index].lexicographicallyPrecedes(counts.words[right.index])
                : left.z > right.z
        }
        return rows
    }
}
