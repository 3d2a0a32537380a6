extension QueryNode: CustomStringConvertible {
    /// The query as text.
    ///
    /// The text of a parsed tree parses to the same tree. So does that of a tree built by a program
    /// if its words can be typed: words without blanks and quotation marks, and phrases without
    /// quotation marks.
    public var description: String { text(.root) }

    /// The context of a node.
    private enum Place {
        /// The whole query.
        case root
        /// A part of a conjunction.
        case part
        /// After an operator or a field name, where several words need parentheses.
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
            // `+` before a negation is redundant.
            if case .not = child { return child.text(place) }
            return "+" + child.text(.operand)
        case .field(let name, let child): return "\(name):" + child.text(.operand)
        case .boost(let child, let factor):
            return child.text(.operand) + "^" + QueryNode.number(factor)
        }
    }

    /// The text of an operand of `OR`, where a conjunction needs no parentheses.
    private var alternativeText: String {
        if case .all = self { return text(.root) }
        return text(.part)
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
    }

    /// Whether a text parses as one word, not as an operator or several words.
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
