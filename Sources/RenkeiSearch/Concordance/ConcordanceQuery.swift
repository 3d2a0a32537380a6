internal import Messages
internal import TextAnalysis

/// Rewrites a query for a concordance: every run of letters becomes a disjunction of exact
/// substrings for its forms, which are recorded.
///
/// A search for 病児保育 finds the words 病児 and 保育 anywhere in a document. A concordance lists the
/// typed text as a whole.
struct ConcordanceQuery {
    private let analyzer: QueryAnalyzer
    private let synonyms: SynonymTable
    private let schema: Schema
    private let fields: QueryFields
    private let matching: ConcordanceOptions.Matching
    private let choice: FormChoice
    private(set) var forms: [ConcordanceForm] = []
    private(set) var keys: [ConcordanceKey] = []
    private var groups = 0
    /// The greatest number of other forms of a run of letters.
    private static let maximumForms = 48

    init(
        _ analyzer: QueryAnalyzer, _ synonyms: SynonymTable, _ schema: Schema,
        _ matching: ConcordanceOptions.Matching,
        forms choice: FormChoice
    ) {
        self.analyzer = analyzer
        self.synonyms = synonyms
        self.schema = schema
        self.matching = matching
        self.choice = choice
        fields = QueryFields(schema)
    }

    /// The context of a part of the tree.
    private struct Scope {
        var fields: Set<Int>?
        var isNegated = false
    }

    /// Returns the query whose matches are exactly the documents that may have lines.
    mutating func rewrite(_ root: QueryNode) throws(SearchError) -> QueryNode {
        try root.checkDepth()
        return try rewrite(root, Scope())
    }

    private mutating func rewrite(
        _ node: QueryNode, _ scope: Scope
    ) throws(SearchError) -> QueryNode {
        var scope = scope
        switch node {
        case .all(let children):
            return .all(
                try rewrite(
                    children: try content(analyzer.joiningSpacedLetters(children, choice.isKnown)),
                    scope)
            )
        case .any(let children): return .any(try rewrite(children: children, scope))
        case .not(let child):
            scope.isNegated.toggle()
            return .not(try rewrite(child, scope))
        case .required(let child), .boost(let child, _): return try rewrite(child, scope)
        case .field(let name, let child):
            let numbers = fields.fields(named: name).compactMap { field in
                schema.textFields.firstIndex { $0.name == field }
            }
            guard !numbers.isEmpty else { return node }
            scope.fields = Set(numbers)
            return .field(name, try rewrite(child, scope))
        case .word(let text): return try word(text, scope)
        case .phrase(let text):
            add(text, analyzer.pattern(text), .typed, scope, group: nextGroup())
            return node
        case .prefix(let text):
            add(text, analyzer.pattern(text), .typed, scope, group: nextGroup(), needsStart: true)
            return node
        case .near(let texts, _, _):
            for text in texts {
                add(text, analyzer.pattern(text), .typed, scope, group: nextGroup())
            }
            return node
        case .range, .exists, .everything: return node
        }
    }

    private mutating func rewrite(
        children: [QueryNode], _ scope: Scope
    ) throws(SearchError) -> [QueryNode] {
        var result: [QueryNode] = []
        for child in children { result.append(try rewrite(child, scope)) }
        return result
    }

    /// The parts of a conjunction without function words, unless there are no others.
    private func content(_ parts: [QueryNode]) throws(SearchError) -> [QueryNode] {
        var kept: [QueryNode] = []
        for part in parts {
            if case .word(let text) = part {
                var plan = QueryPlan()
                try analyzer.add(
                    chunk: text, SynonymTable(), FormChoice(kinds: [], isKnown: { _ in false }),
                    to: &plan)
                if plan.concepts.isEmpty { continue }
            }
            kept.append(part)
        }
        return kept.isEmpty ? parts : kept
    }

    private mutating func nextGroup() -> Int {
        defer { groups += 1 }
        return groups
    }

    /// Rewrites a run of letters to the typed text or any of its other forms.
    private mutating func word(_ text: String, _ scope: Scope) throws(SearchError) -> QueryNode {
        let group = nextGroup()
        let typed = analyzer.pattern(text)
        add(text, typed, .typed, scope, group: group)
        guard matching != .substring, !typed.isEmpty else { return .phrase(text) }
        var any: [QueryNode] = [.phrase(text)]
        for form in try otherForms(of: text, typed) {
            let spelling = String(scalars: form.scalars)
            // The planner normalises a phrase again, so only a spelling that is stable under this
            // finds its key.
            guard analyzer.pattern(spelling) == form.scalars else { continue }
            add(text, form.scalars, form.kind, scope, group: group)
            any.append(.phrase(spelling))
        }
        return any.count == 1 ? any[0] : .any(any)
    }

    /// The other forms of a run of letters, each with one of its concepts in another form.
    private func otherForms(
        of text: String, _ typed: [UInt32]
    ) throws(SearchError) -> [(scalars: [UInt32], kind: WordMatch.Kind)] {
        var plan = QueryPlan()
        try analyzer.add(chunk: text, synonyms, choice, to: &plan)
        var known: Set<[UInt32]> = [typed]
        var result: [(scalars: [UInt32], kind: WordMatch.Kind)] = []
        var start = 0
        for concept in plan.concepts {
            guard let offset = Self.offset(of: concept.typed, in: typed, from: start) else {
                continue
            }
            let range = offset..<offset + concept.typed.count
            start = range.upperBound
            let others =
                concept.forms.map { ($0.scalars, WordMatch.Kind($0.kind)) }
                + concept.synonyms.map { ($0, WordMatch.Kind.synonym) }
            for (scalars, kind) in others where result.count < Self.maximumForms {
                let whole = typed[..<range.lowerBound] + scalars + typed[range.upperBound...]
                if known.insert(Array(whole)).inserted { result.append((Array(whole), kind)) }
            }
        }
        return result
    }

    private static func offset(
        of part: [UInt32], in whole: [UInt32], from start: Int
    ) -> Int? {
        guard !part.isEmpty, start + part.count <= whole.count else { return nil }
        return (start...whole.count - part.count).first { whole[$0...].starts(with: part) }
    }

    private mutating func add(
        _ word: String, _ pattern: [UInt32], _ kind: WordMatch.Kind, _ scope: Scope, group: Int,
        needsStart: Bool = false
    ) {
        guard !scope.isNegated, let first = pattern.first, let last = pattern.last else { return }
        let isWhole = matching == .wholeWord
        let isStandard = matching == .standard
        let startsWord = isStandard && (CharacterClass(first) == .word || kind == .number)
        let endsWord = isStandard && CharacterClass(last) == .word && !needsStart
        keys.append(
            ConcordanceKey(
                pattern: pattern, form: forms.count, group: group, fields: scope.fields,
                needsStart: isWhole || needsStart || startsWord,
                needsEnd: (isWhole && !needsStart) || endsWord))
        forms.append(
            ConcordanceForm(text: String(scalars: pattern), kind: kind, word: word))
    }
}
