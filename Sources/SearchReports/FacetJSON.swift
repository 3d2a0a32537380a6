package import JSON
package import RenkeiSearch

/// Counts of values, and groups of hits, as JSON.
package enum FacetJSON {
    /// The additional members of an answer: `facets` and `groups`, if requested.
    package static func members(_ results: SearchResults) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if !results.facets.isEmpty {
            members.append(.init(key: "facets", value: .array(results.facets.map(facet))))
        }
        if results.groupCount > 0 {
            members.append(
                .init(key: "group_count", value: .integer(Int64(results.groupCount))))
            members.append(
                .init(
                    key: "groups",
                    value: .array(
                        results.groups.map { group in
                            .object([
                                .init(
                                    key: "value",
                                    value: group.value.map { .string($0) } ?? .null),
                                .init(key: "count", value: .integer(Int64(group.count))),
                                .init(key: "id", value: .string(group.best.id)),
                            ])
                        })))
        }
        return members
    }

    private static func facet(_ facet: Facet) -> JSONValue {
        .object([
            .init(key: "field", value: .string(facet.field)),
            .init(
                key: "values",
                value: .array(
                    facet.values.map {
                        .object([
                            .init(key: "value", value: .string($0.value)),
                            .init(key: "count", value: .integer(Int64($0.count))),
                        ])
                    })),
            .init(key: "distinct", value: .integer(Int64(facet.distinct))),
            .init(key: "missing", value: .integer(Int64(facet.missing))),
        ])
    }
}
