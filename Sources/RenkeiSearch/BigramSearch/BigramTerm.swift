internal import IndexCodec
internal import IndexStorage

/// A bigram of a query.
struct BigramTerm {
    let gram: Gram
    /// What a share of 1 adds to the score; 0 if no document has the bigram.
    ///
    /// Until the bigram is looked up, what it adds for an inverse document frequency of 1.
    private(set) var factor: Float
    /// What the first segment has of it.
    private var first: SegmentTerm?
    /// What the others have of it; most indexes have one segment.
    private var others: [SegmentTerm?] = []

    /// A bigram that is to be looked up.
    ///
    /// - Parameter weight: what a share of 1 adds to the score for an inverse document frequency of 1.
    init(_ gram: Gram, weight: Float) {
        self.gram = gram
        factor = weight
    }

    /// What a segment has of it.
    subscript(number: Int) -> SegmentTerm? { number == 0 ? first : others[number - 1] }

    /// Looks bigrams up in every segment.
    ///
    /// - Parameters:
    ///   - terms: bigrams that are not looked up yet.
    ///   - documentCount: how many documents the index has.
    static func lookUp(
        _ terms: inout [BigramTerm], in segments: [SegmentReader], documentCount: Int
    ) throws(StorageError) {
        let segments = segments.span
        var terms = terms.mutableSpan
        var start = 0
        while start < terms.count {
            var grams = GramDictionary.Batch<Gram>(repeating: Gram(key: 0))
            let count = min(grams.count, terms.count - start)
            for place in 0..<count { grams[place] = terms[start + place].gram }
            for number in segments.indices {
                let found = try segments[number].terms(&grams, count: count)
                for place in 0..<count {
                    if number == 0 {
                        terms[start + place].first = found[place]
                    } else {
                        terms[start + place].others.append(found[place])
                    }
                }
            }
            for place in start..<start + count { terms[place].weigh(documentCount) }
            start += count
        }
    }

    /// Multiplies the factor with the inverse document frequency.
    private mutating func weigh(_ documentCount: Int) {
        let frequency = others.reduce(first?.documentFrequency ?? 0) {
            $0 + ($1?.documentFrequency ?? 0)
        }
        factor *=
            frequency == 0
            ? 0
            : Float(
                BM25Parameters.idf(documentFrequency: frequency, documentCount: documentCount))
    }
}
