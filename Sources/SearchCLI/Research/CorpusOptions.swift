internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The options of the commands that process all matches of a query: the index, filters, synonyms.
struct CorpusOptions: ParsableArguments {
    @OptionGroup var index: IndexOption

    @OptionGroup var filters: FilterOptions

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @OptionGroup var named: NamedYearOption

    /// The filter options, as they would be typed.
    var arguments: [String] { filters.arguments + named.arguments }

    /// The options of a search besides the query.
    func searchOptions(_ searcher: Searcher) throws -> SearchOptions {
        var options = SearchOptions(limit: 0, includesSomeWords: false)
        options.yearFilters = try named.filters
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
        return options
    }

    /// Runs `body`, and marks the position of an error in the query.
    func reading<Result>(
        _ query: String, _ body: () throws(SearchError) -> Result
    ) throws -> Result {
        do { return try body() } catch {
            throw CommandError(QueryErrorText.text(error, query: query))
        }
    }
}

/// The option for the unit of offsets in JSON.
struct OffsetsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What offsets are counted in: utf8, utf16 or characters.", valueName: "unit"))
    var offsets = OffsetChoice.utf8

    /// The unit.
    var unit: OffsetUnit { offsets.unit }
}

/// The values of `--offsets`.
enum OffsetChoice: String, ExpressibleByArgument, CaseIterable {
    case utf8, utf16, characters

    /// The unit.
    var unit: OffsetUnit {
        switch self {
        case .utf8: .utf8
        case .utf16: .utf16
        case .characters: .characters
        }
    }
}
