package import JSON
package import RenkeiSearch

/// The reasons for an empty result, and suggestions, as JSON.
package enum DiagnosisJSON {
    /// The additional members of an answer without records that have all words.
    package static func members(_ diagnosis: Diagnosis?) -> [JSONValue.Member] {
        guard let diagnosis else { return [] }
        return [
            .init(key: "causes", value: .array(diagnosis.causes.map(cause))),
            .init(
                key: "suggestions",
                value: .array(
                    diagnosis.suggestions.map { suggestion in
                        .object([
                            .init(key: "kind", value: .string(suggestion.kind.rawValue)),
                            .init(key: "query", value: .string(suggestion.query.description)),
                            .init(key: "total", value: .integer(Int64(suggestion.total))),
                        ])
                    })),
        ]
    }

    private static func cause(_ cause: Diagnosis.Cause) -> JSONValue {
        let (kind, words, total): (String, [String], Int?) =
            switch cause {
            case .missing(let part): ("missing", [part], nil)
            case .apart(let parts): ("apart", parts, nil)
            case .filtered(let total): ("filtered", [], total)
            case .excluded(let total): ("excluded", [], total)
            }
        var members: [JSONValue.Member] = [.init(key: "kind", value: .string(kind))]
        if let total {
            members.append(.init(key: "total", value: .integer(Int64(total))))
        } else {
            members.append(.init(key: "words", value: .array(words.map { .string($0) })))
        }
        return .object(members)
    }
}
