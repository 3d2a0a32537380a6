internal import IndexStorage

/// What the sets of a conjunction's frequent bigrams tell before postings are read.
enum FrequentBigrams {
    /// A substring, which is all that is looked for, and all of whose bigrams are frequent.
    case phrase(DensePhrase)
    /// No other document has all bigrams.
    case filter(DocumentBits)
    case nothing

    /// A filter pays for a bigram that one of so many documents has.
    private static let density = 24
    /// In small segments a bigram needs so many documents.
    private static let leastFrequency = 1024
    /// A filter pays if the rarest bigram has so many documents.
    private static let leastCandidates = 128

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
        let mayBePhrase =
            plan.isPhrase
            && DensePhrase.isWorthwhile(rarest, of: segment.documentCount, limit: limit)
        let least = max(segment.documentCount / Self.density, Self.leastFrequency)
        guard mayBePhrase || rarest >= Self.leastCandidates else { return }
        var sets: [DocumentSet] = []
        var filter: DocumentBits?
        for (place, term) in plan.terms.enumerated() {
            let mayFilter = place > 0 && term.documentFrequency >= least
            guard mayBePhrase || mayFilter, let location = terms[term.index][number]?.location,
                let set = try segment.documents(ofGramAt: location)
            else { continue }
            sets.append(set)
            if mayFilter {
                if filter == nil { filter = set.all } else { filter?.formIntersection(set.all) }
            }
        }
        if mayBePhrase, sets.count == plan.terms.count,
            let phrase = DensePhrase(sets, documentFrequency: rarest)
        {
            self = .phrase(phrase)
        } else if let filter {
            self = .filter(filter)
        }
    }
}
