internal import ArgumentParser
internal import Evaluation
internal import Ingest
internal import RenkeiSearch

/// `search query`, and `search` without a subcommand: searches.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Search (the default: `search WORDS` is `search query WORDS`).",
        discussion: """
            Words are separated by blanks of any width. Projects with all words come first; if \
            there is none, projects with some of them are shown, and the output says so. \
            "A phrase in quotation marks" is found exactly as it stands, marks and digits included \
            (width, case, kana and old kanji do not matter).

            With --batch, reads one query a line from the standard input, `qid⇥query` or just \
            `query`, and writes one JSON object a line.
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var index: IndexOption

    @Option(name: .customShort("n", allowingJoined: true), help: "How many hits to show.")
    var limit = 10

    @Option(help: "The kind of record: project, background or all.")
    var kind = "project"

    @Option(help: "A file of synonyms to use instead of the index's, or none.")
    var synonyms: String?

    @Flag(help: "Show where each score comes from.")
    var explain = false

    @Flag(help: "Write one JSON object.")
    var json = false

    @Flag(help: "Read queries from the standard input, one a line.")
    var batch = false

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("With --batch: write a TREC run to a file.", valueName: "file"))
    var runFile: String?

    @Flag(help: "With --run: include hits in which words stand only inside longer words.")
    var partial = false

    func validate() throws {
        if limit < 0 || limit > 1_000_000 { throw ValidationError("-n must be 0 to 1000000") }
        if partial && runFile == nil { throw ValidationError("--partial needs --run") }
        if batch && (explain || json) {
            throw ValidationError("--batch writes JSON lines; leave out --json and --explain")
        }
        if runFile != nil && !batch { throw ValidationError("--run needs --batch") }
        if batch && !words.isEmpty {
            throw ValidationError("--batch reads its queries from the standard input")
        }
        if !["project", "background", "all"].contains(kind) {
            throw ValidationError("--kind must be project, background or all")
        }
    }

    func run() throws {
        if words.isEmpty && !batch {
            Console.write(RootCommand.helpMessage() + "\n")
            throw ExitCode(2)
        }
        let searcher = try index.open()
        var options = SearchOptions(limit: limit)
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        if kind != "all", searcher.hasValue(kind, inKeywordField: "kind") {
            options.filters.append(KeywordFilter(field: "kind", values: [kind]))
        }
        if batch {
            options.includesPartialMatches = runFile == nil || partial
            try BatchQuery(searcher: searcher, options: options, runFile: runFile).run()
            return
        }
        let query = words.joined(separator: " ")
        let results: SearchResults
        do { results = try searcher.search(query, options: options) } catch {
            throw CommandError(QueryErrorText.text(error, query: query))
        }
        if json {
            Console.write(
                try ResultsJSON(searcher: searcher).text(results, query: query, explain: explain)
                    + "\n")
        } else {
            let style = TerminalStyle(isOn: Console.outputIsTerminal)
            try ResultsText(searcher: searcher, style: style, width: Console.width)
                .write(results, query: query, explain: explain)
        }
        if results.hits.isEmpty && results.total == 0 { throw ExitCode.nothingFound }
    }
}

/// Errors of queries with the place in the query marked.
enum QueryErrorText {
    /// The message, and under the query a caret at the column that is to blame.
    static func text(_ error: SearchError, query: String) -> String {
        guard error.code == .invalidQuery, let column = error.offset else { return error.message }
        // The caret stands under a query of one line.
        let shown = String(query.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        let before = shown.prefix(column)
        return "\(error.message)\n  \(shown)\n  "
            + String(repeating: " ", count: TerminalWidth.cells(before)) + "^"
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
