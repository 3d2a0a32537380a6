package import JSON
package import RenkeiSearch

/// The interpretation of the words of a query, as JSON.
package enum WordsJSON {
    /// The members `words` and `ignored` of a query's JSON.
    package static func members(_ results: SearchResults) -> [JSONValue.Member] {
        members(results.words, ignored: results.ignoredWords)
    }

    /// The members `words` and `ignored`.
    package static func members(_ words: [WordReport], ignored: [String]) -> [JSONValue.Member] {
        [
            .init(key: "words", value: .array(words.map(object))),
            .init(key: "ignored", value: .array(ignored.map { .string($0) })),
        ]
    }

    private static func object(_ report: WordReport) -> JSONValue {
        .object([
            .init(key: "word", value: .string(report.word)),
            .init(key: "documents", value: .integer(Int64(report.documentFrequency))),
            .init(key: "synonyms", value: .array(report.synonyms.map { .string($0) })),
            .init(
                key: "matches",
                value: .array(
                    report.matches.map {
                        .object([
                            .init(key: "text", value: .string($0.text)),
                            .init(key: "kind", value: .string($0.kind.rawValue)),
                            .init(key: "documents", value: .integer(Int64($0.documents))),
                        ])
                    })),
        ])
    }
}
