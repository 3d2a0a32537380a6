internal import ArgumentParser
internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search coverage`: tells which areas have a kind of project and which have none.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show which areas have a record of such a project, and which have none.",
        discussion: """
            With words, an area has such a project if one of its records has all of them, or \
            synonyms; areas whose records have the words only inside longer words are listed to be \
            checked. With --like, an area has it if one of its records is similar to the one named. \
            The best record of each area is shown.

              search coverage 病児保育
              search coverage --like morioka-041 --threshold 0.3
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @Option(
        help: ArgumentHelp("The id of a record to compare others with.", valueName: "id"))
    var like: String?

    @OptionGroup var index: IndexOption

    @Option(
        help: ArgumentHelp(
            "The keyword field whose values are the areas.", valueName: "field"))
    var by = "area_key"

    @Option(
        help: "With --like: the least similarity of a record (default: 0.15).")
    var threshold: Double?

    @OptionGroup var filters: FilterOptions

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @Flag(help: "Show how each word was understood, and where the best records have the words.")
    var explain = false

    @OptionGroup var output: FormatOptions

    func validate() throws {
        if words.isEmpty == (like == nil) { throw ValidationError("give words or --like") }
        if threshold != nil && like == nil { throw ValidationError("--threshold needs --like") }
        if let threshold, !(threshold > 0 && threshold <= 1) {
            throw ValidationError("--threshold must be above 0 and at most 1")
        }
    }

    func run() throws {
        let searcher = try index.open()
        var options = CoverageOptions(field: by)
        if let threshold { options.threshold = threshold }
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
        options.countsMatches = explain
        let matches = try filters.matches(searcher)
        let query = words.joined(separator: " ")
        let results: CoverageResults
        if let like {
            guard let found = try searcher.coverage(like: like, options: options) else {
                Console.error("there is no record \(like) in \(index.folder)")
                throw ExitCode.nothingFound
            }
            results = found
        } else {
            do { results = try searcher.coverage(of: query, options: options) } catch {
                throw CommandError(QueryErrorText.text(error, query: query))
            }
        }
        if let cut = results.queryCut, output.chosen != .json {
            Console.error(cut.localizedMessage)
        }
        if output.chosen == .text {
            Console.write(FilterMatch.text(matches, width: Console.width))
            try CoverageText(
                searcher: searcher, style: output.style, width: Console.width, explains: explain
            ).write(results)
        } else {
            try output.write(
                CoverageReport(
                    searcher: searcher, results: results, query: like == nil ? query : nil,
                    id: like, options: options, explains: explain, matches: matches))
        }
        // A record is always like itself: its own area tells nothing.
        if !results.covered.contains(where: { !$0.isOwn }) { throw ExitCode.nothingFound }
    }
}
