internal import IndexCodec
internal import IndexStorage

/// The first step of a comparison with all documents: finds those that share most, by summing over
/// the postings of the query's terms.
struct SimilarCandidates {
    private let searcher: Searcher
    private let options: SimilarOptions
    private let model: SimilarityModel
    /// The areas whose documents are excluded.
    private let excludedAreas: [String]
    /// The excluded document, by its number in the index.
    private let excluded: UInt32?

    init(
        _ searcher: Searcher, _ options: SimilarOptions, _ model: SimilarityModel,
        excludedAreas: [String], excluded: UInt32?
    ) {
        self.searcher = searcher
        self.options = options
        self.model = model
        self.excludedAreas = excludedAreas
        self.excluded = excluded
    }

    /// Finds the candidates, those that share most first.
    func find(_ query: TermVector, _ space: inout TermSpace) throws(StorageError) -> [Candidate] {
        let depth = model.candidateCount(limit: options.limit)
        let terms = try significantTerms(query, &space)
        // If few hits per area are allowed, the candidates must cover many areas.
        var top = TopDocuments(limit: options.perArea == nil ? depth : depth * 20)
        for (segment, base) in zip(searcher.segments, searcher.bases) {
            try collect(segment, base, terms, space, into: &top)
        }
        var candidates = top.sorted()
        if let perArea = options.perArea {
            // Slightly more than requested, because the exact comparison may change their order.
            var count = AreaCount(searcher, options.areaField, limit: perArea + 3)
            candidates = candidates.filter { count.takes($0.document) }
        }
        return Array(candidates.prefix(depth))
    }

    /// The terms that make up most of the query's length, with the weight of an occurrence of each.
    private func significantTerms(
        _ query: TermVector, _ space: inout TermSpace
    ) throws(StorageError) -> [(term: UInt32, factor: Float)] {
        var order = Array(query.terms.indices)
        order.sort {
            query.weights[$0] != query.weights[$1] ? query.weights[$0] > query.weights[$1] : $0 < $1
        }
        var terms: [(term: UInt32, factor: Float)] = []
        var covered = 0.0
        for index in order {
            if covered >= model.coverage * query.squaredLength { break }
            let weight = query.weights[index]
            covered += Double(weight) * Double(weight)
            terms.append((query.terms[index], weight * (try space.weight(of: query.terms[index]))))
        }
        return terms
    }

    private func collect(
        _ segment: SegmentReader, _ base: UInt32, _ terms: [(term: UInt32, factor: Float)],
        _ space: TermSpace, into top: inout TopDocuments
    ) throws(StorageError) {
        let damped = SimilarityModel.dampedCounts
        let lengths = SimilarityModel.lengthTable
        var scores = [Float](repeating: 0, count: segment.documentCount)
        let interruption = Interruption(deadline: options.deadline)
        for (term, factor) in terms {
            try interruption.check()
            guard let cursor = try space.postings(term, in: segment) else { continue }
            var iterator = try PostingsIterator(cursor)
            try iterator.forEach(below: endOfDocuments) { document, frequency, _ in
                scores[Int(document)] += factor * damped[frequency]
            }
        }
        let filters = SegmentFilter.make(options.filters, options.ranges, segment)
        let ownArea = SegmentFilter.make(
            KeywordFilter(field: options.areaField, values: excludedAreas), segment)
        documents: for (index, sum) in scores.enumerated() where sum > 0 {
            let document = UInt32(index)
            let score = sum * lengths[Int(segment.norm(document))]
            if let worst = top.worst, score < worst.score { continue }
            let number = base + segment.order.insertionOrdinal(of: document)
            if number == excluded || !segment.isLive(document) { continue }
            if !excludedAreas.isEmpty, ownArea.accepts(document) { continue }
            for filter in filters where !filter.accepts(document) { continue documents }
            top.insert(Candidate(tier: 0, score: score, document: number))
        }
    }
}

/// Counts the accepted documents of each area.
struct AreaCount {
    private let searcher: Searcher
    private let field: String
    private let limit: Int
    private var counts: [String: Int] = [:]

    init(_ searcher: Searcher, _ field: String, limit: Int) {
        self.searcher = searcher
        self.field = field
        self.limit = limit
    }

    /// Counts a document unless one of its areas is full; a document without areas is always
    /// accepted.
    mutating func takes(_ document: UInt32) -> Bool {
        let (segment, local) = searcher.locate(document)
        let areas = segment.keywordColumn(field)?.keywords(of: local) ?? []
        guard areas.allSatisfy({ (counts[$0] ?? 0) < limit }) else { return false }
        for area in areas { counts[area, default: 0] += 1 }
        return true
    }
}
