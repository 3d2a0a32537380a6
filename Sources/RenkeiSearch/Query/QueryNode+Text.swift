extension QueryNode: CustomStringConvertible {
    /// The query as text.
    ///
    /// A tree that was parsed gives a text that parses to the same tree. A tree of a program does,
    /// too, if its words could be typed: a word has no blanks and no quotation marks, and a phrase
    /// has no quotation marks.
    public var description: String { text(.root) }

    /// What stands around a node.
    private enum Place {
        /// The whole query.
        case root
        /// A part of a conjunction.
        case part
        /// Behind an operator or the name of a field: several words need parentheses.
        case operand
    }

    private func text(_ place: Place) -> String {
        switch self {
        case .word(let word): return QueryNode.isWord(word) ? word : "\"\(word)\""
        case .phrase(let phrase): return "\"\(phrase)\""
        case .prefix(let prefix): return prefix + "*"
        case .near(let parts, let distance, let isOrdered):
            return "\"\(parts.joined(separator: " "))\"~\(isOrdered ? ">" : "")\(distance)"
        case .range(let range): return range.queryText
        case .exists, .everything: return "*"
        case .all(let children):
            let text = children.map { $0.text(.part) }.joined(separator: " ")
            return place == .root ? text : "(\(text))"
        case .any(let children):
            let text = children.map { $0.alternativeText }.joined(separator: " OR ")
            return place == .root ? text : "(\(text))"
        case .not(let child): return "-" + child.text(.operand)
        case .required(let child):
            // What is left out must be left out anyway.
            if case .not = child { return child.text(place) }
            return "+" + child.text(.operand)
        case .field(let name, let child): return "\(name):" + child.text(.operand)
        case .boost(let child, let factor):
            return child.text(.operand) + "^" + QueryNode.number(factor)
        }
    }

    /// The text of a part of `OR`: a conjunction needs no parentheses there.
    private var alternativeText: String {
        if case .all = self { return text(.root) }
        return text(.part)
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
    }

    /// Whether a text is read as one word, and not as an operator or several words.
    private static func isWord(_ text: String) -> Bool {
        let fields = QueryFields(Schema(textFields: []))
        guard var lexer = try? QueryLexer(text, fields: fields, requiresClosedQuotes: true),
            let tokens = try? lexer.run(), tokens.count == 1
        else { return false }
        switch tokens[0].kind {
        case .word(let word): return word == text
        case .and, .or, .not: return true
        default: return false
        }
    }
}
