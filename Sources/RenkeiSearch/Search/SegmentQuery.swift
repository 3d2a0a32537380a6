internal import IndexCodec
internal import IndexStorage

/// What all segments share while a query runs: the plan and the statistics of the whole index.
struct QueryContext {
    let plan: QueryPlan
    let schema: Schema
    let weights: FieldWeights
    /// `BM25Parameters.lengthTable` for the average length of the whole index.
    let lengths: [Float]
    let documentCount: Int
    /// For each bigram of the plan, its weight times its inverse document frequency.
    var gramFactors: [Float] = []
    /// For each dictionary word of the plan, the same.
    var wordFactors: [Float] = []
    /// For each word of the plan by its pattern, in how many documents it stands by itself.
    var wordFrequencies: [[UInt32]: Int] = [:]
    let filters: [KeywordFilter]
    /// For each chunk of the plan, what it adds where it is found as a whole.
    var chunkFactors: [Float] = []
}

/// A query on one segment: what matches, what scores.
struct SegmentQuery {
    private let segment: SegmentReader
    private let context: QueryContext
    private let base: UInt32
    private let filters: [SegmentFilter]
    private var scorers: [TermScorer] = []
    private var scores = [Float](repeating: 0, count: Int(Window.size))

    /// - Parameter base: how many documents the segments before this one have.
    init(
        _ segment: SegmentReader, base: UInt32, _ context: QueryContext
    ) throws(StorageError) {
        self.segment = segment
        self.context = context
        self.base = base
        filters = context.filters.map { SegmentFilter($0, segment) }
    }

    private mutating func openScorers() throws(StorageError) {
        scorers.removeAll()
        for (feature, factor) in zip(context.plan.grams, context.gramFactors) where factor > 0 {
            if let cursor = try segment.postings(of: feature.key) {
                scorers.append(
                    TermScorer(
                        try PostingsIterator(cursor), factor: factor, weights: context.weights))
            }
        }
        for (feature, factor) in zip(context.plan.dictionaryWords, context.wordFactors)
        where factor > 0 {
            if let cursor = try segment.postings(ofWord: feature.key) {
                scorers.append(
                    TermScorer(
                        try PostingsIterator(cursor), factor: factor, weights: context.weights))
            }
        }
    }

    /// What must be found for a word: the word itself where its script separates words by blanks,
    /// or it is a single letter among other words, and some document has it; else its letters
    /// anywhere.
    private func matcher(
        _ word: QueryPlan.Word, isAlone: Bool
    ) throws(StorageError) -> Matcher {
        let isWholeOnly = word.isSpaced || (word.pattern.count == 1 && !isAlone)
        if isWholeOnly, context.wordFrequencies[word.pattern] ?? 0 > 0 {
            return try WordMatcher.make(word.pattern, in: segment)
        }
        return try SubstringMatcher.make(word.pattern, in: segment)
    }

    /// What must be found for a concept: all of its words, or a synonym.
    private func matcher(_ concept: QueryPlan.Concept) throws(StorageError) -> Matcher {
        let isAlone = context.plan.concepts.count == 1 && concept.words.count == 1
        var words: [Matcher] = []
        for word in concept.words { words.append(try matcher(word, isAlone: isAlone)) }
        let typed = words.count == 1 ? words[0] : try AllMatcher(words)
        if concept.synonyms.isEmpty { return typed }
        var any = [typed]
        for synonym in concept.synonyms {
            any.append(try Matcher.make(synonym: synonym, in: segment))
        }
        return AnyMatcher(any)
    }

    private func phraseMatchers() throws(StorageError) -> [Matcher] {
        var matchers: [Matcher] = []
        for phrase in context.plan.phrases {
            matchers.append(try SubstringMatcher.make(phrase, in: segment))
        }
        return matchers
    }

    /// Offers every document that has all phrases and all words; returns how many there are.
    ///
    /// A document in which a word, or a synonym, stands by itself is put in a higher tier.
    mutating func collectAll(into top: inout TopDocuments) throws(StorageError) -> Int {
        var required = try phraseMatchers()
        var whole: [Matcher] = []
        for concept in context.plan.concepts { required.append(try matcher(concept)) }
        for word in context.plan.words {
            whole.append(try WordMatcher.make(word.pattern, in: segment))
        }
        for synonym in context.plan.concepts.flatMap(\.synonyms) {
            whole.append(try Matcher.make(synonym: synonym, in: segment))
        }
        let all = try AllMatcher(required)
        try openScorers()
        var count = 0
        var matched: [UInt32] = []
        while all.document != endOfDocuments {
            let window = Window(of: all.document)
            matched.removeAll(keepingCapacity: true)
            while all.document < window.end {
                if accepts(all.document) { matched.append(all.document) }
                try all.advance(to: all.document + 1)
            }
            count += matched.count
            try score(matched, window)
            for document in matched {
                // As the reranker does: any word or synonym by itself lifts a document.
                var tier = whole.isEmpty || !segment.hasWords ? 1 : 0
                for matcher in whole where tier == 0 {
                    try matcher.advance(to: document)
                    if matcher.document == document { tier = 1 }
                }
                top.insert(
                    Candidate(
                        tier: tier, score: scores[Int(document - window.base)],
                        document: base + document))
            }
        }
        return count
    }

    /// Offers every document that has all phrases and any word or synonym, in a tier below those
    /// with all words; returns how many there are.
    mutating func collectAny(into top: inout TopDocuments) throws(StorageError) -> Int {
        let phrases = try phraseMatchers()
        let required = phrases.isEmpty ? nil : try AllMatcher(phrases)
        var words: [Matcher] = []
        for concept in context.plan.concepts {
            for word in concept.words {
                // Words by themselves are enough here, and cheaper to find than their letters.
                let isKnown = context.wordFrequencies[word.pattern] ?? 0 > 0
                words.append(
                    isKnown || word.pattern.count == 1
                        ? try WordMatcher.make(word.pattern, in: segment)
                        : try SubstringMatcher.make(word.pattern, in: segment))
            }
            for synonym in concept.synonyms {
                words.append(try Matcher.make(synonym: synonym, in: segment))
            }
        }
        try openScorers()
        var count = 0
        var bits = [Bool](repeating: false, count: Int(Window.size))
        var matched: [UInt32] = []
        while let first = words.map(\.document).min(), first != endOfDocuments {
            let window = Window(of: first)
            for index in bits.indices { bits[index] = false }
            for word in words {
                while word.document < window.end {
                    bits[Int(word.document - window.base)] = true
                    try word.advance(to: word.document + 1)
                }
            }
            matched.removeAll(keepingCapacity: true)
            for index in bits.indices where bits[index] {
                let document = window.base + UInt32(index)
                guard accepts(document) else { continue }
                if let required {
                    try required.advance(to: document)
                    guard required.document == document else { continue }
                }
                matched.append(document)
            }
            count += matched.count
            try score(matched, window)
            for document in matched {
                top.insert(
                    Candidate(
                        tier: -1, score: scores[Int(document - window.base)],
                        document: base + document))
            }
        }
        return count
    }

    private func accepts(_ document: UInt32) -> Bool {
        for filter in filters where !filter.accepts(document) { return false }
        return true
    }

    /// Computes the scores of some documents of a window, ascending.
    private mutating func score(_ documents: [UInt32], _ window: Window) throws(StorageError) {
        if documents.isEmpty { return }
        // A few documents are looked up one by one; for many, whole lists are walked.
        if documents.count <= 64 {
            for document in documents {
                var sum: Float = 0
                for index in scorers.indices {
                    sum += try scorers[index].score(document, segment, context.lengths)
                }
                scores[Int(document - window.base)] = sum
            }
            return
        }
        for index in scores.indices { scores[index] = 0 }
        for index in scorers.indices {
            try scorers[index].accumulate(window, segment, context.lengths, into: &scores)
        }
    }
}
