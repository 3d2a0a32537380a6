internal import ArgumentParser
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The content of the cells of a cross table.
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
            coding rules. With --rows, rows are the values of another field, and the words are one \
            query that says which records to count. A test compares the records of a row with all \
            others, over the values. Text has a line a value; the other formats have all values in \
            columns, or with --long a line a cell with everything there is.

              search crosstab 消防 病児保育 --by area
              search crosstab 病児保育 --rows category --by year
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
        help: ArgumentHelp(
            "The field whose values are the rows; the words then say which records to count.",
            valueName: "field"))
    var rows: String?

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
        if rows != nil, codes != nil {
            throw ValidationError("--rows and --codes contradict each other")
        }
        if rows != nil, saved.path != nil {
            throw ValidationError("--rows and --queries contradict each other")
        }
        let ways = [!queries.isEmpty, codes != nil, saved.path != nil].count { $0 }
        if rows == nil, ways == 0 {
            throw ValidationError("give queries, --codes, --queries or --rows")
        }
        if rows == nil, ways > 1 {
            throw ValidationError(
                "rows come from one of queries, --codes and --queries; leave out the others")
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
        let field = try searcher.column(by, of: "--by")
        let options = try corpus.searchOptions(searcher)
        if let rows {
            return try run(searcher, rows: searcher.column(rows, of: "--rows"), field, options)
        }
        var rules: [CodingRule] = []
        if let codes {
            rules = try CodingRules(parsing: try TextFile.read(codes), name: codes).rules
        }
        if let file = try saved.read() {
            for question in file.questions {
                let query = try file.naming(question) {
                    // All rows must use the same records, those that pass the filters of the
                    // command.
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
        let table = try searcher.crossTable(of: rules, by: field, options: options)
        let question = rules.map(\.name).joined(separator: ", ") + " × " + field
        let cited = try citation.citation(
            question, corpus, words: nil, records: .counted(table.documents), searcher)
        try CrosstabOutput(
            table: table, rowField: nil, field: field, show: show, isLong: long, citation: cited
        ).write(output)
        if table.rows.allSatisfy({ $0.documents == 0 }) { throw ExitCode.nothingFound }
    }

    /// Counts the records of a query by two fields.
    private func run(
        _ searcher: Searcher, rows: String, _ field: String, _ options: SearchOptions
    ) throws {
        let query = queries.joined(separator: " ")
        var node: QueryNode?
        if !queries.isEmpty {
            node = try corpus.reading(query) { () throws(SearchError) in
                try searcher.parse(query)
            }
        }
        let table = try searcher.crossTable(rows: rows, by: field, of: node, options: options)
        let axes = "\(rows) × \(field)"
        let cited = try citation.citation(
            query.isEmpty ? axes : query + ": " + axes, corpus, words: nil,
            records: .counted(table.documents), searcher)
        try CrosstabOutput(
            table: table, rowField: rows, field: field, show: show, isLong: long, citation: cited
        ).write(output)
        if table.documents == 0 { throw ExitCode.nothingFound }
    }
}

extension Searcher {
    /// The field named by an option, whose values can be counted.
    fileprivate func column(_ name: String, of option: String) throws -> String {
        let known = schema.keywordFields + schema.integerFields + [QueryFields.namedYears]
        let names = QueryFields(schema).fields(named: name)
        guard let field = names.first(where: known.contains) else {
            throw CommandError(
                "\(option): the index has no field \(name); it has \(Text.list(known))")
        }
        return field
    }
}
