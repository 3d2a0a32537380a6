internal import ArgumentParser
internal import Ingest
internal import RenkeiSearch
internal import Messages

/// `search bench`: times queries inside one process.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Time queries inside one process, on one thread.",
        discussion: """
            Reads queries, `qid⇥query` or just the query, and runs all of them several times over. \
            Writes one JSON object a line for each query, with the fastest of its times in \
            microseconds, the number of hits and the ids, and at the end one with the percentiles \
            of those times over all queries.
            """)

    @OptionGroup var index: IndexOption

    @Option(help: "The file of queries, one a line.", completion: .file())
    var queries: String

    @Option(help: "How many passes over the queries are not timed.")
    var warm = 1

    @Option(help: "How many passes are timed.")
    var passes = 3

    @Option(
        name: .customShort("n", allowingJoined: true), help: "How many hits each query asks for.")
    var limit = 10

    @Option(
        help: ArgumentHelp(
            "Rank by BM25 over bigrams alone, as other engines do; a query is then words all of which (all) or any of which (any) occur, a phrase, a sentence, or bigrams, one of which has to occur.",
            valueName: "form"))
    var bigrams: BigramForm?

    /// How the text of a query becomes a `BigramQuery`.
    enum BigramForm: String, CaseIterable, ExpressibleByArgument {
        case all
        case any
        case phrase
        case sentence
        case bigrams

        /// True for white space, of which no scalar comes behind the ideographic one.
        private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar == " " || scalar.value <= 0x3000 && scalar.properties.isWhitespace
        }

        func query(_ text: String) -> BigramQuery {
            let words = text.unicodeScalars.split(whereSeparator: BigramForm.isBlank)
                .map(String.init)
            return switch self {
            case .all: .all(words)
            case .any: .any(words)
            case .phrase: .all([text])
            case .sentence: .sentence(text)
            case .bigrams: .bigrams(words)
            }
        }
    }

    func validate() throws {
        if !(0...10_000).contains(warm) { throw ValidationError("--warm must be 0 to 10000") }
        if !(1...10_000).contains(passes) { throw ValidationError("--passes must be 1 to 10000") }
        if !(0...1_000_000).contains(limit) { throw ValidationError("-n must be 0 to 1000000") }
    }

    func run() throws {
        let searcher = try index.open()
        let queries = try load()
        let (form, limit) = (bigrams, limit)
        let options = SearchOptions(limit: limit, requiresClosedQuotes: false)
        let (warm, passes) = (warm, passes)
        var fastest = [Int64](repeating: .max, count: queries.count)
        // Written at the end: to write between queries would clear the processor's caches of what
        // they need.
        var answers: [Answer] = []
        answers.reserveCapacity(queries.count)
        for pass in 0..<warm + passes {
            for (place, query) in queries.enumerated() {
                let answer = try BenchCommand.answer(query.text, searcher, form, options, limit)
                if pass >= warm { fastest[place] = min(fastest[place], answer.nanoseconds) }
                if pass == warm + passes - 1 { answers.append(answer) }
            }
        }
        for (place, query) in queries.enumerated() {
            report(query, fastest[place], answers[place])
        }
        report(fastest.sorted())
    }

    /// The answer to one query.
    private struct Answer {
        let nanoseconds: Int64
        /// Nil if the hits were not counted.
        let total: Int?
        let hits: [Hit]
    }

    private static func answer(
        _ query: String, _ searcher: Searcher, _ form: BigramForm?, _ options: SearchOptions,
        _ limit: Int
    ) throws -> Answer {
        if let form {
            let start = ContinuousClock.now
            let results = try searcher.rank(form.query(query), limit: limit)
            let duration = start.duration(to: .now)
            return Answer(
                nanoseconds: duration.nanoseconds, total: results.total, hits: results.hits)
        }
        let results = try searcher.search(query, options: options)
        return Answer(
            nanoseconds: results.duration.nanoseconds, total: results.total, hits: results.hits)
    }

    private func load() throws -> [(id: String, text: String)] {
        var loaded: [(id: String, text: String)] = []
        var number = 0
        for line in try TextFile.read(queries).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        {
            number += 1
            if line.allSatisfy(\.isWhitespace) { continue }
            let columns = line.split(
                separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            let hasID = columns.count > 1
            loaded.append(
                (hasID ? String(columns[0]) : "\(number)", String(columns[hasID ? 1 : 0])))
        }
        guard !loaded.isEmpty else { throw CommandError("\(queries): there is no query in it") }
        return loaded
    }

    private func report(
        _ query: (id: String, text: String), _ time: Int64, _ answer: Answer
    ) {
        Console.write(
            JSONValue.object([
                .init(key: "qid", value: .string(query.id)),
                .init(key: "query", value: .string(query.text)),
                .init(key: "fastest_us", value: .number(Double(time) / 1000)),
                .init(key: "total", value: answer.total.map { .integer(Int64($0)) } ?? .null),
                .init(key: "ids", value: .array(answer.hits.map { .string($0.id) })),
            ]).jsonText + "\n")
    }

    private func report(_ sorted: [Int64]) {
        func percentile(_ share: Double) -> JSONValue {
            let place = min(sorted.count - 1, Int(share * Double(sorted.count)))
            return .number(Double(sorted[place]) / 1000)
        }
        Console.write(
            JSONValue.object([
                .init(key: "queries", value: .integer(Int64(sorted.count))),
                .init(key: "p50_us", value: percentile(0.5)),
                .init(key: "p95_us", value: percentile(0.95)),
                .init(key: "p99_us", value: percentile(0.99)),
            ]).jsonText + "\n")
    }
}
