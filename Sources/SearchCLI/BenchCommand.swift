internal import ArgumentParser
internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// `search bench`: times queries inside one process.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Time queries inside one process, on one thread.",
        discussion: """
            Reads queries, `qid⇥query` or just the query, and runs all of them several times over. \
            Writes one JSON object a line for each query, with the fastest of its times in \
            microseconds, the number of hits and the ids, and at the end one with the percentiles \
            of those times over all queries. With --bigrams, the time until the documents are \
            ranked, before their ids are read, is written too.
            """)

    @OptionGroup var index: IndexOption

    @Option(help: "The file of queries, one per line.", completion: .file())
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
        var fastest = [Times](repeating: .slowest, count: queries.count)
        // Written at the end: to write between queries would clear the processor's caches of what
        // they need.
        var answers: [Answer] = []
        answers.reserveCapacity(queries.count)
        for pass in 0..<warm + passes {
            for (place, query) in queries.enumerated() {
                let answer = try BenchCommand.answer(query.text, searcher, form, options, limit)
                if pass == 0, let cut = answer.cut {
                    Console.error("\(self.queries): topic \(query.id): \(cut.localizedMessage)")
                }
                if pass >= warm { fastest[place].lower(to: answer.times) }
                if pass == warm + passes - 1 { answers.append(answer) }
            }
        }
        for (place, query) in queries.enumerated() {
            report(query, fastest[place], answers[place])
        }
        report(fastest)
    }

    /// How long a query took, in nanoseconds.
    private struct Times {
        /// Until the ids were there.
        var all: Int64
        /// Until the documents were ranked; nil if this was not measured by itself.
        var ranking: Int64?

        static let slowest = Times(all: .max, ranking: nil)

        /// Takes those times over that are faster.
        mutating func lower(to other: Times) {
            all = min(all, other.all)
            if let time = other.ranking { ranking = min(ranking ?? .max, time) }
        }
    }

    /// The answer to one query.
    private struct Answer {
        let times: Times
        /// Nil if the hits were not counted.
        let total: Int?
        let hits: [Hit]
        /// What was left out of the query.
        var cut: QueryCut?
    }

    private static func answer(
        _ query: String, _ searcher: Searcher, _ form: BigramForm?, _ options: SearchOptions,
        _ limit: Int
    ) throws -> Answer {
        if let form {
            let start = ContinuousClock.now
            let ranked = try searcher.rankDocuments(form.query(query), limit: limit)
            let ranking = start.duration(to: .now)
            let results = try searcher.results(ranked)
            let all = start.duration(to: .now)
            return Answer(
                times: Times(all: all.nanoseconds, ranking: ranking.nanoseconds),
                total: results.total, hits: results.hits)
        }
        let results = try searcher.search(query, options: options)
        return Answer(
            times: Times(all: results.duration.nanoseconds, ranking: nil), total: results.total,
            hits: results.hits, cut: results.queryCut)
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
        _ query: (id: String, text: String), _ times: Times, _ answer: Answer
    ) {
        var members: [JSONValue.Member] = [
            .init(key: "qid", value: .string(query.id)),
            .init(key: "query", value: .string(query.text)),
            .init(key: "fastest_us", value: .number(Double(times.all) / 1000)),
        ]
        if let ranking = times.ranking {
            members.append(.init(key: "ranking_us", value: .number(Double(ranking) / 1000)))
        }
        members.append(
            .init(key: "total", value: answer.total.map { .integer(Int64($0)) } ?? .null))
        members.append(.init(key: "ids", value: .array(answer.hits.map { .string($0.id) })))
        Console.writeLine(JSONValue.object(members))
    }

    private func report(_ times: [Times]) {
        var members = [
            JSONValue.Member(key: "queries", value: .integer(Int64(times.count)))
        ]
        func percentiles(_ prefix: String, _ times: [Int64]) {
            let sorted = times.sorted()
            for percent in [50, 95, 99] where !sorted.isEmpty {
                let place = min(sorted.count - 1, percent * sorted.count / 100)
                members.append(
                    .init(
                        key: "\(prefix)p\(percent)_us", value: .number(Double(sorted[place]) / 1000)
                    ))
            }
        }
        percentiles("", times.map(\.all))
        percentiles("ranking_", times.compactMap(\.ranking))
        Console.writeLine(JSONValue.object(members))
    }
}
