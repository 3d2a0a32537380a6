internal import IndexCodec
internal import IndexStorage
internal import Messages
internal import TextAnalysis

extension Searcher {
    /// The best documents by BM25 over bigrams.
    ///
    /// A searcher that is asked often keeps the documents of frequent bigrams in memory, and how
    /// often they stand in them: for each segment half of the bytes of its postings at most, with
    /// two megabytes at least and 64 at most.
    ///
    /// - Parameters:
    ///   - query: what to look for; its text is normalised as the index's was.
    ///   - limit: how many hits to return at most.
    ///   - countsHits: whether to count all matches too, which takes longer.
    /// - Throws: `SearchError` if nothing can be looked for, the query has more than 2,000 letters or
    ///   the index is damaged.
    public func rank(
        _ query: BigramQuery, limit: Int = 10, countsHits: Bool = false
    ) throws(SearchError) -> BigramResults {
        try results(rankDocuments(query, limit: limit, countsHits: countsHits))
    }

    /// The first half of `rank`: the documents, of which nothing stored is read.
    package func rankDocuments(
        _ query: BigramQuery, limit: Int = 10, countsHits: Bool = false
    ) throws(SearchError) -> RankedDocuments {
        guard (0...1_000_000).contains(limit) else {
            throw SearchError(.invalidArgument, "the number of hits must be 0 to 1000000")
        }
        guard query.letterCount <= BigramQuery.greatestLetterCount else {
            throw SearchError(
                .invalidQuery,
                "a query of bigrams may have \(BigramQuery.greatestLetterCount) letters; shorten it"
            )
        }
        do {
            let holder = memories.take() ?? QueryMemoryHolder()
            defer { if !holder.memory.isLarge { memories.put(holder) } }
            return try rankDocuments(
                query, limit: limit, countsHits: countsHits, &holder.memory)
        } catch { throw SearchError(any: error) }
    }

    private func rankDocuments(
        _ query: BigramQuery, limit: Int, countsHits: Bool, _ memory: inout QueryMemory
    ) throws -> RankedDocuments {
        var top = TopScores(limit: limit)
        memory.patterns.removeAll()
        var bigrams: [Gram: Float] = [:]
        switch query {
        case .all(let texts), .any(let texts): try add(texts, to: &memory.patterns)
        case .sentence(let text):
            bigrams = try analyzers.with { $0.weightedBigrams(ofSentence: text) }
        case .bigrams(let texts):
            try add(texts, to: &memory.patterns)
            memory.patterns.keepBigrams()
        }
        let unit = unit(memory.patterns.bigramCount + bigrams.count)
        try memory.query.lookUp(
            memory.patterns, in: segments, documentCount: documentCount, weight: unit)
        if limit == 0, !countsHits {
            return RankedDocuments(best: [], unit: unit, total: nil)
        }
        let total =
            if case .all = query {
                try collectAll(&memory, countsHits, into: &top)
            } else {
                try collectAny(&memory, bigrams, unit, countsHits, into: &top)
            }
        return RankedDocuments(
            best: top.sorted(), unit: unit, total: countsHits ? total : nil)
    }

    /// The second half of `rank`: reads the identifiers.
    package func results(_ ranked: RankedDocuments) throws(SearchError) -> BigramResults {
        do {
            let documents = ranked.best.map(\.document)
            let hits = zip(try identifiers(documents), ranked.best).map { id, found in
                Hit(
                    id: id, score: Double(Float(found.score) / ranked.unit), isPartial: false,
                    hasAllWords: true, document: found.document, hasRelated: false,
                    snapshot: snapshot)
            }
            return BigramResults(hits: hits, total: ranked.total)
        } catch { throw SearchError(any: error) }
    }

    private func add(
        _ texts: [String], to patterns: inout QueryPatterns
    ) throws(SearchError) {
        try analyzers.with { analyzer throws(SearchError) in
            for text in texts {
                let pattern = analyzer.pattern(text)
                guard pattern.count != 1 else {
                    throw SearchError(
                        .invalidQuery, "\(text): a query of bigrams needs two letters or more")
                }
                patterns.append(pattern)
            }
        }
    }

    /// What the score 1 is, if each of so many bigrams is as rare as one can be.
    private func unit(_ bigramCount: Int) -> Float {
        let rarest = BM25Parameters.idf(
            documentFrequency: 1, documentCount: max(documentCount, 1))
        return ShareTable.unit(forSum: Float(bigramCount) * Float(rarest))
    }

    private func search(_ number: Int, _ countsHits: Bool) -> BigramSearch {
        BigramSearch(
            segments[number], base: bases[number], shareTable, averageLength: averageLength,
            countsAll: countsHits)
    }

    private func collectAll(
        _ memory: inout QueryMemory, _ countsHits: Bool, into top: inout TopScores
    ) throws(StorageError) -> Int {
        let range = memory.query.substrings.indices
        return range.isEmpty
            ? 0 : try collectAll(range, &memory, floor: 0, countsHits, into: &top)
    }

    /// Offers the documents that have all of some substrings; returns how many there are, if they
    /// are counted.
    ///
    /// - Parameters:
    ///   - range: which substrings.
    ///   - floor: documents with a lower score may be left out.
    private func collectAll(
        _ range: Range<Int>, _ memory: inout QueryMemory, floor: UInt32, _ countsHits: Bool,
        into top: inout TopScores
    ) throws(StorageError) -> Int {
        var total = 0
        let first = memory.query.substrings[range.lowerBound]
        if range.count == 1, first.count == 1 {
            for number in segments.indices {
                // By its place: to copy a term would count the references that it has.
                guard let term = memory.query.terms[first.lowerBound][number] else { continue }
                let factor = memory.query.terms[first.lowerBound].factor
                let search = search(number, countsHits)
                var count = 0
                guard
                    try search.open(term.location, factor: factor, in: &memory.lists, &count)
                else { continue }
                try search.collect(&memory.lists[0], floor: floor, into: &top)
                if countsHits { total += term.documentFrequency }
            }
            return total
        }
        for number in segments.indices {
            guard let search = try open(range, &memory, number, countsHits) else { continue }
            let frequent =
                countsHits
                ? .nothing
                : try FrequentBigrams(
                    memory.plan.terms, isPhrase: memory.plan.isPhrase, memory.query.terms,
                    &memory.lists, in: segments[number], number, limit: top.limit)
            var conjunction = BigramConjunction(search, &memory)
            defer { conjunction.finish(&memory) }
            switch frequent {
            case .phrase(let phrase):
                try conjunction.collect(phrase, floor: floor, into: &top)
                continue
            case .tables: conjunction.useTables()
            case .nothing: break
            }
            try conjunction.forEach(
                threshold: countsHits ? 0 : max(floor, search.threshold(from: 0, top))
            ) { document, score in
                total += 1
                top.insert(ScoredDocument(search.number(document), score: score))
                return countsHits ? 0 : max(floor, search.threshold(from: document &+ 1, top))
            }
        }
        return total
    }

    /// Opens the lists that find the documents of a segment with all of some substrings; nil if there
    /// are none.
    private func open(
        _ range: Range<Int>, _ memory: inout QueryMemory, _ number: Int, _ countsHits: Bool
    ) throws(StorageError) -> BigramSearch? {
        let search = search(number, countsHits)
        let isChosen = memory.plan.choose(
            memory.query.terms, memory.query.substrings[range], inSegment: number)
        guard isChosen else { return nil }
        var count = 0
        for place in memory.plan.terms.indices {
            // By its place: to copy a term would count the references that it has.
            let index = memory.plan.terms[place].index
            let factor = memory.query.terms[index].factor
            guard let location = memory.query.terms[index][number]?.location,
                try search.open(location, factor: factor, in: &memory.lists, &count)
            else { return nil }
        }
        return search
    }

    /// Offers the best documents that have either of two substrings or both.
    ///
    /// A document that has one of them only, and is among the best, is among the best of those that
    /// have it. The others have both. So three quick queries give the answer, and what the first two
    /// have found bounds the third.
    private func collectEither(
        _ memory: inout QueryMemory, into top: inout TopScores
    ) throws(StorageError) {
        var found: [ScoredDocument] = []
        found.reserveCapacity(3 * min(top.limit, 1024))
        var floor: UInt32 = 0
        // The rarer one has the better documents, mostly, and spares the other one.
        let rarer =
            memory.query.factor(ofSubstring: 0) >= memory.query.factor(ofSubstring: 1) ? 0 : 1
        for step in 0..<3 {
            let substrings =
                switch step {
                case 0: rarer..<rarer + 1
                case 1: 1 - rarer..<2 - rarer
                default: 0..<2
                }
            var best = TopScores(limit: top.limit)
            _ = try collectAll(substrings, &memory, floor: floor, false, into: &best)
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

    private func collectAny(
        _ memory: inout QueryMemory, _ bigrams: [Gram: Float], _ unit: Float, _ countsHits: Bool,
        into top: inout TopScores
    ) throws(StorageError) -> Int {
        if memory.query.substrings.count == 2, bigrams.isEmpty, !countsHits {
            try collectEither(&memory, into: &top)
            return 0
        }
        var terms: [BigramTerm] = []
        terms.reserveCapacity(max(bigrams.count, memory.query.substrings.count))
        for (gram, weight) in bigrams { terms.append(BigramTerm(gram, weight: weight * unit)) }
        try BigramTerm.lookUp(&terms, in: segments, documentCount: documentCount)
        var phrases: [Int] = []
        for (number, substring) in memory.query.substrings.enumerated() {
            if substring.count == 1 {
                terms.append(memory.query.terms[substring.lowerBound])
            } else {
                phrases.append(number)
            }
        }
        // Nothing depends on the order of a dictionary.
        terms.sort { ($1.factor, $0.gram) < ($0.factor, $1.gram) }
        var total = 0
        for number in segments.indices {
            var phrasesFound: [FoundPhrase] = []
            for phrase in phrases {
                var matches = FoundPhrase()
                if let search = try open(phrase..<phrase + 1, &memory, number, countsHits) {
                    var conjunction = BigramConjunction(search, &memory)
                    defer { conjunction.finish(&memory) }
                    try conjunction.forEach(threshold: 0) { document, score in
                        matches.append(document, score)
                        return 0
                    }
                }
                phrasesFound.append(matches)
            }
            let search = search(number, countsHits)
            var count = 0
            for term in terms where term.factor > 0 {
                let isOpen = try search.open(term, number, in: &memory.lists, &count)
                if isOpen, !countsHits {
                    memory.lists[count - 1].frequencies = try FrequentBigrams.table(
                        of: term, in: segments[number], number)
                }
            }
            var union = BigramUnion(
                search, &memory, count: count, found: phrasesFound,
                windows.take() ?? WindowScores(size: BigramUnion.greatestWindow))
            let (found, scores) = try union.collect(into: &top)
            union.finish(&memory)
            windows.put(scores)
            total += found
        }
        return total
    }
}
