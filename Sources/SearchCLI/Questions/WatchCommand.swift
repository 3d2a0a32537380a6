internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search watch`: shows what is new for saved questions since the last run.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Show what is new for saved questions since the last time.",
        discussion: """
            Runs every question of a file, [NAME] and query = WORDS with filters, and shows the \
            records that match now and did not match the last time. What matched is kept beside \
            the file in FILE.state. The first time, and after a question was changed, its records \
            are noted and none is new.

              search watch questions.txt
              search watch questions.txt --dry-run

            Exit code 0 if something is new, 1 if nothing is: for cron.
            """)

    @Argument(help: "The file of saved questions.", completion: .file())
    var file: String

    @OptionGroup var index: IndexOption

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @Flag(
        name: .customLong("dry-run"), help: "Show what is new, but do not note that it was shown.")
    var dryRun = false

    @OptionGroup var output: FormatOptions

    func run() throws {
        let searcher = try index.open()
        let saved = try QuestionFile(reading: file)
        let path = file + ".state"
        let state = try WatchState(reading: path)
        var next = WatchState()
        var answers: [WatchAnswer] = []
        for question in saved.questions {
            let found = try saved.naming(question) { try ids(of: question, searcher) }
            let known = state.ids(of: question)
            next.note(question, found)
            answers.append(
                WatchAnswer(
                    question: question.name, total: found.count, isFirst: known == nil,
                    new: known.map { known in found.filter { !known.contains($0) } } ?? []))
        }
        let report = WatchReport(searcher: searcher, answers: answers)
        if output.chosen == .text {
            try report.writeText(output.style, state: path, isDryRun: dryRun)
        } else {
            try output.write(report)
        }
        // Results that could not be shown are not recorded, so they are shown the next time.
        guard Console.flush(), Console.outputFailure == nil else { return }
        if !dryRun, next != state { try next.write(to: path) }
        if answers.allSatisfy(\.new.isEmpty) { throw ExitCode.nothingFound }
    }

    private func ids(of question: Question, _ searcher: Searcher) throws -> [String] {
        var filters = try FilterOptions.parse([])
        var named = try NamedYearOption.parse([])
        try question.add(to: &filters)
        try question.add(to: &named)
        var options = SearchOptions(limit: 0, includesSomeWords: false)
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
        options.yearFilters = try named.filters
        return try searcher.identifiers(
            matching: question.query.isEmpty ? .everything : try searcher.parse(question.query),
            options: options)
    }
}

/// The new results of a question.
struct WatchAnswer {
    let question: String
    /// The number of matching records.
    let total: Int
    /// Whether nothing was recorded about the question.
    let isFirst: Bool
    /// The records that did not match the last time.
    let new: [String]
}
