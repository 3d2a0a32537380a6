/// Another way of writing a part of a query that means the same.
package struct AlternativeForm: Sendable, Equatable {
    /// How a form differs from what was typed.
    package enum Kind: String, Sendable {
        /// The same word in another spelling: 取組 and 取り組み, 子供 and 子ども.
        case spelling
        /// The same number in digits or in kanji: 六次 and 6次.
        case number
        /// The same year: 平成27年度, H27 and 2015年度.
        case year
        /// The year of the other kind with the same number: 平成27年 for 平成27年度.
        ///
        /// A fiscal year is not a calendar year, so this counts less.
        case nearYear = "near-year"
    }

    /// The folded scalars.
    package let scalars: [UInt32]
    package let kind: Kind

    package init(_ scalars: [UInt32], _ kind: Kind) {
        self.scalars = scalars
        self.kind = kind
    }
}

/// A part of a text with other ways of writing it.
package struct FormPlace: Sendable, Equatable {
    package let range: Range<Int>
    package let forms: [AlternativeForm]
}

/// Finds the parts of a query that can be written in other ways.
///
/// This serves queries only: the text of an index stays as it is written.
package struct FormFinder {
    private let variants: SynonymTable

    /// A finder; the normaliser makes the built-in spellings comparable with an index's text.
    package init(normalizer: inout TextNormalizer) {
        variants = SpellingVariants.table(&normalizer)
    }

    /// The places of a text, from left to right, none of which overlap.
    ///
    /// - Parameters:
    ///   - text: folded scalars.
    ///   - starts: for each of them, true where a word begins.
    package func places(
        in text: [UInt32], starts: [Bool], segmenter: WordSegmenter
    ) -> [FormPlace] {
        var places: [FormPlace] = []
        var index = 0
        while index < text.count {
            // Behind one number, the dictionary may not see the next: 二市|三町.
            let follows = places.last?.range.upperBound == index
            let place =
                starts[index] || follows
                ? place(in: text, at: index, starts, segmenter) : nil
            if let place, !place.forms.isEmpty { places.append(place) }
            index = place?.range.upperBound ?? index + 1
        }
        return places
    }

    private func place(
        in text: [UInt32], at index: Int, _ starts: [Bool], _ segmenter: WordSegmenter
    ) -> FormPlace? {
        let first = text[index]
        // Nothing of what is looked for begins with a kana but words of the table.
        let kind = CharacterClass(first)
        if kind == .word || kind == .kanji {
            if let place = YearForms.place(in: text, at: index) { return place }
            if let place = NumberForms.place(in: text, at: index) { return place }
        }
        func canEnd(_ end: Int) -> Bool { end == text.count || starts[end] }
        if let match = variants.longestMatch(in: text, at: index, canEnd: canEnd) {
            return FormPlace(
                range: index..<index + match.length,
                forms: match.synonyms.map { AlternativeForm($0, .spelling) })
        }
        guard kind == .kanji else { return nil }
        return OkuriganaForms.place(in: text, at: index, starts: starts, segmenter)
    }
}
