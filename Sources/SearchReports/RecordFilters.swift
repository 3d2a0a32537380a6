package import Messages
package import RenkeiSearch

/// The requested filters of records.
///
/// Values of one filter are alternatives; different filters must all match.
package struct RecordFilters: Sendable {
    /// Kinds of records; `all` for every kind, empty for projects if the index has any.
    package var kind: [String] = []
    /// Areas, whole or in part.
    package var area: [String] = []
    /// Prefectures.
    package var prefecture: [String] = []
    /// Municipalities.
    package var municipality: [String] = []
    /// Categories.
    package var category: [String] = []
    /// The status of projects.
    package var status: [String] = []
    /// Values of other fields, each `NAME=VALUE`.
    package var field: [String] = []
    /// Years in which projects began, or spans of them.
    package var year: [String] = []

    /// Makes filters that keep projects, or every record if the index has no projects.
    package init() {}

    /// The filters of keyword fields that have a name of their own.
    package static let names = ["area", "prefecture", "municipality", "category", "status"]

    private var named: [(name: String, values: [String])] {
        [
            ("area", area), ("prefecture", prefecture), ("municipality", municipality),
            ("category", category), ("status", status),
        ]
    }

    /// The filters, with values that the index has.
    ///
    /// - Parameters:
    ///   - searcher: the index.
    ///   - language: the language of errors.
    /// - Throws: ``ParameterError`` for a field or a value that the index does not have.
    package func filters(
        _ searcher: Searcher, _ language: MessageLanguage
    ) throws -> (keywords: [KeywordFilter], ranges: [IntegerFilter]) {
        var keywords = try kinds(searcher, language)
        for (name, values) in named where !values.isEmpty {
            guard let field = RecordFilters.keywordField(name, searcher) else {
                throw ParameterError(of: name, "the index has no such field")
            }
            keywords.append(
                try FilterValues(searcher, language, name, field: field).filter(values))
        }
        var ranges: [IntegerFilter] = []
        try addFields(searcher, language, &keywords, &ranges)
        if !year.isEmpty {
            guard let name = searcher.fieldNames("year").first else {
                throw ParameterError(of: "year", "the index has no field of years")
            }
            ranges.append(
                IntegerFilter(
                    field: name,
                    ranges: try year.map { try RecordFilters.range($0, "year", nil, .number) }))
        }
        return (keywords, ranges)
    }

    /// The values that the filters were matched to.
    ///
    /// - Parameter spelling: returns a filter as typed, from its name and value.
    package func matches(
        _ searcher: Searcher, _ language: MessageLanguage,
        spelling: (_ name: String, _ value: String) -> String
    ) throws -> [FilterMatch] {
        var matches: [FilterMatch] = []
        for (name, texts) in named {
            guard let field = RecordFilters.keywordField(name, searcher) else { continue }
            let values = FilterValues(searcher, language, name, field: field)
            matches += try texts.map { FilterMatch(spelling(name, $0), try values.match($0)) }
        }
        for text in field {
            guard let (name, wanted) = RecordFilters.parts(of: text),
                let field = searcher.fieldNames(name).first,
                searcher.schema.keywordFields.contains(field)
            else { continue }
            let values = FilterValues(searcher, language, "field", subject: field, field: field)
            matches.append(FilterMatch(spelling("field", text), try values.match(wanted)))
        }
        return matches
    }

    /// The name and the value in `NAME=VALUE`; nil if there is no equals sign, ASCII or full-width.
    package static func parts(of text: String) -> (name: String, value: String)? {
        guard let equals = text.firstIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    private static func keywordField(_ name: String, _ searcher: Searcher) -> String? {
        searcher.fieldNames(name).first { searcher.schema.keywordFields.contains($0) }
    }

    private func kinds(
        _ searcher: Searcher, _ language: MessageLanguage
    ) throws -> [KeywordFilter] {
        if kind == ["all"] { return [] }
        guard !kind.isEmpty else {
            return searcher.hasValue("project", inKeywordField: "kind")
                ? [KeywordFilter(field: "kind", values: ["project"])] : []
        }
        // Known kinds are accepted even if the index has none of them.
        let known = kind.filter { searcher.hasValue($0, inKeywordField: "kind") }
        let unknown = kind.filter {
            !known.contains($0) && !["project", "background"].contains($0)
        }
        if !unknown.isEmpty {
            guard searcher.schema.keywordFields.contains("kind") else {
                throw ParameterError(of: "kind", "the index has no such field")
            }
            return [
                try FilterValues(searcher, language, "kind", field: "kind").filter(kind)
            ]
        }
        return known.isEmpty ? [] : [KeywordFilter(field: "kind", values: known)]
    }

    private func addFields(
        _ searcher: Searcher, _ language: MessageLanguage, _ keywords: inout [KeywordFilter],
        _ ranges: inout [IntegerFilter]
    ) throws {
        var order: [String] = []
        var values: [String: [String]] = [:]
        for text in field {
            guard let (name, value) = RecordFilters.parts(of: text) else { continue }
            guard let known = searcher.fieldNames(name).first else {
                let fields = searcher.schema.keywordFields + searcher.schema.integerFields
                let list = Message.list(fields, atMost: 12, in: language)
                throw ParameterError(
                    of: "field",
                    fields.isEmpty
                        ? "the index has no field \(name) to filter by"
                        : "the index has no field \(name) to filter by; it has \(list)")
            }
            if values[known] == nil { order.append(known) }
            values[known, default: []].append(value)
        }
        for name in order {
            let wanted = values[name] ?? []
            if searcher.schema.integerFields.contains(name) {
                let kind = searcher.schema.integerKind(name)
                ranges.append(
                    IntegerFilter(
                        field: name,
                        ranges: try wanted.map {
                            try RecordFilters.range($0, "field", name, kind)
                        }))
            } else if searcher.schema.keywordFields.contains(name) {
                let values = FilterValues(searcher, language, "field", subject: name, field: name)
                keywords.append(try values.filter(wanted))
            } else {
                throw ParameterError(
                    of: "field", "\(name) is searched text; ask for it in the query: \(name):WORD")
            }
        }
    }

    private static func range(
        _ text: String, _ parameter: String, _ subject: String?, _ kind: Schema.IntegerKind
    ) throws -> IntegerRange {
        do { return try IntegerRange(parsing: text, kind: kind) } catch {
            throw ParameterError(of: parameter, subject: subject, error.localizedMessage)
        }
    }
}

extension Searcher {
    /// The fields that a name of the query language refers to.
    package func fieldNames(_ name: String) -> [String] {
        QueryFields(schema).fields(named: name).filter(schema.fieldNames.contains)
    }
}
