internal import ArgumentParser
internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The formats of a network.
enum NetworkFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, tsv, graphml, svg
}

/// `search cooccur`: finds words that share records among the hits of a query.
struct CooccurCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cooccur",
        abstract: "List words that share records among those of a query, as a network.",
        discussion: """
            Of the words that most of the records have, the pairs are listed that share the \
            greatest part of the records with either word: Jaccard's coefficient. Words of \
            grammar, numbers, the words of the query and words that all of the records have are \
            left out. svg is a picture, in which \
            circles grow with the number of records and lines with the coefficient; graphml is \
            for Gephi, Cytoscape, igraph and networkx.

              search cooccur 消防
              search cooccur 消防 --format svg > network.svg
              search cooccur 病児保育 --edges 100 --format graphml > net.graphml
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @OptionGroup var corpus: CorpusOptions

    @Option(help: ArgumentHelp("How many pairs to list at most.", valueName: "pairs"))
    var edges = 60

    @Option(
        help: ArgumentHelp(
            "Look at words that this many of the records have or more.", valueName: "records"))
    var min = 3

    @Option(
        help: ArgumentHelp(
            "Look at so many words, those of the most records.", valueName: "words"))
    var nodes = 100

    @Flag(
        name: .customLong("all-words"),
        help:
            "Look at words of grammar, numbers, words of the query and words that all records have, too."
    )
    var allWords = false

    @OptionGroup var citation: CitationOptions

    @Option(
        help: ArgumentHelp(
            "The output format: text, json, csv, tsv, graphml or svg.", valueName: "format"))
    var format: NetworkFormat?

    @Flag(help: "Write one JSON object: short for --format json.")
    var json = false

    @Flag(help: "With csv or tsv: start with a byte order mark, which Excel needs.")
    var bom = false

    @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    func validate() throws {
        if words.isEmpty { throw ValidationError("give the query whose words to connect") }
        if min < 1 { throw ValidationError("--min must be 1 or more") }
        if !(1...100_000).contains(edges) { throw ValidationError("--edges must be 1 to 100000") }
        if !(2...2_000).contains(nodes) { throw ValidationError("--nodes must be 2 to 2000") }
        if json, let format, format != .json {
            throw ValidationError("--json and --format contradict each other")
        }
        if bom, format != .csv, format != .tsv {
            throw ValidationError("--bom needs --format csv or --format tsv")
        }
    }

    func run() throws {
        let searcher = try corpus.index.open()
        var options = CooccurrenceOptions(
            minimum: min, words: nodes, edges: edges, includesAllWords: allWords)
        options.search = try corpus.searchOptions(searcher)
        let query = words.joined(separator: " ")
        let found = try corpus.reading(query) { () throws(SearchError) in
            try searcher.cooccurrence(query, options: options)
        }
        let cited = try citation.citation(
            query, corpus, words: nil, records: .found(found.documents), searcher)
        write(found, query, cited)
        if found.edges.isEmpty { throw ExitCode.nothingFound }
    }

    private func write(_ found: Cooccurrence, _ query: String, _ citation: Citation?) {
        let table = table(found, query, citation)
        let description = citation.map(\.plainText) ?? ""
        switch format ?? (json ? .json : .text) {
        case .text:
            table.writeText(TerminalStyle(isOn: color.isOn))
            citation?.writeText()
        case .json: Console.writeLine(table.object)
        case .csv: table.writeDelimited(.csv, beginsWithMark: bom)
        case .tsv: table.writeDelimited(.tsv, beginsWithMark: bom)
        case .graphml:
            Console.writeData(NetworkGraphML.text(found, description: description))
        case .svg:
            let caption =
                ControlPictures.line(query) + ": " + summary(found).joined(separator: "; ")
            Console.writeData(
                NetworkPicture(found, caption: caption, description: description).svg())
        }
    }

    private func table(
        _ found: Cooccurrence, _ query: String, _ citation: Citation?
    ) -> ResearchTable {
        let rows = found.edges.map { edge -> [ResultTable.Cell] in
            let (first, second) = (found.words[edge.first], found.words[edge.second])
            return [
                .text(first.word), .text(second.word), .integer(edge.shared),
                .integer(first.documents), .integer(second.documents), .number(edge.jaccard),
            ]
        }
        return ResearchTable(
            ResultTable(
                columns: ["word_1", "word_2"].map { ResultTable.Column(key: $0) }
                    + ["shared", "records_1", "records_2", "jaccard"].map {
                        ResultTable.Column(key: $0, isNumeric: true)
                    }, rows: rows),
            key: "edges",
            facts: [
                .init(key: "query", value: .string(query)),
                .init(key: "records", value: .integer(Int64(found.documents))),
                .init(key: "candidates", value: .integer(Int64(found.candidates))),
                .init(
                    key: "words",
                    value: .array(
                        found.words.map {
                            .object([
                                .init(key: "word", value: .string($0.word)),
                                .init(key: "records", value: .integer(Int64($0.documents))),
                            ])
                        })),
            ], summary: summary(found), citation: citation)
    }

    private func summary(_ found: Cooccurrence) -> [String] {
        let records = Text.count(found.documents, "record")
        return [
            localized(
                "\(records), \(Text.grouped(found.words.count)) words, \(Text.grouped(found.edges.count)) pairs by Jaccard's coefficient"
            )
        ]
    }
}
