internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Examines the best candidates of a segment closely: where words occur, and whether the query
/// matches as a whole.
///
/// Documents must ascend between two calls of `begin`. Matchers are created on demand, because many
/// queries do not need them.
final class Reranker {
    let segment: SegmentReader
    let context: QueryContext
    private var madeWords: [(word: QueryPlan.Word, matcher: Matcher)]?
    private var madeNeighbours: [Neighbour?]?
    private var madeForms: [FormEvidence]?
    private var madeSynonyms: [Matcher]?
    private var madeChunks: [Chunk]?

    let fieldWeights: [Float]
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

    func forms() throws(StorageError) -> [FormEvidence] {
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
    struct Chunk {
        let matcher: Matcher
        let scalars: [UInt32]
        /// Its contribution for a share of 1.
        let factor: Float
    }

    func chunks() throws(StorageError) -> [Chunk] {
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

    /// Examines a document; documents must ascend.
    ///
    /// - Parameter readsText: whether to read the text if the quality depends on it, which takes
    ///   longer than everything else; if not, `RerankResult.unread` has what remains to be examined.
    func examine(
        _ document: UInt32, readsText: Bool = true
    ) throws(StorageError) -> RerankResult {
        var result = RerankResult()
        let text = try segment.textRange(document)
        for (word, matcher) in try words() {
            try matcher.advance(to: document)
            guard matcher.document == document else { continue }
            result.matchedWords += 1
            // An index without words has no word boundaries.
            if matcher is WordMatcher || !segment.hasWords || word.isWholeWhereFound {
                result.quality = .whole
                continue
            }
            // Positions are read only if they can improve the known quality.
            if result.quality == .whole { continue }
            if kana == nil, matcher.isAtWord {
                result.quality = .whole
                continue
            }
            // A letter that is nowhere a separate word is not one of the words that it begins or is
            // cut from, such as 島 in 直島町; but 橋 in 橋梁 ranks before 橋 in 前橋.
            if word.pattern.count == 1, context.wordFrequencies[word.pattern] ?? 0 == 0 {
                for position in try matcher.occurrences() {
                    let quality = min(self.quality(Int(position), word.pattern, text), .head)
                    result.letterQuality = max(result.letterQuality, quality)
                }
                continue
            }
            var kanaText: [UInt32]??
            var kanaPositions: [UInt32] = []
            for position in try matcher.occurrences() where result.quality != .whole {
                var quality = quality(Int(position), word.pattern, text)
                if quality == .whole, kana != nil, !readsText {
                    kanaPositions.append(position)
                    quality = .inside
                }
                if quality == .whole, let kana {
                    // Analysing the text is slow, so it is done only if the quality depends on it.
                    let scalars: [UInt32]?
                    if let kanaText {
                        scalars = kanaText
                    } else {
                        scalars = try kana.text(of: document)
                        kanaText = .some(scalars)
                    }
                    if let scalars, !kana.isWord(at: Int(position), in: scalars, text) {
                        quality = .inside
                    }
                }
                result.quality = max(result.quality, quality)
            }
            if !kanaPositions.isEmpty { result.unread = .kana(kanaPositions, parts: []) }
        }
        for concept in try forms() where result.quality != .whole {
            for (form, matcher) in concept.forms {
                try matcher.advance(to: document)
                guard matcher.document == document else { continue }
                result.matchedWords += 1
                if !segment.hasWords || form.kind.isWholeWhereFound { result.quality = .whole }
                for position in try matcher.occurrences() where result.quality != .whole {
                    result.quality = max(result.quality, quality(Int(position), form.scalars, text))
                }
            }
        }
        for synonym in try synonyms() where result.quality != .whole {
            try synonym.advance(to: document)
            if synonym.document == document { result.quality = .whole }
        }
        if result.quality == .whole { result.unread = nil }
        if result.matchedWords > 0, result.quality == .inside {
            let parts = try parts(document)
            if case .kana(let positions, _)? = result.unread {
                result.unread = .kana(positions, parts: parts)
            } else if !readsText {
                if !parts.isEmpty { result.unread = .compound(parts) }
            } else if try isPart(parts, of: document) {
                result.quality = .head
            }
        }
        result.bonus = try bonus(document)
        return result
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
    func resolve(_ unread: UnreadText, of document: UInt32) throws(StorageError) -> MatchQuality {
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

    private func quality(_ position: Int, _ pattern: [UInt32], _ text: Range<Int>) -> MatchQuality {
        guard segment.isBoundary(position, in: text) else { return .inside }
        if segment.isBoundary(position + pattern.count, in: text) { return .whole }
        // An inner boundary means that the word consists of pieces of others: 市電 in 市|電子.
        let isPiecemeal = pattern.indices.dropFirst().contains {
            segment.isBoundary(position + $0, in: text)
        }
        return !isPiecemeal && pattern.allSatisfy { CharacterClass($0) == .kanji } ? .head : .inside
    }
}
