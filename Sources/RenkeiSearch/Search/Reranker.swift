internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Looks closely at the best candidates of a segment: where words stand, and whether the query is
/// found as a whole.
///
/// Documents are looked at in ascending order between two calls of `begin`. The matchers are made when
/// the first document needs them: many queries have nothing to look at.
final class Reranker {
    private let segment: SegmentReader
    let context: QueryContext
    private var madeWords: [(word: QueryPlan.Word, matcher: Matcher)]?
    private var madeNeighbours: [Neighbour?]?
    private var madeForms: [FormEvidence]?
    private var madeSynonyms: [Matcher]?
    private var madeChunks: [Chunk]?

    private let fieldWeights: [Float]
    /// For a query of a single word of kana: tells whether kana of the other kind are that word.
    private let kana: KanaFit?
    /// Finds words as parts of compounds; nil if those are not looked for.
    private let compounds: CompoundFit?

    init(
        _ segment: SegmentReader, _ context: QueryContext, compounds: CompoundFit? = nil,
        normalize: @escaping (String) throws(SearchError) -> NormalizedText
    ) {
        self.segment = segment
        self.context = context
        self.compounds = compounds
        fieldWeights = context.schema.textFields.map { Float($0.weight) }
        kana = KanaFit(segment, context.plan, normalize: normalize)
    }

    /// Allows documents from one on, which may be less than those looked at before.
    func begin(from document: UInt32) throws(StorageError) {
        for (_, matcher) in madeWords ?? [] { try matcher.restart(from: document) }
        for evidence in madeForms ?? [] {
            try evidence.typed.restart(from: document)
            for (_, matcher) in evidence.forms { try matcher.restart(from: document) }
        }
        for matcher in madeSynonyms ?? [] { try matcher.restart(from: document) }
        for chunk in madeChunks ?? [] { try chunk.matcher.restart(from: document) }
    }

    /// The words of the query with what finds them.
    func words() throws(StorageError) -> [(word: QueryPlan.Word, matcher: Matcher)] {
        if let madeWords { return madeWords }
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
        madeWords = words
        return words
    }

    /// For each word of the query where it stands; nil for one that nothing is near to.
    func neighbours() throws(StorageError) -> [Neighbour?] {
        if let madeNeighbours { return madeNeighbours }
        let neighbours: [Neighbour?] = try words().map { word, matcher in
            let frequency = context.wordFrequencies[word.pattern] ?? 0
            if matcher is WordMatcher || frequency == 0 { return nil }
            return Neighbour(
                matcher: matcher, length: UInt32(word.pattern.count),
                idf: context.idf(ofWord: word.pattern, frequency: frequency))
        }
        madeNeighbours = neighbours
        return neighbours
    }

    private func forms() throws(StorageError) -> [FormEvidence] {
        if let madeForms { return madeForms }
        var forms: [FormEvidence] = []
        for (number, concept) in context.plan.allConcepts.enumerated() where !concept.forms.isEmpty
        {
            let factor = context.formFactors.isEmpty ? 0 : context.formFactors[number]
            forms.append(try FormEvidence(concept, factor: factor, segment))
        }
        madeForms = forms
        return forms
    }

    private func synonyms() throws(StorageError) -> [Matcher] {
        if let madeSynonyms { return madeSynonyms }
        var synonyms: [Matcher] = []
        for synonym in context.plan.allConcepts.flatMap(\.synonyms) {
            synonyms.append(try Matcher.make(synonym: synonym, in: segment))
        }
        madeSynonyms = synonyms
        return synonyms
    }

    /// A run of the query that may be found as a whole.
    private struct Chunk {
        let matcher: Matcher
        let scalars: [UInt32]
        /// What it adds with a share of 1.
        let factor: Float
    }

    private func chunks() throws(StorageError) -> [Chunk] {
        if let madeChunks { return madeChunks }
        var chunks: [Chunk] = []
        for (scalars, factor) in zip(context.plan.chunks, context.chunkFactors) where factor > 0 {
            // A query of one word is a run as well: its positions are read once for both.
            let known = try words().first { word, matcher in
                word.pattern == scalars && matcher is SubstringMatcher
            }
            let matcher: Matcher
            if let known {
                matcher = known.matcher
            } else {
                matcher = try SubstringMatcher.make(scalars, in: segment)
            }
            chunks.append(Chunk(matcher: matcher, scalars: scalars, factor: factor))
        }
        madeChunks = chunks
        return chunks
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

        /// The tier of a document that matches so well: 0 and more if it has all words, less if not.
        func tier(hasAllWords: Bool) -> Int { hasAllWords ? rawValue : rawValue - 3 }
    }

    /// What the quality of a match depends on and only the text tells.
    enum UnreadText {
        /// Where words stand inside longer ones that may be compounds which they are parts of.
        case compound([(length: Int, positions: [UInt32])])
        /// Where a word of kana stands that may be in the other kind of kana, and `compound` for where it
        /// is no word.
        case kana([UInt32], parts: [(length: Int, positions: [UInt32])])

        /// How well the word stands at best.
        var best: Fit {
            switch self {
            case .compound: .head
            case .kana: .whole
            }
        }
    }

    /// How a document matches, and what runs of the query found as a whole add to its score.
    struct Finding {
        var matchedWords = 0
        var fit = Fit.inside
        /// What is left to be seen in the text.
        var unread: UnreadText?
        /// How well a single letter stands that is nowhere a word by itself; it only orders hits.
        var letterFit = Fit.inside
        var bonus: Float = 0

        /// What hits are ordered by.
        var rank: Fit { max(fit, letterFit) }

        /// Whether words stand only inside longer words.
        var isPartial: Bool { matchedWords > 0 && fit == .inside }
    }

    /// Examines a document greater than those examined before.
    ///
    /// - Parameter readsText: whether to read the text where the quality of the match depends on it,
    ///   which takes longer than all else; if not, `Finding.unread` says what is left to be seen.
    func examine(
        _ document: UInt32, readsText: Bool = true
    ) throws(StorageError) -> Finding {
        var finding = Finding()
        let text = try segment.textRange(document)
        for (word, matcher) in try words() {
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
            var kanaPositions: [UInt32] = []
            for position in try matcher.occurrences() where finding.fit != .whole {
                var fit = fit(Int(position), word.pattern, text)
                if fit == .whole, kana != nil, !readsText {
                    kanaPositions.append(position)
                    fit = .inside
                }
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
            if !kanaPositions.isEmpty { finding.unread = .kana(kanaPositions, parts: []) }
        }
        for concept in try forms() where finding.fit != .whole {
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
        for synonym in try synonyms() where finding.fit != .whole {
            try synonym.advance(to: document)
            if synonym.document == document { finding.fit = .whole }
        }
        if finding.fit == .whole { finding.unread = nil }
        if finding.matchedWords > 0, finding.fit == .inside {
            let parts = try parts(document)
            if case .kana(let positions, _)? = finding.unread {
                finding.unread = .kana(positions, parts: parts)
            } else if !readsText {
                if !parts.isEmpty { finding.unread = .compound(parts) }
            } else if try isPart(parts, of: document) {
                finding.fit = .head
            }
        }
        finding.bonus = try bonus(document)
        return finding
    }

    /// What nearness, runs of the query found as a whole and other forms add to a document's score.
    ///
    /// The document is not less than those asked for before.
    func bonus(_ document: UInt32) throws(StorageError) -> Float {
        var sum = try proximity(document)
        for chunk in try chunks() { sum += try bonus(of: chunk, document)?.score ?? 0 }
        for bonus in try formBonuses(document) { sum += bonus.score }
        return sum
    }

    /// What `bonus` gives at most, by the frequencies of bigrams alone: to read positions takes longer.
    ///
    /// The document is not less than those asked for before.
    func bonusBound(_ document: UInt32) throws(StorageError) -> Float {
        let weights = RankingWeights.standard
        var sum = try proximityBound(document)
        for factor in context.formFactors { sum += max(weights.form, weights.synonym) * factor }
        let length = context.lengths[Int(segment.norm(document))]
        for chunk in try chunks() {
            let weighted = try chunk.matcher.frequencyBound(in: document, context.weights)
            if weighted == 0 { continue }
            sum += chunk.factor * (weighted.isFinite ? weighted / (weighted + length) : 1)
            if segment.hasTitle(ofLength: UInt32(chunk.scalars.count), document) {
                sum += chunk.factor * weights.wholeTitle
            }
        }
        // A little more, for the rounding of sums.
        return sum * 1.000_1 + 0.000_1
    }

    /// The compound of which a word of the query is a part; nil if there is none.
    ///
    /// The document is one in which no word stands by itself, and not less than those asked for
    /// before.
    func compound(_ document: UInt32) throws(StorageError) -> [UInt32]? {
        try compounds?.compound(parts(document), in: document)
    }

    /// Reads the text of any document for what was left to be seen in it.
    ///
    /// - Returns: how well the best word stands that was left to be seen.
    func resolve(_ unread: UnreadText, of document: UInt32) throws(StorageError) -> Fit {
        switch unread {
        case .compound(let parts): return try isPart(parts, of: document) ? .head : .inside
        case .kana(let positions, let parts):
            guard let kana, let scalars = try kana.text(of: document) else { return .whole }
            let text = try segment.textRange(document)
            if positions.contains(where: { kana.isWord(at: Int($0), in: scalars, text) }) {
                return .whole
            }
            return try isPart(parts, of: document) ? .head : .inside
        }
    }

    private func isPart(
        _ parts: [(length: Int, positions: [UInt32])], of document: UInt32
    ) throws(StorageError) -> Bool {
        guard segment.hasWords else { return false }
        return try compounds?.compound(parts, in: document) != nil
    }

    /// Where words of two letters or more stand in the document at hand.
    private func parts(
        _ document: UInt32
    ) throws(StorageError) -> [(length: Int, positions: [UInt32])] {
        guard compounds != nil, segment.hasWords else { return [] }
        var places: [(length: Int, positions: [UInt32])] = []
        for (word, matcher) in try words()
        where word.pattern.count > 1 && matcher.document == document && !(matcher is WordMatcher) {
            places.append((word.pattern.count, try matcher.occurrences()))
        }
        for concept in try forms() {
            for (form, matcher) in concept.forms
            where form.scalars.count > 1 && matcher.document == document {
                places.append((form.scalars.count, try matcher.occurrences()))
            }
        }
        return places
    }

    /// What each run of the query that a document has as a whole adds to its score.
    ///
    /// The document is not less than those asked for before.
    func bonuses(
        _ document: UInt32
    ) throws(StorageError) -> [(chunk: [UInt32], weighted: Float, score: Float)] {
        var bonuses: [(chunk: [UInt32], weighted: Float, score: Float)] = []
        for chunk in try chunks() {
            guard let (weighted, score) = try bonus(of: chunk, document) else { continue }
            bonuses.append((chunk.scalars, weighted, score))
        }
        return bonuses
    }

    /// What a run of the query adds to the score of a document; nil if the document does not have it.
    private func bonus(
        of chunk: Chunk, _ document: UInt32
    ) throws(StorageError) -> (weighted: Float, score: Float)? {
        try chunk.matcher.advance(to: document)
        guard chunk.matcher.document == document else { return nil }
        let occurrences = try chunk.matcher.occurrences()
        let weighted = weightedFrequency(occurrences, document)
        var score =
            chunk.factor * weighted / (weighted + context.lengths[Int(segment.norm(document))])
        // The query is the whole title.
        if occurrences.first == 0,
            segment.hasTitle(ofLength: UInt32(chunk.scalars.count), document)
        {
            score += chunk.factor * RankingWeights.standard.wholeTitle
        }
        return (weighted, score)
    }

    /// What numbers and years that a document writes in another form add to its score, where it does
    /// not have them as they were typed.
    ///
    /// The document is not less than those asked for before.
    func formBonuses(
        _ document: UInt32
    ) throws(StorageError) -> [(form: AlternativeForm, weighted: Float, score: Float)] {
        if context.formFactors.isEmpty { return [] }
        let length = context.lengths[Int(segment.norm(document))]
        var bonuses: [(form: AlternativeForm, weighted: Float, score: Float)] = []
        for concept in try forms() where concept.factor > 0 {
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
        var sum: Float = 0
        var field = 0
        var end = fieldWeights.count > 1 ? segment.fieldEnd(0, of: document) : .max
        for position in positions {
            // Positions ascend, and so do the ends of fields.
            while position >= end {
                field += 1
                end = field < fieldWeights.count - 1 ? segment.fieldEnd(field, of: document) : .max
            }
            sum += fieldWeights[field]
        }
        return sum
    }
}
