package import JSON
package import RenkeiSearch

/// Two records side by side, as JSON.
///
/// The keys are documented in docs/json.md and stay as they are.
package struct CompareJSON {
    package let schema: Schema
    /// The unit of offsets.
    private let offsets: OffsetUnit

    /// Makes a formatter for records with these fields.
    package init(schema: Schema, offsets: OffsetUnit = .utf8) {
        self.schema = schema
        self.offsets = offsets
    }

    /// One object for both records.
    package func object(_ comparison: Comparison) -> JSONValue {
        .object([
            .init(key: "similarity", value: .number(comparison.similarity)),
            .init(key: "took_us", value: .integer(comparison.duration.microseconds)),
            .init(key: "shared", value: .array(comparison.shared.map(object))),
            .init(key: "left", value: object(comparison.left)),
            .init(key: "right", value: object(comparison.right)),
        ])
    }

    private func object(_ phrase: SharedPhrase) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "text", value: .string(phrase.text)),
            .init(key: "weight", value: .number(phrase.weight)),
        ]
        if let asked = phrase.synonymOf {
            members.append(.init(key: "synonym_of", value: .string(asked)))
        }
        return .object(members)
    }

    private func object(_ side: ComparisonSide) -> JSONValue {
        .object([
            .init(key: "id", value: .string(side.document.id)),
            .init(key: "fields", value: DocumentJSON.fields(side.document, schema)),
            .init(
                key: "highlights",
                value: .object(
                    side.texts.map { field in
                        .init(
                            key: field.name, value: SnippetJSON.highlights(field.passage, offsets))
                    })),
            .init(
                key: "only_here",
                value: .array(
                    side.distinct.map { phrase in
                        .object([
                            .init(key: "text", value: .string(phrase.text)),
                            .init(key: "weight", value: .number(phrase.weight)),
                        ])
                    })),
        ])
    }
}
