internal import ArgumentParser
internal import Evaluation
internal import Ingest
internal import RenkeiSearch

/// `search similar`: finds projects like another or like a text.
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Find who else does what a project does.",
        discussion: """
            Compares a record of the index, or a text, with all others, and shows the most similar \
            with a score of 0 to 1 and what both share. Records of the same area are left out.

              search similar morioka-041
              search similar --text "医療機器を共同で購入する"
              search similar --file plan.txt --per-area 1

            With --batch, reads lines from the standard input, `id` or `qid⇥id`, with --text - \
            `text` or `qid⇥text`, and writes one JSON object a line.
            """)

    @Argument(help: ArgumentHelp("The id of a record.", valueName: "id"))
    var id: String?

    @Option(help: "A text to compare instead; - for the standard input.")
    var text: String?

    @Option(help: "A file with a text to compare instead.")
    var file: String?

    @OptionGroup var index: IndexOption

    @Option(name: .customShort("n", allowingJoined: true), help: "How many hits to show.")
    var limit = 10

    @Option(help: "The kind of record: project, background or all.")
    var kind = "project"

    @Flag(help: "Include records of the same area.")
    var includeOwnArea = false

    @Option(help: "How many hits of each area to show at most.")
    var perArea: Int?

    @Option(
        help: ArgumentHelp(
            "Spread out hits that repeat each other: 1 (not at all) to 0.", valueName: "lambda"))
    var diversify: Double?

    @Option(help: "A file of synonyms to use instead of the index's, or none.")
    var synonyms: String?

    @Flag(help: "Write one JSON object.")
    var json = false

    @Flag(help: "Read ids, or with --text - texts, from the standard input, one a line.")
    var batch = false

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("With --batch: write a TREC run to a file.", valueName: "file"))
    var runFile: String?

    func validate() throws {
        if limit < 0 || limit > 1_000_000 { throw ValidationError("-n must be 0 to 1000000") }
        if let perArea, perArea < 1 { throw ValidationError("--per-area must be 1 or more") }
        if let diversify, !(0...1).contains(diversify) {
            throw ValidationError("--diversify must be 0 to 1")
        }
        if runFile != nil && !batch { throw ValidationError("--run needs --batch") }
        if !["project", "background", "all"].contains(kind) {
            throw ValidationError("--kind must be project, background or all")
        }
        if batch {
            if id != nil || file != nil || (text != nil && text != "-") {
                throw ValidationError(
                    "--batch reads from the standard input: ids or, with --text -, texts")
            }
        } else if [id, text, file].compactMap({ $0 }).count != 1 {
            throw ValidationError("give the id of a record, --text or --file")
        }
    }

    func run() throws {
        let searcher = try index.open()
        let options = try options(searcher)
        if batch {
            try SimilarBatch(
                searcher: searcher, options: options, folder: index.folder,
                readsTexts: text != nil, runFile: runFile
            ).run()
            return
        }
        let results: SimilarResults
        if let id {
            guard let found = try searcher.similar(toID: id, options: options) else {
                Console.error("there is no record \(id) in \(index.folder)")
                throw ExitCode.nothingFound
            }
            results = found
        } else {
            results = try searcher.similar(toText: try readText(), options: options)
        }
        if json {
            Console.write(try SimilarJSON(searcher: searcher).text(results, id: id) + "\n")
        } else {
            let style = TerminalStyle(isOn: Console.outputIsTerminal)
            try SimilarText(searcher: searcher, style: style, width: Console.width)
                .write(results, name: id ?? "the text")
        }
        if results.hits.isEmpty && limit > 0 { throw ExitCode.nothingFound }
    }

    private func options(_ searcher: Searcher) throws -> SimilarOptions {
        var options = SimilarOptions(
            limit: limit, includesOwnArea: includeOwnArea, perArea: perArea,
            diversification: diversify)
        if batch { options.reasonLimit = 0 }
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        if kind != "all", searcher.hasValue(kind, inKeywordField: "kind") {
            options.filters.append(KeywordFilter(field: "kind", values: [kind]))
        }
        return options
    }

    private func readText() throws -> String {
        if let file { return try TextFile.read(file) }
        guard let text, text == "-" else { return text ?? "" }
        var lines: [String] = []
        while let line = Console.readInputLine() { lines.append(line) }
        return lines.joined(separator: "\n")
    }
}

/// Compares records or texts from the standard input, one a line.
struct SimilarBatch {
    let searcher: Searcher
    let options: SimilarOptions
    let folder: String
    let readsTexts: Bool
    let runFile: String?

    func run() throws {
        var run = Run(tag: "renkei-search")
        var number = 0
        while let line = Console.readInputLine() {
            number += 1
            if line.allSatisfy(\.isWhitespace) { continue }
            let columns = line.split(
                separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            let query = String(columns.count > 1 ? columns[1] : columns[0])
            let name = columns.count > 1 || !readsTexts ? String(columns[0]) : String(number)
            let results = try answer(query, line: number)
            if runFile == nil {
                Console.write(SimilarJSON.batchLine(results, id: name, query: query) + "\n")
            } else {
                run.add(ranking: results.ranking(options), for: name)
            }
        }
        if let runFile { try TextFile.write(try run.trecText(), to: runFile) }
    }

    private func answer(_ query: String, line: Int) throws -> SimilarResults {
        let place = "line \(line) of the standard input: "
        do {
            if readsTexts { return try searcher.similar(toText: query, options: options) }
            if let results = try searcher.similar(toID: query, options: options) { return results }
        } catch { throw CommandError(place + error.message) }
        throw CommandError(place + "there is no record \(query) in \(folder)")
    }
}

extension SimilarResults {
    /// The hits as a run has them, which orders by score: diversified hits are scored by place.
    func ranking(_ options: SimilarOptions) -> [(documentID: String, score: Double)] {
        hits.enumerated().map { place, hit in
            let isOrdered = options.diversification == nil
            return (documentID: hit.id, score: isOrdered ? hit.score : 1 / Double(place + 1))
        }
    }
}
