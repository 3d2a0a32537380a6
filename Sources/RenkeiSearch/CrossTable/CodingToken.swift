internal import Messages

/// A token of a coding rule.
struct CodingToken {
    enum Kind: Equatable {
        case word(String)
        case quoted(String)
        case code(String)
        case near([String], distance: Int, isOrdered: Bool)
        case and, or, not, open, close
    }

    let kind: Kind
    let line: Int

    static func error(_ file: String, _ line: Int, _ what: Message) -> SearchError {
        SearchError(.invalidArgument, path: file, "\(file):\(line): \(what)")
    }

    /// The tokens of a line.
    static func tokens(
        of text: Substring, line: Int, file: String
    ) throws(SearchError) -> [CodingToken] {
        var tokens: [CodingToken] = []
        var rest = text
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
                continue
            }
            if first == "#" { break }
            if let sign = sign(first) {
                tokens.append(CodingToken(kind: sign, line: line))
                rest.removeFirst()
            } else if first == "'" || first == "\"" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: first) else {
                    throw error(file, line, "a quotation mark is not closed")
                }
                tokens.append(CodingToken(kind: .quoted(String(rest[..<end])), line: line))
                rest = rest[rest.index(after: end)...]
            } else if rest.hasPrefix("<*") {
                guard let end = rest.firstIndex(of: ">") else {
                    throw error(file, line, "the name of a code is not closed with >")
                }
                tokens.append(
                    CodingToken(kind: .code(String(rest[..<end].dropFirst(2))), line: line))
                rest = rest[rest.index(after: end)...]
            } else if "<[+>=*/".contains(first) {
                throw error(
                    file, line,
                    "\(String(rest.prefix(12))) is not understood; conditions have words, and, or, not, near, seq and codes only"
                )
            } else {
                tokens.append(try word(&rest, line, file))
            }
        }
        return tokens
    }

    private static func sign(_ character: Character) -> Kind? {
        switch character {
        case "&", "＆": .and
        case "|", "｜": .or
        case "!", "！": .not
        case "(", "（": .open
        case ")", "）": .close
        default: nil
        }
    }

    private static func word(
        _ rest: inout Substring, _ line: Int, _ file: String
    ) throws(SearchError) -> CodingToken {
        let end =
            rest.firstIndex { $0.isWhitespace || sign($0) != nil || "<>[]'\"#".contains($0) }
            ?? rest.endIndex
        let word = String(rest[..<end])
        rest = rest[end...]
        let kind: Kind
        switch word.lowercased() {
        case "and": kind = .and
        case "or": kind = .or
        case "not": kind = .not
        case "near" where rest.first == "(", "seq" where rest.first == "(":
            kind = try proximity(word, &rest, line, file)
        case let function where rest.first == "(" && function.allSatisfy(\.isASCII):
            throw error(
                file, line, "the function \(word)() is not understood; there are near and seq")
        default: kind = .word(word)
        }
        return CodingToken(kind: kind, line: line)
    }

    /// Reads `(A-B-C)[n]` after `near` or `seq`.
    private static func proximity(
        _ name: String, _ rest: inout Substring, _ line: Int, _ file: String
    ) throws(SearchError) -> Kind {
        guard let end = rest.firstIndex(of: ")") else {
            throw error(file, line, "\(name)( is not closed")
        }
        let words = rest[rest.index(after: rest.startIndex)..<end].split(separator: "-")
            .map { String($0.filter { !$0.isWhitespace }) }.filter { !$0.isEmpty }
        guard words.count > 1 else {
            throw error(file, line, "\(name) needs two or more words with - between them")
        }
        rest = rest[rest.index(after: end)...]
        var distance = 20
        if rest.first == "[" {
            guard let close = rest.firstIndex(of: "]"),
                let number = Int(rest[..<close].dropFirst()), (0...1_000_000).contains(number)
            else {
                throw error(
                    file, line, "\(name) needs a number of letters in brackets, such as [20]")
            }
            distance = number
            rest = rest[rest.index(after: close)...]
        }
        return .near(words, distance: distance, isOrdered: name.lowercased() == "seq")
    }
}

/// Parses the condition of a coding rule by recursive descent.
struct CodingParser {
    private let tokens: [CodingToken]
    private let file: String
    private let known: [String: QueryNode]
    private var index = 0
    private var depth = 0

    init(_ tokens: [CodingToken], file: String, known: [String: QueryNode]) {
        self.tokens = tokens
        self.file = file
        self.known = known
    }

    /// The query of all tokens.
    mutating func parse() throws(SearchError) -> QueryNode {
        let query = try disjunction()
        guard index == tokens.count else {
            if tokens[index].kind == .close { throw error("a parenthesis was never opened") }
            throw error("two words need and, or, & or | between them")
        }
        // A condition with exclusions only keeps all other documents.
        return query.hasPositiveLeaf() ? query : .all([.everything, query])
    }

    private func error(_ what: Message) -> SearchError {
        CodingToken.error(file, tokens[min(index, tokens.count - 1)].line, what)
    }

    private mutating func disjunction() throws(SearchError) -> QueryNode {
        var parts = [try conjunction()]
        while index < tokens.count, tokens[index].kind == .or {
            index += 1
            parts.append(try conjunction())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(SearchError) -> QueryNode {
        var parts = [try negation()]
        while index < tokens.count, tokens[index].kind == .and || tokens[index].kind == .not {
            // `A not B` means `A and not B`.
            if tokens[index].kind == .and { index += 1 }
            parts.append(try negation())
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(SearchError) -> QueryNode {
        depth += 1
        defer { depth -= 1 }
        guard depth < QueryNode.greatestDepth / 3 else { throw error("parentheses are too deep") }
        guard index < tokens.count else { throw error("a word is missing at the end") }
        let token = tokens[index]
        index += 1
        switch token.kind {
        case .not: return .not(try negation())
        case .word(let text): return .word(text)
        case .quoted(let text): return .phrase(text)
        case .near(let words, let distance, let isOrdered):
            return .near(words, distance: distance, isOrdered: isOrdered)
        case .code(let name):
            guard let query = known[name] else {
                index -= 1
                throw error("there is no code \(name) above")
            }
            return query
        case .open:
            let query = try disjunction()
            guard index < tokens.count, tokens[index].kind == .close else {
                throw error("a parenthesis is not closed")
            }
            index += 1
            return query
        case .and, .or, .close:
            index -= 1
            throw error("a word is missing")
        }
    }
}
