import IndexStorage
import Testing

@testable import RenkeiSearch

/// How matches are counted, and how a search is stopped.
@Suite struct SearchTotalTests {
    /// Texts of two windows of documents and more, in which some words are frequent; the later ones are
    /// long, so that no word scores there as it does in the short ones.
    private static func texts() -> [String] {
        var random = TestRandom(stream: 71)
        let words = ["図書館", "利用", "橋", "観光振興", "の", "港湾", "温泉", "道路"]
        return (0..<8400).map { number in
            number < 4096
                ? (0...random.below(3)).map { _ in random.one(of: words) }.joined(separator: "と")
                : "図書館と利用、観光振興" + String(repeating: "、道路", count: 12 + number % 10)
        }
    }

    @Test("hits and scores are the same however exactly matches are counted")
    func sameHits() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(Self.texts(), in: folder)
        var passedOver = 0
        for query in ["図書館", "図書館 利用", "\"観光振興\"", "図書館 OR 温泉", "港湾 NOT 橋"] {
            for limit in [1, 60] {
                var options = SearchOptions(limit: limit)
                let exact = try searcher.search(query, options: options)
                #expect(exact.totalRelation == .exact)
                for total in [TotalCount.none, .atLeast(500), .atLeast(1_000_000)] {
                    options.total = total
                    let other = try searcher.search(query, options: options)
                    #expect(other.hits == exact.hits, "\(query) \(limit) \(total)")
                    #expect(other.isFallback == exact.isFallback)
                    switch other.totalRelation {
                    case .exact: #expect(other.total == exact.total)
                    case .atLeast:
                        passedOver += 1
                        #expect(other.total <= exact.total && other.total >= other.hits.count)
                        if case .atLeast(let number) = total { #expect(other.total >= number) }
                    }
                    if total == .atLeast(1_000_000) { #expect(other.totalRelation == .exact) }
                }
            }
        }
        #expect(passedOver > 0)
    }

    @Test("facets, groups and orders of values see every match, so they count exactly")
    func exactWhereAllAreSeen() throws {
        let documents = Self.texts().enumerated().map { number, text in
            var document = TestIndex.document(String(number), text)
            document["tag"] = .keywords(["県\(number % 3)"])
            document["number"] = .integer(Int64(number))
            return document
        }
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            documents, in: folder,
            schema: Schema(
                textFields: [Schema.TextField("text")], keywordFields: ["tag"],
                integerFields: ["number"]))
        var options = SearchOptions()
        let total = try searcher.search("図書館", options: options).total
        options.total = .none
        // By itself this search passes over matches.
        let passing = try searcher.search("図書館", options: options)
        #expect(passing.totalRelation == .atLeast && passing.total < total)
        var (counting, grouping, sorting) = (options, options, options)
        counting.facets = [FacetRequest("tag")]
        grouping.grouping = "tag"
        sorting.sort = .integer(field: "number", isDescending: true)
        for options in [counting, grouping, sorting] {
            let results = try searcher.search("図書館", options: options)
            #expect(results.total == total && results.totalRelation == .exact)
        }
        let counted = try searcher.search("図書館", options: counting)
        #expect(counted.facets[0].values.map(\.count).reduce(0, +) == total)
    }

    @Test("a search whose deadline is over says so")
    func deadline() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書館", "橋"], in: folder)
        var options = SearchOptions()
        options.deadline = .now - .seconds(1)
        let error = #expect(throws: SearchError.self) {
            try searcher.search("図書館", options: options)
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(error?.path == nil)
        #expect(
            error?.message
                == "the search exceeded its time limit; search for something rarer, or allow more time"
        )
        options.deadline = .now + .seconds(3600)
        #expect(try searcher.search("図書館", options: options).total == 1)
    }

    @Test("whatever walks all matching documents ends with the deadline")
    func deadlineOfWalks() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書館", "橋"], in: folder)
        let query = QueryNode.word("図書館")
        let rules = [CodingRule(name: "本", query: query)]
        let named = QueryFields.namedYears
        func walk(_ search: SearchOptions) throws -> [() throws -> Int] {
            [
                { try searcher.yearCounts(query, of: .named, options: search).total },
                { try searcher.crossTable(of: rules, by: named, options: search).documents - 1 },
                {
                    try searcher.crossTable(rows: named, by: named, of: query, options: search)
                        .documents
                },
                {
                    var lines = try searcher.concordance(
                        query, options: ConcordanceOptions(search: search)
                    ).documents()
                    return try lines.next()?.lines.count ?? 0
                },
                {
                    try searcher.cooccurrence(query, options: CooccurrenceOptions(search: search))
                        .documents
                },
                {
                    try searcher.distinctiveTerms(
                        query, against: nil, options: DistinctiveTermsOptions(search: search)
                    ).documents
                },
            ]
        }
        var search = SearchOptions()
        search.deadline = .now + .seconds(3600)
        for body in try walk(search) { #expect(try body() == 1) }
        search.deadline = .now - .seconds(1)
        for (number, body) in try walk(search).enumerated() {
            let error = #expect(throws: SearchError.self, "\(number)") { try body() }
            #expect(error?.code == .deadlineExceeded, "\(number)")
        }
    }

    @Test("documents with all or some of the words are walked no further than the deadline")
    func deadlineOfSegment() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書館の利用", "図書館", "橋"], in: folder)
        let plan = try searcher.plan(try searcher.parse("図書館 利用"), SearchOptions())
        let segment = try #require(searcher.segments.first)
        let context = try searcher.context(plan, [])
        context.interruption.deadline = .now + .seconds(3600)
        var inTime = try SegmentQuery(segment, base: 0, context)
        let bound = BonusBound(context, searcher.segments)
        var candidates = TierCandidates(limit: 10, wanted: nil, bound)
        let all = try inTime.collectAll(into: &candidates)
        var top = TopDocuments(limit: 10)
        let some = try inTime.collectAny(into: &top)
        #expect(all == 1 && some == 2)
        context.interruption.deadline = .now - .seconds(1)
        let late = context
        let ofAll = #expect(throws: StorageError.self) {
            var query = try SegmentQuery(segment, base: 0, late)
            var candidates = TierCandidates(limit: 10, wanted: nil, bound)
            _ = try query.collectAll(into: &candidates)
        }
        #expect(ofAll?.code == .timedOut)
        let ofSome = #expect(throws: StorageError.self) {
            var query = try SegmentQuery(segment, base: 0, late)
            var top = TopDocuments(limit: 10)
            _ = try query.collectAny(into: &top)
        }
        #expect(ofSome?.code == .timedOut)
    }

    @Test("a search in a cancelled task ends with an error")
    func cancellation() async throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書館", "橋"], in: folder)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try searcher.search("図書館")
        }
        task.cancel()
        let error = await #expect(throws: SearchError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test("a number of matches to count that is out of range is refused")
    func range() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書館"], in: folder)
        var options = SearchOptions()
        options.total = .atLeast(-1)
        let error = #expect(throws: SearchError.self) {
            try searcher.search("図書館", options: options)
        }
        #expect(error?.code == .invalidArgument)
    }
}
