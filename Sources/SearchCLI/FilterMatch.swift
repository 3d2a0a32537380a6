internal import Ingest
internal import Messages
internal import RenkeiSearch

/// What a filter was taken for.
struct FilterMatch {
    /// How many values a line for people names.
    private static let shownValues = 8

    /// The filter as it was typed: an option with its value, or a part of a query.
    let typed: String
    let match: MatchedValues

    init(_ typed: String, _ match: MatchedValues) {
        self.typed = typed
        self.match = match
    }

    /// The parts of a query that are about keyword fields.
    static func matches(of results: SearchResults) -> [FilterMatch] {
        results.matchedValues.map { FilterMatch("\($0.field):\($0.text)", $0) }
    }

    /// A line for each filter that stands for other values than the one that was typed.
    static func text(_ matches: [FilterMatch], width: Int) -> String {
        var lines = ""
        for entry in matches
        where !entry.match.values.isEmpty && entry.match.values != [entry.match.text] {
            let values = Text.list(entry.match.values.prefix(shownValues).map(\.self))
            let more = entry.match.values.count - shownValues
            let line: Message =
                more > 0
                ? "\(Text.shown(entry.typed)) stands for \(values) and \(more) more."
                : "\(Text.shown(entry.typed)) stands for \(values)."
            lines += TextLayout.line(localized(line), width: width, indent: 2) + "\n"
        }
        return lines
    }

    /// The member `filters` of a JSON object; none without filters.
    static func members(_ matches: [FilterMatch]) -> [JSONValue.Member] {
        guard !matches.isEmpty else { return [] }
        return [
            .init(
                key: "filters",
                value: .array(
                    matches.map { entry in
                        .object([
                            .init(key: "filter", value: .string(entry.typed)),
                            .init(key: "field", value: .string(entry.match.field)),
                            .init(
                                key: "values",
                                value: .array(entry.match.values.map { .string($0) })),
                        ])
                    }))
        ]
    }
}
