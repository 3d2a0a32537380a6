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
        var phraseStart: String.Index?
        // By scalars: a mark that combines hides no quotation mark before it.
        for index in query.unicodeScalars.indices {
            let scalar = query.unicodeScalars[index]
            if ParsedQuery.isQuote(scalar) {
                if phraseStart == nil {
                    finish(&word)
                    phraseStart = index
                } else {
                    if !ParsedQuery.isBlank(word) { parts.append(.phrase(word)) }
                    word = ""
                    phraseStart = nil
                }
            } else if phraseStart == nil, scalar.properties.isWhitespace {
                finish(&word)
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        if let phraseStart, requiresClosedQuotes {
            let column = String(query.unicodeScalars[..<phraseStart]).count
            throw SearchError(
                .invalidQuery, offset: column,
                "the quotation mark at column \(column + 1) is not closed; add another \" at the end of the phrase"
            )
        }
        for text in word.unicodeScalars.split(whereSeparator: \.properties.isWhitespace) {
            parts.append(.text(String(text)))
        }
        guard !parts.isEmpty else {
            throw SearchError(.invalidQuery, "the query is empty; give at least one word")
        }
    }

    private mutating func finish(_ word: inout String) {
        if !word.isEmpty { parts.append(.text(word)) }
        word = ""
    }

    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar == "＂" || scalar == "“" || scalar == "”"
    }
}
