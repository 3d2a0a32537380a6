/// A query cut into its parts.
struct ParsedQuery: Sendable, Equatable {
    /// A part of a query.
    enum Part: Sendable, Equatable {
        /// Words, ranked.
        case text(String)
        /// An exact substring, required.
        case phrase(String)
    }

    var parts: [Part] = []

    /// Cuts a query at blanks and quotation marks.
    ///
    /// ASCII and ideographic blanks separate words. A phrase stands between `"`, `＂` or “ ”.
    ///
    /// - Parameter requiresClosedQuotes: whether a quotation mark that is not closed is an error;
    ///   if not, it separates words.
    /// - Throws: `SearchError` with the column if a quotation mark is not closed or nothing is
    ///   asked for.
    init(_ query: String, requiresClosedQuotes: Bool = true) throws(SearchError) {
        var word = ""
        var phraseStart: Int?
        var column = 0
        for character in query {
            if ParsedQuery.isQuote(character) {
                if phraseStart == nil {
                    finish(&word)
                    phraseStart = column
                } else {
                    if !ParsedQuery.isBlank(word) { parts.append(.phrase(word)) }
                    word = ""
                    phraseStart = nil
                }
            } else if phraseStart == nil, character.isWhitespace {
                finish(&word)
            } else {
                word.append(character)
            }
            column += 1
        }
        if let phraseStart, requiresClosedQuotes {
            throw SearchError(
                .invalidQuery, offset: phraseStart,
                "the quotation mark at column \(phraseStart + 1) is not closed; add another \" at the end of the phrase"
            )
        }
        for text in word.split(whereSeparator: \.isWhitespace) { parts.append(.text(String(text))) }
        guard !parts.isEmpty else {
            throw SearchError(.invalidQuery, "the query is empty; give at least one word")
        }
    }

    private mutating func finish(_ word: inout String) {
        if !word.isEmpty { parts.append(.text(word)) }
        word = ""
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    private static func isQuote(_ character: Character) -> Bool {
        character == "\"" || character == "＂" || character == "“" || character == "”"
    }
}
