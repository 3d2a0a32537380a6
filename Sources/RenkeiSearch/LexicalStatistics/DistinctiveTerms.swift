internal import Messages

/// Which words are compared between two sets of documents, and with what prior.
public struct DistinctiveTermsOptions: Sendable {
    /// How many words are listed at most.
    public var limit: Int
    /// How often a word must stand in both sets together.
    public var minimum: Int
    /// How many words the prior is worth, α₀; more than 0, at most a billion.
    ///
    /// The more, the more frequent a word must be to be told from chance.
    public var prior: Double
    /// Whether words of grammar, numbers and the words of the queries are listed.
    public var includesAllWords: Bool
    /// Filters, synonyms and the deadline; limits and orders are ignored.
    public var search: SearchOptions

    /// Options.
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

/// The words that mark a set of documents against another: log-odds ratios with a prior.
///
/// Source: B. L. Monroe, M. P. Colaresi, K. M. Quinn, "Fightin' Words: Lexical Feature Selection and
/// Evaluation for Identifying the Content of Political Conflict", Political Analysis 16, 2008,
/// section 3.5.1: with y the count of a word in a set of n words, and α = α₀ · p, where p is the part
/// that the word has of the words of both sets together,
///
///     δ = ln((y₁ + α) / (n₁ + α₀ − y₁ − α)) − ln((y₂ + α) / (n₂ + α₀ − y₂ − α))
///     z = δ / √(1 / (y₁ + α) + 1 / (y₂ + α))
///
/// Beyond ±1.96 a word departs from chance at 5 per cent; where thousands of words are compared, one
/// in twenty does so by chance.
public struct DistinctiveTerms: Sendable {
    /// A word with its counts in both sets.
    public struct Term: Sendable, Equatable {
        /// The word, normalised, as the first document that has it writes it.
        public let word: String
        /// How often it stands in the first set.
        public let count: Int
        /// How often it stands in the second set.
        public let otherCount: Int
        /// How many documents of the first set have it.
        public let documents: Int
        /// How many documents of the second set have it.
        public let otherDocuments: Int
        /// The log-odds ratio δ: above 0 if the word is more frequent in the first set.
        public let logOdds: Double
        /// δ divided by its standard deviation.
        public let z: Double
    }

    /// The words that mark the first set most, in the order of z.
    ///
    /// With a limit that is great enough, those that mark the second set come last.
    public let terms: [Term]
    /// How many words could be listed.
    public let listable: Int
    /// How many documents the first set has.
    public let documents: Int
    /// How many documents the second set has.
    public let otherDocuments: Int
    /// How many words the texts of the first set have.
    public let words: Int
    /// How many words the texts of the second set have.
    public let otherWords: Int
    /// How many documents both queries find: they are in neither set.
    public let inBoth: Int
}

extension Searcher {
    /// Finds the words that mark the documents of a query.
    ///
    /// - Parameters:
    ///   - query: what the documents of the first set have.
    ///   - against: what those of the second set have; nil for all others that the filters let pass.
    ///     Documents that both queries find are left out.
    ///   - options: which words, the prior, filters.
    /// - Throws: `SearchError` if a query cannot be understood, the deadline is over, the task is
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

    /// Finds the words that mark the documents of a tree.
    ///
    /// - Throws: `SearchError` if the prior is out of its range, the deadline is over, the task is
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
        // Where there is nothing to compare, no word marks anything.
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
    /// The words that can be listed, by their indices, in their order.
    ///
    /// - Parameter own: words that are left out.
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
