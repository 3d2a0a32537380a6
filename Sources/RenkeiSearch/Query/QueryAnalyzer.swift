internal import IndexCodec
internal import TextAnalysis
internal import Messages

/// Turns parsed queries into plans.
///
/// It owns tables that it fills as it works, so it is used by one task at a time.
final class QueryAnalyzer {
    private var normalizer: TextNormalizer
    let segmenter: WordSegmenter
    private let formFinder: FormFinder
    let weights: RankingWeights
    /// Room for a text whose offsets nobody asks for.
    private var room = NormalizedText()

    init(_ settings: AnalysisSettings, weights: RankingWeights = .standard) throws(SearchError) {
        normalizer = TextNormalizer(foldings: settings.foldings, variants: settings.variants)
        formFinder = FormFinder(normalizer: normalizer)
        do { segmenter = try WordSegmenter() } catch { throw SearchError(error) }
        self.weights = weights
    }

    /// The folded scalars of a text with the offsets of where they came from.
    func normalize(_ text: String) -> NormalizedText { normalizer.normalize(text) }

    /// The folded scalars of a text.
    func pattern(_ text: String) -> [UInt32] {
        normalizer.normalize(text, into: &room)
        return Array(room.folded[...])
    }

    /// For each position of a text, whether a word begins there.
    func wordStarts(of text: NormalizedText) -> [Bool] {
        var starts: [Bool] = []
        segmenter.segment(text.base, into: &starts)
        return starts
    }

    /// Normalises a text without offsets into a text that is used again.
    func normalize(_ text: String, into result: inout NormalizedText) {
        normalizer.normalize(text, into: &result)
    }

    /// Marks where words begin in normalised scalars.
    func markWords(_ base: [UInt32], into starts: inout [Bool]) {
        segmenter.segment(base, into: &starts)
    }

    /// What each of some normalised scalars is.
    func characterClasses(_ base: [UInt32]) -> [CharacterClass] {
        base.map { segmenter.characterClass($0) }
    }

    /// Whether letters of a text are a part of the compound that they stand in.
    func isPart(
        _ range: Range<Int>, of text: [UInt32], isBoundary: (Int) -> Bool
    ) -> Bool {
        CompoundParts.isPart(range, of: text, segmenter, isBoundary: isBoundary)
    }

    /// Reads a table of synonyms, made comparable with the index's text.
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

    /// Adds a text of nothing but function words or marks as it stands, as one word.
    func add(whole text: String, to plan: inout QueryPlan) {
        let normal = normalizer.normalize(text)
        guard !normal.folded.isEmpty else { return }
        let word = QueryPlan.Word(
            text: String(scalars: normal.base), pattern: normal.folded, isSpaced: false)
        plan.add(QueryPlan.Concept(words: [word]))
    }

    /// Adds the words of a text without blanks to a plan and to its score.
    ///
    /// - Parameter choice: which other forms of a word are looked for.
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
        // The first place that does not begin before `start`.
        var nextPlace = 0
        while start < normal.count {
            let match = synonyms.longestMatch(in: normal.folded, at: start) { end in
                end == normal.count || starts[end]
            }
            var end = start + (match?.length ?? wordLength(from: start, starts))
            var others = match?.synonyms ?? []
            // Other forms of more letters than the table knows, such as 取組み where it has 取組.
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
            // The table may know the word by another of its spellings.
            for form in forms where form.kind != .nearYear {
                for other in synonyms.synonyms(of: form.scalars)
                where !others.contains(other) && !other.elementsEqual(normal.folded[start..<end]) {
                    others.append(other)
                }
            }
            others.removeAll { other in forms.contains { $0.scalars == other } }
            var known: [AlternativeForm] = []
            // A place that is all of the range was looked at already.
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
            addConcept(start..<end, of: normal, starts, known, others, whole, to: &plan)
            start = end
        }
    }

    /// At most how many forms of a concept are looked for.
    private static let maximumForms = 24
    /// At most how many places of a concept are looked for in other forms; the others stay as typed.
    private static let maximumPlaces = 16

    /// The other forms of a range: with each of its places as it stands or in one of its forms.
    ///
    /// - Parameter inside: the places in the range, of which none is cut by its end.
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
        _ forms: [AlternativeForm], _ synonyms: [[UInt32]], _ whole: AlternativeForm.Kind?,
        to plan: inout QueryPlan
    ) {
        var concept = QueryPlan.Concept(
            words: [], typed: Array(normal.folded[range]), forms: forms, synonyms: synonyms)
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
        // Numbers and years share their words with many others (平成, 年度): they score as a whole.
        for form in forms where form.kind.addsFeatures {
            addFeatures(ofForm: form.scalars, length: range.count, to: &plan)
        }
        for synonym in synonyms { addFeatures(ofSynonym: synonym, to: &plan) }
    }

    /// Adds a word to the score; returns it if it says what is asked for.
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

    /// Adds another spelling as a word, if the dictionary has it as one, and its bigrams of kanji.
    ///
    /// The pieces of a spelling that the dictionary cuts (橋|りょう) say nothing of the whole.
    ///
    /// - Parameter length: that of what was typed; a longer spelling does not count for more.
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

    private func addFeatures(ofSynonym pattern: [UInt32], to plan: inout QueryPlan) {
        // The folded text serves as its own base: only the boundaries of its words are asked for.
        var starts: [Bool] = []
        segmenter.segment(pattern, into: &starts)
        for index in 0..<pattern.count - 1 where !starts[index + 1] {
            plan.add(
                Gram(pattern[index], pattern[index + 1]), weights.gram * weights.synonym,
                origin: .synonym)
        }
        var start = 0
        while start < pattern.count {
            let end = start + wordLength(from: start, starts)
            let word = String(scalars: pattern[start..<end])
            if !FunctionWords.contains(word) {
                plan.add(
                    dictionaryWord: Array(word.utf8), weights.word * weights.synonym,
                    origin: .synonym)
            }
            start = end
        }
    }
}
