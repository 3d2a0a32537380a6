internal import IndexStorage

/// What the sets of a conjunction's frequent bigrams tell before postings are read.
enum FrequentBigrams {
    /// A substring, which is all that is looked for, and all of whose bigrams are frequent.
    case phrase(DensePhrase)
    /// No other document has all bigrams.
    case filter(DocumentBits)
    case nothing

    /// A filter pays for a bigram that one of so many documents has.
    private static let density = 16
    /// In small segments a bigram needs so many documents.
    private static let leastFrequency = 1024
    /// A filter pays if the rarest bigram has so many documents.
    private static let leastCandidates = 512

    /// Asks for the sets of a segment.
    ///
    /// - Parameters:
    ///   - plan: the bigrams, by ascending document frequency.
    ///   - terms: those of the query.
    ///   - number: the place of the segment in the index.
    ///   - limit: how many hits are wanted.
    init(
        _ plan: ConjunctionPlan, _ terms: [BigramTerm], in segment: SegmentReader, _ number: Int,
        limit: Int
    ) throws(StorageError) {
        self = .nothing
        guard let rarest = plan.terms.first?.documentFrequency else { return }
        if plan.isPhrase,
            DensePhrase.isWorthwhile(rarest, of: segment.documentCount, limit: limit)
        {
            var sets: [DocumentSet] = []
            for term in plan.terms {
                // All are asked for, though one may be missing: they are made the next time.
                if let set = try FrequentBigrams.set(terms[term.index], in: segment, number) {
                    sets.append(set)
                }
            }
            if sets.count == plan.terms.count,
                let phrase = DensePhrase(sets, documentFrequency: rarest)
            {
                self = .phrase(phrase)
                return
            }
        }
        guard rarest >= Self.leastCandidates else { return }
        let least = max(segment.documentCount / Self.density, Self.leastFrequency)
        var filter: DocumentBits?
        for term in plan.terms.dropFirst() where term.documentFrequency >= least {
            guard let set = try FrequentBigrams.set(terms[term.index], in: segment, number) else {
                continue
            }
            if filter == nil { filter = set.all } else { filter?.formIntersection(set.all) }
        }
        if let filter { self = .filter(filter) }
    }

    private static func set(
        _ term: BigramTerm, in segment: SegmentReader, _ number: Int
    ) throws(StorageError) -> DocumentSet? {
        guard let location = term[number]?.location else { return nil }
        return try segment.documents(ofGramAt: location)
    }
}
