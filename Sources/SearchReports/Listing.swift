internal import JSON
package import Messages
package import RenkeiSearch

/// The requested order, counts and groups of hits.
package struct Listing: Sendable {
    /// The order: `score`, `year`, `-year`, `title` or an integer field.
    package var sort = "score"
    /// The number of hits to skip.
    package var offset = 0
    /// The fields whose values are counted, separated by commas; `field:N` for N values.
    package var facet: [String] = []
    /// The default number of values counted for a field.
    ///
    /// All years are counted, because they are few and in chronological order.
    package var facetLimit = 10
    /// The field by which hits are grouped, showing the best hit of each value.
    package var groupBy: String?

    /// Makes a listing of the best hits first.
    package init() {}

    /// Whether anything else is requested.
    package var isUsed: Bool { sort != "score" || offset > 0 || !facet.isEmpty || groupBy != nil }

    /// Applies the listing to the options of a search.
    ///
    /// - Throws: ``ParameterError`` for an order or a field that the index does not have.
    package func apply(
        to options: inout SearchOptions, _ searcher: Searcher, _ language: MessageLanguage
    ) throws {
        options.offset = offset
        options.sort = try order(searcher, language)
        for name in facet.flatMap({ $0.split { ",，、".contains($0) } }) {
            options.facets.append(try request(String(name), searcher, language))
        }
        if let groupBy {
            options.grouping = try column(
                groupBy, "group-by", searcher, language, isKeyword: true)
        }
    }

    private func order(_ searcher: Searcher, _ language: MessageLanguage) throws -> SortOrder {
        switch sort {
        case "score": return .score
        case "year", "-year":
            guard let name = searcher.fieldNames("year").first else {
                throw ParameterError(of: "sort", "the index has no field of years")
            }
            return .integer(field: name, isDescending: sort == "-year")
        case "title":
            // The last text field is the main text; those before it are titles.
            guard searcher.schema.textFields.count > 1 else {
                throw ParameterError(of: "sort", "the index has no field of titles")
            }
            return .text(field: searcher.schema.textFields[0].name)
        default:
            // A full-width hyphen comes from a Japanese keyboard.
            let isDescending = ["-", "－", "−"].contains { sort.hasPrefix($0) }
            let name = isDescending ? String(sort.dropFirst()) : sort
            let field = searcher.fieldNames(name).first {
                searcher.schema.integerFields.contains($0)
            }
            guard let field else {
                let known = ["score", "year", "-year", "title"] + searcher.schema.integerFields
                throw ParameterError(
                    of: "sort",
                    "there is no order \(sort); there are \(Message.list(known, in: language))")
            }
            return .integer(field: field, isDescending: isDescending)
        }
    }

    private func request(
        _ text: String, _ searcher: Searcher, _ language: MessageLanguage
    ) throws -> FacetRequest {
        let parts = text.split(maxSplits: 1) { $0 == ":" || $0 == "：" }
        let asked = String(parts.first ?? "")
        let isNamedYears =
            QueryFields(searcher.schema).fields(named: asked) == [QueryFields.namedYears]
            && !searcher.schema.fieldNames.contains(QueryFields.namedYears)
        let name =
            isNamedYears
            ? QueryFields.namedYears
            : try column(asked, "facet", searcher, language, isKeyword: false)
        let isYears = isNamedYears || name == searcher.fieldNames("year").first
        let order = isYears ? FacetRequest.Order.value : .frequency
        guard parts.count == 2 else {
            return FacetRequest(name, limit: isYears ? 1_000_000 : facetLimit, order: order)
        }
        guard let limit = Int(ASCIITwins.folded(String(parts[1]))),
            (1...1_000_000).contains(limit)
        else {
            throw ParameterError(
                of: "facet", "\"\(parts[1])\" is not a number of values, 1 to 1000000")
        }
        return FacetRequest(name, limit: limit, order: order)
    }

    /// The first column that a name refers to.
    private func column(
        _ name: String, _ parameter: String, _ searcher: Searcher, _ language: MessageLanguage,
        isKeyword: Bool
    ) throws -> String {
        let columns =
            searcher.schema.keywordFields + (isKeyword ? [] : searcher.schema.integerFields)
        if let known = searcher.fieldNames(name).first(where: { columns.contains($0) }) {
            return known
        }
        let list = Message.list(columns, atMost: 12, in: language)
        throw ParameterError(
            of: parameter,
            columns.isEmpty
                ? "the index has no such field as \(name)"
                : "the index has no such field as \(name); it has \(list)")
    }
}
