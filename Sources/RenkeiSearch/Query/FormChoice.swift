internal import TextAnalysis

/// The selection of other forms of the words of a query to search for.
struct FormChoice {
    /// The kinds of forms to search for.
    let kinds: Set<AlternativeForm.Kind>
    /// Whether a document has a form; forms that none has are dropped.
    let isKnown: (AlternativeForm) throws(SearchError) -> Bool
    /// The number of documents with a form; nil if readings are not searched.
    var frequency: ((AlternativeForm) throws(SearchError) -> Int)?
    /// Whether a document belongs to a time; nil if times are not searched.
    var isTime: ((TimeCondition) -> Bool)?

    /// Whether to search for a time that a query names.
    func isUsable(_ time: TimeCondition) -> Bool { isTime?(time) ?? false }

    /// The match with only those forms that some document has.
    func known(_ place: FormMatch) throws(SearchError) -> FormMatch {
        var forms: [AlternativeForm] = []
        for form in place.forms where try isKnown(form) { forms.append(form) }
        return FormMatch(range: place.range, forms: forms, whole: place.whole)
    }
}

extension AlternativeForm.Kind {
    /// Whether the bigrams and dictionary words of the form describe its content.
    ///
    /// Numbers and years share theirs with many others (平成, 年度), so they are scored as a whole. So
    /// are names and spellings that the dictionary may not know.
    var addsFeatures: Bool {
        switch self {
        case .spelling, .longVowel, .katakana, .honorific: true
        case .number, .amount, .unit, .fraction, .year, .nearYear, .middleDot, .hyphen,
            .identifier, .placeName, .reading:
            false
        }
    }
}
