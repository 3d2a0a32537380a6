internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

/// Creates the matchers of conditions in a segment.
struct ConditionMatchers {
    private let segment: SegmentReader
    private let context: QueryContext

    init(_ segment: SegmentReader, _ context: QueryContext) {
        self.segment = segment
        self.context = context
    }

    /// Creates the matcher of a condition.
    func matcher(_ condition: QueryCondition) throws(StorageError) -> Matcher {
        if condition.isColumn {
            return FilterMatcher(SegmentFilter.make(condition, segment), segment.documentCount)
        }
        switch condition {
        case .concept(let concept, let field): return try matcher(concept, field)
        case .phrase(let pattern, let field):
            let matcher = try SubstringMatcher.make(pattern, in: segment)
            guard let field else { return matcher }
            return try PlaceMatcher(matcher, length: pattern.count, segment, field: field)
        case .prefix(let pattern, let field):
            return try PlaceMatcher(
                SubstringMatcher.make(pattern, in: segment), length: pattern.count, segment,
                field: field, boundary: segment.hasWords ? .start : .none)
        case .near(let patterns, let distance, let isOrdered, let field):
            var parts: [(matcher: Matcher, length: Int)] = []
            for pattern in patterns {
                parts.append((try SubstringMatcher.make(pattern, in: segment), pattern.count))
            }
            return try NearMatcher(
                parts, distance: distance, isOrdered: isOrdered, segment, field: field)
        case .all(let parts): return try AllMatcher(try parts.matchers(self))
        case .any(let parts): return AnyMatcher(try parts.matchers(self))
        case .not(let part): return try NotMatcher(try matcher(part), segment.documentCount)
        case .keyword, .range, .namedYears, .exists, .everything, .nothing: return EmptyMatcher()
        }
    }

    /// Like for plain words: all of the words, another form of them or a synonym.
    private func matcher(
        _ concept: QueryPlan.Concept, _ field: Int?
    ) throws(StorageError) -> Matcher {
        let isAlone = context.plan.wordCount == 1
        var words: [Matcher] = []
        for word in concept.words {
            if word.whole != nil {
                let matcher = try Matcher.make(letters: word, in: segment)
                words.append(
                    try field.map { field throws(StorageError) in
                        try PlaceMatcher(
                            matcher, length: word.pattern.count, segment, field: field)
                    } ?? matcher)
                continue
            }
            let isWholeOnly = word.isSpaced || (word.pattern.count == 1 && !isAlone)
            let isWhole = isWholeOnly && context.wordFrequencies[word.pattern] ?? 0 > 0
            words.append(try matcher(word.pattern, isWhole: isWhole, field))
        }
        let typed = words.count == 1 ? words[0] : try AllMatcher(words)
        if concept.synonyms.isEmpty, concept.forms.isEmpty { return typed }
        var any = [typed]
        for form in concept.forms {
            let matcher = try FormMatcher.make(form, in: segment)
            guard let field else {
                any.append(matcher)
                continue
            }
            any.append(
                try PlaceMatcher(matcher, length: form.scalars.count, segment, field: field))
        }
        for synonym in concept.synonyms {
            let isSpaced = synonym.allSatisfy { CharacterClass($0) == .word }
            any.append(try matcher(synonym, isWhole: isSpaced, field))
        }
        return AnyMatcher(any)
    }

    private func matcher(
        _ pattern: [UInt32], isWhole: Bool, _ field: Int?
    ) throws(StorageError) -> Matcher {
        guard let field else {
            return isWhole
                ? try WordMatcher.make(pattern, in: segment)
                : try SubstringMatcher.make(pattern, in: segment)
        }
        // Postings of words have no positions; those of bigrams do.
        if isWhole, !segment.hasWords { return EmptyMatcher() }
        return try PlaceMatcher(
            SubstringMatcher.make(pattern, in: segment), length: pattern.count, segment,
            field: field, boundary: isWhole ? .whole : .none)
    }
}

extension [QueryCondition] {
    /// Creates the matchers of conditions.
    fileprivate func matchers(
        _ factory: ConditionMatchers
    ) throws(StorageError) -> [Matcher] {
        var matchers: [Matcher] = []
        for condition in self { matchers.append(try factory.matcher(condition)) }
        return matchers
    }
}
