internal import ArgumentParser
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search collocates`: counts the words around every occurrence of a query.
struct CollocatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collocates",
        abstract: "Count the words beside every occurrence of a word, by position.",
        discussion: """
            Occurrences are those that kwic lists. L1 is the word before it, R2 the second one \
            behind it; marks are passed over. Words of grammar and numbers keep their places but \
            are not listed. The log-likelihood (Dunning 1993) compares how often a word stands \
            beside the occurrences with how often it stands in all records that the filters let \
            pass; it is negative where that is less than by chance.

              search collocates 連携
              search collocates 連携 --window 3 --sort L1 -n 20
              search collocates 消防 --format csv --bom > neighbours.csv
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var corpus: CorpusOptions

    @Option(
        help: ArgumentHelp(
            "How many words on each side are neighbours, 1 to 20.", valueName: "words"))
    var window = 5

    @Option(
        help: ArgumentHelp(
            "List words that are neighbours this often or more.", valueName: "times"))
    var min = 2

    @Option(
        name: .customShort("n", allowingJoined: true), help: "How many words to list at most.")
    var limit = 50

    @Option(
        help: ArgumentHelp(
            "Order by log-likelihood, dice, total, left, right, word, or a position such as L1.",
            valueName: "column"))
    var sort = "log-likelihood"

    @Flag(name: .customLong("all-words"), help: "List words of grammar and numbers, too.")
    var allWords = false

    @Flag(
        name: .customLong("whole-word"), help: "Only where the key is a word or several words.")
    var wholeWord = false

    @Flag(help: "The letters as they are typed, anywhere: no other spellings, no synonyms.")
    var substring = false

    @OptionGroup var citation: CitationOptions
    @OptionGroup var output: FormatOptions

    func validate() throws {
        if words.isEmpty { throw ValidationError("give the word whose neighbours to count") }
        if !(1...20).contains(window) { throw ValidationError("--window must be 1 to 20") }
        if min < 1 { throw ValidationError("--min must be 1 or more") }
        if limit < 0 { throw ValidationError("-n must be 0 or more") }
        if wholeWord, substring {
            throw ValidationError("--whole-word and --substring contradict each other")
        }
        if output.chosen == .ids {
            throw ValidationError("--format ids is not available for this command")
        }
        guard let order = CollocateOrder(parsing: sort) else {
            throw ValidationError(
                "--sort must be log-likelihood, dice, total, left, right, word, or a position such as L1"
            )
        }
        if case .position(let position) = order, position.distance > window {
            throw ValidationError("--sort names a position outside the --window")
        }
    }

    func run() throws {
        let searcher = try corpus.index.open()
        var options = CollocateOptions(
            window: window, limit: limit, minimum: min, includesFunctionWords: allWords,
            matching: substring ? .substring : wholeWord ? .wholeWord : .standard,
            order: CollocateOrder(parsing: sort) ?? .logLikelihood)
        options.search = try corpus.searchOptions(searcher)
        let query = words.joined(separator: " ")
        let found = try corpus.reading(query) { () throws(SearchError) in
            try searcher.collocates(query, options: options)
        }
        let cited = try citation.citation(
            query, corpus, words: Citation.words(found.forms), records: .found(found.documents),
            searcher)
        table(found, query, cited).write(output)
        if found.keys == 0 { throw ExitCode.nothingFound }
    }

    private func table(
        _ found: Collocates, _ query: String, _ citation: Citation?
    ) -> ResearchTable {
        let left = (1...found.window).reversed().map { "L\($0)" }
        let right = (1...found.window).map { "R\($0)" }
        let numbers =
            ["total", "left", "right"] + left + right
            + ["frequency", "neighbour_frequency", "dice", "log_likelihood"]
        let rows = found.words.map { word -> [ResultTable.Cell] in
            let sums = [word.total, word.left, word.right]
            let counts =
                sums + word.before.reversed() + word.after
                + [word.frequency, word.neighbourFrequency]
            return [.text(word.word)] + counts.map { .integer($0) }
                + [.number(word.dice), .number(word.logLikelihood)]
        }
        return ResearchTable(
            ResultTable(
                columns: [ResultTable.Column(key: "word")]
                    + numbers.map { ResultTable.Column(key: $0, isNumeric: true) }, rows: rows),
            key: "words",
            facts: [
                .init(key: "query", value: .string(query)),
                .init(key: "occurrences", value: .integer(Int64(found.keys))),
                .init(key: "records", value: .integer(Int64(found.documents))),
                .init(key: "window", value: .integer(Int64(found.window))),
                .init(key: "corpus_words", value: .integer(Int64(found.corpusWords))),
                .init(key: "neighbour_words", value: .integer(Int64(found.neighbourWords))),
                .init(key: "listable", value: .integer(Int64(found.listable))),
            ], summary: summary(found), citation: citation, objects: found.words.map(object))
    }

    private func object(_ word: Collocates.Word) -> JSONValue {
        func list(_ counts: [Int]) -> JSONValue { .array(counts.map { .integer(Int64($0)) }) }
        return .object([
            .init(key: "word", value: .string(word.word)),
            .init(key: "total", value: .integer(Int64(word.total))),
            .init(key: "left", value: .integer(Int64(word.left))),
            .init(key: "right", value: .integer(Int64(word.right))),
            .init(key: "before", value: list(word.before)),
            .init(key: "after", value: list(word.after)),
            .init(key: "frequency", value: .integer(Int64(word.frequency))),
            .init(key: "neighbour_frequency", value: .integer(Int64(word.neighbourFrequency))),
            .init(key: "dice", value: .number(word.dice)),
            .init(key: "log_likelihood", value: .number(word.logLikelihood)),
        ])
    }

    private func summary(_ found: Collocates) -> [String] {
        let keys = Text.count(found.keys, "occurrence")
        let records = Text.count(found.documents, "record")
        var lines = [
            localized("\(keys), in \(records)"),
            localized(
                "\(Text.grouped(found.neighbourWords)) of \(Text.grouped(found.corpusWords)) words are neighbours"
            ),
        ]
        if found.listable > found.words.count {
            lines.append(
                localized(
                    "the first \(Text.grouped(found.words.count)) of \(Text.grouped(found.listable)) words; -n lists more"
                ))
        }
        return lines
    }
}
