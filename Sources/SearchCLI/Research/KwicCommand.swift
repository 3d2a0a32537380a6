internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search kwic`: lists every occurrence of a query in its context.
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

    @OptionGroup var saved: QuestionsOption

    @Option(
        help: ArgumentHelp(
            "How many letters to show on each side (default: 30; on a terminal, what fits).",
            valueName: "letters"))
    var width: Int?

    @Option(
        help: ArgumentHelp(
            "Order lines by the words beside the key, such as L1,L2,R1.", valueName: "positions"))
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

    @OptionGroup var offsets: OffsetsOption

    @Option(
        help: ArgumentHelp(
            "With csv or tsv: the columns, separated by commas.",
            valueName: "names"))
    var columns: String?

    @OptionGroup var citation: CitationOptions

    @OptionGroup var output: FormatOptions

    func validate() throws {
        try saved.validate(words)
        if words.isEmpty, saved.path == nil { throw ValidationError("give the words to list") }
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

    /// Ends the iteration when there are enough lines.
    private struct Enough: Error {}

    func run() throws {
        let searcher = try corpus.index.open()
        var order: ConcordanceOrder?
        if let sort {
            guard let known = ConcordanceOrder(parsing: sort, isByFrequency: frequency) else {
                throw CommandError("--sort \(sort): give one to six positions such as L1,L2,R1")
            }
            order = known
        }
        let file = try saved.read()
        var writer = try ConcordanceWriter(
            searcher: searcher, format: output.chosen, style: output.style,
            terminalWidth: Console.width, letters: width, offsets: offsets.unit,
            columns: columns, isNamed: file != nil)
        var parts: [Part] = []
        if let file {
            for question in file.questions {
                parts.append(
                    try file.naming(question) {
                        try part(asking(question), question.name, writer, searcher)
                    })
            }
        } else {
            parts.append(try part(self, nil, writer, searcher))
        }
        writer.writeHead(parts.compactMap(\.citation), beginsWithMark: output.bom)
        var isEmpty = true
        for (index, part) in parts.enumerated() {
            if let name = part.question, output.chosen == .text {
                QuestionHeading.write(name, isFirst: index == 0, output.style)
            }
            try write(part, &writer, order)
            if writer.count > 0 { isEmpty = false }
        }
        if isEmpty { throw ExitCode.nothingFound }
    }

    /// The lines of a query.
    private struct Part {
        let question: String?
        let concordance: Concordance
        let citation: Citation?
    }

    /// The same command for a saved question.
    private func asking(_ question: Question) throws -> KwicCommand {
        guard !question.query.isEmpty else {
            throw QuestionError(
                line: question.line,
                message: Message("the question \(question.name) has no query"))
        }
        var command = self
        command.words = [question.query]
        try question.add(to: &command.corpus.filters)
        try question.add(to: &command.corpus.named)
        return command
    }

    private func part(
        _ command: KwicCommand, _ question: String?, _ writer: ConcordanceWriter,
        _ searcher: Searcher
    ) throws -> Part {
        var options = ConcordanceOptions(
            width: writer.letters,
            matching: substring ? .substring : wholeWord ? .wholeWord : .standard)
        options.search = try command.corpus.searchOptions(searcher)
        let query = command.words.joined(separator: " ")
        let concordance = try corpus.reading(query) { () throws(SearchError) in
            try searcher.concordance(query, options: options)
        }
        var cited: Citation?
        if citation.cite {
            // In delimited text the citation precedes the header, so the records are counted first.
            cited = try citation.citation(
                query, command.corpus, words: Citation.words(concordance.forms),
                records: .found(try concordance.counts().documents), searcher)
        }
        return Part(question: question, concordance: concordance, citation: cited)
    }

    private func write(
        _ part: Part, _ writer: inout ConcordanceWriter, _ order: ConcordanceOrder?
    ) throws {
        writer.begin(part.concordance.forms, question: part.question)
        do {
            if let order {
                try part.concordance.forEachLine(inOrder: order) { line, document in
                    if let limit, writer.count >= limit { throw Enough() }
                    writer.write(line, document)
                }
            } else {
                try part.concordance.forEachLine { line, document in
                    if let limit, writer.count >= limit { throw Enough() }
                    writer.write(line, document)
                }
            }
        } catch is Enough {}
        writer.end(part.citation)
    }
}
