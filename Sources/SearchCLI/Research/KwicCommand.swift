internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search kwic`: every occurrence of a query in its context.
struct KwicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kwic",
        abstract: "List every occurrence of words in its context, a line each.",
        discussion: """
            What stands between blanks is looked for as it is typed, in its other spellings and \
            in its synonyms; records must have all of it. The lines are those of all matching \
            records, in the order in which these were added. With --sort they are ordered by the \
            words beside the key: L1 is the word before it, R2 the second one behind it.

              search kwic 消防
              search kwic 連携 --sort L1,R1 --frequency
              search kwic 病児保育 --format csv --bom > lines.csv

            Lines are written as they are found. With --sort, the numbers of their words are kept \
            and records are read again for each run of their lines: about 50 bytes a line by three \
            words.
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var corpus: CorpusOptions

    @Option(
        help: ArgumentHelp(
            "How many letters to show on each side (default: 30; on a terminal, what fits).",
            valueName: "letters"))
    var width: Int?

    @Option(
        help: ArgumentHelp(
            "Order lines by the words beside the key, such as L1,L2,R1.", valueName: "places"))
    var sort: String?

    @Flag(help: "With --sort: the most frequent words first.")
    var frequency = false

    @Flag(
        name: .customLong("whole-word"), help: "Only where the key is a word or several words.")
    var wholeWord = false

    @Flag(help: "The letters as they are typed, anywhere: no other spellings, no synonyms.")
    var substring = false

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: "How many lines to show at most (default: all).")
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            "What offsets are counted in: utf8, utf16 or characters.", valueName: "unit"))
    var offsets = OffsetChoice.utf8

    @Option(
        help: ArgumentHelp(
            "With csv or tsv: the columns, separated by commas.",
            valueName: "names"))
    var columns: String?

    @OptionGroup var citation: CitationOptions

    @OptionGroup var output: FormatOptions

    func validate() throws {
        if words.isEmpty { throw ValidationError("give the words to list") }
        if let width, !(0...10_000).contains(width) {
            throw ValidationError("--width must be 0 to 10000")
        }
        if let limit, limit < 0 { throw ValidationError("-n must be 0 or more") }
        if wholeWord, substring {
            throw ValidationError("--whole-word and --substring contradict each other")
        }
        if frequency, sort == nil { throw ValidationError("--frequency needs --sort") }
        if ![.text, .jsonl, .csv, .tsv].contains(output.chosen) {
            throw ValidationError("--format must be text, jsonl, csv or tsv")
        }
        if columns != nil, ![.csv, .tsv].contains(output.chosen) {
            throw ValidationError("--columns needs --format csv or tsv")
        }
    }

    /// Ends the walk when there are enough lines.
    private struct Enough: Error {}

    func run() throws {
        let searcher = try corpus.index.open()
        var order: ConcordanceOrder?
        if let sort {
            guard let known = ConcordanceOrder(parsing: sort, isByFrequency: frequency) else {
                throw CommandError("--sort \(sort): give one to six places such as L1,L2,R1")
            }
            order = known
        }
        let writer = try ConcordanceWriter(
            searcher: searcher, format: output.chosen, style: output.style,
            terminalWidth: Console.width, letters: width, offsets: offsets.unit, columns: columns)
        var options = ConcordanceOptions(
            width: writer.letters,
            matching: substring ? .substring : wholeWord ? .wholeWord : .standard)
        options.search = try corpus.searchOptions(searcher)
        let query = words.joined(separator: " ")
        let concordance = try corpus.reading(query) { () throws(SearchError) in
            try searcher.concordance(query, options: options)
        }
        try write(concordance, writer, order, query, searcher)
    }

    private func write(
        _ concordance: Concordance, _ writer: ConcordanceWriter, _ order: ConcordanceOrder?,
        _ query: String, _ searcher: Searcher
    ) throws {
        var writer = writer
        var cited: Citation?
        if citation.cite {
            // Delimited text says it before the header: the records are counted first.
            cited = try citation.citation(
                query, corpus, words: Citation.words(concordance.forms),
                records: .found(try concordance.counts().documents), searcher)
        }
        writer.begin(concordance.forms, cited, beginsWithMark: output.bom)
        do {
            if let order {
                try concordance.forEachLine(inOrder: order) { line, document in
                    if let limit, writer.count >= limit { throw Enough() }
                    writer.write(line, document)
                }
            } else {
                try concordance.forEachLine { line, document in
                    if let limit, writer.count >= limit { throw Enough() }
                    writer.write(line, document)
                }
            }
        } catch is Enough {}
        writer.end(cited)
        if writer.count == 0 { throw ExitCode.nothingFound }
    }
}
