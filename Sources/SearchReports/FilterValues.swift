internal import Messages
internal import RenkeiSearch

/// Finds the values of a field that match a filter.
struct FilterValues {
    private let searcher: Searcher
    private let language: MessageLanguage
    private let parameter: String
    private let subject: String?
    private let field: String

    init(
        _ searcher: Searcher, _ language: MessageLanguage, _ parameter: String,
        subject: String? = nil, field: String
    ) {
        self.searcher = searcher
        self.language = language
        self.parameter = parameter
        self.subject = subject
        self.field = field
    }

    /// The filter for the given values: those with this spelling, or else those that match the
    /// text.
    func filter(_ wanted: [String]) throws -> KeywordFilter {
        var values: [String] = []
        for text in wanted { values += try self.values(text) }
        return KeywordFilter(field: field, values: values)
    }

    /// The values that a text was matched to.
    func match(_ text: String) throws -> MatchedValues {
        MatchedValues(field: field, text: text, values: try values(text))
    }

    private func values(_ text: String) throws -> [String] {
        if searcher.hasValue(text, inKeywordField: field) { return [text] }
        let found = try searcher.keywordValues(matching: text, inField: field)
        if !found.isEmpty { return found }
        let close = try searcher.keywordValues(closestTo: text, inField: field, limit: 5)
        guard !close.isEmpty else {
            throw ParameterError(
                of: parameter, subject: subject,
                "no record has \"\(text)\"; no record has a value there")
        }
        let all = searcher.values(ofKeywordField: field) ?? []
        let list = Message.list(close, atMost: 5, of: all.count, in: language)
        throw ParameterError(
            of: parameter, subject: subject, "no record has \"\(text)\"; there is \(list)")
    }
}
