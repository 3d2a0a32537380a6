internal import Messages

/// Makes a tree from the tokens of a query, in linear time.
///
///     any     = all ("OR" all)*
///     all     = item ("AND"? item)*
///     item    = ("+" | "-" | "NOT")* primary
///     primary = (word | prefix | phrase near? | group | field ":" value) boost?
///     group   = "(" any ")"
///
/// An operator without its operands is text.
struct QueryParser {
    /// The greatest depth of nested parentheses.
    static let greatestNesting = 50

    private let tokens: [QueryToken]
    private let scalars: [Unicode.Scalar]
    private var next = 0
    /// The index of the first negation.
    private var firstNegation: Int?

    /// Parses a query.
    ///
    /// - Throws: `SearchError`, with the column, if one is at fault.
    static func parse(
        _ query: String, fields: QueryFields, requiresClosedQuotes: Bool = true
    ) throws(SearchError) -> QueryNode {
        var lexer = try QueryLexer(
            query, fields: fields, requiresClosedQuotes: requiresClosedQuotes)
        let tokens = try lexer.run()
        guard !tokens.isEmpty else {
            throw SearchError(.invalidQuery, "the query is empty; give at least one word")
        }
        var parser = QueryParser(tokens: tokens, scalars: lexer.source)
        return try parser.run()
    }

    private init(tokens: [QueryToken], scalars: [Unicode.Scalar]) {
        self.tokens = tokens
        self.scalars = scalars
    }

    private mutating func run() throws(SearchError) -> QueryNode {
        var items: [QueryNode] = []
        // The lexer does not produce unmatched closing tokens; if it did, they would be skipped.
        while next < tokens.count {
            if let node = try parseAny(nesting: 0) { QueryParser.splice(node, into: &items) }
            if next < tokens.count { next += 1 }
        }
        guard !items.isEmpty else {
            throw SearchError(.invalidQuery, "the query is empty; give at least one word")
        }
        let root = items.count == 1 ? items[0] : .all(items)
        guard root.hasPositiveLeaf() else {
            throw SearchError(
                .invalidQuery, offset: firstNegation.map { QueryLexer.column($0, in: scalars) },
                "the query only excludes; add what is to be found, or put text that begins with a hyphen in quotation marks"
            )
        }
        return root
    }

    private var kind: QueryToken.Kind? { next < tokens.count ? tokens[next].kind : nil }

    /// Whether a token begins an operand.
    private func isOperand(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        switch tokens[index].kind {
        case .and, .or, .close, .near, .boost: return false
        default: return true
        }
    }

    private mutating func parseAny(nesting: Int) throws(SearchError) -> QueryNode? {
        var alternatives: [QueryNode] = []
        var items: [QueryNode] = []
        loop: while let kind {
            switch kind {
            case .close: break loop
            case .or(let text):
                next += 1
                if !items.isEmpty, isOperand(next) {
                    alternatives.append(QueryParser.all(items))
                    items = []
                } else {
                    items.append(.word(text))
                }
            case .and(let text):
                next += 1
                if let last = items.popLast(), isOperand(next) {
                    items.append(QueryParser.required(last))
                    if let node = try parseItem(nesting: nesting) {
                        items.append(QueryParser.required(node))
                    }
                } else {
                    if let last = items.popLast() { items.append(last) }
                    items.append(.word(text))
                }
            default:
                if let node = try parseItem(nesting: nesting) {
                    QueryParser.splice(node, into: &items)
                }
            }
        }
        if !items.isEmpty { alternatives.append(QueryParser.all(items)) }
        guard alternatives.count > 1 else { return alternatives.first }
        var children: [QueryNode] = []
        for node in alternatives {
            if case .any(let inner) = node { children += inner } else { children.append(node) }
        }
        return .any(children)
    }

    private mutating func parseItem(nesting: Int) throws(SearchError) -> QueryNode? {
        var isNegated = false
        var isRequired = false
        prefixes: while let kind {
            switch kind {
            case .plus:
                isRequired = true
                next += 1
            case .minus:
                firstNegation = firstNegation ?? tokens[next].start
                isNegated.toggle()
                next += 1
            case .not(let text):
                let start = tokens[next].start
                next += 1
                guard isOperand(next) else { return .word(text) }
                firstNegation = firstNegation ?? start
                isNegated.toggle()
            default: break prefixes
            }
        }
        guard let node = try parsePrimary(nesting: nesting) else { return nil }
        if isNegated { return .not(node) }
        return isRequired ? QueryParser.required(node) : node
    }

    private mutating func parsePrimary(nesting: Int) throws(SearchError) -> QueryNode? {
        guard let kind else { return nil }
        let start = tokens[next].start
        next += 1
        var node: QueryNode?
        switch kind {
        case .word(let text), .and(let text), .or(let text), .not(let text): node = .word(text)
        case .prefix(let text): node = .prefix(text)
        case .phrase(let text): node = phrase(text)
        case .range(let range): node = .range(range)
        case .exists: node = .exists
        case .field(let name):
            // A name without a value, such as `題名:` before an unclosed quotation mark.
            guard isValue(next) else { return .word(name + ":") }
            let value = try parsePrimary(nesting: nesting)
            return value.map { QueryParser.field(name, $0) }
        case .open:
            guard nesting < QueryParser.greatestNesting else {
                let column = QueryLexer.column(start, in: scalars)
                throw SearchError(
                    .invalidQuery, offset: column,
                    "parentheses are nested more than \(QueryParser.greatestNesting) deep at column \(column + 1); leave some out"
                )
            }
            node = try parseAny(nesting: nesting + 1)
            if case .close? = self.kind { next += 1 }
        case .close, .plus, .minus, .near, .boost: return nil
        }
        if case .boost(let factor)? = self.kind {
            next += 1
            return node.map { .boost($0, factor) }
        }
        return node
    }

    private func isValue(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        switch tokens[index].kind {
        case .word, .prefix, .phrase, .range, .exists, .open: return true
        default: return false
        }
    }

    private mutating func phrase(_ text: String) -> QueryNode {
        guard case .near(let distance, let isOrdered)? = kind else { return .phrase(text) }
        next += 1
        let parts = text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            .map(String.init)
        if parts.count < 2 { return .phrase(text) }
        return .near(parts, distance: distance, isOrdered: isOrdered)
    }
}

// MARK: Building

extension QueryParser {
    /// Makes a conjunction without redundant levels.
    private static func all(_ items: [QueryNode]) -> QueryNode {
        items.count == 1 ? items[0] : .all(items)
    }

    /// Adds a node to a conjunction; a nested conjunction is flattened.
    private static func splice(_ node: QueryNode, into items: inout [QueryNode]) {
        if case .all(let children) = node { items += children } else { items.append(node) }
    }

    /// Makes a node required; negations and conditions are required anyway.
    private static func required(_ node: QueryNode) -> QueryNode {
        switch node {
        case .required, .not: node
        default: .required(node)
        }
    }

    /// Puts a value in a field; a boost is moved outside.
    private static func field(_ name: String, _ value: QueryNode) -> QueryNode {
        if case .boost(let child, let factor) = value { return .boost(.field(name, child), factor) }
        return .field(name, value)
    }
}
