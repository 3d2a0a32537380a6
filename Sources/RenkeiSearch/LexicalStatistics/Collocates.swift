/// The words that occur near the matches of a query, with their strength of association.
///
/// A *key* is an occurrence of the query, as a `Concordance` finds it. Its *neighbours* are the
/// nearest words on each side in the same field, as segmented in the index; marks and blanks are
/// skipped, and so is the rest of a word that contains the key.
///
/// For the association, each word occurrence in the corpus (all text fields of all documents that
/// pass the filters) is counted once, by whether it is the word in question and whether it is a
/// neighbour of some key (S. Evert, "Corpora and collocations", 2008, calls this surface
/// cooccurrence).
public struct Collocates: Sendable {
    /// A word with its frequency at each position relative to the key.
    public struct Word: Sendable, Equatable {
        /// The word, normalised; for words that folding makes equal, the spelling of the first.
        public let word: String
        /// The frequency at each position before a key, the nearest first: L1, L2, ….
        public let before: [Int]
        /// The frequency at each position after a key, the nearest first: R1, R2, ….
        public let after: [Int]
        /// The frequency in the corpus.
        public let frequency: Int
        /// The number of occurrences in the corpus that are neighbours: each counts once even if it
        /// is a neighbour of several keys, so this may be less than `total`.
        public let neighbourFrequency: Int
        /// Dice's coefficient: 2 × `neighbourFrequency` / (number of keys + `frequency`).
        public let dice: Double
        /// The log-likelihood ratio; negative if the word is a neighbour less often than expected
        /// by chance.
        ///
        /// Source: T. Dunning, "Accurate methods for the statistics of surprise and coincidence",
        /// Computational Linguistics 19, 1993. Above 3.84 the association is significant at 5 per
        /// cent, above 10.83 at 0.1 per cent.
        public let logLikelihood: Double

        /// The frequency before a key.
        public var left: Int { before.reduce(0, +) }
        /// The frequency after a key.
        public var right: Int { after.reduce(0, +) }
        /// The frequency as a neighbour, counted for each key.
        public var total: Int { left + right }
    }

    /// The first words in the requested order.
    public let words: [Word]
    /// The number of words that could be listed.
    public let listable: Int
    /// The searched forms: the typed text, then its other forms.
    public let forms: [ConcordanceForm]
    /// The number of keys.
    public let keys: Int
    /// The number of documents with a key.
    public let documents: Int
    /// The number of words in the corpus.
    public let corpusWords: Int
    /// The number of them that are neighbours of some key.
    public let neighbourWords: Int
    /// The number of words counted on each side.
    public let window: Int
}

extension Searcher {
    /// Counts the words around every occurrence of a query.
    ///
    /// - Parameters:
    ///   - query: words, phrases and the operators of the query language.
    ///   - options: the window, the words listed, the order, filters.
    /// - Throws: `SearchError` if the query is invalid or has no letters, the deadline has passed,
    ///   the task is cancelled, or the index is damaged.
    public func collocates(
        _ query: String, options: CollocateOptions = CollocateOptions()
    ) throws(SearchError) -> Collocates {
        try collocates(parse(query, options.search), options: options)
    }

    /// Counts the words around every occurrence of a query tree.
    ///
    /// - Throws: `SearchError` if the query has no letters, the deadline has passed, the task is
    ///   cancelled, or the index is damaged.
    public func collocates(
        _ query: QueryNode, options: CollocateOptions = CollocateOptions()
    ) throws(SearchError) -> Collocates {
        try CollocateSearch(self, query, options).run()
    }
}
