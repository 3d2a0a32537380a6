internal import ArgumentParser
internal import Evaluation
internal import Ingest
internal import RenkeiSearch
internal import Messages

/// `search query`, and `search` without a subcommand: searches.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Search (the default: `search WORDS` is `search query WORDS`).",
        discussion: QueryHelp.text(.english) + """


            With --batch, reads one query a line from the standard input, `qid⇥query` or just \
            `query`, and writes one JSON object a line.
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var index: IndexOption

    @Option(name: .customShort("n", allowingJoined: true), help: "How many hits to show.")
    var limit = 10

    @OptionGroup var filters: FilterOptions

    @OptionGroup var listing: ListingOptions

    @Option(
        name: .customLong("named-year"),
        help: ArgumentHelp(
            "Only records that name a year of a span, such as 平成27..令和2, H30以降 or 2015..2020.",
            valueName: "from..to"))
    var namedYears: String?

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @Flag(help: "Show how each word was understood, and where each score comes from.")
    var explain = false

    @Flag(help: "Let words of the best hits join the query (Bo1); changes the order only.")
    var feedback = false

    @Flag(help: "Show the texts of the hits whole.")
    var full = false

    @Option(
        help: ArgumentHelp(
            "With csv, tsv or markdown: the columns, with commas between them.",
            valueName: "names"))
    var columns: String?

    @OptionGroup var output: FormatOptions

    @Flag(help: "Read queries from the standard input, one a line.")
    var batch = false

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("With --batch: write a TREC run to a file.", valueName: "file"),
        completion: .file())
    var runFile: String?

    @Flag(help: "With --run: include hits in which words stand only inside longer words.")
    var partial = false

    func validate() throws {
        if limit < 0 || limit > 1_000_000 { throw ValidationError("-n must be 0 to 1000000") }
        if partial && runFile == nil { throw ValidationError("--partial needs --run") }
        if batch && (explain || output.json) {
            throw ValidationError("--batch writes JSON lines; leave out --json and --explain")
        }
        if batch && (output.format ?? .jsonl) != .jsonl {
            throw ValidationError("--batch writes JSON lines; leave out --format")
        }
        try FormatOptions.validate(columns: columns, output.chosen)
        if runFile != nil && !batch { throw ValidationError("--run needs --batch") }
        if batch && !words.isEmpty {
            throw ValidationError("--batch reads its queries from the standard input")
        }
        if batch && listing.isUsed {
            throw ValidationError("--batch goes with no --sort, --offset, --facet or --group-by")
        }
    }

    func run() throws {
        if words.isEmpty && !batch && !filters.hasFilters && namedYears == nil {
            Console.write(try HelpPage.standard.text(for: nil))
            throw ExitCode(2)
        }
        let searcher = try index.open()
        var options = SearchOptions(limit: limit)
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
        try listing.apply(to: &options, searcher)
        if feedback { options.feedback = Feedback() }
        if let namedYears {
            guard let filter = YearFilter(.named, parsing: namedYears) else {
                throw CommandError(
                    "--named-year \(namedYears) is no span of years; write it like 平成27..令和2, H30以降 or 2015..2020"
                )
            }
            options.yearFilters.append(filter)
        }
        if batch {
            options.includesPartialMatches = runFile == nil || partial
            try BatchQuery(searcher: searcher, options: options, runFile: runFile).run()
            return
        }
        options.countsMatches = explain || output.chosen == .json || output.chosen == .jsonl
        let query = words.joined(separator: " ")
        let results: SearchResults
        do {
            // Filters without words keep all records that pass them.
            results =
                words.isEmpty
                ? try searcher.search(.everything, options: options)
                : try searcher.search(query, options: options)
        } catch {
            throw CommandError(QueryErrorText.text(error, query: query))
        }
        if output.chosen == .text {
            try ResultsText(
                searcher: searcher, style: output.style, width: Console.width, isFull: full
            ).write(results, query: query, explain: explain)
        } else {
            try output.write(
                QueryReport(
                    searcher: searcher, results: results, query: query, explains: explain,
                    isFull: full, columns: columns))
        }
        if results.hits.isEmpty && results.total == 0 { throw ExitCode.nothingFound }
    }
}

/// Errors of queries with the place in the query marked.
enum QueryErrorText {
    /// The message, and under the query a caret at the column that is to blame.
    static func text(_ error: SearchError, query: String) -> Message {
        guard error.code == .invalidQuery, let column = error.offset else {
            return error.localizedMessage
        }
        // The caret stands under a query of one line.
        let shown = String(query.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        let before = shown.prefix(column)
        let place = String(repeating: " ", count: TerminalWidth.cells(before)) + "^"
        return "\(error.localizedMessage)\n  \(shown)\n  \(place)"
    }
}

/// Synonyms named on the command line.
enum SynonymsOption {
    /// The synonyms of a file; none for `none`.
    static func read(_ path: String, _ searcher: Searcher) throws -> Synonyms {
        if path == "none" { return .none }
        return try searcher.synonyms(parsing: try TextFile.read(path), name: path)
    }
}
