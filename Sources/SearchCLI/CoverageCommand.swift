internal import ArgumentParser
internal import Ingest
internal import Messages
internal import RenkeiSearch

/// `search coverage`: tells which areas have a kind of project and which have none.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show which areas have such a project, and which have none.",
        discussion: """
            With words, an area has such a project if one of its records has all of them, or \
            synonyms; words that stand only inside longer words do not count. With --like, if one \
            of its records is similar to the one named. The best record of each area is shown.

              search coverage 病児保育
              search coverage --like morioka-041 --threshold 0.3
            """)

    @Argument(help: ArgumentHelp("What to search for.", valueName: "words"))
    var words: [String] = []

    @Option(
        help: ArgumentHelp("The id of a record to compare others with.", valueName: "id"))
    var like: String?

    @OptionGroup var index: IndexOption

    @Option(
        help: ArgumentHelp(
            "The keyword field that says of which area a record is.", valueName: "field"))
    var by = "area_key"

    @Option(
        help: "With --like: how similar a record must be at least (default: 0.15).")
    var threshold: Double?

    @OptionGroup var filters: FilterOptions

    @Option(
        help: "A file of synonyms to use instead of the index's, or none.", completion: .file())
    var synonyms: String?

    @OptionGroup var output: FormatOptions

    func validate() throws {
        if words.isEmpty == (like == nil) { throw ValidationError("give words or --like") }
        if threshold != nil && like == nil { throw ValidationError("--threshold needs --like") }
        if let threshold, !(threshold > 0 && threshold <= 1) {
            throw ValidationError("--threshold must be above 0 and at most 1")
        }
    }

    func run() throws {
        let searcher = try index.open()
        var options = CoverageOptions(field: by)
        if let threshold { options.threshold = threshold }
        if let synonyms { options.synonyms = try SynonymsOption.read(synonyms, searcher) }
        (options.filters, options.ranges) = try filters.filters(searcher)
        let query = words.joined(separator: " ")
        let results: CoverageResults
        if let like {
            guard let found = try searcher.coverage(like: like, options: options) else {
                Console.error("there is no record \(like) in \(index.folder)")
                throw ExitCode.nothingFound
            }
            results = found
        } else {
            do { results = try searcher.coverage(of: query, options: options) } catch {
                throw CommandError(QueryErrorText.text(error, query: query))
            }
        }
        if output.chosen == .text {
            try CoverageText(searcher: searcher, style: output.style, width: Console.width)
                .write(results)
        } else {
            try output.write(
                CoverageReport(
                    searcher: searcher, results: results, query: like == nil ? query : nil,
                    id: like, options: options))
        }
        // A record is always like itself: its own area tells nothing.
        if !results.covered.contains(where: { !$0.isOwn }) { throw ExitCode.nothingFound }
    }
}

/// The areas, for programs and documents.
///
/// The keys are documented in the README and stay as they are.
struct CoverageReport: Report {
    let searcher: Searcher
    let results: CoverageResults
    /// The words; nil with a record.
    let query: String?
    /// The record that others are compared with; nil with words.
    let id: String?
    let options: CoverageOptions

    func object() throws -> JSONValue {
        var covered: [JSONValue] = []
        for area in results.covered { covered.append(try object(area)) }
        var uncovered: [JSONValue] = []
        for area in results.uncovered { uncovered.append(try object(area)) }
        return JSONValue.object([
            .init(key: "query", value: query.map { .string($0) } ?? .null),
            .init(key: "like", value: id.map { .string($0) } ?? .null),
            .init(key: "threshold", value: id == nil ? .null : .number(options.threshold)),
            .init(key: "by", value: .string(options.field)),
            .init(key: "total", value: .integer(Int64(results.total))),
            .init(key: "without_area", value: .integer(Int64(results.totalWithoutArea))),
            .init(key: "took_us", value: .integer(results.duration.microseconds)),
            .init(key: "covered", value: .array(covered)),
            .init(key: "uncovered", value: .array(uncovered)),
        ])
    }

    /// The areas, those with such a record first.
    func lines() throws -> [JSONValue] {
        try (results.covered + results.uncovered).map(object)
    }

    /// The ids of the best records.
    func ids() -> [String]? { results.covered.compactMap { $0.best?.id } }

    func table() throws -> ResultTable {
        var table = ResultTable(
            columns: [
                .init(key: "value"), .init(key: "name"), .init(key: "own"),
                .init(key: "records", isNumeric: true), .init(key: "best_id"),
                .init(key: "best_title"), .init(key: "best_score", isNumeric: true),
            ], rows: [])
        for area in results.covered + results.uncovered {
            let title = try area.best.map { try searcher.title(of: $0) }
            table.rows.append([
                .text(area.value), .text(area.name), .truth(area.isOwn), .integer(area.count),
                area.best.map { .text($0.id) } ?? .empty, title.map { .text($0) } ?? .empty,
                area.best.map { .number($0.score) } ?? .empty,
            ])
        }
        return table
    }

    private func object(_ area: CoverageArea) throws -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "value", value: .string(area.value)),
            .init(key: "name", value: .string(area.name)),
            .init(key: "own", value: .bool(area.isOwn)),
        ]
        if let best = area.best {
            let title = try searcher.title(of: best)
            members.append(.init(key: "records", value: .integer(Int64(area.count))))
            members.append(
                .init(
                    key: "best",
                    value: .object([
                        .init(key: "id", value: .string(best.id)),
                        .init(key: "title", value: .string(title)),
                        .init(key: "score", value: .number(best.score)),
                    ])))
        }
        return .object(members)
    }
}

extension Searcher {
    /// The title of the best record of an area; empty if records have none.
    fileprivate func title(of hit: CoverageHit) throws -> String {
        guard schema.textFields.count > 1 else { return "" }
        return try document(of: hit).text(schema.textFields[0].name)
    }
}

/// The areas as people read them on a terminal.
struct CoverageText {
    let searcher: Searcher
    let style: TerminalStyle
    let width: Int

    /// Writes a table of the areas with such a record, then those without.
    func write(_ results: CoverageResults) throws {
        let names = results.covered.map {
            // Half of the line is left to the rest.
            Text.cut(name(of: $0), toCells: max(width / 2, 12))
        }
        let heads = (
            area: localized("area"), records: localized("records"), best: localized("best")
        )
        let nameWidth = (names + [heads.area]).map(TerminalWidth.cells).max() ?? 0
        let countWidth =
            (results.covered.map { Text.grouped($0.count) } + [heads.records])
            .map(TerminalWidth.cells).max() ?? 0
        let indent = String(repeating: " ", count: nameWidth + countWidth + 4)
        let layout = TextLayout(style: style, width: width, indent: indent)
        if !results.covered.isEmpty {
            let head =
                pad(heads.area, nameWidth) + "  " + padLeft(heads.records, countWidth) + "  "
                + heads.best
            Console.write(style.apply(.faint, to: head) + "\n")
        }
        for (area, name) in zip(results.covered, names) {
            guard let best = area.best else { continue }
            let title = try searcher.title(of: best)
            var pieces = [TextLayout.Piece(best.id, .faint)]
            if !title.isEmpty { pieces = [.init(title, .strong), .init(" · \(best.id)", .faint)] }
            Console.write(
                pad(name, nameWidth) + "  " + padLeft(Text.grouped(area.count), countWidth) + "  "
                    + layout.wrap(pieces, firstLineUsed: indent.count) + "\n")
        }
        if !results.covered.isEmpty { Console.write("\n") }
        if !results.uncovered.isEmpty {
            let without = TextLayout(style: style, width: width, indent: "  ")
            let list = results.uncovered.map(name)
            Console.write(style.apply(.faint, to: localized("None in:")) + "\n  ")
            Console.write(
                without.wrap([.init(list.joined(separator: "、"))], firstLineUsed: 2) + "\n\n")
        }
        let areas = results.covered.count + results.uncovered.count
        let covered = Text.grouped(results.covered.count)
        let without = Text.grouped(results.totalWithoutArea)
        let summary: Message =
            results.totalWithoutArea > 0
            ? "\(covered) of \(count: areas, "area"), \(count: results.total, "record") (\(without) of no area)"
            : "\(covered) of \(count: areas, "area"), \(count: results.total, "record")"
        Console.write(localized("\(summary) in \(Text.time(results.duration))") + "\n")
    }

    /// The name of an area, marked if the record that others are compared with is of it.
    private func name(of area: CoverageArea) -> String {
        area.isOwn ? localized("\(area.name) (own)") : area.name
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - TerminalWidth.cells(text), 0))
    }

    private func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - TerminalWidth.cells(text), 0)) + text
    }
}
