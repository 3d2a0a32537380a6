internal import ArgumentParser
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// `search terms`: lists the words that are distinctive of the records of a query.
struct TermsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms",
        abstract: "List the words that mark the records of a query against all others.",
        discussion: """
            The records that have everything the query asks for are compared with all others that \
            the filters let pass, or with those of --against; records of both are left out. \
            Words are ordered by the z of their log-odds ratio with a prior (Monroe, Colaresi and \
            Quinn 2008): beyond 1.96 the difference is significant at 5 per cent for one word, but \
            of thousands one in twenty gets there by chance. Words of grammar, numbers and the \
            words of the queries are not listed.

              search terms 消防
              search terms prefectures:東京都
              search terms 消防 --against 救急 --format csv --bom > words.csv
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var corpus: CorpusOptions

    @Option(
        help: ArgumentHelp(
            "Compare with the records of this query instead of all others.", valueName: "query"))
    var against: String?

    @Option(
        help: ArgumentHelp(
            "List words that stand this often or more in the records compared.",
            valueName: "times"))
    var min = 2

    @Option(
        name: .customShort("n", allowingJoined: true), help: "How many words to list at most.")
    var limit = 50

    @Option(
        help: ArgumentHelp(
            "How many words the prior is worth; more asks for more evidence.", valueName: "words"))
    var prior = 500.0

    @Flag(
        name: .customLong("all-words"),
        help: "List words of grammar, numbers and the words of the queries, too.")
    var allWords = false

    @OptionGroup var citation: CitationOptions
    @OptionGroup var output: FormatOptions

    func validate() throws {
        if words.isEmpty { throw ValidationError("give the query whose words to list") }
        if min < 1 { throw ValidationError("--min must be 1 or more") }
        if limit < 0 { throw ValidationError("-n must be 0 or more") }
        if !(prior > 0 && prior <= 1e9) {
            throw ValidationError("--prior must be more than 0 and at most 1000000000")
        }
        if output.chosen == .ids {
            throw ValidationError("--format ids is not available for this command")
        }
    }

    func run() throws {
        let searcher = try corpus.index.open()
        var options = DistinctiveTermsOptions(
            limit: limit, minimum: min, prior: prior, includesAllWords: allWords)
        options.search = try corpus.searchOptions(searcher)
        let query = words.joined(separator: " ")
        let node = try corpus.reading(query) { () throws(SearchError) in
            try searcher.parse(query)
        }
        var other: QueryNode?
        if let against {
            other = try corpus.reading(against) { () throws(SearchError) in
                try searcher.parse(against)
            }
        }
        let found = try searcher.distinctiveTerms(node, against: other, options: options)
        let cited = try citation.citation(
            against.map { query + " / " + $0 } ?? query, corpus, words: nil,
            records: .found(found.documents), searcher)
        table(found, query, cited).write(output)
        if found.documents == 0 || found.otherDocuments == 0 { throw ExitCode.nothingFound }
    }

    private func table(
        _ found: DistinctiveTerms, _ query: String, _ citation: Citation?
    ) -> ResearchTable {
        let numbers = [
            "count", "other_count", "per_10000", "other_per_10000", "records", "other_records",
            "log_odds", "z",
        ]
        func rate(_ count: Int, of words: Int) -> ResultTable.Cell {
            words == 0 ? .empty : .number(10_000 * Double(count) / Double(words))
        }
        let rows = found.terms.map { term -> [ResultTable.Cell] in
            [
                .text(term.word), .integer(term.count), .integer(term.otherCount),
                rate(term.count, of: found.words), rate(term.otherCount, of: found.otherWords),
                .integer(term.documents), .integer(term.otherDocuments), .number(term.logOdds),
                .number(term.z),
            ]
        }
        var facts: [JSONValue.Member] = [.init(key: "query", value: .string(query))]
        if let against { facts.append(.init(key: "against", value: .string(against))) }
        facts += [
            .init(key: "records", value: .integer(Int64(found.documents))),
            .init(key: "other_records", value: .integer(Int64(found.otherDocuments))),
            .init(key: "in_both", value: .integer(Int64(found.inBoth))),
            .init(key: "corpus_words", value: .integer(Int64(found.words))),
            .init(key: "other_corpus_words", value: .integer(Int64(found.otherWords))),
            .init(key: "prior", value: .number(prior)),
            .init(key: "listable", value: .integer(Int64(found.listable))),
        ]
        return ResearchTable(
            ResultTable(
                columns: [ResultTable.Column(key: "word")]
                    + numbers.map { ResultTable.Column(key: $0, isNumeric: true) }, rows: rows),
            key: "words", facts: facts, summary: summary(found), citation: citation)
    }

    private func summary(_ found: DistinctiveTerms) -> [String] {
        let records = Text.count(found.documents, "record")
        let others = Text.count(found.otherDocuments, "record")
        var lines = [
            localized(
                "\(records) with \(Text.grouped(found.words)) words, against \(others) with \(Text.grouped(found.otherWords))"
            )
        ]
        if found.inBoth > 0 {
            lines.append(
                localized("\(Text.count(found.inBoth, "record")) of both were left out"))
        }
        if found.listable > found.terms.count {
            lines.append(
                localized(
                    "the first \(Text.grouped(found.terms.count)) of \(Text.grouped(found.listable)) words; -n lists more"
                ))
        }
        return lines
    }
}
