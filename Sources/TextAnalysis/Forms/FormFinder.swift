/// Finds the parts of a query that can be written in other ways.
///
/// This serves queries only: the text of an index stays as it is written.
package struct FormFinder {
    private let variants: SpellingVariants
    private let katakana: KatakanaForms

    /// A finder; the normaliser makes the built-in spellings comparable with an index's text.
    package init(normalizer: TextNormalizer) {
        variants = SpellingVariants(normalizer)
        katakana = KatakanaForms(foldsKana: normalizer.foldings.contains(.kana))
    }

    /// The places of a text, from left to right, none of which overlap.
    ///
    /// - Parameters:
    ///   - text: a normalised text.
    ///   - starts: for each of its scalars, true where a word begins.
    ///   - kinds: the kinds of forms that are looked for.
    package func places(
        in text: NormalizedText, starts: [Bool], segmenter: WordSegmenter,
        kinds: Set<AlternativeForm.Kind> = FormFinder.allKinds
    ) -> [FormPlace] {
        if kinds.isEmpty { return [] }
        let query = FormText(
            text: text.folded, base: text.base, starts: starts, segmenter: segmenter)
        var places: [FormPlace] = []
        var index = 0
        while index < text.count {
            // Behind one number, the dictionary may not see the next: 二市|三町.
            let follows = places.last?.range.upperBound == index
            let place = starts[index] || follows ? place(in: query, at: index, kinds) : nil
            if let place { places.append(place) }
            index = place?.range.upperBound ?? index + 1
        }
        return places
    }

    /// Every kind of form.
    package static let allKinds = Set(AlternativeForm.Kind.allCases)

    /// The longest place that begins somewhere; several of the same length are one.
    private func place(
        in query: FormText, at index: Int, _ kinds: Set<AlternativeForm.Kind>
    ) -> FormPlace? {
        var best: FormPlace?
        for found in candidates(query, at: index) {
            guard let found else { continue }
            let place = FormPlace(
                range: found.range, forms: found.forms.filter { kinds.contains($0.kind) },
                whole: found.whole.flatMap { kinds.contains($0) ? $0 : nil })
            guard !place.forms.isEmpty || place.whole != nil else { continue }
            guard let known = best, known.range.count >= place.range.count else {
                best = place
                continue
            }
            if known.range == place.range {
                let more = place.forms.filter { form in
                    !known.forms.contains { $0.scalars == form.scalars }
                }
                best = FormPlace(
                    range: known.range, forms: known.forms + more,
                    whole: known.whole ?? place.whole)
            }
        }
        return best
    }

    /// What each rule finds at a place; those before others win where both are as long.
    private func candidates(_ query: FormText, at index: Int) -> [FormPlace?] {
        let kind = CharacterClass(query.base[index])
        // Nothing of what is looked for begins with a kana but words.
        if kind == .word || kind == .kanji,
            let year = YearForms.place(in: query.text, at: index)
        {
            return [year, spelling(query, at: index)]
        }
        switch kind {
        case .word:
            return [
                IdentifierForms.place(in: query, at: index),
                NumberForms.place(in: query, at: index),
                FractionForms.place(in: query, at: index),
                UnitForms.place(in: query, at: index),
                HyphenForms.place(in: query, at: index),
                spelling(query, at: index),
            ]
        case .kanji:
            return [
                spelling(query, at: index),
                NumberForms.place(in: query, at: index),
                FractionForms.place(in: query, at: index),
                UnitForms.place(in: query, at: index),
                PlaceNameForms.place(in: query, at: index),
                OkuriganaForms.place(
                    in: query.text, at: index, starts: query.starts, query.segmenter),
                HonorificForms.place(in: query, at: index),
            ]
        case .hiragana:
            return [
                spelling(query, at: index),
                PlaceNameForms.place(in: query, at: index),
                HonorificForms.place(in: query, at: index),
            ]
        case .katakana:
            return [
                spelling(query, at: index), UnitForms.place(in: query, at: index),
                katakana.place(in: query, at: index),
            ]
        case .space, .mark: return []
        }
    }

    private func spelling(_ query: FormText, at index: Int) -> FormPlace? {
        let match = variants.longestMatch(in: query.text, at: index) { query.canEnd(at: $0) }
        guard let match else { return nil }
        // A word that the dictionary does not know falls into letters: ひき|こ|も|り.
        let range = index..<index + match.length
        let isCut = range.contains {
            query.starts[$0] && query.canEnd(at: $0 + 1)
                && CharacterClass(query.base[$0]) == .hiragana
        }
        return FormPlace(
            range: range, forms: match.synonyms.map { AlternativeForm($0, .spelling) },
            whole: isCut ? .spelling : nil)
    }
}

/// The text of a query in which other forms are looked for.
struct FormText {
    /// The folded scalars.
    let text: [UInt32]
    /// The scalars before folding.
    let base: [UInt32]
    /// For each scalar, true where a word begins.
    let starts: [Bool]
    let segmenter: WordSegmenter

    /// True if a word can end before a position.
    func canEnd(at position: Int) -> Bool { position == text.count || starts[position] }

    /// The end of the word that begins at a position.
    func wordEnd(from position: Int) -> Int {
        var end = position + 1
        while !canEnd(at: end) { end += 1 }
        return end
    }

    /// True if the dictionary has a text of at least two scalars as one word.
    func isWord(_ scalars: [UInt32]) -> Bool {
        scalars.count > 1 && segmenter.words(withOkuriganaOf: scalars, spare: 0).contains(scalars)
    }
}
