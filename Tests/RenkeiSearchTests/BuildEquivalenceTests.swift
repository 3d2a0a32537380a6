import RenkeiSearch
import Testing

@Suite struct BuildEquivalenceTests {
    /// Queries of every kind: words, phrases, letters, Latin, numbers, several words, nothing found.
    private func queries(_ documents: [Document]) -> [String] {
        var random = TestRandom(stream: 5)
        var queries = [
            "図書館", "図書館の相互利用", "橋", "京都", "MICE", "ICT", "ai", "観光 振興", "医療 福祉 連携",
            "\"連携協約\"", "\"の\" 観光", "2020年", "平成27年度", "人口減少に対応したまちづくり", "スポーツ 大会 施設",
            "存在しない言葉 図書館", "駅", "。", "の", "ゴミ処理", "DX 推進",
        ]
        while queries.count < 100 {
            let text = random.one(of: documents).text("description")
            guard !text.isEmpty else { continue }
            let part = random.substring(of: text, atMost: 12)
            let other = random.substring(of: text, atMost: 6)
            guard !(part + other).contains(where: { "\"＂“”".contains($0) }) else { continue }
            switch queries.count % 4 {
            case 0: queries.append(part)
            case 1: queries.append("\(part) \(other)")
            case 2: queries.append("\"\(other)\" \(part)")
            default: queries.append(String(random.substring(of: text, atMost: 1)))
            }
        }
        return queries
    }

    private struct Answer: Equatable {
        let hits: [String]
        let scores: [UInt64]
        let flags: [Bool]
        let total: Int
        let isFallback: Bool
        let words: [WordReport]
    }

    private func answers(
        _ searcher: Searcher, _ queries: [String], _ options: SearchOptions
    ) throws -> [Answer?] {
        try queries.map { query in
            let results: SearchResults
            do {
                results = try searcher.search(query, options: options)
            } catch let error as SearchError where error.code == .invalidQuery {
                // A query of blanks only.
                return nil
            }
            return Answer(
                hits: results.hits.map(\.id), scores: results.hits.map(\.score.bitPattern),
                flags: results.hits.flatMap { [$0.isPartial, $0.hasAllWords] },
                total: results.total, isFallback: results.isFallback, words: results.words)
        }
    }

    @Test("segments and threads change no answer, no score and no total")
    func segmentsAndThreads() async throws {
        let documents = try BundledCorpus.documents()
        let queries = queries(documents)
        // Every third query is answered in full and through a filter too.
        let fewer = queries.indices.filter { $0 % 3 == 0 }.map { queries[$0] }
        let filter = KeywordFilter(field: "kind", values: ["project"])
        let requests = [
            (queries, SearchOptions(limit: 10)),
            (fewer, SearchOptions(limit: 1_000_000, filters: [filter])),
        ]
        let first = try TemporaryFolder()
        let single = try TestIndex.build(documents, in: first)
        #expect(single.statistics.segments == 1)
        let expected = try requests.map { try answers(single, $0, $1) }
        #expect(expected[0].compactMap(\.self).filter { $0.total > 0 }.count > 80)
        for (segments, threads) in [(1, 2), (3, 1), (3, 2), (7, 2)] {
            let folder = try TemporaryFolder()
            let searcher = try await TestIndex.build(
                documents, in: folder, segments: segments, threads: threads)
            #expect(searcher.statistics.segments == segments)
            for (request, expected) in zip(requests, expected) {
                let found = try answers(searcher, request.0, request.1)
                for (number, query) in request.0.enumerated()
                where found[number] != expected[number] {
                    Issue.record("\(query), \(segments) segments, seed \(TestRandom.seed)")
                }
            }
        }
    }

    @Test("two builds of the same documents give the same bytes")
    func bytes() async throws {
        let documents = Array(try BundledCorpus.documents().prefix(60))
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        _ = try await TestIndex.build(documents, in: first, segments: 3, threads: 1)
        _ = try await TestIndex.build(documents, in: second, segments: 3, threads: 2)
        #expect(try first.names() == second.names())
        for name in try first.names() {
            #expect(try first.read(name) == second.read(name), "\(name)")
        }
    }

    @Test("one searcher gives many tasks at once the answers that it gives one")
    func concurrency() async throws {
        let documents = Array(try BundledCorpus.documents().prefix(100))
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 2, threads: 1)
        let queries = Array(queries(documents).prefix(30))
        let expected = try answers(searcher, queries, SearchOptions())
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try answers(searcher, queries, SearchOptions()) == expected
                }
            }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test("an index keeps every field of its documents")
    func storedDocuments() async throws {
        let documents = try BundledCorpus.documents()
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 4, threads: 2)
        var stored: [Document] = []
        try searcher.forEachDocument { stored.append($0) }
        #expect(stored.map(\.id) == documents.map(\.id))
        for document in documents {
            let found = try #require(try searcher.document(id: document.id))
            for name in searcher.schema.fieldNames {
                #expect(found[name] == document[name], "\(document.id) \(name)")
            }
        }
        #expect(try searcher.document(id: "no such id") == nil)
        #expect(try searcher.document(id: "") == nil)
    }
}
