internal import ArgumentParser
internal import Evaluation
internal import Ingest
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// `search similar`: finds projects similar to another or to a text.
struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Find projects elsewhere that are similar to one.",
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

    @Option(help: "A file with a text to compare instead.", completion: .file())
    var file: String?

    @OptionGroup var index: IndexOption

    @Option(name: .customShort("n", allowingJoined: true), help: "How many hits to show.")
    var limit = 10

    @OptionGroup var filters: FilterOptions

    @Flag(help: "Include records of the same area.")
    var includeOwnArea = false

    @Option(help: "The greatest number of hits per area.")
    var perArea: Int?

    @Option(
        help: ArgumentHelp(
            "Diversify similar hits: 1 (not at all) to 0.", valueName: "lambda"))
    var diversify: Double?

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @OptionGroup var shown: HitOptions

    @Flag(help: "Read ids, or with --text - texts, from the standard input, one per line.")
    var batch = false

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("With --batch: write a TREC run to a file.", valueName: "file"),
        completion: .file())
    var runFile: String?

    private var output: FormatOptions { shown.output }

    func validate() throws {
        if limit < 0 || limit > 1_000_000 { throw ValidationError("-n must be 0 to 1000000") }
        if let perArea, !(1...1_000_000).contains(perArea) {
            throw ValidationError("--per-area must be 1 to 1000000")
        }
        if let diversify, !(0...1).contains(diversify) {
            throw ValidationError("--diversify must be 0 to 1")
        }
        if runFile != nil && !batch { throw ValidationError("--run needs --batch") }
        if batch && (output.format ?? .jsonl) != .jsonl {
            throw ValidationError("--batch writes JSON Lines; remove --format")
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
                // Ids of this corpus are ASCII, so anything else is likely a text.
                Console.error(
                    id.allSatisfy(\.isASCII)
                        ? "there is no record \(id) in \(index.folder)"
                        : "there is no record \(id) in \(index.folder); to compare a text: search similar --text TEXT"
                )
                throw ExitCode.nothingFound
            }
            results = found
        } else {
            results = try searcher.similar(toText: try readText(), options: options)
        }
        let matches = try filters.matches(searcher)
        if output.chosen == .text {
            Console.write(FilterMatch.text(matches, width: Console.width))
            try SimilarText(
                searcher: searcher, style: output.style, width: Console.width, isFull: shown.full
            ).write(results, name: id.map { Message(verbatim: $0) } ?? "the text")
        } else {
            try output.write(
                SimilarReport(
                    searcher: searcher, results: results, id: id, isFull: shown.full,
                    columns: shown.columns, matches: matches, offsets: shown.offsets.unit))
        }
        if results.hits.isEmpty && limit > 0 { throw ExitCode.nothingFound }
    }

    private func options(_ searcher: Searcher) throws -> SimilarOptions {
        var options = SimilarOptions(
            limit: limit, includesOwnArea: includeOwnArea, perArea: perArea,
            diversification: diversify)
        if batch { options.reasonLimit = 0 }
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
        return options
    }

    private func readText() throws -> String {
        if let file { return try TextFile.read(file) }
        guard let text, text == "-" else { return text ?? "" }
        var lines = InputLines()
        return try lines.rest().joined(separator: "\n")
    }
}

/// Compares records or texts from the standard input, one per line.
struct SimilarBatch {
    let searcher: Searcher
    let options: SimilarOptions
    let folder: String
    let readsTexts: Bool
    let runFile: String?

    func run() throws {
        var run = Run(tag: "renkei-search")
        var lines = InputLines()
        while let line = try lines.next() {
            let number = lines.number
            if line.allSatisfy(\.isWhitespace) { continue }
            let columns = line.split(
                separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            let query = String(columns.count > 1 ? columns[1] : columns[0])
            let name = columns.count > 1 || !readsTexts ? String(columns[0]) : String(number)
            let results = try answer(query, line: number)
            if runFile == nil {
                Console.writeLine(SimilarJSON.batchLine(results, id: name, query: query))
            } else {
                run.add(ranking: results.ranking(options), for: name)
            }
        }
        if let runFile { try TextFile.write(try run.trecText(), to: runFile) }
    }

    private func answer(_ query: String, line: Int) throws -> SimilarResults {
        let location: Message = "line \(line) of the standard input"
        let missing: Message = "there is no record \(query) in \(folder)"
        do {
            if readsTexts { return try searcher.similar(toText: query, options: options) }
            if let results = try searcher.similar(toID: query, options: options) { return results }
        } catch { throw CommandError("\(location): \(error.localizedMessage)") }
        throw CommandError("\(location): \(missing)")
    }
}

extension SimilarResults {
    /// The hits for a run, which is ordered by score: diversified hits are scored by rank.
    func ranking(_ options: SimilarOptions) -> [(documentID: String, score: Double)] {
        hits.enumerated().map { index, hit in
            let isOrdered = options.diversification == nil
            return (documentID: hit.id, score: isOrdered ? hit.score : 1 / Double(index + 1))
        }
    }
}
