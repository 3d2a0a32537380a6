internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// A reranked candidate.
struct RankedCandidate {
    var candidate: Candidate
    var isPartial: Bool
    /// The part of the match that depends on the text.
    var unread: Reranker.UnreadText?
    /// Whether words related to its missing words contribute to the score.
    var hasRelated = false
    /// The share of the query's concepts that it has, by rarity: 0 to 1.
    var coverage: Float = 1

    /// The candidate with the best possible result of reading the text.
    var best: Candidate {
        guard let unread else { return candidate }
        var best = candidate
        best.tier = max(best.tier, unread.best.tier(hasAllWords: best.tier >= 0))
        return best
    }
}

extension Searcher {
    /// The hits that the options request, and their groups.
    func answer(
        _ candidates: [Candidate], _ bound: BonusBound, _ collector: MatchCollector?,
        _ context: QueryContext, _ options: SearchOptions
    ) throws(StorageError) -> (hits: [Hit], groups: [HitGroup]) {
        if options.limit == 0 { return ([], []) }
        if let groups = collector?.groups?.groups {
            let groups = try self.groups(groups, context, options)
            return (groups.map(\.best), groups)
        }
        var ranked: [RankedCandidate]
        if let sorted = collector?.sortedCandidates() {
            ranked = try first(of: sorted, context, options)
        } else {
            ranked = try best(candidates, bound, context, options)
            if context.plan.time != nil {
                try addTime(to: &ranked, context)
                ranked.sort { $0.candidate.precedes($1.candidate) }
            }
            if options.includesRelatedWords {
                try addRelated(to: &ranked, context)
                ranked.sort { $0.candidate.precedes($1.candidate) }
            }
        }
        return (try hits(Array(ranked.dropFirst(options.offset).prefix(options.limit))), [])
    }

    /// The first candidates in an order of values that may be shown: as many as skipped and
    /// requested, or all if there are fewer.
    private func first(
        of sorted: [Candidate], _ context: QueryContext, _ options: SearchOptions
    ) throws(StorageError) -> [RankedCandidate] {
        let wanted = options.offset + options.limit
        var ranked: [RankedCandidate] = []
        var rest = sorted[...]
        // Partial matches are excluded, so more candidates may have to be examined.
        var size = max(wanted, 100)
        var closeLook = CloseLook(self, context, options, BonusBound(context, segments))
        while ranked.count < wanted, !rest.isEmpty {
            let chunk = Array(rest.prefix(size))
            rest = rest.dropFirst(size)
            size *= 2
            // Examined in the order of the segments, shown in the requested order.
            let examined = try closeLook.examine(chunk)
            // In a damaged segment, two documents may have the same number.
            let places = Dictionary(chunk.enumerated().map { ($1.document, $0) }) { first, _ in
                first
            }
            ranked += examined.filter { options.includesPartialMatches || !$0.isPartial }.sorted {
                places[$0.candidate.document] ?? 0 < places[$1.candidate.document] ?? 0
            }
        }
        return ranked
    }

    /// The candidates that may be shown, in their final order.
    ///
    /// They are examined in batches, the best first, as long as another may come before the last
    /// requested hit.
    private func best(
        _ candidates: [Candidate], _ bound: BonusBound, _ context: QueryContext,
        _ options: SearchOptions
    ) throws(StorageError) -> [RankedCandidate] {
        var wanted = options.offset + options.limit
        if options.includesRelatedWords, candidates.contains(where: { $0.tier < 0 }) {
            // This many of those that lack words may be ranked higher, whatever the number of hits.
            wanted = max(
                wanted,
                candidates.count { $0.tier >= 0 } + RelatedEvidence.Weights.standard.depth)
        }
        // The bonus for the query's time is known only after reranking.
        if context.plan.time != nil { wanted = candidates.count }
        var closeLook = CloseLook(self, context, options, bound)
        // The greatest bonus of a candidate that lacks concepts for those that it has.
        let coverage =
            candidates.contains { $0.tier < 0 } ? closeLook.greatestCoverage() : 0
        var ranked: [RankedCandidate] = []
        var rest = candidates[...]
        while !rest.isEmpty {
            var next: [Candidate] = []
            while next.count < max(wanted, 4), let candidate = rest.popFirst() {
                if ranked.count >= wanted,
                    !mayPrecede(ranked[wanted - 1].candidate, candidate, bound, coverage)
                {
                    continue
                }
                next.append(candidate)
            }
            if next.isEmpty { break }
            let last = ranked.count >= wanted ? ranked[wanted - 1].candidate : nil
            for found in try closeLook.examine(next, readsText: false, before: last)
            where options.includesPartialMatches || !found.isPartial || found.unread != nil {
                ranked.append(found)
            }
            try closeLook.resolve(&ranked, first: wanted)
        }
        if !options.includesPartialMatches { ranked.removeAll(where: \.isPartial) }
        return ranked
    }

    /// Whether reranking may put a candidate before one that has been examined.
    private func mayPrecede(
        _ last: Candidate, _ candidate: Candidate, _ bound: BonusBound, _ coverage: Float
    ) -> Bool {
        var best = candidate
        best.tier = candidate.tier >= 0 ? 2 : -1
        let score = candidate.score + (candidate.tier >= 0 ? 0 : coverage)
        best.score = score + bound.bonus(score: candidate.score)
        if last.precedes(best) { return false }
        if bound.isZero { return true }
        let (number, document) = place(of: candidate.document)
        best.score = score + bound.bonus(document, score: candidate.score, in: segments[number])
        return !last.precedes(best)
    }

    private func hits(_ ranked: [RankedCandidate]) throws(StorageError) -> [Hit] {
        let identifiers = try identifiers(ranked.map(\.candidate.document))
        return zip(identifiers, ranked).map { hit($0, $1) }
    }

    private func hit(_ identifier: String, _ ranked: RankedCandidate) -> Hit {
        Hit(
            id: identifier, score: Double(ranked.candidate.score),
            isPartial: ranked.isPartial, hasAllWords: ranked.candidate.tier >= 0,
            document: ranked.candidate.document, hasRelated: ranked.hasRelated,
            snapshot: snapshot)
    }

    /// The requested groups, in the order of their best hits.
    private func groups(
        _ groups: [GroupCollector.Group], _ context: QueryContext, _ options: SearchOptions
    ) throws(StorageError) -> [HitGroup] {
        // A document may be in several groups.
        var candidates: [UInt32: Candidate] = [:]
        for candidate in groups.lazy.flatMap({ $0.best.sorted() }) {
            candidates[candidate.document] = candidate
        }
        var ranked: [UInt32: RankedCandidate] = [:]
        var closeLook = CloseLook(self, context, options, BonusBound(context, segments))
        for found in try closeLook.examine(Array(candidates.values)) {
            ranked[found.candidate.document] = found
        }
        var best: [(group: Int, ranked: RankedCandidate)] = []
        for (number, group) in groups.enumerated() {
            let members = group.best.sorted().compactMap { ranked[$0.document] }
                .filter { options.includesPartialMatches || !$0.isPartial }
            let first = members.min { $0.candidate.precedes($1.candidate) }
            if let first { best.append((number, first)) }
        }
        best.sort {
            $0.ranked.candidate.document == $1.ranked.candidate.document
                ? groups[$0.group].first < groups[$1.group].first
                : $0.ranked.candidate.precedes($1.ranked.candidate)
        }
        let shown = Array(best.dropFirst(options.offset).prefix(options.limit))
        let hits = try hits(shown.map(\.ranked))
        return zip(shown, hits).map { place, hit in
            HitGroup(
                value: groups[place.group].value, count: groups[place.group].count, best: hit)
        }
    }

    /// The values of a keyword field that match a pattern, of the closest kind.
    func values(with pattern: KeywordPattern, _ analyzer: QueryAnalyzer) -> [String] {
        guard pattern.parts.contains(where: { !$0.isEmpty }) else { return [] }
        var seen: Set<[UInt8]> = []
        var best = KeywordPattern.Fit.words
        var values: [String] = []
        for segment in segments {
            guard let column = segment.keywordColumn(pattern.field) else { continue }
            for ordinal in 0..<column.keywordCount {
                let value = column.keyword(ordinal)
                // Segmentation is slower than the test for the letters.
                let normal = analyzer.normalize(value)
                guard pattern.occurs(in: normal.folded),
                    let fit = pattern.fit(KeywordValue(normal, analyzer)), fit <= best,
                    seen.insert(Array(value.utf8)).inserted
                else { continue }
                if fit < best { values = [] }
                best = fit
                values.append(value)
            }
        }
        return values
    }
}
