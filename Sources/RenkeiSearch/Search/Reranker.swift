internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Examines the best candidates of a segment closely: where words occur, and whether the query
/// matches as a whole.
///
/// Documents must ascend between two calls of `begin`. Matchers are created on demand, because many
/// queries do not need them.
final class Reranker {
    private let segment: SegmentReader
    let context: QueryContext
    private var madeWords: [(word: QueryPlan.Word, matcher: Matcher)]?
    private var madeNeighbours: [Neighbour?]?
    private var madeForms: [FormEvidence]?
    private var madeSynonyms: [Matcher]?
    private var madeChunks: [Chunk]?

    private let fieldWeights: [Float]
    /// For a query of a single kana word, the test whether the other kind of kana is that word.
    private let kana: KanaFit?
    /// Finds words as parts of compounds; nil if those are excluded.
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

    /// Starts from a document, which may be lower than the previous ones.
    func begin(from document: UInt32) throws(StorageError) {
        for (_, matcher) in madeWords ?? [] { try matcher.restart(from: document) }
        for evidence in madeForms ?? [] {
            try evidence.typed.restart(from: document)
            for (_, matcher) in evidence.forms { try matcher.restart(from: document) }
        }
        for matcher in madeSynonyms ?? [] { try matcher.restart(from: document) }
        for chunk in madeChunks ?? [] { try chunk.matcher.restart(from: document) }
    }

    /// The words of the query with their matchers.
    func words() throws(StorageError) -> [(word: QueryPlan.Word, matcher: Matcher)] {
        if let madeWords { return madeWords }
        var words: [(word: QueryPlan.Word, matcher: Matcher)] = []
        let planned = context.plan.words
        for word in planned {
            // A single letter has many bigrams, so its positions are examined only if it is the
            // whole query.
            if word.pattern.count == 1, planned.count > 1 {
                words.append((word, try WordMatcher.make(word.pattern, in: segment)))
            } else {
                words.append((word, try Matcher.make(letters: word, in: segment)))
            }
        }
        madeWords = words
        return words
    }

    /// The matcher of the letters of a word of the query; nil if the word has another matcher.
    func letters(of pattern: [UInt32]) throws(StorageError) -> Matcher? {
        for (word, matcher) in try words()
        where word.pattern == pattern && matcher is SubstringMatcher {
            return matcher
        }
        return nil
    }

    /// For each word of the query, its positions; nil for a word without neighbours.
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

    /// A run of the query that may match as a whole.
    private struct Chunk {
        let matcher: Matcher
        let scalars: [UInt32]
        /// Its contribution for a share of 1.
        let factor: Float
    }

    private func chunks() throws(StorageError) -> [Chunk] {
        if let madeChunks { return madeChunks }
        var chunks: [Chunk] = []
        for (scalars, factor) in zip(context.plan.chunks, context.chunkFactors) where factor > 0 {
            // A query of one word is a run as well; its positions are read once for both.
            let matcher: Matcher
            if let known = try letters(of: scalars) {
                matcher = known
            } else {
                matcher = try SubstringMatcher.make(scalars, in: segment)
            }
            chunks.append(Chunk(matcher: matcher, scalars: scalars, factor: factor))
        }
        madeChunks = chunks
        return chunks
    }

    /// The quality of the best match of a query's words in a document.
    enum Fit: Int, Comparable {
        /// Only inside longer words.
        case inside = 0
        /// At the head of a kanji compound, like 港 in 港湾, or as a part of one, like 空港 in 花巻空港.
        case head = 1
        /// As a separate word, or as a synonym.
        case whole = 2

        static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }

        /// The tier of a document with this match quality: at least 0 if it has all words,
        /// otherwise negative.
        func tier(hasAllWords: Bool) -> Int { hasAllWords ? rawValue : rawValue - 3 }
    }

    /// A match whose quality depends on the text.
    enum UnreadText {
        /// The positions of words inside longer ones, which may be compounds that they are parts
        /// of.
        case compound([(length: Int, positions: [UInt32])])
        /// The positions of a kana word that may be in the other kind of kana, and the data of
        /// `compound` if it is not the word.
        case kana([UInt32], parts: [(length: Int, positions: [UInt32])])

        /// The best possible quality.
        var best: Fit {
            switch self {
            case .compound: .head
            case .kana: .whole
            }
        }
    }

    /// The match of a document, and the bonus of runs of the query that match as a whole.
    struct Finding {
        var matchedWords = 0
        var fit = Fit.inside
        /// The part of the match that depends on the text.
        var unread: UnreadText?
        /// The quality of the match of a single letter that is nowhere a separate word; it only
        /// affects the order.
        var letterFit = Fit.inside
        var bonus: Float = 0

        /// The match quality by which hits are ordered.
        var rank: Fit { max(fit, letterFit) }

        /// Whether words occur only inside longer words.
        var isPartial: Bool { matchedWords > 0 && fit == .inside }
    }

    /// Examines a document; documents must ascend.
    ///
    /// - Parameter readsText: whether to read the text if the quality depends on it, which takes
    ///   longer than everything else; if not, `Finding.unread` has what remains to be examined.
    func examine(
        _ document: UInt32, readsText: Bool = true
    ) throws(StorageError) -> Finding {
        var finding = Finding()
        let text = try segment.textRange(document)
        for (word, matcher) in try words() {
            try matcher.advance(to: document)
            guard matcher.document == document else { continue }
            finding.matchedWords += 1
            // An index without words has no word boundaries.
            if matcher is WordMatcher || !segment.hasWords || word.isWholeWhereFound {
                finding.fit = .whole
                continue
            }
            // Positions are read only if they can improve the known quality.
            if finding.fit == .whole { continue }
            if kana == nil, matcher.isAtWord {
                finding.fit = .whole
                continue
            }
            // A letter that is nowhere a separate word is not one of the words that it begins or is
            // cut from, such as 島 in 直島町; but 橋 in 橋梁 ranks before 橋 in 前橋.
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
                    // Analysing the text is slow, so it is done only if the quality depends on it.
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

    /// The bonus of a document for nearness, whole matches of runs of the query, and other forms.
    ///
    /// Documents must not descend.
    func bonus(_ document: UInt32) throws(StorageError) -> Float {
        var sum = try proximity(document)
        for chunk in try chunks() { sum += try bonus(of: chunk, document)?.score ?? 0 }
        for bonus in try formBonuses(document) { sum += bonus.score }
        return sum
    }

    /// An upper bound of `bonus`, based on bigram frequencies alone, because reading positions is
    /// slower.
    ///
    /// Documents must not descend.
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
        // Slightly greater, to allow for the rounding of sums.
        return sum * 1.000_1 + 0.000_1
    }

    /// Finds a compound of which a word of the query is a part; nil if there is none.
    ///
    /// No word may be a separate word in the document, and documents must not descend.
    func compound(_ document: UInt32) throws(StorageError) -> [UInt32]? {
        try compounds?.compound(parts(document), in: document)
    }

    /// Reads the text of any document to examine the rest of a match.
    ///
    /// - Returns: the best quality of the remaining words.
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

    /// The positions of words of at least two letters in the current document.
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

    /// The bonus for each run of the query that a document has as a whole.
    ///
    /// Documents must not descend.
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

    /// The bonus of a document for a run of the query; nil if the document does not have it.
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

    /// The bonus for numbers and years that a document has only in another form.
    ///
    /// Documents must not descend.
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
        // An inner boundary means that the word consists of pieces of others: 市電 in 市|電子.
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
