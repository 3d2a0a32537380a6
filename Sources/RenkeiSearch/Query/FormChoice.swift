internal import TextAnalysis

/// Which other forms of the words of a query are looked for.
struct FormChoice {
    /// The kinds of forms that are wanted.
    let kinds: Set<AlternativeForm.Kind>
    /// False for a form that no document has; such forms are left out.
    let isKnown: (AlternativeForm) throws(SearchError) -> Bool
    /// In how many documents a form is; nil if readings are not looked for.
    var frequency: ((AlternativeForm) throws(SearchError) -> Int)?
    /// True for a time that some document is of; nil if no time is looked for.
    var isTime: ((TimeCondition) -> Bool)?

    /// Whether a time that a query gives is to be looked for.
    func isUsable(_ time: TimeCondition) -> Bool { isTime?(time) ?? false }

    /// A place with the forms that some document has.
    func known(_ place: FormMatch) throws(SearchError) -> FormMatch {
        var forms: [AlternativeForm] = []
        for form in place.forms where try isKnown(form) { forms.append(form) }
        return FormMatch(range: place.range, forms: forms, whole: place.whole)
    }
}

extension AlternativeForm.Kind {
    /// True for words, whose bigrams and dictionary words say what they are about.
    ///
    /// Numbers and years share theirs with many others (平成, 年度): they score as a whole. So do names
    /// and spellings that the dictionary may not know.
    var addsFeatures: Bool {
        switch self {
        case .spelling, .longVowel, .katakana, .honorific: true
        case .number, .amount, .unit, .fraction, .year, .nearYear, .middleDot, .hyphen,
            .identifier, .placeName, .reading:
            false
        }
    }
}
