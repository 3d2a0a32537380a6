internal import IndexStorage
internal import TextAnalysis

extension Searcher {
    /// Reports the interpretation of each word of a plan.
    ///
    /// - Parameter counting: whether to count the documents with each form.
    func reports(
        _ context: QueryContext, counting: Bool
    ) throws(StorageError) -> [WordReport] {
        var reports: [WordReport] = []
        for concept in context.plan.allConcepts {
            let others = counting ? try matches(of: concept) : []
            for word in concept.words {
                let own = counting ? try matches(of: word, context) : []
                reports.append(
                    WordReport(
                        word: word.text,
                        documentFrequency: context.wordFrequencies[word.pattern] ?? 0,
                        synonyms: concept.synonyms.map { String(scalars: $0) },
                        matches: own + others))
            }
        }
        if let time = context.plan.time {
            let documents = timeFrequency(time)
            reports.append(
                WordReport(
                    word: time.text, documentFrequency: documents, synonyms: [],
                    matches: counting
                        ? [WordMatch(text: time.span, kind: .time, documents: documents)] : []))
        }
        return reports
    }

    /// The matches of a word as typed: as a separate word, and inside longer words.
    private func matches(
        of word: QueryPlan.Word, _ context: QueryContext
    ) throws(StorageError) -> [WordMatch] {
        let whole = context.wordFrequencies[word.pattern] ?? 0
        let anywhere = try count { segment throws(StorageError) in
            try Matcher.make(letters: word, in: segment)
        }
        if word.whole != nil {
            return [WordMatch(text: word.text, kind: .typed, documents: anywhere)]
        }
        var matches = [WordMatch(text: word.text, kind: .typed, documents: whole)]
        if anywhere > whole {
            matches.append(WordMatch(text: word.text, kind: .partial, documents: anywhere - whole))
        }
        return matches
    }

    /// The other matches of a concept.
    private func matches(of concept: QueryPlan.Concept) throws(StorageError) -> [WordMatch] {
        var matches: [WordMatch] = []
        for form in concept.forms {
            matches.append(
                WordMatch(
                    text: String(scalars: form.shown), kind: WordMatch.Kind(form.kind),
                    documents: try frequency(of: form)))
        }
        for synonym in concept.synonyms {
            let documents = try count { segment throws(StorageError) in
                try Matcher.make(synonym: synonym, in: segment)
            }
            matches.append(
                WordMatch(text: String(scalars: synonym), kind: .synonym, documents: documents))
        }
        return matches
    }

    /// The number of documents with another form of a word.
    func frequency(of form: AlternativeForm) throws(StorageError) -> Int {
        try count { segment throws(StorageError) in try FormMatcher.make(form, in: segment) }
    }

    private func count(
        _ make: (SegmentReader) throws(StorageError) -> Matcher
    ) throws(StorageError) -> Int {
        var count = 0
        for segment in segments {
            let matcher = try make(segment)
            while matcher.document != endOfDocuments {
                if segment.isLive(matcher.document) { count += 1 }
                try matcher.advance(to: matcher.document + 1)
            }
        }
        return count
    }
}

extension WordMatch.Kind {
    init(_ kind: AlternativeForm.Kind) {
        switch kind {
        case .spelling: self = .spelling
        case .number: self = .number
        case .amount: self = .amount
        case .unit: self = .unit
        case .fraction: self = .fraction
        case .year: self = .year
        case .nearYear: self = .nearYear
        case .longVowel: self = .longVowel
        case .katakana: self = .katakana
        case .middleDot: self = .middleDot
        case .hyphen: self = .hyphen
        case .identifier: self = .identifier
        case .placeName: self = .placeName
        case .honorific: self = .honorific
        case .reading: self = .reading
        }
    }

    /// The kinds of other forms, in the order of listing.
    public static var forms: [WordMatch.Kind] {
        AlternativeForm.Kind.allCases.map { WordMatch.Kind($0) } + [.compoundPart, .time]
    }
}
