internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// What the cells of a cross table show.
enum CrosstabCell: String, ExpressibleByArgument, CaseIterable {
    case counts, row, column, residuals
}

/// `search crosstab`: counts records by queries or codes and the values of a field.
struct CrosstabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crosstab",
        abstract: "Count records by queries or codes and the values of a field, with a test.",
        discussion: """
            Each argument is a query, and so a row; --codes reads rows from a file of KH Coder's \
            coding rules. A test compares the records of a row with all others, over the values. \
            Text has a line a value; the other formats have all values in columns, or with --long \
            a line a cell with everything there is.

              search crosstab 消防 病児保育 --by area
              search crosstab 病児保育 --by named_year --format csv --long
              search crosstab --codes codes.txt --by category --show residuals
            """)

    @Argument(help: ArgumentHelp("The queries, one a row.", valueName: "queries"))
    var queries: [String] = []

    @Option(
        help: ArgumentHelp(
            "The field whose values are counted: area, year, named_year or any keyword or whole-number field.",
            valueName: "field"))
    var by: String

    @Option(
        help: ArgumentHelp("A file of KH Coder's coding rules.", valueName: "file"),
        completion: .file())
    var codes: String?

    @Option(
        help: ArgumentHelp(
            "What cells show: counts, row or column (per cent), or residuals.",
            valueName: "what"))
    var show = CrosstabCell.counts

    @Flag(help: "With csv or tsv: a line a cell with counts, per cents and residuals.")
    var long = false

    @OptionGroup var saved: QuestionsOption
    @OptionGroup var corpus: CorpusOptions
    @OptionGroup var citation: CitationOptions
    @OptionGroup var output: FormatOptions

    func validate() throws {
        let ways = [!queries.isEmpty, codes != nil, saved.path != nil]
        if ways.count(where: { $0 }) != 1 {
            throw ValidationError("give queries, --codes or --queries")
        }
        if output.chosen == .ids {
            throw ValidationError("--format ids is not available for this command")
        }
        if long, ![.csv, .tsv].contains(output.chosen) {
            throw ValidationError("--long needs --format csv or tsv")
        }
    }

    func run() throws {
        let searcher = try corpus.index.open()
        let known =
            searcher.schema.keywordFields + searcher.schema.integerFields + [QueryFields.namedYears]
        guard let field = searcher.columnNames(by).first(where: known.contains) else {
            throw CommandError("--by: the index has no field \(by); it has \(Text.list(known))")
        }
        var rules: [CodingRule] = []
        if let codes {
            rules = try CodingRules(parsing: try TextFile.read(codes), name: codes).rules
        }
        if let file = try saved.read() {
            for question in file.questions {
                let query = try file.naming(question) {
                    // The records of all rows are those that the filters of the command keep.
                    try question.refuse(QuestionFile.names, "crosstab")
                    return try corpus.reading(question.query) { () throws(SearchError) in
                        try searcher.parse(question.query)
                    }
                }
                rules.append(CodingRule(name: question.name, query: query))
            }
        }
        for query in queries {
            rules.append(
                CodingRule(
                    name: query,
                    query: try corpus.reading(query) { () throws(SearchError) in
                        try searcher.parse(query)
                    }))
        }
        let options = try corpus.searchOptions(searcher)
        let table = try searcher.crossTable(of: rules, by: field, options: options)
        let question = rules.map(\.name).joined(separator: ", ") + " × " + field
        let cited = try citation.citation(
            question, corpus, words: nil, records: .counted(table.documents), searcher)
        try CrosstabOutput(
            table: table, field: field, show: show, isLong: long, citation: cited
        ).write(output)
        if table.rows.allSatisfy({ $0.documents == 0 }) { throw ExitCode.nothingFound }
    }
}

extension Searcher {
    /// The columns that a name stands for, the years that texts name included.
    fileprivate func columnNames(_ name: String) -> [String] {
        QueryFields(schema).fields(named: name)
    }
}
