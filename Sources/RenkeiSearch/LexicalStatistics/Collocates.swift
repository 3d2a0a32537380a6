/// The words that stand beside what a query asks for, with how strongly they go with it.
///
/// A *key* is an occurrence of what is asked for, as a `Concordance` finds it. Its *neighbours* are
/// the nearest words on each side in the same field, as the index cuts them; marks and blanks are
/// passed over, and so is the rest of a word of which the key is a part.
///
/// For the association, each word of the corpus, which is all text fields of all documents that the
/// filters let pass, is counted once: it is the word in question or not, and it is a neighbour of
/// some key or not (S. Evert, "Corpora and collocations", 2008, calls this surface cooccurrence).
public struct Collocates: Sendable {
    /// A word with how often it stands at each place beside a key.
    public struct Word: Sendable, Equatable {
        /// The word, normalised; of words that differ only in what folding makes equal, as the first
        /// of them is written.
        public let word: String
        /// How often it stands at each place before a key, the nearest first: L1, L2, ….
        public let before: [Int]
        /// How often it stands at each place behind a key, the nearest first: R1, R2, ….
        public let after: [Int]
        /// How often it stands in the corpus.
        public let frequency: Int
        /// How often it stands in the corpus as a neighbour: once even where it is a neighbour of
        /// several keys, so that this may be less than `total`.
        public let neighbourFrequency: Int
        /// Dice's coefficient: 2 × `neighbourFrequency` / (number of keys + `frequency`).
        public let dice: Double
        /// The log-likelihood ratio; negative if the word is a neighbour less often than by chance.
        ///
        /// Source: T. Dunning, "Accurate methods for the statistics of surprise and coincidence",
        /// Computational Linguistics 19, 1993. Beyond 3.84 the association is significant at 5 per
        /// cent, beyond 10.83 at 0.1 per cent.
        public let logLikelihood: Double

        /// How often it is a neighbour before a key.
        public var left: Int { before.reduce(0, +) }
        /// How often it is a neighbour behind a key.
        public var right: Int { after.reduce(0, +) }
        /// How often it is a neighbour, counted for each key.
        public var total: Int { left + right }
    }

    /// The first words in the order that was asked for.
    public let words: [Word]
    /// How many words could be listed.
    public let listable: Int
    /// What was looked for: what was typed, then its other forms.
    public let forms: [ConcordanceForm]
    /// How many keys there are.
    public let keys: Int
    /// In how many documents there is a key.
    public let documents: Int
    /// How many words the corpus has.
    public let corpusWords: Int
    /// How many of them are neighbours of some key.
    public let neighbourWords: Int
    /// How many words on each side were counted.
    public let window: Int
}

extension Searcher {
    /// Counts the words beside every occurrence of what a query asks for.
    ///
    /// - Parameters:
    ///   - query: words, phrases and the operators of the query language.
    ///   - options: how many neighbours, which are listed, the order, filters.
    /// - Throws: `SearchError` if the query cannot be understood or has no letters, the deadline is
    ///   over, the task is cancelled, or the index is damaged.
    public func collocates(
        _ query: String, options: CollocateOptions = CollocateOptions()
    ) throws(SearchError) -> Collocates {
        try collocates(parse(query, options.search), options: options)
    }

    /// Counts the words beside every occurrence of what a tree asks for.
    ///
    /// - Throws: `SearchError` if the query has no letters, the deadline is over, the task is
    ///   cancelled, or the index is damaged.
    public func collocates(
        _ query: QueryNode, options: CollocateOptions = CollocateOptions()
    ) throws(SearchError) -> Collocates {
        try CollocateSearch(self, query, options).run()
    }
}
