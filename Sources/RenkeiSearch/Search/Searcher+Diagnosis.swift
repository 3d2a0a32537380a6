internal import IndexCodec
internal import IndexStorage
internal import TextAnalysis

extension Searcher {
    /// Finds out why a query found nothing, or nothing with all of its words.
    ///
    /// This takes about as long as a few more searches. Only the first eight parts of a query are
    /// examined, and only the first 32 words of parts without blanks.
    ///
    /// - Parameter results: the answer to the query.
    /// - Returns: nil if documents with all words were found.
    /// - Throws: `SearchError` if the index is damaged, or the results belong to another commit.
    public func diagnose(_ results: SearchResults) throws(SearchError) -> Diagnosis? {
        try check(results)
        guard results.total == 0 || results.isFallback else { return nil }
        var work = DiagnosisWork(searcher: self, options: results.options)
        return try work.run(results)
    }
}

/// Finds the cause of an empty result, and less strict queries.
private struct DiagnosisWork {
    /// The greatest number of parts of a query that are examined.
    private static let partLimit = 8
    /// The greatest number of words of these parts, which are also examined in pairs.
    private static let wordLimit = 32
    /// The greatest number of words that are tried in other spellings.
    private static let respelledLimit = 16

    let searcher: Searcher
    let options: SearchOptions
    private var suggestions: [Suggestion] = []
    private var tried: [QueryNode] = []

    init(searcher: Searcher, options: SearchOptions) {
        self.searcher = searcher
        var options = options
        options.limit = 0
        options.offset = 0
        options.facets = []
        options.grouping = nil
        options.sort = .score
        options.includesSomeWords = false
        options.feedback = nil
        options.countsMatches = false
        self.options = options
    }

    mutating func run(_ results: SearchResults) throws(SearchError) -> Diagnosis {
        let query = results.query
        var causes: [Diagnosis.Cause] = []
        let items: [QueryNode] = if case .all(let children) = query { children } else { [query] }
        if options.hasFilters {
            let total = try total(query, hasFilters: false)
            if total > 0 {
                causes.append(.filtered(total: total))
                suggestions.append(Suggestion(kind: .withoutFilters, query: query, total: total))
            }
        }
        let positive = items.filter { if case .not = $0 { false } else { true } }
        if positive.count < items.count, causes.isEmpty {
            let total = try total(.all(positive), hasFilters: true)
            if total > 0 { causes.append(.excluded(total: total)) }
        }
        var parts: [Part] = []
        for item in positive where parts.count < DiagnosisWork.partLimit {
            parts += try words(of: item)
        }
        parts.removeLast(max(parts.count - DiagnosisWork.wordLimit, 0))
        var missing: [QueryNode] = []
        if causes.isEmpty {
            for part in parts where try !exists([part.node]) {
                missing.append(part.node)
                causes.append(.missing(part.label))
            }
        }
        if causes.isEmpty, parts.count > 1 { causes += try apart(parts) }
        try relax(query, missing: missing)
        if results.total == 0 { try loosen(items, Array(parts)) }
        return Diagnosis(causes: causes, suggestions: suggestions)
    }

    /// A part of a query by itself, and its name.
    private typealias Part = (label: String, node: QueryNode)

    /// Splits a run of text into words; other parts stay whole.
    private func words(of item: QueryNode) throws(SearchError) -> [Part] {
        switch item {
        case .boost(let child, _), .required(let child): return try words(of: child)
        case .word(let text):
            let concepts = try concepts(of: text, searcher.synonyms)
            // Users regard a run of katakana as one word, however the dictionary splits it.
            let isKatakana = text.unicodeScalars.allSatisfy {
                CharacterClass($0.value) == .katakana
            }
            guard concepts.count > 1, !isKatakana else { return [(text, item)] }
            return concepts.map { concept in
                let word = concept.words.map(\.text).joined()
                return (word, .word(word))
            }
        default: return [(item.description, item)]
        }
    }

    private func concepts(
        of text: String, _ synonyms: Synonyms
    ) throws(SearchError) -> [QueryPlan.Concept] {
        try searcher.analyzers.with { analyzer throws(SearchError) in
            var plan = QueryPlan()
            // The words do not depend on which of their other forms are known.
            let forms = FormChoice(kinds: FormFinder.allKinds) { _ in false }
            try analyzer.add(chunk: text, synonyms.table, forms, to: &plan)
            return plan.concepts
        }
    }

    /// Finds the first parts that never occur together in a document.
    private func apart(_ parts: [Part]) throws(SearchError) -> [Diagnosis.Cause] {
        for first in parts.indices {
            for second in parts.indices where second > first {
                if try !exists([parts[first].node, parts[second].node]) {
                    return [.apart([parts[first].label, parts[second].label])]
                }
            }
        }
        return try exists(parts.map(\.node)) ? [] : [.apart(parts.map(\.label))]
    }

    /// Whether some document has all of some parts, regardless of filters.
    private func exists(_ nodes: [QueryNode]) throws(SearchError) -> Bool {
        let query: QueryNode = .all(nodes.map { .required($0) })
        var options = options
        options.removeFilters()
        return try searcher.hasMatch(query, options)
    }

    private func total(_ query: QueryNode, hasFilters: Bool) throws(SearchError) -> Int {
        var options = options
        options.total = .exact
        if !hasFilters {
            options.removeFilters()
        }
        do { return try searcher.search(query, options: options).total } catch {
            // A part of a query may have nothing searchable.
            if error.code == .invalidQuery { return 0 }
            throw error
        }
    }

    private mutating func suggest(
        _ kind: Suggestion.Kind, _ query: QueryNode
    ) throws(SearchError) {
        // Another tree may have the same text.
        let text = query.description
        guard !tried.contains(where: { $0 == query || $0.description == text }) else { return }
        tried.append(query)
        let total = try total(query, hasFilters: true)
        if total > 0 { suggestions.append(Suggestion(kind: kind, query: query, total: total)) }
    }
}

// MARK: Relaxing

extension DiagnosisWork {
    /// Tries queries that are less strict.
    private mutating func relax(
        _ query: QueryNode, missing: [QueryNode]
    ) throws(SearchError) {
        tried.append(query)
        try respell(query, missing: missing)
        try read(query)
        if options.synonyms != nil { try addSynonyms(query) }
        try relate(query, missing: missing)
        try suggest(
            .partial,
            query.mapLeaves { leaf in
                switch leaf {
                case .word(let text): .phrase(text)
                case .prefix(let text): .phrase(text)
                default: leaf
                }
            })
        try suggest(.words, query.mapLeaves(DiagnosisWork.asWords))
        try suggest(
            .anyField,
            query.mapFields { name, child in
                let fields = QueryFields(searcher.schema)
                let isText = fields.fields(named: name).contains { fields.kind(of: $0) == .text }
                return isText && child != .exists ? child : .field(name, child)
            })
        if case .all(let items) = query {
            let positive = items.filter { if case .not = $0 { false } else { true } }
            try suggest(
                .withoutExclusions, positive.count == 1 ? positive[0] : .all(positive))
        }
    }

    private static func words(_ phrase: String) -> QueryNode {
        let words = phrase.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            .map { QueryNode.word(String($0)) }
        return words.count == 1 ? words[0] : .all(words)
    }

    /// Requires any of the words, with the conditions on other fields; if there is only one word,
    /// any of the parts.
    private mutating func loosen(_ items: [QueryNode], _ parts: [Part]) throws(SearchError) {
        if parts.count == 1 {
            if case .all(let words) = DiagnosisWork.asWords(parts[0].node) {
                try suggest(.someWords, .any(words))
            }
            return
        }
        let words = parts.map(\.node).filter(\.isWords)
        let others = items.filter { !$0.isWords }
        let any: QueryNode = .any(words)
        if words.count > 1 { try suggest(.someWords, others.isEmpty ? any : .all([any] + others)) }
        if words.count < 2 || !others.isEmpty { try suggest(.someWords, .any(parts.map(\.node))) }
    }

    /// Converts a phrase, or words near each other, to words.
    private static func asWords(_ leaf: QueryNode) -> QueryNode {
        switch leaf {
        case .phrase(let text): words(text)
        case .near(let texts, _, _): .all(texts.map { .word($0) })
        default: leaf
        }
    }

    /// Replaces words that no document has with similarly spelt ones.
    private mutating func respell(
        _ query: QueryNode, missing: [QueryNode]
    ) throws(SearchError) {
        let texts = query.plainTexts
        var rest = DiagnosisWork.respelledLimit
        for node in missing {
            guard case .word(let word) = node else { continue }
            // The word itself, or the whole run of text that it was cut from.
            for typed in texts where rest > 0 && typed.contains(word) {
                rest -= 1
                for spelling in try searcher.spellings(of: typed) {
                    try suggest(
                        .spelling,
                        query.mapLeaves { $0 == .word(typed) ? .word(spelling) : $0 })
                }
                guard typed != word else { continue }
                for spelling in try searcher.spellings(of: word) {
                    let text = typed.replacing(word, with: spelling)
                    try suggest(
                        .spelling, query.mapLeaves { $0 == .word(typed) ? .word(text) : $0 })
                }
            }
        }
    }

    /// Replaces runs of kana that are the reading of a word with that word.
    private mutating func read(_ query: QueryNode) throws(SearchError) {
        for text in query.plainTexts.prefix(DiagnosisWork.partLimit) {
            let reading = String(scalars: try searcher.normalize(text).folded)
            for word in Readings.words(reading) where word != text {
                try suggest(
                    .reading, query.mapLeaves { $0 == .word(text) ? .word(word) : $0 })
            }
        }
    }

    /// The greatest number of words that are tried for one that no document has, and their least
    /// relatedness.
    private static let relatedLimit = 3
    private static let leastRelated: Float = 0.6

    /// Replaces a word of the query that no document has with words that are used similarly.
    private mutating func relate(
        _ query: QueryNode, missing: [QueryNode]
    ) throws(SearchError) {
        let texts = query.plainTexts
        for node in missing.prefix(DiagnosisWork.partLimit) {
            guard case .word(let word) = node, texts.contains(word),
                let row = WordVectors.row(of: try searcher.normalize(word).folded)
            else { continue }
            let close = WordVectors.neighbours(of: row).prefix(DiagnosisWork.relatedLimit)
            for other in close where other.cosine >= DiagnosisWork.leastRelated {
                let text = WordVectors.word(other.row)
                try suggest(.related, query.mapLeaves { $0 == node ? .word(text) : $0 })
            }
        }
    }

    /// If synonyms other than the index's were used, tries those of the index, too.
    private mutating func addSynonyms(_ query: QueryNode) throws(SearchError) {
        for text in query.plainTexts.prefix(DiagnosisWork.partLimit) {
            let synonyms = try concepts(of: text, searcher.synonyms).flatMap(\.synonyms)
            if synonyms.isEmpty { continue }
            let others = synonyms.map { QueryNode.phrase(String(scalars: $0)) }
            try suggest(
                .synonym,
                query.mapLeaves { $0 == .word(text) ? .any([.word(text)] + others) : $0 })
        }
    }
}

extension Searcher {
    /// Whether some document matches all of a query.
    fileprivate func hasMatch(
        _ query: QueryNode, _ options: SearchOptions
    ) throws(SearchError) -> Bool {
        let plan: QueryPlan
        do { plan = try self.plan(query, options) } catch {
            // A part with nothing searchable is not the cause.
            if error.code == .invalidQuery { return true }
            throw error
        }
        return try storing { () throws(StorageError) in
            let context = try context(
                plan, options.filters, options.ranges, options.yearFilters)
            for (segment, base) in zip(segments, bases) {
                if try SegmentQuery(segment, base: base, context).hasMatch() { return true }
            }
            return false
        }
    }
}

extension QueryNode {
    /// Replaces the leaves of the tree.
    fileprivate func mapLeaves(_ change: (QueryNode) -> QueryNode) -> QueryNode {
        switch self {
        case .all(let children): return .all(children.map { $0.mapLeaves(change) })
        case .any(let children): return .any(children.map { $0.mapLeaves(change) })
        case .not(let child): return .not(child)
        case .required(let child): return .required(child.mapLeaves(change))
        case .field(let name, let child): return .field(name, child.mapLeaves(change))
        case .boost(let child, let factor): return .boost(child.mapLeaves(change), factor)
        default: return change(self)
        }
    }

    /// Replaces the fields of the tree.
    fileprivate func mapFields(_ change: (String, QueryNode) -> QueryNode) -> QueryNode {
        switch self {
        case .all(let children): return .all(children.map { $0.mapFields(change) })
        case .any(let children): return .any(children.map { $0.mapFields(change) })
        case .required(let child): return .required(child.mapFields(change))
        case .boost(let child, let factor): return .boost(child.mapFields(change), factor)
        case .field(let name, let child): return change(name, child)
        default: return self
        }
    }

    /// Whether it is text that is searched in all text fields.
    fileprivate var isWords: Bool {
        switch self {
        case .word, .phrase, .prefix, .near: return true
        case .required(let child), .boost(let child, _): return child.isWords
        default: return false
        }
    }

    /// The runs of text that are not negated.
    fileprivate var plainTexts: [String] {
        switch self {
        case .word(let text): return [text]
        case .all(let children), .any(let children): return children.flatMap(\.plainTexts)
        case .required(let child), .field(_, let child), .boost(let child, _):
            return child.plainTexts
        default: return []
        }
    }
}
