internal import ArgumentParser
internal import Ingest
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search coverage`: shows which areas have a kind of project and which have none.
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

    @OptionGroup var saved: QuestionsOption

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @Flag(help: "Show how each word was understood, and where the best records have the words.")
    var explain = false

    @OptionGroup var offsets: OffsetsOption

    @OptionGroup var output: FormatOptions

    func validate() throws {
        try saved.validate(words)
        if saved.path != nil, like != nil {
            throw ValidationError("give --like or --queries, not both")
        }
        if saved.path == nil, words.isEmpty == (like == nil) {
            throw ValidationError("give words or --like")
        }
        if threshold != nil && like == nil { throw ValidationError("--threshold needs --like") }
        if let threshold, !(threshold > 0 && threshold <= 1) {
            throw ValidationError("--threshold must be above 0 and at most 1")
        }
    }

    func run() throws {
        let searcher = try index.open()
        guard let file = try saved.read() else {
            let results = try results(searcher)
            if output.chosen == .text {
                try write(results, searcher)
            } else {
                try output.write(report(results, searcher))
            }
            if Self.isEmpty(results) { throw ExitCode.nothingFound }
            return
        }
        var reports: [(question: String, report: any Report)] = []
        var isEmpty = true
        for question in file.questions {
            let (command, results) = try file.naming(question) {
                let command = try asking(question)
                return (command, try command.results(searcher))
            }
            if !Self.isEmpty(results) { isEmpty = false }
            if output.chosen == .text {
                let isFirst = question.line == file.questions[0].line
                QuestionHeading.write(question.name, isFirst: isFirst, output.style)
                try command.write(results, searcher)
            } else {
                reports.append((question.name, try command.report(results, searcher)))
            }
        }
        if output.chosen != .text { try output.write(NamedReports(reports: reports)) }
        if isEmpty { throw ExitCode.nothingFound }
    }
}

// MARK: Answers

extension CoverageCommand {
    private var query: String { words.joined(separator: " ") }

    /// A record is always similar to itself, so its own area does not count.
    private static func isEmpty(_ results: CoverageResults) -> Bool {
        !results.covered.contains { !$0.isOwn }
    }

    /// The same command for a saved question.
    private func asking(_ question: Question) throws -> CoverageCommand {
        try question.refuse(["named-year"], "coverage")
        guard !question.query.isEmpty else {
            throw QuestionError(
                line: question.line,
                message: Message("the question \(question.name) has no query"))
        }
        var command = self
        command.words = [question.query]
        try question.add(to: &command.filters)
        return command
    }

    private var options: CoverageOptions {
        var options = CoverageOptions(field: by)
        if let threshold { options.threshold = threshold }
        options.countsMatches = explain
        return options
    }

    private func results(_ searcher: Searcher) throws -> CoverageResults {
        var options = options
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
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
        return results
    }

    private func write(_ results: CoverageResults, _ searcher: Searcher) throws {
        Console.write(FilterMatch.text(try filters.matches(searcher), width: Console.width))
        try CoverageText(
            searcher: searcher, style: output.style, width: Console.width, explains: explain
        ).write(results)
    }

    private func report(
        _ results: CoverageResults, _ searcher: Searcher
    ) throws -> CoverageReport {
        CoverageReport(
            searcher: searcher, results: results, query: like == nil ? query : nil, id: like,
            options: options, explains: explain, matches: try filters.matches(searcher),
            offsets: offsets.unit)
    }
}
