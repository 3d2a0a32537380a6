@testable import RenkeiSearch

/// Which documents have what a query asks for.
extension ExhaustiveSearch {
    /// The documents that have all that a query asks for, and those that have some of its words.
    mutating func matches(
        _ plan: QueryPlan, _ options: SearchOptions
    ) -> (all: Set<Int>, some: Set<Int>) {
        let isAlone = plan.wordCount == 1
        var exact = Set(texts.indices.filter { passes($0, options.filters, options.ranges) })
        for phrase in plan.phrases { exact.formIntersection(occurrences(phrase).keys) }
        for condition in plan.conditions {
            exact.formIntersection(has(condition, isAlone: isAlone))
        }
        var all = exact
        var some: Set<Int> = []
        let plainWords = plan.concepts.flatMap(\.words)
        for word in plainWords {
            all.formIntersection(has(word, isAlone: isAlone))
            if word.isFragment, plainWords.contains(where: { !$0.isFragment }) { continue }
            let whole = words(word.pattern)
            let isWhole = !whole.isEmpty || word.pattern.count == 1
            some.formUnion((isWhole ? whole : occurrences(word.pattern)).keys)
        }
        some = plan.hasRequiredWords ? exact : some.intersection(exact)
        return (all, some)
    }

    private mutating func has(_ word: QueryPlan.Word, isAlone: Bool) -> Set<Int> {
        let isWholeOnly = word.isSpaced || (word.pattern.count == 1 && !isAlone)
        let whole = words(word.pattern)
        return Set((isWholeOnly && !whole.isEmpty ? whole : occurrences(word.pattern)).keys)
    }

    private mutating func has(_ condition: QueryCondition, isAlone: Bool) -> Set<Int> {
        switch condition {
        case .concept(let concept, nil):
            precondition(concept.synonyms.isEmpty && concept.forms.isEmpty)
            return concept.words.reduce(Set(texts.indices)) {
                $0.intersection(has($1, isAlone: isAlone))
            }
        case .phrase(let pattern, nil): return Set(occurrences(pattern).keys)
        case .all(let parts):
            return parts.reduce(Set(texts.indices)) {
                $0.intersection(has($1, isAlone: isAlone))
            }
        case .any(let parts):
            return parts.reduce([]) { $0.union(has($1, isAlone: isAlone)) }
        case .not(let part):
            return Set(texts.indices).subtracting(has(part, isAlone: isAlone))
        case .range(let filter): return Set(texts.indices.filter { passes($0, [], [filter]) })
        case .keyword(let filter): return Set(texts.indices.filter { passes($0, [filter], []) })
        default: preconditionFailure("a condition that is not searched for here: \(condition)")
        }
    }

    private func passes(
        _ document: Int, _ filters: [KeywordFilter], _ ranges: [IntegerFilter]
    ) -> Bool {
        let document = texts[document].document
        return filters.allSatisfy { filter in
            guard case .keywords(let values)? = document[filter.field] else { return false }
            return values.contains { filter.values.contains($0) }
        }
            && ranges.allSatisfy { filter in
                guard case .integer(let value)? = document[filter.field] else { return false }
                return filter.ranges.contains { $0.contains(value) }
            }
    }
}
