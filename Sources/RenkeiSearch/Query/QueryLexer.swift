internal import Messages

/// A token of a query.
struct QueryToken: Equatable {
    enum Kind: Equatable {
        /// Text without operators.
        case word(String)
        /// Text before `*`.
        case prefix(String)
        /// Text between quotation marks.
        case phrase(String)
        /// `~10` or `~>10` after a phrase.
        case near(distance: Int, isOrdered: Bool)
        /// `^2` after a word, a phrase or a group.
        case boost(Double)
        case open, close
        case plus, minus
        /// `AND`, `OR` and `NOT`, with the text as typed.
        case and(String)
        case or(String)
        case not(String)
        /// The name of a field, before `:`.
        case field(String)
        /// `*` after the name of a field.
        case exists
        /// A range after the name of an integer field.
        case range(IntegerRange)
    }

    let kind: Kind
    /// The index of the first scalar in the query.
    let start: Int
}

/// Splits a query into tokens, in linear time.
///
/// An operator without its operands is text. The only errors are an unclosed quotation mark, a
/// malformed value of an integer field, and a boost or a distance out of range.
struct QueryLexer {
    /// The greatest length in scalars of a text that 「」 make an exact phrase.
    static let longestBracketPhrase = 40
    /// The greatest length in scalars of a field name or alias.
    private static let longestName = 64

    private let scalars: [Unicode.Scalar]
    private let fields: QueryFields
    /// For each opening scalar, the index of its closing scalar; -1 for all others.
    private var closing: [Int32]
    /// The index after the last dash that ends a word.
    private var dashLimit = 0
    /// The closing indices of the open groups, the innermost last.
    private var groups: [Int] = []
    /// For each open group that is the value of a field, the kind of the field.
    private var groupKinds: [Schema.IntegerKind?] = []
    private var tokens: [QueryToken] = []
    private var place = 0
    /// Whether a value of a field is expected.
    private var isValue = false
    /// The kind of the integer field whose value follows; nil for other fields.
    private var valueKind: Schema.IntegerKind?

    /// - Parameter requiresClosedQuotes: whether an unclosed quotation mark is an error; if not, it
    ///   separates words.
    init(
        _ query: String, fields: QueryFields, requiresClosedQuotes: Bool
    ) throws(SearchError) {
        scalars = Array(query.unicodeScalars)
        self.fields = fields
        closing = [Int32](repeating: -1, count: scalars.count)
        if let quote = pair(), requiresClosedQuotes {
            let column = QueryLexer.column(quote, in: scalars)
            throw SearchError(
                .invalidQuery, offset: column,
                "the quotation mark at column \(column + 1) is not closed; add another \" at the end of the phrase"
            )
        }
    }

    /// The number of characters before a scalar.
    static func column(_ place: Int, in scalars: [Unicode.Scalar]) -> Int {
        var before = String.UnicodeScalarView()
        before.append(contentsOf: scalars[..<place])
        return String(before).count
    }

    /// The scalars of the query.
    var source: [Unicode.Scalar] { scalars }

    /// Matches opening and closing marks; returns the index of an unclosed quotation mark.
    private mutating func pair() -> Int? {
        var quote: Int?
        var parentheses: [Int] = []
        var brackets: [Int] = []
        for index in scalars.indices {
            let scalar = scalars[index]
            if OperatorTwins.isQuote(scalar) {
                if let start = quote {
                    closing[start] = Int32(index)
                    quote = nil
                } else {
                    quote = index
                }
                continue
            }
            if quote != nil { continue }
            switch OperatorTwins.ascii(scalar) {
            case "(": parentheses.append(index)
            case ")":
                if let open = parentheses.popLast() { closing[open] = Int32(index) }
            case "「", "『": brackets.append(index)
            case "」", "』":
                if let open = brackets.last,
                    OperatorTwins.closingBracket(of: scalars[open]) == scalar
                {
                    closing[open] = Int32(index)
                    brackets.removeLast()
                }
            case "-":
                if index > 0, !isBlank(index - 1), isBlank(index + 1) { dashLimit = index }
            default: break
            }
        }
        return quote
    }

    /// Whether an index is at a blank or at the end.
    private func isBlank(_ index: Int) -> Bool {
        index >= scalars.count || scalars[index].properties.isWhitespace
    }

    private func ascii(_ index: Int) -> Unicode.Scalar? {
        index < scalars.count ? OperatorTwins.ascii(scalars[index]) : nil
    }

    private func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    private mutating func append(_ kind: QueryToken.Kind, at start: Int) {
        tokens.append(QueryToken(kind: kind, start: start))
    }

    /// The tokens of the query.
    ///
    /// - Throws: `SearchError` with the column if a value of an integer field is malformed.
    mutating func run() throws(SearchError) -> [QueryToken] {
        while place < scalars.count {
            let scalar = scalars[place]
            if scalar.properties.isWhitespace {
                place += 1
            } else if OperatorTwins.isQuote(scalar) {
                try lexQuote()
            } else if isBracketPhrase(place) {
                try lexPhrase(to: Int(closing[place]))
            } else if isGroup(place) {
                append(.open, at: place)
                groups.append(Int(closing[place]))
                groupKinds.append(valueKind)
                isValue = false
                valueKind = nil
                place += 1
            } else if groups.last == place {
                try closeGroup()
            } else if isSign(place) {
                append(ascii(place) == "+" ? .plus : .minus, at: place)
                place += 1
            } else {
                try lexWord()
            }
        }
        return tokens
    }

    private mutating func closeGroup() throws(SearchError) {
        append(.close, at: place)
        groups.removeLast()
        groupKinds.removeLast()
        place += 1
        try lexBoost()
    }

    private mutating func lexQuote() throws(SearchError) {
        let end = Int(closing[place])
        if end < 0 {
            // An unclosed mark that is not an error separates words.
            place += 1
            isValue = false
            valueKind = nil
        } else {
            try lexPhrase(to: end)
        }
    }

    private mutating func lexPhrase(to end: Int) throws(SearchError) {
        let start = place
        place = end + 1
        isValue = false
        valueKind = nil
        guard !(start + 1..<end).allSatisfy({ isBlank($0) }) else { return }
        append(.phrase(text(start + 1..<end)), at: start)
        if ascii(place) == "~" {
            let sign = place
            let isOrdered = ascii(place + 1) == ">"
            let digits = place + (isOrdered ? 2 : 1)
            let (value, end) = number(from: digits)
            if end > digits, isEnd(end) || ascii(end) == "^" {
                guard value <= Double(QueryNode.greatestDistance) else {
                    throw refusal(at: sign, "a distance must be 0 to 1000000")
                }
                append(.near(distance: Int(value), isOrdered: isOrdered), at: place)
                place = end
            }
        }
        try lexBoost()
    }

    /// Makes an error for an index of the query.
    private func refusal(at place: Int, _ message: Message) -> SearchError {
        let column = QueryLexer.column(place, in: scalars)
        return SearchError(.invalidQuery, offset: column, "\(message) (column \(column + 1))")
    }

    /// Parses digits from an index, and returns the number and its end, which is the index if there
    /// is none.
    private func number(from start: Int) -> (value: Double, end: Int) {
        var value = 0.0
        var end = start
        while let digit = ascii(end), ("0"..."9").contains(digit) {
            value = value * 10 + Double(digit.value - 0x30)
            end += 1
        }
        return (value, end)
    }

    /// Parses a number with decimals.
    private func decimal(from start: Int) -> (value: Double, end: Int) {
        var (value, end) = number(from: start)
        guard end > start, ascii(end) == "." else { return (value, end) }
        let (fraction, last) = number(from: end + 1)
        guard last > end + 1 else { return (value, end) }
        var scale = 1.0
        for _ in end + 1..<last { scale *= 10 }
        value += fraction / scale
        end = last
        return (value, end)
    }

    /// Reads `^2` after a phrase or a group.
    private mutating func lexBoost() throws(SearchError) {
        guard ascii(place) == "^" else { return }
        let (value, end) = decimal(from: place + 1)
        guard end > place + 1, isEnd(end) else { return }
        append(.boost(try checkedBoost(value, at: place)), at: place)
        place = end
    }

    private func checkedBoost(_ value: Double, at place: Int) throws(SearchError) -> Double {
        guard value <= QueryNode.greatestBoost else {
            throw refusal(at: place, "a boost must be 0 to 1000")
        }
        return value
    }

    /// Whether a token must end at an index: at a blank, at the end, or at the end of a group.
    private func isEnd(_ index: Int) -> Bool { isBlank(index) || groups.last == index }

    /// Whether 「 or 『 begins an exact phrase: the quotation is separate and short.
    private func isBracketPhrase(_ index: Int) -> Bool {
        guard OperatorTwins.closingBracket(of: scalars[index]) != nil else { return false }
        let end = Int(closing[index])
        guard end > index + 1, end - index - 1 <= QueryLexer.longestBracketPhrase else {
            return false
        }
        return isEnd(end + 1) || ascii(end + 1) == "~" || ascii(end + 1) == "^"
    }

    /// Whether a parenthesis opens a group: a closed, nonempty and separate one.
    private func isGroup(_ index: Int) -> Bool {
        guard ascii(index) == "(" else { return false }
        let end = Int(closing[index])
        guard end > index + 1, isEnd(end + 1) || ascii(end + 1) == ")" || ascii(end + 1) == "^"
        else { return false }
        var inner = index + 1
        while inner < end, isBlank(inner) { inner += 1 }
        return inner < end
    }

    /// Whether `+` or `-` is an operator: an operand follows immediately.
    private func isSign(_ index: Int) -> Bool {
        guard !isValue, let sign = ascii(index), sign == "+" || sign == "-" else { return false }
        guard !isBlank(index + 1), let next = ascii(index + 1) else { return false }
        if next == "+" || next == "-" || next == "*" || next == ")" { return false }
        // －現状と課題－: a dash with a closing counterpart is a mark.
        return sign == "+" || index >= dashLimit
    }
}

// MARK: Words

extension QueryLexer {
    /// Reads a word, or an operator in letters, at the current index.
    private mutating func lexWord() throws(SearchError) {
        let start = place
        var end = place
        while end < scalars.count, !isBlank(end), !OperatorTwins.isQuote(scalars[end]),
            groups.last != end
        {
            if !isValue, end > start, ascii(end) == ":", isField(start..<end) {
                append(.field(text(start..<end)), at: start)
                valueKind = fields.integerKind(text(start..<end))
                isValue = true
                place = end + 1
                return
            }
            end += 1
        }
        place = end
        let numberKind = valueKind ?? groupKinds.last ?? nil
        let wasValue = isValue
        isValue = false
        valueKind = nil
        if !wasValue, let word = operatorWord(start..<end) {
            append(word, at: start)
            return
        }
        if wasValue, end == start + 1, ascii(start) == "*" {
            append(.exists, at: start)
            return
        }
        if let numberKind {
            try lexRange(start..<end, numberKind)
            return
        }
        let (body, boost) = try cutBoost(start..<end)
        if body.count > 1, ascii(body.upperBound - 1) == "*", ascii(body.upperBound - 2) != "*" {
            append(.prefix(text(body.lowerBound..<body.upperBound - 1)), at: start)
        } else {
            append(.word(text(body)), at: start)
        }
        if let boost { append(.boost(boost), at: body.upperBound) }
    }

    /// Whether a known field name precedes a colon that a value follows immediately.
    private func isField(_ name: Range<Int>) -> Bool {
        guard name.count <= QueryLexer.longestName, !isBlank(name.upperBound + 1),
            groups.last != name.upperBound + 1
        else { return false }
        return !fields.fields(named: text(name)).isEmpty
    }

    private func operatorWord(_ range: Range<Int>) -> QueryToken.Kind? {
        guard range.count == 2 || range.count == 3 else { return nil }
        switch range.map({ ascii($0) }) {
        case ["A", "N", "D"]: return .and(text(range))
        case ["O", "R"]: return .or(text(range))
        case ["N", "O", "T"]: return .not(text(range))
        default: return nil
        }
    }

    private mutating func lexRange(
        _ range: Range<Int>, _ kind: Schema.IntegerKind
    ) throws(SearchError) {
        do {
            append(.range(try RangeText.parse(scalars[range], kind)), at: range.lowerBound)
        } catch {
            var place = range.lowerBound
            if case .unknown(_, let offset) = error { place += offset }
            let column = QueryLexer.column(place, in: scalars)
            throw SearchError(.invalidQuery, offset: column, error.message(kind))
        }
    }

    /// Splits `^2` from the end of a word.
    private func cutBoost(
        _ range: Range<Int>
    ) throws(SearchError) -> (body: Range<Int>, boost: Double?) {
        // A longer number is not a boost.
        for index in range.suffix(20).reversed() where ascii(index) == "^" {
            let (value, end) = decimal(from: index + 1)
            guard index > range.lowerBound, end > index + 1, end == range.upperBound else { break }
            return (range.lowerBound..<index, try checkedBoost(value, at: index))
        }
        return (range, nil)
    }
}
