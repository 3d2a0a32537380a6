internal import IndexCodec
internal import Messages
internal import TextAnalysis

/// Makes plans from trees.
///
/// A query of words and phrases gives the concatenation of the plans of its parts. Every other leaf
/// is analysed separately, becomes a condition, and contributes its bigrams and words to the score
/// unless it is negated.
struct QueryPlanner {
    private let analyzer: QueryAnalyzer
    private let synonyms: SynonymTable
    private let schema: Schema
    private let fields: QueryFields
    /// Finds the values of a keyword field that match a pattern.
    private let values: (KeywordPattern) throws(SearchError) -> [String]
    /// The selection of other forms of words.
    private let forms: FormChoice
    private var plan = QueryPlan()

    /// - Parameters:
    ///   - forms: the selection of other forms of words.
    ///   - values: finds the values of a keyword field.
    init(
        _ analyzer: QueryAnalyzer, synonyms: SynonymTable, schema: Schema,
        forms: FormChoice,
        values: @escaping (KeywordPattern) throws(SearchError) -> [String]
    ) {
        self.analyzer = analyzer
        self.synonyms = synonyms
        self.schema = schema
        fields = QueryFields(schema)
        self.values = values
        self.forms = forms
    }

    /// Makes the plan of a query.
    ///
    /// - Throws: `SearchError` if nothing searchable is left, or a field is unknown.
    static func plan(
        _ root: QueryNode, _ analyzer: QueryAnalyzer, synonyms: SynonymTable, schema: Schema,
        forms: FormChoice,
        values: @escaping (KeywordPattern) throws(SearchError) -> [String]
    ) throws(SearchError) -> QueryPlan {
        try root.checkDepth()
        guard root.hasPositiveLeaf() else {
            throw SearchError(
                .invalidQuery,
                "the query only excludes; add what is to be found")
        }
        var planner = QueryPlanner(
            analyzer, synonyms: synonyms, schema: schema, forms: forms, values: values)
        return try planner.run(root)
    }

    private mutating func run(_ root: QueryNode) throws(SearchError) -> QueryPlan {
        let typed: [QueryNode] = if case .all(let children) = root { children } else { [root] }
        let items = try analyzer.joiningSpacedLetters(typed, forms.isKnown)
        for item in items { try add(item) }
        if plan.time != nil { plan.releaseGenericWords() }
        if plan.concepts.isEmpty, plan.phrases.isEmpty, !plan.hasPositiveCondition,
            plan.time == nil
        {
            // A query that consists of function words or marks is searched unchanged.
            for case .word(let text) in items.map(\.unboosted) {
                analyzer.add(whole: text, to: &plan)
            }
        }
        if !plan.hasScore {
            for gram in plan.grams.map(\.key) { plan.add(gram, analyzer.weights.onlyHiraganaGram) }
        }
        guard
            !plan.concepts.isEmpty || !plan.phrases.isEmpty || plan.hasPositiveCondition
                || plan.time != nil
        else {
            throw SearchError(
                .invalidQuery, "nothing in the query can be searched for; give at least one letter")
        }
        return plan
    }

    /// Adds a part of the conjunction at the root.
    private mutating func add(_ item: QueryNode) throws(SearchError) {
        switch item {
        case .word(let text): try add(word: text)
        case .phrase(let text): analyzer.add(phrase: text, to: &plan)
        case .boost(.word(let text), let factor):
            try check(factor)
            var leaf = QueryPlan()
            try analyzer.add(chunk: text, synonyms, forms, to: &leaf)
            plan.add(leaf, factor: Float(factor), asPlainWords: true)
        default:
            let condition = try condition(item, Scope())
            guard let condition else { return }
            plan.conditions.append(condition)
            if case .required = item, !condition.isColumn { plan.hasRequiredWords = true }
            if item.hasPositiveLeaf() { plan.hasPositiveCondition = true }
        }
    }

    /// Adds a plain word, or the time that it names and its other words.
    private mutating func add(word text: String) throws(SearchError) {
        guard plan.time == nil, let (time, year, rest) = analyzer.time(in: text, schema),
            forms.isUsable(time)
        else { return try analyzer.add(chunk: text, synonyms, forms, to: &plan) }
        plan.time = time
        for part in rest { try analyzer.add(chunk: part, synonyms, forms, to: &plan) }
        guard time.time.isOneYear else { return }
        var leaf = QueryPlan()
        try analyzer.add(chunk: year, synonyms, forms, to: &leaf)
        plan.addFeatures(of: leaf)
    }

    /// The context of a part of a tree, from the nodes above it.
    private struct Scope {
        /// The names of the fields to search; nil for all text.
        var fields: [String]?
        var factor: Float = 1
        var isNegated = false
    }

    private func check(_ factor: Double) throws(SearchError) {
        guard (0...QueryNode.greatestBoost).contains(factor) else {
            throw SearchError(.invalidQuery, "a boost must be 0 to 1000")
        }
    }

    /// Makes the condition of a node; nil if nothing in it is searchable.
    private mutating func condition(
        _ node: QueryNode, _ scope: Scope
    ) throws(SearchError) -> QueryCondition? {
        var scope = scope
        switch node {
        case .all(let children):
            let parts = try conditions(
                try analyzer.joiningSpacedLetters(children, forms.isKnown), scope)
            return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .all(parts)
        case .any(let children):
            let parts = try conditions(children, scope)
            return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .any(parts)
        case .not(let child):
            scope.isNegated.toggle()
            return try condition(child, scope).map { .not($0) }
        case .required(let child): return try condition(child, scope)
        case .boost(let child, let factor):
            try check(factor)
            scope.factor *= Float(factor)
            guard scope.factor <= Float(QueryNode.greatestProduct) else {
                throw SearchError(
                    .invalidQuery,
                    "boosts within each other must multiply to no more than 1000000")
            }
            return try condition(child, scope)
        case .field(let name, let child):
            let names = fields.fields(named: name)
            guard !names.isEmpty else {
                throw SearchError(
                    .invalidQuery,
                    "the index has no searchable field \(name); it has \(searchable)")
            }
            scope.fields = names
            return try condition(child, scope)
        case .everything: return .everything
        default: return try leaf(node, scope)
        }
    }

    private var searchable: String {
        (schema.textFields.map(\.name) + schema.keywordFields + schema.integerFields)
            .joined(separator: ", ")
    }

    private mutating func conditions(
        _ children: [QueryNode], _ scope: Scope
    ) throws(SearchError) -> [QueryCondition] {
        var parts: [QueryCondition] = []
        for child in children {
            if let part = try condition(child, scope) { parts.append(part) }
        }
        return parts
    }

    private mutating func leaf(
        _ node: QueryNode, _ scope: Scope
    ) throws(SearchError) -> QueryCondition? {
        guard let names = scope.fields else { return try textLeaf(node, nil, scope) }
        var parts: [QueryCondition] = []
        for name in names {
            if case .exists = node {
                parts.append(
                    fields.kind(of: name) == .namedYears
                        ? .namedYears([IntegerRange()]) : .exists(name))
                continue
            }
            let part: QueryCondition?
            switch fields.kind(of: name) {
            case .text:
                let number = schema.textFields.firstIndex { $0.name == name }
                part = try textLeaf(node, number, scope)
            case .keyword: part = try keywordLeaf(node, name)
            case .integer:
                part = try ranges(of: node, name).map {
                    .range(IntegerFilter(field: name, ranges: $0))
                }
            case .namedYears: part = try ranges(of: node, name).map { .namedYears($0) }
            case nil: part = nil
            }
            if let part { parts.append(part) }
        }
        return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .any(parts)
    }
}

// MARK: Leaves

extension QueryPlanner {
    private mutating func textLeaf(
        _ node: QueryNode, _ field: Int?, _ scope: Scope
    ) throws(SearchError) -> QueryCondition? {
        var leaf = QueryPlan()
        let condition: QueryCondition?
        switch node {
        case .word(let text):
            try analyzer.add(chunk: text, synonyms, forms, to: &leaf)
            if leaf.concepts.isEmpty { analyzer.add(whole: text, to: &leaf) }
            let parts = leaf.concepts.map { QueryCondition.concept($0, field: field) }
            condition = parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .all(parts)
        case .phrase(let text):
            analyzer.add(phrase: text, to: &leaf)
            condition = leaf.phrases.first.map { .phrase($0, field: field) }
        case .prefix(let text):
            analyzer.add(phrase: text, to: &leaf)
            condition = leaf.phrases.first.map { .prefix($0, field: field) }
        case .near(let texts, let distance, let isOrdered):
            guard (0...QueryNode.greatestDistance).contains(distance) else {
                throw SearchError(.invalidQuery, "a distance must be 0 to 1000000")
            }
            for text in texts { analyzer.add(phrase: text, to: &leaf) }
            condition =
                leaf.phrases.isEmpty
                ? nil
                : .near(leaf.phrases, distance: distance, isOrdered: isOrdered, field: field)
        case .range, .exists:
            throw SearchError(.invalidQuery, "a range and * need the name of a field before them")
        default: condition = nil
        }
        if !scope.isNegated { plan.add(leaf, factor: scope.factor, asPlainWords: false) }
        return condition
    }

    private mutating func keywordLeaf(
        _ node: QueryNode, _ field: String
    ) throws(SearchError) -> QueryCondition? {
        let pattern: KeywordPattern
        let typed: String
        switch node {
        case .word(let text), .phrase(let text):
            typed = text
            pattern = KeywordPattern(field: field, parts: [analyzer.normalize(text).folded])
        case .prefix(let text):
            typed = text + "*"
            pattern = KeywordPattern(
                field: field, parts: [analyzer.normalize(text).folded], isPrefix: true)
        case .near(let texts, _, _):
            typed = texts.joined(separator: " ")
            pattern = KeywordPattern(
                field: field, parts: texts.map { analyzer.normalize($0).folded })
        default:
            throw SearchError(
                .invalidQuery, "the field \(field) holds texts; a range needs one of numbers")
        }
        guard pattern.parts.contains(where: { !$0.isEmpty }) else { return nil }
        let values = try values(pattern)
        plan.matchedValues.append(MatchedValues(field: field, text: typed, values: values))
        return values.isEmpty ? .nothing : .keyword(KeywordFilter(field: field, values: values))
    }

    /// The integer ranges of a leaf; nil if it has none.
    private func ranges(
        of node: QueryNode, _ field: String
    ) throws(SearchError) -> [IntegerRange]? {
        switch node {
        case .range(let range): return [range]
        case .word(let text), .phrase(let text):
            do {
                return [
                    try RangeText.parse(
                        text.unicodeScalars.filter { !$0.properties.isWhitespace }[...],
                        schema.integerKind(field))
                ]
            } catch {
                throw SearchError(.invalidQuery, error.message(schema.integerKind(field)))
            }
        default:
            throw SearchError(
                .invalidQuery, "the field \(field) holds whole numbers; ask for one or for a range")
        }
    }
}

extension QueryNode {
    /// The node without a boost.
    fileprivate var unboosted: QueryNode {
        if case .boost(let child, _) = self { return child }
        return self
    }
}
