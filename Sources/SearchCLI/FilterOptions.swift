internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The options that filter records by field.
///
/// A repeated option adds an alternative value. Different options must all match.
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
        for value in field where RecordFilters.parts(of: value) == nil {
            throw ValidationError("--field must be NAME=VALUE")
        }
        if kind.contains("all"), kind.count > 1 {
            throw ValidationError("--kind all cannot be combined with another kind")
        }
    }

    /// The given options, as they would be typed.
    var arguments: [String] {
        var arguments: [String] = []
        for (name, values) in named { for value in values { arguments += [name, value] } }
        return arguments
    }

    /// The names of the given options.
    var usedNames: [String] { named.filter { !$0.values.isEmpty }.map(\.name) }

    private var named: [(name: String, values: [String])] {
        [
            ("--kind", kind), ("--area", area), ("--prefecture", prefecture),
            ("--municipality", municipality), ("--category", category), ("--status", status),
            ("--field", field), ("--year", year),
        ]
    }

    /// The filters that the options describe.
    var asked: RecordFilters {
        var asked = RecordFilters()
        asked.kind = kind
        asked.area = area
        asked.prefecture = prefecture
        asked.municipality = municipality
        asked.category = category
        asked.status = status
        asked.field = field
        asked.year = year
        return asked
    }

    /// The filters of the options, with values that the index has.
    ///
    /// Without `--kind`, only records of the kind project are kept, if the index has any.
    func filters(
        _ searcher: Searcher
    ) throws -> (keywords: [KeywordFilter], ranges: [IntegerFilter]) {
        try asked.filters(searcher, Localization.language)
    }

    /// The values that the options were matched to, in the order of the options.
    func matches(_ searcher: Searcher) throws -> [FilterMatch] {
        try asked.matches(searcher, Localization.language) { "--\($0) \($1)" }
    }
}

/// The option that filters records by the years that their texts name.
struct NamedYearOption: ParsableArguments {
    @Option(
        name: .customLong("named-year"),
        help: ArgumentHelp(
            "Keep records whose text names a year in a range, such as 平成27..令和2, H30以降 or 2015..2020.",
            valueName: "from..to"))
    var years: String?

    /// The option as it would be typed.
    var arguments: [String] { years.map { ["--named-year", $0] } ?? [] }

    /// The filter that the option describes.
    var filters: [YearFilter] {
        get throws {
            guard let years else { return [] }
            guard let filter = YearFilter(.named, parsing: years) else {
                throw CommandError(
                    "--named-year \(years) is not a range of years; write it like 平成27..令和2, H30以降 or 2015..2020"
                )
            }
            return [filter]
        }
    }
}

/// The options that order and group hits.
struct ListingOptions: ParsableArguments {
    // -year is a value, not an option.
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

    /// The listing that the options describe.
    var asked: Listing {
        var asked = Listing()
        asked.sort = sort
        asked.offset = offset
        asked.facet = facet
        asked.groupBy = groupBy
        return asked
    }

    /// Whether an option was given.
    var isUsed: Bool { asked.isUsed }

    /// Applies the options to those of a search.
    ///
    /// - Parameter allValues: whether all values of a field are counted, for a table of them.
    func apply(
        to options: inout SearchOptions, _ searcher: Searcher, allValues: Bool = false
    ) throws {
        var asked = asked
        if allValues { asked.facetLimit = 1_000_000 }
        try asked.apply(to: &options, searcher, Localization.language)
    }
}
