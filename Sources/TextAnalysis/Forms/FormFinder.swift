/// Finds the parts of a query that can be written in other ways.
///
/// It is applied to queries only; the text of an index is not changed.
package struct FormFinder {
    private let variants: SpellingVariants
    private let katakana: KatakanaForms

    /// Makes a finder; the normaliser makes the built-in spellings comparable with the text of an
    /// index.
    package init(normalizer: TextNormalizer) {
        variants = SpellingVariants(normalizer)
        katakana = KatakanaForms(foldsKana: normalizer.foldings.contains(.kana))
    }

    /// The matches in a text, from left to right, without overlaps.
    ///
    /// - Parameters:
    ///   - text: a normalised text.
    ///   - starts: for each of its scalars, whether a word begins there.
    ///   - kinds: the kinds of forms to find.
    package func matches(
        in text: NormalizedText, starts: [Bool], segmenter: WordSegmenter,
        kinds: Set<AlternativeForm.Kind> = FormFinder.allKinds
    ) -> [FormMatch] {
        if kinds.isEmpty { return [] }
        let query = FormText(
            text: text.folded, base: text.base, starts: starts, segmenter: segmenter)
        var matches: [FormMatch] = []
        var index = 0
        while index < text.count {
            // After a number, the dictionary may not find the next one: 二市|三町.
            let follows = matches.last?.range.upperBound == index
            let match = starts[index] || follows ? match(in: query, at: index, kinds) : nil
            if let match { matches.append(match) }
            index = match?.range.upperBound ?? index + 1
        }
        return matches
    }

    /// Every kind of form.
    package static let allKinds = Set(AlternativeForm.Kind.allCases)

    /// The longest match that begins at an index; matches of equal length are merged.
    private func match(
        in query: FormText, at index: Int, _ kinds: Set<AlternativeForm.Kind>
    ) -> FormMatch? {
        var best: FormMatch?
        for found in candidates(query, at: index) {
            guard let found else { continue }
            let match = FormMatch(
                range: found.range, forms: found.forms.filter { kinds.contains($0.kind) },
                whole: found.whole.flatMap { kinds.contains($0) ? $0 : nil })
            guard !match.forms.isEmpty || match.whole != nil else { continue }
            guard let known = best, known.range.count >= match.range.count else {
                best = match
                continue
            }
            if known.range == match.range {
                let more = match.forms.filter { form in
                    !known.forms.contains { $0.scalars == form.scalars }
                }
                best = FormMatch(
                    range: known.range, forms: known.forms + more,
                    whole: known.whole ?? match.whole)
            }
        }
        return best
    }

    /// The match of each rule at an index; earlier rules win if the lengths are equal.
    private func candidates(_ query: FormText, at index: Int) -> [FormMatch?] {
        let kind = CharacterClass(query.base[index])
        // Only word forms can begin with a kana.
        if kind == .word || kind == .kanji,
            let year = YearForms.match(in: query.text, at: index)
        {
            return [year, spelling(query, at: index)]
        }
        switch kind {
        case .word:
            return [
                IdentifierForms.match(in: query, at: index),
                NumberForms.match(in: query, at: index),
                FractionForms.match(in: query, at: index),
                UnitForms.match(in: query, at: index),
                HyphenForms.match(in: query, at: index),
                spelling(query, at: index),
            ]
        case .kanji:
            return [
                spelling(query, at: index),
                NumberForms.match(in: query, at: index),
                FractionForms.match(in: query, at: index),
                UnitForms.match(in: query, at: index),
                PlaceNameForms.match(in: query, at: index),
                OkuriganaForms.match(
                    in: query.text, at: index, starts: query.starts, query.segmenter),
                HonorificForms.match(in: query, at: index),
            ]
        case .hiragana:
            return [
                spelling(query, at: index),
                PlaceNameForms.match(in: query, at: index),
                HonorificForms.match(in: query, at: index),
            ]
        case .katakana:
            return [
                spelling(query, at: index), UnitForms.match(in: query, at: index),
                katakana.match(in: query, at: index),
            ]
        case .space, .mark: return []
        }
    }

    private func spelling(_ query: FormText, at index: Int) -> FormMatch? {
        let match = variants.longestMatch(in: query.text, at: index) { query.canEnd(at: $0) }
        guard let match else { return nil }
        // An unknown word is segmented into letters: ひき|こ|も|り.
        let range = index..<index + match.length
        let isCut = range.contains {
            query.starts[$0] && query.canEnd(at: $0 + 1)
                && CharacterClass(query.base[$0]) == .hiragana
        }
        return FormMatch(
            range: range, forms: match.synonyms.map { AlternativeForm($0, .spelling) },
            whole: isCut ? .spelling : nil)
    }
}

/// The text of a query, in which other forms are searched.
struct FormText {
    /// The folded scalars.
    let text: [UInt32]
    /// The scalars before folding.
    let base: [UInt32]
    /// For each scalar, whether a word begins there.
    let starts: [Bool]
    let segmenter: WordSegmenter

    /// Whether a word can end before a position.
    func canEnd(at position: Int) -> Bool { position == text.count || starts[position] }

    /// The end of the word that begins at a position.
    func wordEnd(from position: Int) -> Int {
        var end = position + 1
        while !canEnd(at: end) { end += 1 }
        return end
    }

    /// Whether the dictionary has a text of at least two scalars as one word.
    func isWord(_ scalars: [UInt32]) -> Bool {
        scalars.count > 1 && segmenter.words(withOkuriganaOf: scalars, spare: 0).contains(scalars)
    }
}
