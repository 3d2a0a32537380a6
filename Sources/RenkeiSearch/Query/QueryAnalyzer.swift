internal import IndexCodec
internal import TextAnalysis
internal import Messages

/// Turns parsed queries into plans.
///
/// It owns tables that it fills on demand, so only one task at a time may use it.
final class QueryAnalyzer {
    private var normalizer: TextNormalizer
    let segmenter: WordSegmenter
    private let formFinder: FormFinder
    let weights: RankingWeights
    /// A reusable buffer for texts whose offsets are not needed.
    private var room = NormalizedText()

    init(_ settings: AnalysisSettings, weights: RankingWeights = .standard) throws(SearchError) {
        normalizer = TextNormalizer(foldings: settings.foldings, variants: settings.variants)
        formFinder = FormFinder(normalizer: normalizer)
        do { segmenter = try WordSegmenter() } catch { throw SearchError(error) }
        self.weights = weights
    }

    /// Normalises and folds a text, with the offsets in the original.
    func normalize(_ text: String) -> NormalizedText { normalizer.normalize(text) }

    /// Normalises and folds a text.
    func pattern(_ text: String) -> [UInt32] {
        normalizer.normalize(text, into: &room)
        return Array(room.folded[...])
    }

    /// Whether a word begins at each position of a text.
    func wordStarts(of text: NormalizedText) -> [Bool] {
        var starts: [Bool] = []
        segmenter.segment(text.base, into: &starts)
        return starts
    }

    /// Normalises a text without offsets into a reused buffer.
    func normalize(_ text: String, into result: inout NormalizedText) {
        normalizer.normalize(text, into: &result)
    }

    /// Marks where words begin in normalised scalars.
    func markWords(_ base: [UInt32], into starts: inout [Bool]) {
        segmenter.segment(base, into: &starts)
    }

    /// The classes of normalised scalars.
    func characterClasses(_ base: [UInt32]) -> [CharacterClass] {
        base.map { segmenter.characterClass($0) }
    }

    /// Whether letters of a text are a part of the compound around them.
    func isPart(
        _ range: Range<Int>, of text: [UInt32], isBoundary: (Int) -> Bool
    ) -> Bool {
        CompoundParts.isPart(range, of: text, segmenter, isBoundary: isBoundary)
    }

    /// Parses a table of synonyms and normalises it like the index's text.
    func synonyms(parsing text: String, name: String) throws(SearchError) -> SynonymTable {
        do {
            return try SynonymTable(parsing: text, name: name, normalizer: &normalizer)
        } catch { throw SearchError(error) }
    }

    /// Adds an exact substring to a plan and to its score.
    func add(phrase text: String, to plan: inout QueryPlan) {
        let pattern = normalizer.normalize(text).folded
        guard !pattern.isEmpty else { return }
        plan.phrases.append(pattern)
        for index in 0..<pattern.count - 1 {
            plan.add(Gram(pattern[index], pattern[index + 1]), weights.gram)
        }
    }

    /// Adds a text that consists of function words or marks, as one word.
    func add(whole text: String, to plan: inout QueryPlan) {
        let normal = normalizer.normalize(text)
        guard !normal.folded.isEmpty else { return }
        let word = QueryPlan.Word(
            text: String(scalars: normal.base), pattern: normal.folded, isSpaced: false)
        plan.add(QueryPlan.Concept(words: [word]))
    }

    /// Adds the words of a text without blanks to a plan and to its score.
    ///
    /// - Parameter choice: the selection of other forms.
    func add(
        chunk text: String, _ synonyms: SynonymTable, _ choice: FormChoice,
        to plan: inout QueryPlan
    ) throws(SearchError) {
        let normal = normalizer.normalize(text)
        guard normal.count > 0 else { return }
        var starts: [Bool] = []
        segmenter.segment(normal.base, into: &starts)
        plan.chunks.append(normal.folded)
        addGrams(of: normal, starts, to: &plan)
        var places: [FormMatch] = []
        for place in formFinder.matches(
            in: normal, starts: starts, segmenter: segmenter, kinds: choice.kinds)
        {
            let known = try choice.known(place)
            if !known.forms.isEmpty || known.whole != nil { places.append(known) }
        }
        let readings = try choice.readings(in: normal, beside: places)
        if !readings.isEmpty {
            places = (places + readings).sorted { $0.range.lowerBound < $1.range.lowerBound }
        }
        var start = 0
        // The first match that does not begin before `start`.
        var nextPlace = 0
        while start < normal.count {
            let match = synonyms.longestMatch(in: normal.folded, at: start) { end in
                end == normal.count || starts[end]
            }
            var end = start + (match?.length ?? wordLength(from: start, starts))
            var others = match?.synonyms ?? []
            // Other forms of more letters than the table has, such as 取組み if it has 取組.
            var placeEnd = nextPlace
            while placeEnd < places.count, places[placeEnd].range.lowerBound < end {
                let range = places[placeEnd].range
                placeEnd += 1
                if range.upperBound <= end { continue }
                others = []
                end = range.upperBound
                while end < normal.count, !starts[end] { end += 1 }
            }
            let inside = places[nextPlace..<placeEnd]
            let forms = QueryAnalyzer.forms(of: start..<end, in: normal.folded, inside)
            nextPlace = placeEnd
            // The table may have another spelling of the word.
            for form in forms where form.kind != .nearYear {
                for other in synonyms.synonyms(of: form.scalars)
                where !others.contains(other) && !other.elementsEqual(normal.folded[start..<end]) {
                    others.append(other)
                }
            }
            others.removeAll { other in forms.contains { $0.scalars == other } }
            var known: [AlternativeForm] = []
            // A match of the whole range has been handled already.
            let isOnePlace = inside.count == 1 && inside.first?.range == start..<end
            for form in forms {
                if isOnePlace {
                    known.append(form)
                } else if try choice.isKnown(form) {
                    known.append(form)
                }
            }
            var whole = inside.lazy.compactMap(\.whole).first
            if match == nil, inside.isEmpty,
                let joined = joinedEnd(start..<end, of: normal, starts, before: places, synonyms),
                try choice.isKnown(AlternativeForm(Array(normal.folded[start..<joined]), .spelling))
            {
                plan.add(Gram(normal.folded[end - 1], normal.folded[end]), weights.gram)
                end = joined
                whole = .spelling
            }
            // If no document has the typed word, only its synonyms can be found.
            var areSole = false
            if !others.isEmpty, known.isEmpty {
                areSole = try !choice.isKnown(
                    AlternativeForm(Array(normal.folded[start..<end]), .spelling))
            }
            addConcept(
                start..<end, of: normal, starts, known, (others, areSole), whole, to: &plan)
            start = end
        }
    }

    /// The greatest number of forms of a concept.
    private static let maximumForms = 24
    /// The greatest number of matches of a concept with other forms; further ones stay as typed.
    private static let maximumPlaces = 16

    /// The other forms of a range: all combinations of its matches as typed or in one of their
    /// forms.
    ///
    /// - Parameter inside: the matches in the range; none crosses its end.
    private static func forms(
        of range: Range<Int>, in text: [UInt32], _ inside: ArraySlice<FormMatch>
    ) -> [AlternativeForm] {
        guard !inside.isEmpty else { return [] }
        if inside.count == 1, let place = inside.first, place.range == range {
            return Array(place.forms.prefix(maximumForms))
        }
        var forms: [(scalars: [UInt32], kind: AlternativeForm.Kind?)] = [([], nil)]
        var index = range.lowerBound
        for place in inside.prefix(maximumPlaces) {
            let gap = text[index..<place.range.lowerBound]
            let typed = (scalars: Array(text[place.range]), kind: AlternativeForm.Kind?.none)
            let choices = [typed] + place.forms.map { ($0.scalars, $0.kind) }
            forms = forms.flatMap { head in
                choices.map { (head.scalars + gap + $0.scalars, $0.kind ?? head.kind) }
            }
            forms.removeLast(max(0, forms.count - maximumForms))
            index = place.range.upperBound
        }
        let tail = text[index..<range.upperBound]
        return forms.compactMap { form in
            form.kind.map { AlternativeForm(form.scalars + tail, $0) }
        }
    }

    func wordLength(from start: Int, _ starts: [Bool]) -> Int {
        var end = start + 1
        while end < starts.count, !starts[end] { end += 1 }
        return end - start
    }

    private func addGrams(of normal: NormalizedText, _ starts: [Bool], to plan: inout QueryPlan) {
        var word = 0..<0
        for index in 0..<max(normal.count - 1, 0) {
            if index == word.upperBound { word = index..<index + wordLength(from: index, starts) }
            let first = segmenter.characterClass(normal.base[index])
            let second = segmenter.characterClass(normal.base[index + 1])
            guard first.isLetter, second.isLetter, first != .word || second != .word else {
                continue
            }
            var weight = starts[index + 1] ? weights.crossingGram : weights.gram
            if !starts[index + 1] {
                weight *= Float(Double.power(Double(word.count - 1), weights.gramPower - 1))
                if isPredicate(word, of: normal) { weight *= weights.predicate }
            }
            if first == .hiragana, second == .hiragana {
                weight = min(weight, weights.hiraganaGram)
            }
            plan.add(Gram(normal.folded[index], normal.folded[index + 1]), weight)
        }
    }

    private func addConcept(
        _ range: Range<Int>, of normal: NormalizedText, _ starts: [Bool],
        _ forms: [AlternativeForm], _ synonyms: (words: [[UInt32]], areSole: Bool),
        _ whole: AlternativeForm.Kind?, to plan: inout QueryPlan
    ) {
        var concept = QueryPlan.Concept(
            words: [], typed: Array(normal.folded[range]), forms: forms, synonyms: synonyms.words)
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + wordLength(from: start, starts), range.upperBound)
            if let word = word(start..<end, of: normal, to: &plan) { concept.words.append(word) }
            start = end
        }
        if let whole {
            concept.words = [
                QueryPlan.Word(
                    text: String(scalars: normal.base[range]), pattern: concept.typed,
                    isSpaced: false, whole: whole)
            ]
        }
        guard !concept.words.isEmpty else { return }
        plan.add(concept)
        // Numbers and years share their words with many others (平成, 年度), so they are scored as a
        // whole.
        for form in forms where form.kind.addsFeatures {
            addFeatures(ofForm: form.scalars, length: range.count, to: &plan)
        }
        for synonym in synonyms.words {
            addFeatures(ofSynonym: synonym, isSole: synonyms.areSole, to: &plan)
        }
    }

    /// Adds a word to the score; returns it if it has content.
    private func word(
        _ range: Range<Int>, of normal: NormalizedText, to plan: inout QueryPlan
    ) -> QueryPlan.Word? {
        let kind = segmenter.characterClass(normal.base[range.lowerBound])
        guard kind.isLetter else { return nil }
        let text = String(scalars: normal.base[range])
        let pattern = Array(normal.folded[range])
        let isFunction = FunctionWords.contains(text)
        plan.add(
            dictionaryWord: Array(String(scalars: pattern).utf8),
            isFunction
                ? weights.functionWord
                : weights.word * (isPredicate(range, of: normal) ? weights.predicate : 1))
        if isFunction { plan.ignore(text) }
        return isFunction
            ? nil
            : QueryPlan.Word(
                text: text, pattern: pattern, isSpaced: kind == .word,
                isFragment: isFragment(range, of: normal),
                isPredicate: isPredicate(range, of: normal))
    }

    /// Adds another spelling and its bigrams of kanji; as a word, only if the dictionary has it.
    ///
    /// The pieces of a spelling that the dictionary cuts (橋|りょう) are meaningless.
    ///
    /// - Parameter length: the length of the typed text; a longer spelling does not count more.
    private func addFeatures(
        ofForm pattern: [UInt32], length: Int, to plan: inout QueryPlan
    ) {
        var starts: [Bool] = []
        segmenter.segment(pattern, into: &starts)
        let share = weights.form * min(1, Float(length - 1) / Float(max(pattern.count - 1, 1)))
        for index in 0..<pattern.count - 1 {
            let kinds = (CharacterClass(pattern[index]), CharacterClass(pattern[index + 1]))
            guard kinds.0 == .kanji || kinds.1 == .kanji else { continue }
            let weight = starts[index + 1] ? weights.crossingGram : weights.gram
            plan.add(
                Gram(pattern[index], pattern[index + 1]), weight * share, origin: .form)
        }
        if !starts.dropFirst().contains(true) {
            plan.add(
                dictionaryWord: Array(String(scalars: pattern).utf8), weights.word * weights.form,
                origin: .form)
        }
    }

    /// - Parameter isSole: whether no document has the word that the synonym replaces.
    private func addFeatures(
        ofSynonym pattern: [UInt32], isSole: Bool, to plan: inout QueryPlan
    ) {
        let share = isSole ? weights.soleSynonym : weights.synonym
        // The folded text serves as its own base: only the boundaries of its words are asked for.
        var starts: [Bool] = []
        segmenter.segment(pattern, into: &starts)
        for index in 0..<pattern.count - 1 where !starts[index + 1] {
            plan.add(
                Gram(pattern[index], pattern[index + 1]), weights.gram * share,
                origin: .synonym)
        }
        var start = 0
        while start < pattern.count {
            let end = start + wordLength(from: start, starts)
            let word = String(scalars: pattern[start..<end])
            if !FunctionWords.contains(word) {
                plan.add(
                    dictionaryWord: Array(word.utf8), weights.word * share, origin: .synonym)
            }
            start = end
        }
    }
}
