internal import Messages

/// A code: a name, and the condition under which a document has it.
public struct CodingRule: Sendable, Equatable {
    /// The name of the code.
    public let name: String
    /// The condition for a document.
    public let query: QueryNode

    /// Makes a code.
    public init(name: String, query: QueryNode) {
        self.name = name
        self.query = query
    }
}

/// Reads files of coding rules in the format of KH Coder.
///
///     *消防
///     消防 | 救急 | near(火災-予防)[20]
///     *保育
///     病児保育 or '一時預かり' and not 老人
///
/// A line that begins with `*` names a code; the lines up to the next one are its condition: words
/// with `and`, `or`, `not` or `&`, `|`, `!`, parentheses, `near(A-B)[n]`, `seq(A-B)[n]`, and
/// `<*NAME>` for an earlier code. `#` begins a comment. `not` binds closest, then `and`, then `or`.
///
/// A word is found as in a search, with its other spellings and synonyms; one in single quotes is
/// found as written. The number of `near` and `seq` counts letters, not words; the default is 20.
public struct CodingRules: Sendable {
    /// The codes in the order of the file.
    public let rules: [CodingRule]

    /// Reads rules.
    ///
    /// - Parameters:
    ///   - text: the text of a file.
    ///   - name: the name of the text in errors, such as its path.
    /// - Throws: `SearchError` that names the line, at the first syntax error.
    public init(parsing text: String, name: String) throws(SearchError) {
        var rules: [CodingRule] = []
        var known: [String: QueryNode] = [:]
        var open: (name: String, line: Int)?
        var tokens: [CodingToken] = []
        func finish() throws(SearchError) {
            guard let code = open else { return }
            guard !tokens.isEmpty else {
                throw CodingToken.error(name, code.line, "the code \(code.name) has no condition")
            }
            var parser = CodingParser(tokens, file: name, known: known)
            let query = try parser.parse()
            known[code.name] = query
            rules.append(CodingRule(name: code.name, query: query))
            tokens = []
        }
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            var line = line[...]
            if index == 0, line.unicodeScalars.first == "\u{FEFF}" { line = line.dropFirst() }
            let trimmed = line.drop(while: \.isWhitespace)
            if trimmed.first == "#" || trimmed.isEmpty { continue }
            if trimmed.first == "*" || trimmed.first == "＊" {
                try finish()
                let code = String(trimmed.dropFirst()).trimmed
                guard !code.isEmpty else {
                    throw CodingToken.error(name, index + 1, "a code needs a name after *")
                }
                guard known[code] == nil else {
                    throw CodingToken.error(name, index + 1, "there are two codes \(code)")
                }
                open = (code, index + 1)
                continue
            }
            guard open != nil else {
                throw CodingToken.error(
                    name, index + 1, "a condition needs a line before it that names its code: *名前")
            }
            tokens += try CodingToken.tokens(of: trimmed, line: index + 1, file: name)
        }
        try finish()
        guard !rules.isEmpty else {
            throw SearchError(.invalidArgument, path: name, "\(name) has no coding rules")
        }
        self.rules = rules
    }
}

extension String {
    /// The text without leading and trailing blanks.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
