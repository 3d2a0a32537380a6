internal import IndexStorage

/// Reranks candidates of all segments: determines their final tiers and scores.
struct CloseLook {
    private let searcher: Searcher
    private let context: QueryContext
    private let options: SearchOptions
    private let hasBonuses: Bool
    /// The reranker of each segment, created on demand.
    private var rerankers: [Reranker?]
    /// The concept coverage of each segment, for documents that lack concepts; created on demand.
    private var coverages: [ConceptCoverage?]
    /// The bonus of each concept in a document that lacks others.
    private lazy var coverageWeights = ConceptCoverage.weights(context)
    /// The candidates with something to examine.
    private var pending: [(segment: Int, document: UInt32, candidate: Candidate)] = []

    init(
        _ searcher: Searcher, _ context: QueryContext, _ options: SearchOptions,
        _ bound: BonusBound
    ) {
        self.searcher = searcher
        self.context = context
        self.options = options
        hasBonuses = !bound.isZero
        rerankers = Array(repeating: nil, count: searcher.segments.count)
        coverages = Array(repeating: nil, count: searcher.segments.count)
    }

    /// The greatest bonus of a candidate that lacks concepts for those that it has.
    mutating func greatestCoverage() -> Float { coverageWeights.reduce(0, +) * 1.000_1 }

    /// Examines candidates; returns them in no particular order.
    ///
    /// - Parameters:
    ///   - readsText: whether to read texts immediately if a match depends on them; if not,
    ///     `resolve` does so.
    ///   - last: the candidate that others must precede; those that cannot are dropped. Nil to
    ///     examine all.
    mutating func examine(
        _ candidates: [Candidate], readsText: Bool = true, before last: Candidate? = nil
    ) throws(StorageError) -> [RankedCandidate] {
        var ranked: [RankedCandidate] = []
        ranked.reserveCapacity(candidates.count)
        pending.removeAll(keepingCapacity: true)
        for var candidate in candidates {
            if candidate.isKnownWhole, !hasBonuses {
                // There is nothing to examine.
                candidate.tier = MatchQuality.whole.tier(hasAllWords: true)
                ranked.append(RankedCandidate(candidate: candidate, isPartial: false))
                continue
            }
            let (number, document) = searcher.place(of: candidate.document)
            pending.append((number, document, candidate))
        }
        pending.sort { ($0.segment, $0.document) < ($1.segment, $1.document) }
        var rest = pending[...]
        while let number = rest.first?.segment {
            let end = rest.firstIndex { $0.segment != number } ?? rest.endIndex
            try examine(rest[..<end], in: number, readsText, before: last, &ranked)
            rest = rest[end...]
        }
        return ranked
    }

    /// Examines candidates of a segment in the order of their documents.
    private mutating func examine(
        _ candidates: ArraySlice<(segment: Int, document: UInt32, candidate: Candidate)>,
        in number: Int, _ readsText: Bool, before last: Candidate?,
        _ ranked: inout [RankedCandidate]
    ) throws(StorageError) {
        guard let first = candidates.first?.document else { return }
        let reranker = try reranker(number)
        try reranker.begin(from: first)
        if let coverage = coverages[number] {
            try coverage.begin(from: first)
        } else if candidates.contains(where: { $0.candidate.tier < 0 }) {
            coverages[number] = try ConceptCoverage(
                searcher.segments[number], context, weights: coverageWeights, sharing: reranker)
        }
        let coverage = coverages[number]
        for (_, document, candidate) in candidates {
            try context.interruption.check()
            var covered: Float = 0
            if candidate.tier < 0, let coverage, coverage.greatest > 0 {
                covered = try coverage.bonus(document)
            }
            if let last, hasBonuses {
                var best = candidate
                best.tier = MatchQuality.whole.tier(hasAllWords: candidate.tier >= 0)
                best.score += covered
                best.score += try reranker.bonusBound(document) + best.score * 0.000_01
                if last.precedes(best) { continue }
            }
            var found = try examine(document, candidate, reranker, readsText)
            if found.candidate.tier < 0, let coverage, coverage.greatest > 0 {
                found.candidate.score += covered
                found.coverage = covered / coverage.greatest
            }
            ranked.append(found)
        }
    }

    private mutating func reranker(_ number: Int) throws(StorageError) -> Reranker {
        if let reranker = rerankers[number] { return reranker }
        let segment = searcher.segments[number]
        let reranker = Reranker(
            segment, context,
            compounds: options.findsCompoundParts ? searcher.compoundFit(segment) : nil,
            normalize: searcher.normalize)
        rerankers[number] = reranker
        return reranker
    }

    private func examine(
        _ document: UInt32, _ candidate: Candidate, _ reranker: Reranker, _ readsText: Bool
    ) throws(StorageError) -> RankedCandidate {
        var candidate = candidate
        if candidate.isKnownWhole {
            candidate.tier = MatchQuality.whole.tier(hasAllWords: true)
            candidate.score += try reranker.bonus(document)
            return RankedCandidate(candidate: candidate, isPartial: false)
        }
        let result = try reranker.examine(document, readsText: readsText)
        // All words come before some words; within each, whole words before heads of compounds
        // before parts.
        let quality = context.plan.allConcepts.isEmpty ? MatchQuality.whole : result.rank
        candidate.tier = quality.tier(hasAllWords: candidate.tier >= 0)
        candidate.score += result.bonus
        return RankedCandidate(
            candidate: candidate, isPartial: result.isPartial, unread: result.unread)
    }

    /// Reads the text of a candidate to decide what the index could not.
    private mutating func resolve(_ ranked: inout RankedCandidate) throws(StorageError) {
        guard let unread = ranked.unread else { return }
        let (number, document) = searcher.place(of: ranked.candidate.document)
        let quality = try reranker(number).resolve(unread, of: document)
        ranked.unread = nil
        if quality == .inside { return }
        ranked.isPartial = false
        ranked.candidate.tier = max(
            ranked.candidate.tier, quality.tier(hasAllWords: ranked.candidate.tier >= 0))
    }

    /// Sorts candidates into their final order and resolves those that are, or may be, among the
    /// first.
    mutating func resolve(
        _ ranked: inout [RankedCandidate], first count: Int
    ) throws(StorageError) {
        ranked.sort { $0.best.precedes($1.best) }
        var index = 0
        while index < min(count, ranked.count) {
            guard ranked[index].unread != nil else {
                index += 1
                continue
            }
            try context.interruption.check()
            var resolved = ranked.remove(at: index)
            try resolve(&resolved)
            if resolved.isPartial, !options.includesPartialMatches { continue }
            let place =
                ranked[index...].firstIndex { resolved.best.precedes($0.best) } ?? ranked.endIndex
            ranked.insert(resolved, at: place)
        }
    }
}
