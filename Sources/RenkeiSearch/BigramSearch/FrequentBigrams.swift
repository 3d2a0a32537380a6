internal import IndexStorage

/// What is kept in memory of a conjunction's frequent bigrams, to be used before postings are read.
enum FrequentBigrams {
    /// A substring, which is all that is looked for, and all of whose bigrams are frequent.
    case phrase(DensePhrase)
    /// Lists other than the rarest have tables of frequencies.
    case tables
    case nothing

    /// A table pays for a bigram that one of so many documents has.
    private static let density = 24
    /// In small segments a bigram needs so many documents.
    private static let leastFrequency = 1024
    /// In a conjunction tables pay if the rarest bigram has so many documents.
    private static let leastCandidates = 128

    /// Asks for the sets and tables of a segment.
    ///
    /// - Parameters:
    ///   - bigrams: those whose lists are read, by ascending document frequency.
    ///   - isPhrase: whether they are of a single substring.
    ///   - terms: those of the query.
    ///   - lists: that of each bigram, which takes the table.
    ///   - number: the place of the segment in the index.
    ///   - limit: how many hits are wanted.
    init(
        _ bigrams: [ConjunctionPlan.Term], isPhrase: Bool, _ terms: [BigramTerm],
        _ lists: inout [ScoredList], in segment: SegmentReader, _ number: Int, limit: Int
    ) throws(StorageError) {
        self = .nothing
        guard let rarest = bigrams.first?.documentFrequency else { return }
        if isPhrase,
            DensePhrase.isWorthwhile(rarest, of: segment.documentCount, limit: limit)
        {
            var sets: [DocumentSet] = []
            for bigram in bigrams {
                guard let location = terms[bigram.index][number]?.location,
                    let set = try segment.documents(ofGramAt: location)
                else { continue }
                sets.append(set)
            }
            if sets.count == bigrams.count,
                let phrase = DensePhrase(sets, documentFrequency: rarest)
            {
                self = .phrase(phrase)
                return
            }
        }
        guard rarest >= Self.leastCandidates else { return }
        for place in bigrams.indices.dropFirst() {
            lists[place].frequencies = try Self.table(
                of: terms[bigrams[place].index], in: segment, number)
            if lists[place].frequencies != nil { self = .tables }
        }
    }

    /// The table of a bigram, if it is frequent and was asked for often.
    static func table(
        of term: BigramTerm, in segment: SegmentReader, _ number: Int
    ) throws(StorageError) -> FrequencyTable? {
        guard let found = term[number],
            found.documentFrequency >= max(segment.documentCount / density, leastFrequency)
        else { return nil }
        return try segment.frequencies(ofGramAt: found.location)
    }
}
