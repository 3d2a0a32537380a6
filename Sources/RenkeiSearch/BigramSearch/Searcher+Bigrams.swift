internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import TextAnalysis

extension Searcher {
    /// The best documents by BM25 over bigrams.
    ///
    /// - Parameters:
    ///   - query: what to look for; its text is normalised as the index's was.
    ///   - limit: how many hits to return at most.
    ///   - countsHits: whether to count all matches too, which takes longer.
    /// - Throws: `SearchError` if nothing can be looked for or the index is damaged.
    public func rank(
        _ query: BigramQuery, limit: Int = 10, countsHits: Bool = false
    ) throws(SearchError) -> BigramResults {
        guard (0...1_000_000).contains(limit) else {
            throw SearchError(.invalidArgument, "the number of hits must be 0 to 1000000")
        }
        do {
            var top = TopScores(limit: limit)
            var patterns: [[UInt32]] = []
            var bigrams: [Gram: Float] = [:]
            switch query {
            case .all(let texts), .any(let texts): patterns = try self.patterns(texts)
            case .sentence(let text):
                bigrams = try analyzers.with { $0.weightedBigrams(ofSentence: text) }
            case .bigrams(let texts):
                for pattern in try self.patterns(texts) where pattern.count == 2 {
                    bigrams[Gram(pattern[0], pattern[1])] = 1
                }
            }
            let unit = unit(patterns, bigrams)
            let total =
                if case .all = query {
                    try collectAll(patterns, unit, countsHits, into: &top)
                } else {
                    try collectAny(patterns, bigrams, unit, countsHits, into: &top)
                }
            let best = top.sorted()
            let hits = zip(try identifiers(best.map(\.document)), best).map { id, found in
                Hit(
                    id: id, score: Double(Float(found.score) / unit), isPartial: false,
                    hasAllWords: true, document: found.document)
            }
            return BigramResults(hits: hits, total: countsHits ? total : nil)
        } catch {
            switch error {
            case let error as SearchError: throw error
            case let error as StorageError: throw SearchError(error)
            default: throw SearchError(.io, "the search failed")
            }
        }
    }

    private func patterns(_ texts: [String]) throws(SearchError) -> [[UInt32]] {
        try analyzers.with { analyzer throws(SearchError) in
            var patterns: [[UInt32]] = []
            for text in texts {
                let pattern = analyzer.pattern(text)
                if pattern.isEmpty || patterns.contains(pattern) { continue }
                guard pattern.count > 1 else {
                    throw SearchError(
                        .invalidQuery, "\(text): a query of bigrams needs two letters or more")
                }
                patterns.append(pattern)
            }
            return patterns
        }
    }

    /// What the score 1 is, if every bigram of a query is as rare as one can be.
    private func unit(_ patterns: [[UInt32]], _ bigrams: [Gram: Float]) -> Float {
        let rarest = BM25Parameters.idf(
            documentFrequency: 1, documentCount: max(documentCount, 1))
        let count = patterns.reduce(bigrams.count) { $0 + $1.count - 1 }
        return ShareTable.unit(forSum: Float(count) * Float(rarest))
    }

    /// Looks a bigram up in every segment, once.
    ///
    /// - Parameter factor: what a share of 1 adds to the score for an inverse document frequency of 1.
    private func term(_ gram: Gram, _ factor: Float) throws(StorageError) -> BigramTerm {
        var term = try BigramTerm(gram, in: segments)
        let frequency = term.documentFrequency
        if frequency > 0 {
            let idf = BM25Parameters.idf(
                documentFrequency: frequency, documentCount: documentCount)
            term.factor = factor * Float(idf)
        }
        return term
    }

    private func terms(of pattern: [UInt32], _ unit: Float) throws(StorageError) -> [BigramTerm] {
        var terms: [BigramTerm] = []
        terms.reserveCapacity(pattern.count - 1)
        for index in 0..<pattern.count - 1 {
            terms.append(try term(Gram(pattern[index], pattern[index + 1]), unit))
        }
        return terms
    }

    private func search(_ number: Int, _ countsHits: Bool) -> BigramSearch {
        BigramSearch(
            segments[number], base: bases[number], shareTable, averageLength: averageLength,
            countsAll: countsHits)
    }

    private func collectAll(
        _ patterns: [[UInt32]], _ unit: Float, _ countsHits: Bool, into top: inout TopScores
    ) throws(StorageError) -> Int {
        guard !patterns.isEmpty else { return 0 }
        var substrings: [[BigramTerm]] = []
        for pattern in patterns { substrings.append(try terms(of: pattern, unit)) }
        return try collectAll(substrings, floor: 0, countsHits, into: &top)
    }

    /// Offers the documents that have all of some substrings; returns how many there are, if they
    /// are counted.
    ///
    /// - Parameter floor: documents with a lower score may be left out.
    private func collectAll(
        _ substrings: [[BigramTerm]], floor: UInt32, _ countsHits: Bool,
        into top: inout TopScores
    ) throws(StorageError) -> Int {
        var total = 0
        for number in segments.indices {
            let search = search(number, countsHits)
            if substrings.count == 1, substrings[0].count == 1 {
                let term = substrings[0][0]
                guard var list = try search.list(term, number) else { continue }
                try search.collect(&list, floor: floor, into: &top)
                if countsHits { total += term[number]?.documentFrequency ?? 0 }
                continue
            }
            guard var conjunction = try conjunction(substrings, number, search) else { continue }
            let base = bases[number]
            let least = countsHits ? 0 : max(floor, top.thresholdBehind)
            try conjunction.forEach(threshold: least) { document, score in
                total += 1
                top.insert(ScoredDocument(base + document, score: score))
                return countsHits ? 0 : max(floor, top.thresholdBehind)
            }
        }
        return total
    }

    /// Offers the best documents that have either of two substrings or both.
    ///
    /// A document that has one of them only, and is among the best, is among the best of those that
    /// have it. The others have both. So three quick queries give the answer, and what the first two
    /// have found bounds the third.
    private func collectEither(
        _ first: [BigramTerm], _ second: [BigramTerm], into top: inout TopScores
    ) throws(StorageError) {
        var found: [ScoredDocument] = []
        found.reserveCapacity(3 * min(top.limit, 1024))
        var floor: UInt32 = 0
        // The rarer one has the better documents, mostly, and spares the other one.
        let isFirstRarer = first.reduce(0) { $0 + $1.factor } >= second.reduce(0) { $0 + $1.factor }
        let (rarer, other) = isFirstRarer ? (first, second) : (second, first)
        for substrings in [[rarer], [other], [first, second]] {
            var best = TopScores(limit: top.limit)
            _ = try collectAll(substrings, floor: floor, false, into: &best)
            floor = max(floor, best.threshold)
            found.append(contentsOf: best.documents)
        }
        found.removeAll { $0.score < floor }
        // Of a document that was found several times, the greatest score counts.
        found.sort { ($0.document, $1.score) < ($1.document, $0.score) }
        for place in found.indices
        where place == 0 || found[place - 1].document != found[place].document {
            top.insert(found[place])
        }
    }

    private func conjunction(
        _ substrings: [[BigramTerm]], _ number: Int, _ search: BigramSearch
    ) throws(StorageError) -> BigramConjunction? {
        guard let plan = ConjunctionPlan(substrings, inSegment: number) else { return nil }
        var lists: [ScoredList] = []
        lists.reserveCapacity(plan.terms.count)
        for term in plan.terms {
            guard let list = try search.list(substrings[term.substring][term.place], number) else {
                return nil
            }
            lists.append(list)
        }
        return BigramConjunction(search, lists, plan.clauses, plan.parts)
    }

    private func collectAny(
        _ patterns: [[UInt32]], _ bigrams: [Gram: Float], _ unit: Float, _ countsHits: Bool,
        into top: inout TopScores
    ) throws(StorageError) -> Int {
        var terms: [BigramTerm] = []
        var phrases: [[BigramTerm]] = []
        if patterns.count == 2, bigrams.isEmpty, !countsHits {
            try collectEither(
                try self.terms(of: patterns[0], unit), try self.terms(of: patterns[1], unit),
                into: &top)
            return 0
        }
        for pattern in patterns {
            let parts = try self.terms(of: pattern, unit)
            if parts.count == 1 { terms.append(parts[0]) } else { phrases.append(parts) }
        }
        for (gram, weight) in bigrams { terms.append(try term(gram, weight * unit)) }
        // Nothing depends on the order of a dictionary.
        terms.sort { ($1.factor, $0.gram) < ($0.factor, $1.gram) }
        var total = 0
        for number in segments.indices {
            let search = search(number, countsHits)
            var lists: [ScoredList] = []
            lists.reserveCapacity(terms.count)
            for term in terms where term.factor > 0 {
                if let list = try search.list(term, number) { lists.append(list) }
            }
            var phrasesFound: [FoundPhrase] = []
            for phrase in phrases {
                var matches = FoundPhrase()
                if var conjunction = try conjunction([phrase], number, search) {
                    try conjunction.forEach(threshold: 0) { document, score in
                        matches.append(document, score)
                        return 0
                    }
                }
                phrasesFound.append(matches)
            }
            var union = BigramUnion(search, lists, found: phrasesFound, rooms.take())
            let (found, room) = try union.collect(into: &top)
            rooms.put(room)
            total += found
        }
        return total
    }
}
