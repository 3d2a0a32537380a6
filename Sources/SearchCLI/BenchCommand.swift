internal import ArgumentParser
internal import Ingest
internal import JSON
internal import RenkeiSearch
internal import Messages
internal import SearchReports

/// A way of counting matches that `--total` names.
enum TotalChoice: String, ExpressibleByArgument, CaseIterable {
    case exact, none

    /// The way of counting.
    var count: TotalCount {
        switch self {
        case .exact: .exact
        case .none: .none
        }
    }
}

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

    @Option(help: "The file of queries, one per line.", completion: .file())
    var queries: String

    @Option(help: "How many passes over the queries are not timed.")
    var warm = 1

    @Option(help: "How many passes are timed.")
    var passes = 3

    @Option(
        name: .customShort("n", allowingJoined: true), help: "How many hits each query asks for.")
    var limit = 10

    @Option(help: "How matches are counted: exact or none.")
    var total = TotalChoice.exact

    func validate() throws {
        if !(0...10_000).contains(warm) { throw ValidationError("--warm must be 0 to 10000") }
        if !(1...10_000).contains(passes) { throw ValidationError("--passes must be 1 to 10000") }
        if !(0...1_000_000).contains(limit) { throw ValidationError("-n must be 0 to 1000000") }
    }

    func run() throws {
        let searcher = try index.open()
        let queries = try load()
        var options = SearchOptions(limit: limit, requiresClosedQuotes: false)
        options.total = total.count
        let (warm, passes) = (warm, passes)
        var fastest = [Int64](repeating: .max, count: queries.count)
        // Written at the end, because writing between queries would evict their data from the
        // processor's caches.
        var answers: [SearchResults] = []
        answers.reserveCapacity(queries.count)
        for pass in 0..<warm + passes {
            for (number, query) in queries.enumerated() {
                let answer = try searcher.search(query.text, options: options)
                if pass == 0, let cut = answer.queryCut {
                    Console.error("\(self.queries): topic \(query.id): \(cut.localizedMessage)")
                }
                if pass >= warm {
                    fastest[number] = min(fastest[number], answer.duration.nanoseconds)
                }
                if pass == warm + passes - 1 { answers.append(answer) }
            }
        }
        for (number, query) in queries.enumerated() {
            report(query, fastest[number], answers[number])
        }
        report(fastest)
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
        _ query: (id: String, text: String), _ fastest: Int64, _ answer: SearchResults
    ) {
        let members: [JSONValue.Member] = [
            .init(key: "qid", value: .string(query.id)),
            .init(key: "query", value: .string(query.text)),
            .init(key: "fastest_us", value: .number(Double(fastest) / 1000)),
            .init(key: "total", value: .integer(Int64(answer.total))),
            .init(key: "ids", value: .array(answer.hits.map { .string($0.id) })),
        ]
        Console.writeLine(JSONValue.object(members))
    }

    private func report(_ times: [Int64]) {
        var members = [
            JSONValue.Member(key: "queries", value: .integer(Int64(times.count)))
        ]
        let sorted = times.sorted()
        for percent in [50, 95, 99] where !sorted.isEmpty {
            let number = min(sorted.count - 1, percent * sorted.count / 100)
            members.append(
                .init(key: "p\(percent)_us", value: .number(Double(sorted[number]) / 1000)))
        }
        Console.writeLine(JSONValue.object(members))
    }
}
