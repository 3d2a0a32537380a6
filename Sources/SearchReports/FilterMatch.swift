package import JSON
package import RenkeiSearch

/// The values that a filter was matched to.
package struct FilterMatch {
    /// The filter as typed: an option with its value, or a part of a query.
    package let typed: String
    package let match: MatchedValues

    package init(_ typed: String, _ match: MatchedValues) {
        self.typed = typed
        self.match = match
    }

    /// The matches of the parts of a query about keyword fields.
    package static func matches(of results: SearchResults) -> [FilterMatch] {
        results.matchedValues.map { FilterMatch("\($0.field):\($0.text)", $0) }
    }

    /// The member `filters` of a JSON object; empty without filters.
    package static func members(_ matches: [FilterMatch]) -> [JSONValue.Member] {
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
