internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Looks closely at the best candidates of a segment: where words stand, and whether the query is
/// found as a whole.
struct Reranker {
    private let segment: SegmentReader
    let context: QueryContext
    let words: [(word: QueryPlan.Word, matcher: Matcher)]
    private let forms: [FormEvidence]
    private let synonyms: [Matcher]
    private let chunks: [(matcher: Matcher, scalars: [UInt32], factor: Float)]

    /// For a query of a single word of kana: tells whether kana of the other kind are that word.
    private let kana: KanaFit?
    /// Finds words as parts of compounds; nil if those are not looked for.
    private let compounds: CompoundFit?

    init(
        _ segment: SegmentReader, _ context: QueryContext, compounds: CompoundFit? = nil,
        normalize: @escaping (String) throws(SearchError) -> NormalizedText
    ) throws(StorageError) {
        self.segment = segment
        self.context = context
        self.compounds = compounds
        var words: [(word: QueryPlan.Word, matcher: Matcher)] = []
        let planned = context.plan.words
        for word in planned {
            // Where a single letter stands is looked at only if nothing else is asked for: its
            // bigrams are many.
            if word.pattern.count == 1, planned.count > 1 {
                words.append((word, try WordMatcher.make(word.pattern, in: segment)))
            } else {
                words.append((word, try Matcher.make(letters: word, in: segment)))
            }
        }
        self.words = words
        var forms: [FormEvidence] = []
        for (number, concept) in context.plan.allConcepts.enumerated() where !concept.forms.isEmpty
        {
            let factor = context.formFactors.isEmpty ? 0 : context.formFactors[number]
            forms.append(try FormEvidence(concept, factor: factor, segment))
        }
        self.forms = forms
        var synonyms: [Matcher] = []
        for synonym in context.plan.allConcepts.flatMap(\.synonyms) {
            synonyms.append(try Matcher.make(synonym: synonym, in: segment))
        }
        self.synonyms = synonyms
        var chunks: [(matcher: Matcher, scalars: [UInt32], factor: Float)] = []
        let factors = context.chunkFactors
        for (chunk, factor) in zip(context.plan.chunks, factors) where factor > 0 {
            chunks.append((try SubstringMatcher.make(chunk, in: segment), chunk, factor))
        }
        self.chunks = chunks
        kana = KanaFit(segment, context.plan, normalize: normalize)
    }

    /// How well the best of the query's words stands in a document.
    enum Fit: Int, Comparable {
        /// Only inside longer words.
        case inside = 0
        /// At the head of a compound of kanji, 港 in 港湾, or a part of one, 空港 in 花巻空港.
        case head = 1
        /// By itself, or by a synonym.
        case whole = 2

        static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
    }

    /// How a document matches, and what runs of the query found as a whole add to its score.
    struct Finding {
        var matchedWords = 0
        var fit = Fit.inside
        /// How well a single letter stands that is nowhere a word by itself; it only orders hits.
        var letterFit = Fit.inside
        var bonus: Float = 0

        /// What hits are ordered by.
        var rank: Fit { max(fit, letterFit) }

        /// True if words stand only inside longer words.
        var isPartial: Bool { matchedWords > 0 && fit == .inside }
    }

    /// Examines a document greater than those examined before.
    func examine(_ document: UInt32) throws(StorageError) -> Finding {
        var finding = Finding()
        let text = try segment.textRange(document)
        for (word, matcher) in words {
            try matcher.advance(to: document)
            guard matcher.document == document else { continue }
            finding.matchedWords += 1
            // An index without words does not know where they begin.
            if matcher is WordMatcher || !segment.hasWords || word.isWholeWhereFound {
                finding.fit = .whole
                continue
            }
            // A letter that is nowhere a word is no word of those that it begins or is cut from, as 島 of
            // 直島町; but 橋 of 橋梁 goes before 橋 of 前橋.
            if word.pattern.count == 1, context.wordFrequencies[word.pattern] ?? 0 == 0 {
                for position in try matcher.occurrences() {
                    let fit = min(self.fit(Int(position), word.pattern, text), .head)
                    finding.letterFit = max(finding.letterFit, fit)
                }
                continue
            }
            var kanaText: [UInt32]??
            for position in try matcher.occurrences() where finding.fit != .whole {
                var fit = fit(Int(position), word.pattern, text)
                if fit == .whole, let kana {
                    // To analyse the text takes long: only where the fit depends on it.
                    let scalars: [UInt32]?
                    if let kanaText {
                        scalars = kanaText
                    } else {
                        scalars = try kana.text(of: document)
                        kanaText = .some(scalars)
                    }
                    if let scalars, !kana.isWord(at: Int(position), in: scalars, text) {
                        fit = .inside
                    }
                }
                finding.fit = max(finding.fit, fit)
            }
        }
        for concept in forms where finding.fit != .whole {
            for (form, matcher) in concept.forms {
                try matcher.advance(to: document)
                guard matcher.document == document else { continue }
                finding.matchedWords += 1
                if !segment.hasWords || form.kind.isWholeWhereFound { finding.fit = .whole }
                for position in try matcher.occurrences() where finding.fit != .whole {
                    finding.fit = max(finding.fit, fit(Int(position), form.scalars, text))
                }
            }
        }
        for synonym in synonyms where finding.fit != .whole {
            try synonym.advance(to: document)
            if synonym.document == document { finding.fit = .whole }
        }
        if finding.matchedWords > 0, finding.fit == .inside, try compound(document) != nil {
            finding.fit = .head
        }
        finding.bonus += try proximity(document)
        for bonus in try bonuses(document) { finding.bonus += bonus.score }
        for bonus in try formBonuses(document) { finding.bonus += bonus.score }
        return finding
    }

    /// The compound of which a word of the query is a part; nil if there is none.
    ///
    /// The document is one in which no word stands by itself, and not less than those asked for
    /// before.
    func compound(_ document: UInt32) throws(StorageError) -> [UInt32]? {
        guard let compounds, segment.hasWords else { return nil }
        var places: [(length: Int, positions: [UInt32])] = []
        for (word, matcher) in words
        where word.pattern.count > 1 && matcher.document == document && !(matcher is WordMatcher) {
            places.append((word.pattern.count, try matcher.occurrences()))
        }
        for concept in forms {
            for (form, matcher) in concept.forms
            where form.scalars.count > 1 && matcher.document == document {
                places.append((form.scalars.count, try matcher.occurrences()))
            }
        }
        return try compounds.compound(places, in: document)
    }

    /// What each run of the query that a document has as a whole adds to its score.
    ///
    /// The document is not less than those asked for before.
    func bonuses(
        _ document: UInt32
    ) throws(StorageError) -> [(chunk: [UInt32], weighted: Float, score: Float)] {
        let length = context.lengths[Int(segment.norm(document))]
        var bonuses: [(chunk: [UInt32], weighted: Float, score: Float)] = []
        for chunk in chunks {
            try chunk.matcher.advance(to: document)
            guard chunk.matcher.document == document else { continue }
            let occurrences = try chunk.matcher.occurrences()
            let weighted = weightedFrequency(occurrences, document)
            var score = chunk.factor * weighted / (weighted + length)
            // The query is the whole title.
            if occurrences.first == 0,
                segment.hasTitle(ofLength: UInt32(chunk.scalars.count), document)
            {
                score += chunk.factor * RankingWeights.standard.wholeTitle
            }
            bonuses.append((chunk.scalars, weighted, score))
        }
        return bonuses
    }

    /// What numbers and years that a document writes in another form add to its score, where it does
    /// not have them as they were typed.
    ///
    /// The document is not less than those asked for before.
    func formBonuses(
        _ document: UInt32
    ) throws(StorageError) -> [(form: AlternativeForm, weighted: Float, score: Float)] {
        let length = context.lengths[Int(segment.norm(document))]
        var bonuses: [(form: AlternativeForm, weighted: Float, score: Float)] = []
        for concept in forms where concept.factor > 0 {
            try concept.typed.advance(to: document)
            if concept.typed.document == document { continue }
            var best: (form: AlternativeForm, weighted: Float, score: Float)?
            for (form, matcher) in concept.forms where !form.kind.addsFeatures {
                try matcher.advance(to: document)
                guard matcher.document == document else { continue }
                let weighted = weightedFrequency(try matcher.occurrences(), document)
                let weights = RankingWeights.standard
                let share =
                    switch form.kind {
                    case .nearYear: weights.synonym
                    case .reading: weights.reading
                    default: weights.form
                    }
                let score = share * concept.factor * weighted / (weighted + length)
                if score > best?.score ?? 0 { best = (form, weighted, score) }
            }
            if let best { bonuses.append(best) }
        }
        return bonuses
    }

    private func fit(_ position: Int, _ pattern: [UInt32], _ text: Range<Int>) -> Fit {
        guard segment.isBoundary(position, in: text) else { return .inside }
        if segment.isBoundary(position + pattern.count, in: text) { return .whole }
        // A boundary within means that the word is made of pieces of others: 市電 in 市|電子.
        let isPiecemeal = pattern.indices.dropFirst().contains {
            segment.isBoundary(position + $0, in: text)
        }
        return !isPiecemeal && pattern.allSatisfy { CharacterClass($0) == .kanji } ? .head : .inside
    }

    private func weightedFrequency(_ positions: [UInt32], _ document: UInt32) -> Float {
        let ends = segment.fieldEnds(of: document)
        let weights = context.schema.textFields.map { Float($0.weight) }
        var sum: Float = 0
        for position in positions {
            let field = ends.firstIndex { position < $0 } ?? ends.count
            sum += weights[field]
        }
        return sum
    }
}
