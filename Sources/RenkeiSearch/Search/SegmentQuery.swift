internal import IndexCodec
internal import IndexStorage

/// A query on one segment: matching and scoring.
struct SegmentQuery {
    private let segment: SegmentReader
    private let context: QueryContext
    private let base: UInt32
    private let acceptance: Acceptance
    /// The conditions that are walked; those on columns are tested per document.
    private let conditions: [QueryCondition]
    /// The collector of all matches.
    var collector: MatchCollector?
    /// Whether matches that cannot be among the best were skipped, so that there may be more than
    /// counted.
    private(set) var hasPassedOver = false
    /// The collector, if it needs every match with its score.
    private var candidateCollector: MatchCollector? {
        collector?.needsCandidates == true ? collector : nil
    }

    /// - Parameter base: the number of documents in the previous segments.
    init(
        _ segment: SegmentReader, base: UInt32, _ context: QueryContext
    ) throws(StorageError) {
        self.segment = segment
        self.context = context
        self.base = base
        let (walked, tested) = context.plan.splitConditions
        conditions = walked
        acceptance = Acceptance(
            filters: SegmentFilter.make(
                context.filters, context.ranges, segment, years: context.yearFilters)
                + tested.map { SegmentFilter.make($0, segment) },
            deletions: segment.deletions)
    }

    /// Creates the matcher of a word: the whole word if its script separates words by blanks, or if
    /// it is a single letter among other words, and some document has it; otherwise its letters
    /// anywhere.
    private func matcher(
        _ word: QueryPlan.Word, isAlone: Bool
    ) throws(StorageError) -> Matcher {
        if word.whole != nil { return try Matcher.make(letters: word, in: segment) }
        let isWholeOnly = word.isSpaced || (word.pattern.count == 1 && !isAlone)
        if isWholeOnly, context.wordFrequencies[word.pattern] ?? 0 > 0 {
            return try WordMatcher.make(word.pattern, in: segment)
        }
        return try SubstringMatcher.make(word.pattern, in: segment)
    }

    /// Creates the matcher of a concept: all of its words, or a synonym.
    private func matcher(_ concept: QueryPlan.Concept) throws(StorageError) -> Matcher {
        let isAlone = context.plan.wordCount == 1
        var words: [Matcher] = []
        for word in concept.words { words.append(try matcher(word, isAlone: isAlone)) }
        let typed = words.count == 1 ? words[0] : try AllMatcher(words)
        if concept.synonyms.isEmpty, concept.forms.isEmpty { return typed }
        var any = [typed]
        for form in concept.forms { any.append(try FormMatcher.make(form, in: segment)) }
        for synonym in concept.synonyms {
            any.append(try Matcher.make(synonym: synonym, in: segment))
        }
        return AnyMatcher(any)
    }

    /// Creates the matchers that every hit must satisfy besides the plain words: phrases and
    /// conditions.
    private func phraseMatchers() throws(StorageError) -> [Matcher] {
        var matchers: [Matcher] = []
        for phrase in context.plan.phrases {
            matchers.append(try SubstringMatcher.make(phrase, in: segment))
        }
        let factory = ConditionMatchers(segment, context)
        for condition in conditions { matchers.append(try factory.matcher(condition)) }
        return matchers
    }

    /// Adds every document that has all phrases and all words; returns their number.
    ///
    /// Documents with a word, or a synonym, as a separate word are in a higher tier.
    mutating func collectAll(into top: inout TierCandidates) throws(StorageError) -> Int {
        var required = try phraseMatchers()
        for concept in context.plan.concepts { required.append(try matcher(concept)) }
        let all = try AllMatcher(required)
        // Few documents have all words of a sentence.
        if all.document == endOfDocuments { return 0 }
        // Separate words put a document in the upper tier, some of them with certainty.
        var whole: [Matcher] = []
        var isCertain: [Bool] = []
        for word in context.plan.words {
            whole.append(
                word.whole == nil
                    ? try WordMatcher.make(word.pattern, in: segment)
                    : try Matcher.make(letters: word, in: segment))
            isCertain.append(
                word.whole == nil ? !context.plan.isOneWordOfKana : word.isWholeWhereFound)
        }
        for synonym in context.plan.allConcepts.flatMap(\.synonyms) {
            whole.append(try Matcher.make(synonym: synonym, in: segment))
            isCertain.append(true)
        }
        // Their matchers are created only if a document has nothing else as a separate word.
        let forms = context.plan.forms
        var formMatchers: [Matcher] = []
        let hasTiers = segment.hasWords && !(whole.isEmpty && forms.isEmpty)
        let hasWords = !context.plan.allConcepts.isEmpty
        // Local, because access through `self` would copy it for each document.
        let (acceptance, isSelective) = (acceptance, acceptance.isSelective)
        var scorer = try WindowScorer(segment, context)
        let unit = scorer.unit
        var count = 0
        var matched: [UInt32] = []
        while all.document != endOfDocuments {
            try context.interruption.check()
            let window = Window(of: all.document)
            let least = top.threshold(unit)
            if count >= context.countLimit, least > scorer.bound(in: window) {
                hasPassedOver = true
                try all.advance(to: window.end)
                continue
            }
            matched.removeAll(keepingCapacity: true)
            try all.collect(window, into: &matched)
            if isSelective { matched.removeAll { !acceptance.accepts($0) } }
            count += matched.count
            collector?.count(matched)
            let collector = candidateCollector
            // Every match is needed with its score, or the lowest kept tier has room.
            let scoresAll = collector != nil
            try scorer.score(
                matched, window, threshold: scoresAll ? 0 : least
            ) { document, score throws(StorageError) in
                // Like in the reranker, any separate word, form or synonym raises the tier.
                var tier = hasTiers ? 0 : 1
                var isKnownWhole = !hasWords
                if hasTiers {
                    for index in whole.indices where tier == 0 || !isKnownWhole {
                        try whole[index].advance(to: document)
                        guard whole[index].document == document else { continue }
                        tier = 1
                        isKnownWhole = isCertain[index]
                    }
                }
                if tier == 0, formMatchers.isEmpty {
                    for form in forms {
                        formMatchers.append(try FormMatcher.make(form, in: segment))
                    }
                }
                for matcher in formMatchers where tier == 0 {
                    try matcher.advance(to: document)
                    if matcher.document == document { tier = 1 }
                }
                let candidate = Candidate(
                    tier: tier, score: Float(score) / unit,
                    document: base + segment.insertionOrdinal(of: document),
                    isKnownWhole: isKnownWhole)
                top.insert(candidate)
                try collector?.add(candidate, document)
                return scoresAll ? 0 : top.threshold(unit)
            }
        }
        scorer.finish()
        return count
    }

    /// Creates the matchers of which a document with some of the words satisfies any: words, other
    /// forms and synonyms.
    private func anyWordMatchers() throws(StorageError) -> [Matcher] {
        var words: [Matcher] = []
        let skipsFragments = context.plan.concepts.contains { $0.words.contains { !$0.isFragment } }
        for concept in context.plan.concepts {
            for word in concept.words where !(word.isFragment && skipsFragments) {
                // Separate words suffice here, and are faster to find than their letters.
                let isKnown = context.wordFrequencies[word.pattern] ?? 0 > 0
                words.append(
                    isKnown || word.pattern.count == 1
                        ? try WordMatcher.make(word.pattern, in: segment)
                        : try Matcher.make(letters: word, in: segment))
            }
            for form in concept.forms { words.append(try FormMatcher.make(form, in: segment)) }
            for synonym in concept.synonyms {
                words.append(try Matcher.make(synonym: synonym, in: segment))
            }
        }
        return words
    }

    /// Adds every document that has all phrases and any word or synonym, in a tier below those with
    /// all words; returns their number.
    mutating func collectAny(into top: inout TopDocuments) throws(StorageError) -> Int {
        let phrases = try phraseMatchers()
        var required: AllMatcher?
        let words: [Matcher]
        if context.plan.hasRequiredWords {
            // Required words count as some of the words.
            words = [try AllMatcher(phrases)]
        } else {
            words = try anyWordMatchers()
            if !phrases.isEmpty { required = try AllMatcher(phrases) }
        }
        // Local, because access through `self` would copy it for each document.
        let (acceptance, isSelective) = (acceptance, acceptance.isSelective)
        var scorer = try WindowScorer(segment, context)
        let unit = scorer.unit
        var count = 0
        var bits = [UInt64](repeating: 0, count: Int(Window.size) / 64)
        var matched: [UInt32] = []
        while let first = words.map(\.document).min(), first != endOfDocuments {
            try context.interruption.check()
            let window = Window(of: first)
            let least = top.threshold(tier: -1, unit)
            if count >= context.countLimit, least > scorer.bound(in: window) {
                hasPassedOver = true
                for word in words { try word.advance(to: window.end) }
                continue
            }
            for word in words { try word.mark(window, in: &bits) }
            matched.removeAll(keepingCapacity: true)
            for index in bits.indices {
                var word = bits[index]
                bits[index] = 0
                while word != 0 {
                    let slot = index << 6 | word.trailingZeroBitCount
                    word &= word - 1
                    let document = window.base + UInt32(slot)
                    if isSelective, !acceptance.accepts(document) { continue }
                    if let required {
                        try required.advance(to: document)
                        guard required.document == document else { continue }
                    }
                    matched.append(document)
                }
            }
            count += matched.count
            collector?.count(matched)
            let collector = candidateCollector
            let scoresAll = collector != nil
            try scorer.score(
                matched, window, threshold: scoresAll ? 0 : least
            ) { document, score throws(StorageError) in
                let candidate = Candidate(
                    tier: -1, score: Float(score) / unit,
                    document: base + segment.insertionOrdinal(of: document))
                top.insert(candidate)
                try collector?.add(candidate, document)
                return scoresAll ? 0 : top.threshold(tier: -1, unit)
            }
        }
        scorer.finish()
        return count
    }

    /// The documents that have all phrases, conditions and words, ascending.
    func matches() throws(StorageError) -> [UInt32] {
        var required = try phraseMatchers()
        for concept in context.plan.concepts { required.append(try matcher(concept)) }
        let all = try AllMatcher(required)
        var documents: [UInt32] = []
        while all.document != endOfDocuments {
            if acceptance.accepts(all.document) { documents.append(all.document) }
            try all.advance(to: all.document + 1)
        }
        return documents
    }

    /// Whether some document has all phrases, conditions and words.
    func hasMatch() throws(StorageError) -> Bool {
        var required = try phraseMatchers()
        for concept in context.plan.concepts { required.append(try matcher(concept)) }
        let all = try AllMatcher(required)
        while all.document != endOfDocuments {
            if acceptance.accepts(all.document) { return true }
            try all.advance(to: all.document + 1)
        }
        return false
    }
}

/// Decides which documents may be hits: those that are not deleted and that all filters accept.
private struct Acceptance {
    let filters: [SegmentFilter]
    let deletions: SegmentDeletions?

    /// Whether some document may be rejected.
    var isSelective: Bool { deletions != nil || !filters.isEmpty }

    func accepts(_ document: UInt32) -> Bool {
        if let deletions, !deletions.isLive(document) { return false }
        for filter in filters where !filter.accepts(document) { return false }
        return true
    }
}
