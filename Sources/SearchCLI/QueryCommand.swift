internal import ArgumentParser
internal import Evaluation
internal import Ingest
internal import RenkeiSearch
internal import Messages
internal import SearchReports

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

    @OptionGroup var named: NamedYearOption

    @OptionGroup var saved: QuestionsOption

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @Option(
        name: .customLong("without-forms"),
        help: ArgumentHelp(
            "Kinds of other forms that are left out, separated by commas, or all.",
            discussion:
                "Known are \(WordMatch.Kind.forms.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kinds"))
    var withoutForms: String?

    @Flag(
        name: .customLong("all-words"),
        help: "Show only records with all words, so that rows match the number of hits.")
    var allWords = false

    @Flag(
        name: .customLong("some-words"),
        help:
            "With csv or tsv: also records with some of the words only, as the other formats have."
    )
    var someWords = false

    @Flag(help: "Show how each word was understood, and how each score is made up.")
    var explain = false

    @Flag(help: "Add words of the best hits to the query (Bo1); changes the order only.")
    var feedback = false

    @OptionGroup var shown: HitOptions

    @Flag(help: "Read queries from the standard input, one per line.")
    var batch = false

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("With --batch: write a TREC run to a file.", valueName: "file"),
        completion: .file())
    var runFile: String?

    @Flag(help: "With --run: include hits with words only inside longer words.")
    var partial = false

    private var output: FormatOptions { shown.output }

    func validate() throws {
        if limit < 0 || limit > 1_000_000 { throw ValidationError("-n must be 0 to 1000000") }
        try saved.validate(words)
        if batch, saved.path != nil {
            throw ValidationError("--batch reads its queries from the standard input")
        }
        if allWords, someWords {
            throw ValidationError("--all-words and --some-words contradict each other")
        }
        if partial && runFile == nil { throw ValidationError("--partial needs --run") }
        if batch && (explain || output.json) {
            throw ValidationError("--batch writes JSON Lines; remove --json and --explain")
        }
        if batch && (output.format ?? .jsonl) != .jsonl {
            throw ValidationError("--batch writes JSON Lines; remove --format")
        }
        if runFile != nil && !batch { throw ValidationError("--run needs --batch") }
        if batch && !words.isEmpty {
            throw ValidationError("--batch reads its queries from the standard input")
        }
        if batch && listing.isUsed {
            throw ValidationError(
                "--batch cannot be combined with --sort, --offset, --facet or --group-by")
        }
    }

    func run() throws {
        let searcher = try index.open()
        if batch {
            var options = try searchOptions(searcher)
            options.includesPartialMatches = runFile == nil || partial
            return try BatchQuery(searcher: searcher, options: options, runFile: runFile).run()
        }
        guard let file = try saved.read() else {
            let answer = try answer(searcher)
            if output.chosen == .text {
                try write(answer, searcher)
            } else {
                try output.write(report(answer, searcher))
            }
            if answer.isEmpty { throw ExitCode.nothingFound }
            return
        }
        var reports: [(question: String, report: any Report)] = []
        var isEmpty = true
        for question in file.questions {
            let answer = try file.naming(question) { try asking(question).answer(searcher) }
            if !answer.isEmpty { isEmpty = false }
            if output.chosen == .text {
                let isFirst = question.line == file.questions[0].line
                QuestionHeading.write(question.name, isFirst: isFirst, output.style)
                try write(answer, searcher)
            } else {
                reports.append((question.name, report(answer, searcher)))
            }
        }
        if output.chosen != .text { try output.write(NamedReports(reports: reports)) }
        if isEmpty { throw ExitCode.nothingFound }
    }
}

// MARK: Answers

extension QueryCommand {
    /// The answer to a query.
    private struct Answer {
        let query: String
        let results: SearchResults
        let matches: [FilterMatch]
        let retry: Retry
        var isEmpty: Bool { results.hits.isEmpty && results.total == 0 }
    }

    /// The same command for a saved question.
    private func asking(_ question: Question) throws -> QueryCommand {
        var command = self
        command.words = question.query.isEmpty ? [] : [question.query]
        try question.add(to: &command.filters)
        try question.add(to: &command.named)
        return command
    }

    /// Whether the output is a delimited table of all results.
    private var isDelimited: Bool { output.chosen == .csv || output.chosen == .tsv }

    private func searchOptions(_ searcher: Searcher) throws -> SearchOptions {
        var options = SearchOptions(
            limit: limit, includesSomeWords: isDelimited ? someWords : !allWords)
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
        try listing.apply(to: &options, searcher, allValues: isDelimited)
        if let withoutForms { options.excludedForms = try QueryCommand.forms(withoutForms) }
        if feedback { options.feedback = Feedback() }
        options.yearFilters = try named.filters
        return options
    }

    private func answer(_ searcher: Searcher) throws -> Answer {
        var options = try searchOptions(searcher)
        options.countsMatches = explain || output.chosen == .json || output.chosen == .jsonl
        let query = words.joined(separator: " ")
        let results: SearchResults
        do {
            // Filters without words select all records that pass them.
            results =
                words.isEmpty
                ? try searcher.search(.everything, options: options)
                : try searcher.search(query, options: options)
        } catch {
            throw CommandError(QueryErrorText.text(error, query: query))
        }
        // JSON reports this in a key of its own.
        if let cut = results.queryCut, output.chosen != .json {
            Console.error(cut.localizedMessage)
        }
        if results.total == 0 || results.isFallback { UnknownFieldNote.report(query, searcher) }
        if isDelimited, !someWords, !allWords, results.total == 0, results.words.count > 1 {
            Console.error("no record has all words; --some-words writes those with some of them")
        }
        return Answer(
            query: query, results: results,
            matches: try filters.matches(searcher) + FilterMatch.matches(of: results),
            retry: try retry(results, query, options, searcher))
    }

    private func write(_ answer: Answer, _ searcher: Searcher) throws {
        try ResultsText(
            searcher: searcher, style: output.style, width: Console.width, isFull: shown.full,
            matches: answer.matches, retry: answer.retry
        ).write(answer.results, query: answer.query, explain: explain)
    }

    private func report(_ answer: Answer, _ searcher: Searcher) -> QueryReport {
        QueryReport(
            searcher: searcher, results: answer.results, query: answer.query, explains: explain,
            isFull: shown.full, columns: shown.columns, matches: answer.matches,
            retry: answer.retry, offsets: shown.offsets.unit)
    }
}

extension QueryCommand {
    /// Parses kinds of forms, separated by commas.
    private static func forms(_ names: String) throws -> Set<WordMatch.Kind> {
        if names == "all" { return Set(WordMatch.Kind.forms) }
        var kinds: Set<WordMatch.Kind> = []
        for name in names.split(separator: ",") {
            guard let kind = WordMatch.Kind.forms.first(where: { $0.rawValue == name }) else {
                let known = WordMatch.Kind.forms.map(\.rawValue).joined(separator: ", ")
                throw CommandError(
                    "unknown kind of forms \(String(name)); known are \(known), and all")
            }
            kinds.insert(kind)
        }
        return kinds
    }

    /// The ways to repeat the query, if no record has all words.
    private func retry(
        _ results: SearchResults, _ query: String, _ options: SearchOptions, _ searcher: Searcher
    ) throws -> Retry {
        var retry = Retry()
        guard results.total == 0 || results.isFallback else { return retry }
        if index.folder != "index" { retry.options += ["--index", index.folder] }
        if let synonyms { retry.options += ["--synonyms", synonyms] }
        if let withoutForms { retry.options += ["--without-forms", withoutForms] }
        retry.filters = filters.arguments
        retry.filters += named.arguments
        if results.total == 0, let found = try namedYearHits(query, options, searcher) {
            var others = filters
            others.year = []
            retry.namedYears = (found.span, others.arguments, found.total)
        }
        retry.remedy = try remedy(results, options, searcher)
        return retry
    }

    /// The change of filters that would let records through; nil if there are none.
    ///
    /// Without `--kind`, only projects are searched, although no option says so.
    private func remedy(
        _ results: SearchResults, _ options: SearchOptions, _ searcher: Searcher
    ) throws -> Retry.Remedy? {
        var used = filters.usedNames
        if named.years != nil { used.append("--named-year") }
        var options = options
        options.limit = 0
        options.offset = 0
        options.facets = []
        options.grouping = nil
        options.sort = .score
        options.includesSomeWords = false
        func total(_ change: (inout SearchOptions) -> Void) throws -> Int {
            var changed = options
            change(&changed)
            let found = try searcher.search(results.query, options: changed)
            return found.isFallback ? 0 : found.total
        }
        let projects = try FilterOptions.parse([]).filters(searcher).keywords
        if !used.isEmpty {
            let count = try total {
                ($0.filters, $0.ranges, $0.yearFilters) = (projects, [], [])
            }
            if count > 0 {
                return Retry.Remedy(dropped: used, needsAllKinds: false, total: count)
            }
        }
        guard !projects.isEmpty else { return nil }
        if filters.kind.isEmpty {
            let count = try total { $0.filters.removeAll { $0.field == "kind" } }
            if count > 0 { return Retry.Remedy(dropped: [], needsAllKinds: true, total: count) }
        }
        let count = try total { ($0.filters, $0.ranges, $0.yearFilters) = ([], [], []) }
        return count > 0
            ? Retry.Remedy(dropped: used, needsAllKinds: true, total: count) : nil
    }

    /// The number of records that mention a year of `--year`, if none began in it.
    ///
    /// Few records have a start year, but many texts mention years. Nil if there are none.
    private func namedYearHits(
        _ query: String, _ options: SearchOptions, _ searcher: Searcher
    ) throws -> (span: String, total: Int)? {
        guard named.years == nil, filters.year.count == 1, !words.isEmpty,
            let filter = YearFilter(.named, parsing: filters.year[0])
        else { return nil }
        var others = filters
        others.year = []
        var options = options
        options.ranges = try others.filters(searcher).ranges
        options.yearFilters.append(filter)
        options.limit = 1
        options.facets = []
        let results = try searcher.search(query, options: options)
        guard results.total > 0, !results.isFallback else { return nil }
        return (filters.year[0], results.total)
    }
}
