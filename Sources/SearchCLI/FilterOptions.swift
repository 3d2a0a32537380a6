internal import ArgumentParser
internal import Messages
internal import RenkeiSearch

/// The options that keep records by their fields.
///
/// The same option given again adds a value, any of which will do. Different options must all be met.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kind of record: project, background or all; may be repeated.",
            valueName: "kind"), completion: .list(["project", "background", "all"]))
    var kind: [String] = []

    @Option(help: "Keep records of an area (地域), by its name or a part of it.")
    var area: [String] = []

    @Option(help: "Keep records of a prefecture.")
    var prefecture: [String] = []

    @Option(help: "Keep records of a municipality.")
    var municipality: [String] = []

    @Option(help: "Keep records of a category.")
    var category: [String] = []

    @Option(help: "Keep records with a status.")
    var status: [String] = []

    @Option(
        help: ArgumentHelp(
            "Keep records with a value in any other field.", valueName: "name=value"))
    var field: [String] = []

    @Option(
        help: ArgumentHelp(
            "Keep records that began in a year, or from..to: 2015..2020, 平成27.., ..R2.",
            valueName: "from..to"))
    var year: [String] = []

    func validate() throws {
        for value in field where !value.contains(where: FilterOptions.isEquals) {
            throw ValidationError("--field must be NAME=VALUE")
        }
        if kind.contains("all"), kind.count > 1 {
            throw ValidationError("--kind all cannot be combined with another kind")
        }
    }

    /// The options that were given, as they are typed again.
    var arguments: [String] {
        var arguments: [String] = []
        for (name, values) in named { for value in values { arguments += [name, value] } }
        return arguments
    }

    /// The names of the options that were given.
    var usedNames: [String] { named.filter { !$0.values.isEmpty }.map(\.name) }

    private var named: [(name: String, values: [String])] {
        [
            ("--kind", kind), ("--area", area), ("--prefecture", prefecture),
            ("--municipality", municipality), ("--category", category), ("--status", status),
            ("--field", field), ("--year", year),
        ]
    }

    /// The filters that the options name, with values that the index has.
    ///
    /// Without `--kind`, records of the kind project are kept where the index has some.
    func filters(
        _ searcher: Searcher
    ) throws -> (keywords: [KeywordFilter], ranges: [IntegerFilter]) {
        var keywords = try kinds(searcher)
        for (option, values) in [
            ("area", area), ("prefecture", prefecture), ("municipality", municipality),
            ("category", category), ("status", status),
        ] where !values.isEmpty {
            let names = searcher.fieldNames(option).filter {
                searcher.schema.keywordFields.contains($0)
            }
            guard let name = names.first else {
                throw CommandError("--\(option): the index has no such field")
            }
            keywords.append(
                try FilterValues(searcher: searcher, option: "--\(option)", field: name)
                    .filter(values))
        }
        var ranges: [IntegerFilter] = []
        try addFields(searcher, &keywords, &ranges)
        if !year.isEmpty {
            guard let name = searcher.fieldNames("year").first else {
                throw CommandError("--year: the index has no field of years")
            }
            ranges.append(
                IntegerFilter(field: name, ranges: try year.map { try range($0, "--year") }))
        }
        return (keywords, ranges)
    }

    /// What the values that were given were taken for, in the order of the options.
    func matches(_ searcher: Searcher) throws -> [FilterMatch] {
        var matches: [FilterMatch] = []
        for (option, texts) in [
            ("area", area), ("prefecture", prefecture), ("municipality", municipality),
            ("category", category), ("status", status),
        ] {
            let name = searcher.fieldNames(option).first {
                searcher.schema.keywordFields.contains($0)
            }
            guard let name else { continue }
            let values = FilterValues(searcher: searcher, option: "--\(option)", field: name)
            matches += try texts.map { FilterMatch("--\(option) \($0)", try values.match($0)) }
        }
        for text in field {
            guard let equals = text.firstIndex(of: "="),
                let name = searcher.fieldNames(String(text[..<equals])).first,
                searcher.schema.keywordFields.contains(name)
            else { continue }
            let wanted = String(text[text.index(after: equals)...])
            let values = FilterValues(searcher: searcher, option: "--field \(name)", field: name)
            matches.append(FilterMatch("--field \(text)", try values.match(wanted)))
        }
        return matches
    }

    private func kinds(_ searcher: Searcher) throws -> [KeywordFilter] {
        if kind == ["all"] { return [] }
        guard !kind.isEmpty else {
            return searcher.hasValue("project", inKeywordField: "kind")
                ? [KeywordFilter(field: "kind", values: ["project"])] : []
        }
        // The kinds that records are described to have do no harm where the index has none.
        let known = kind.filter { searcher.hasValue($0, inKeywordField: "kind") }
        let unknown = kind.filter {
            !known.contains($0) && !["project", "background"].contains($0)
        }
        if !unknown.isEmpty {
            guard searcher.schema.keywordFields.contains("kind") else {
                throw CommandError("--kind: the index has no such field")
            }
            return [
                try FilterValues(searcher: searcher, option: "--kind", field: "kind").filter(kind)
            ]
        }
        return known.isEmpty ? [] : [KeywordFilter(field: "kind", values: known)]
    }

    /// The sign of ASCII, or that of a Japanese keyboard.
    private static func isEquals(_ character: Character) -> Bool {
        character == "=" || character == "＝"
    }

    private func addFields(
        _ searcher: Searcher, _ keywords: inout [KeywordFilter], _ ranges: inout [IntegerFilter]
    ) throws {
        var order: [String] = []
        var values: [String: [String]] = [:]
        for text in field {
            guard let equals = text.firstIndex(where: FilterOptions.isEquals) else { continue }
            let name = String(text[..<equals])
            guard let known = searcher.fieldNames(name).first else {
                let fields = searcher.schema.keywordFields + searcher.schema.integerFields
                throw CommandError(
                    fields.isEmpty
                        ? "--field: the index has no field \(name) to filter by"
                        : "--field: the index has no field \(name) to filter by; it has \(Text.list(fields, atMost: 12))"
                )
            }
            if values[known] == nil { order.append(known) }
            values[known, default: []].append(String(text[text.index(after: equals)...]))
        }
        for name in order {
            let wanted = values[name] ?? []
            if searcher.schema.integerFields.contains(name) {
                ranges.append(
                    IntegerFilter(
                        field: name,
                        ranges: try wanted.map {
                            try range($0, "--field \(name)=", searcher.schema.integerKind(name))
                        }))
            } else if searcher.schema.keywordFields.contains(name) {
                keywords.append(
                    try FilterValues(searcher: searcher, option: "--field \(name)", field: name)
                        .filter(wanted))
            } else {
                throw CommandError(
                    "--field: \(name) is searched text; ask for it in the query: \(name):WORD")
            }
        }
    }

    private func range(
        _ text: String, _ option: String, _ kind: Schema.IntegerKind = .number
    ) throws -> IntegerRange {
        do { return try IntegerRange(parsing: text, kind: kind) } catch {
            throw CommandError("\(option): \(error.localizedMessage)")
        }
    }
}

/// Finds the values of a field that an option means.
struct FilterValues {
    let searcher: Searcher
    let option: String
    let field: String

    /// The filter of some values: those that are written so, else those that the text stands for.
    func filter(_ wanted: [String]) throws -> KeywordFilter {
        var values: [String] = []
        for text in wanted { values += try self.values(text) }
        return KeywordFilter(field: field, values: values)
    }

    /// What a text was taken for.
    func match(_ text: String) throws -> MatchedValues {
        MatchedValues(field: field, text: text, values: try values(text))
    }

    private func values(_ text: String) throws -> [String] {
        if searcher.hasValue(text, inKeywordField: field) { return [text] }
        let found = try searcher.keywordValues(matching: text, inField: field)
        if !found.isEmpty { return found }
        let close = try searcher.keywordValues(closestTo: text, inField: field, limit: 5)
        guard !close.isEmpty else {
            throw CommandError(
                "\(option): no record has \"\(text)\"; no record has a value there")
        }
        let all = searcher.values(ofKeywordField: field) ?? []
        let told = Text.list(close, atMost: 5, of: all.count)
        throw CommandError("\(option): no record has \"\(text)\"; there is \(told)")
    }
}

extension Searcher {
    /// The fields that a name of the query language stands for.
    func fieldNames(_ name: String) -> [String] {
        QueryFields(schema).fields(named: name).filter(schema.fieldNames.contains)
    }
}

/// The options that order and gather hits.
struct ListingOptions: ParsableArguments {
    // -year is a value, and no option.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The order: score, year, -year or title.", valueName: "order"),
        completion: .list(["score", "year", "-year", "title"]))
    var sort = "score"

    @Option(help: ArgumentHelp("How many hits to skip first.", valueName: "n"))
    var offset = 0

    @Option(
        help: ArgumentHelp(
            "Count the values of fields over all hits: area,category,year; field:N for N values.",
            valueName: "fields"))
    var facet: [String] = []

    @Option(
        name: .customLong("group-by"),
        help: ArgumentHelp(
            "Show only the best hit of each value of a field, and the number of hits.",
            valueName: "field"))
    var groupBy: String?

    func validate() throws {
        if offset < 0 || offset > 1_000_000 {
            throw ValidationError("--offset must be 0 to 1000000")
        }
        if groupBy != nil && sort != "score" {
            throw ValidationError("--group-by orders groups by their best hits; remove --sort")
        }
    }

    /// True if an option was given.
    var isUsed: Bool { sort != "score" || offset > 0 || !facet.isEmpty || groupBy != nil }

    /// Puts what the options say into those of a search.
    func apply(to options: inout SearchOptions, _ searcher: Searcher) throws {
        options.offset = offset
        switch sort {
        case "year", "-year":
            guard let name = searcher.fieldNames("year").first else {
                throw CommandError("--sort: the index has no field of years")
            }
            options.sort = .integer(field: name, isDescending: sort == "-year")
        case "title":
            // The last text field is the main text; those before it are titles.
            guard searcher.schema.textFields.count > 1 else {
                throw CommandError("--sort: the index has no field of titles")
            }
            options.sort = .text(field: searcher.schema.textFields[0].name)
        case "score": break
        default:
            // A hyphen of full width comes from a Japanese keyboard.
            let isDescending = ["-", "－", "−"].contains { sort.hasPrefix($0) }
            let name = isDescending ? String(sort.dropFirst()) : sort
            let field = searcher.fieldNames(name).first {
                searcher.schema.integerFields.contains($0)
            }
            guard let field else {
                let known = ["score", "year", "-year", "title"] + searcher.schema.integerFields
                throw CommandError(
                    "--sort: there is no order \(sort); there are \(Text.list(known))")
            }
            options.sort = .integer(field: field, isDescending: isDescending)
        }
        for name in facet.flatMap({ $0.split { ",，、".contains($0) } }) {
            options.facets.append(try request(String(name), searcher))
        }
        if let groupBy {
            options.grouping = try column(groupBy, "--group-by", searcher, isKeyword: true)
        }
    }

    private func request(_ text: String, _ searcher: Searcher) throws -> FacetRequest {
        let parts = text.split(maxSplits: 1) { $0 == ":" || $0 == "：" }
        let name = try column(
            String(parts.first ?? ""), "--facet", searcher, isKeyword: false)
        guard parts.count == 2 else { return FacetRequest(name) }
        guard let limit = Int(ASCIITwins.folded(String(parts[1]))),
            (1...1_000_000).contains(limit)
        else {
            throw CommandError("--facet: \"\(parts[1])\" is not a number of values, 1 to 1000000")
        }
        return FacetRequest(name, limit: limit)
    }

    /// The first column that a name stands for.
    private func column(
        _ name: String, _ option: String, _ searcher: Searcher, isKeyword: Bool
    ) throws -> String {
        let columns =
            searcher.schema.keywordFields + (isKeyword ? [] : searcher.schema.integerFields)
        if let known = searcher.fieldNames(name).first(where: { columns.contains($0) }) {
            return known
        }
        throw CommandError(
            columns.isEmpty
                ? "\(option): the index has no such field as \(name)"
                : "\(option): the index has no such field as \(name); it has \(Text.list(columns, atMost: 12))"
        )
    }
}
