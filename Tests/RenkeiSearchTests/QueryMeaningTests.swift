import RenkeiSearch
import Testing

@Suite struct QueryMeaningTests {
    private func index(_ texts: [String]) throws -> (TemporaryFolder, Searcher) {
        let folder = try TemporaryFolder()
        return (folder, try TestIndex.build(texts, in: folder))
    }

    @Test("one letter finds and counts every document whose text contains it")
    func oneLetter() async throws {
        let documents = try BundledCorpus.documents()
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 3, threads: 2)
        var naive = NaiveTexts(documents, searcher.schema)
        for letter in ["橋", "駅", "市", "湯", "ー", "ゐ", "館", "2", "。"] {
            let expected = naive.documents(with: naive.normalize(letter))
            let results = try searcher.search(letter, options: .everything)
            // A digit is a word of its own, so only whole ones count where there are any.
            if letter != "2" {
                #expect(results.total == expected.count, "\(letter)")
                #expect(Set(results.hits.map(\.id)) == expected, "\(letter)")
            }
        }
        #expect(try searcher.search("橋").total > 1)
    }

    @Test(
        "a Latin word is found as a word where some document has it",
        arguments: [
            ("ai", ["0"]), ("AI", ["0"]), ("ＡＩ", ["0"]), ("mice", ["2", "4"]), ("ICT", ["3"]),
            ("main", ["1"]), ("2024", ["5"]),
        ] as [(String, Set<String>)])
    func latinWord(query: String, expected: Set<String>) throws {
        let (_, searcher) = try index([
            "AIを使う", "mainの話、maintain", "MICE誘致", "ICT活用", "miceとmices", "2024年度の20245",
        ])
        let results = try searcher.search(query, options: .everything)
        #expect(Set(results.hits.map(\.id)) == expected)
        #expect(results.total == expected.count)
        #expect(results.words.map(\.documentFrequency) == [expected.count])
    }

    @Test("a Latin word that no document has is looked for inside words")
    func latinInside() throws {
        let (_, searcher) = try index(["mainの話", "図書館"])
        let results = try searcher.search("ai")
        #expect(results.hits.map(\.id) == ["0"])
        #expect(results.hits.first?.isPartial == true)
        #expect(results.words.map(\.documentFrequency) == [0])
    }

    @Test("whole words come first, and words inside longer ones are marked as partial")
    func partial() throws {
        let (_, searcher) = try index([
            "東京都の図書館。東京都。東京都。", "京都の寺", "東京都", "京都市と京都", "大阪",
        ])
        let results = try searcher.search("京都")
        #expect(results.total == 4)
        #expect(Set(results.hits.filter { !$0.isPartial }.map(\.id)) == ["1", "3"])
        #expect(results.hits.map(\.isPartial) == [false, false, true, true])
        #expect(results.hits.allSatisfy { $0.hasAllWords })
        let whole = try searcher.search(
            "京都", options: SearchOptions(includesPartialMatches: false))
        #expect(Set(whole.hits.map(\.id)) == ["1", "3"])
    }

    @Test("documents with all words come before those with some")
    func allBeforeSome() throws {
        let (_, searcher) = try index([
            "図書館。図書館。図書館。", "温泉。温泉。温泉。", "この町の長い話の中に図書館があり、遠くには温泉もある。", "橋",
        ])
        let results = try searcher.search("図書館 温泉")
        #expect(results.hits.map(\.hasAllWords) == [true, false, false])
        #expect(results.hits.first?.id == "2")
        #expect(results.total == 1)
        #expect(!results.isFallback)
        let strict = try searcher.search(
            "図書館 温泉", options: SearchOptions(includesSomeWords: false))
        #expect(strict.hits.map(\.id) == ["2"])
    }

    @Test("the hits with all words come first in every answer over the corpus")
    func allBeforeSomeInCorpus() throws {
        let documents = try BundledCorpus.documents()
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder)
        for query in ["図書館 相互", "観光 医療 福祉", "水道 人材", "消防 指令 救急", "空き家 移住"] {
            let results = try searcher.search(query, options: SearchOptions(limit: 100))
            let flags = results.hits.map(\.hasAllWords)
            #expect(flags == flags.sorted { $0 && !$1 }, "\(query)")
            #expect(flags.filter(\.self).count == (results.isFallback ? 0 : results.total))
            #expect(Set(results.hits.map(\.id)).count == results.hits.count)
            for (hit, next) in zip(results.hits, results.hits.dropFirst())
            where hit.hasAllWords == next.hasAllWords && hit.isPartial == next.isPartial {
                #expect(hit.score >= next.score, "\(query)")
            }
        }
    }

    @Test("where no document has all words, those with some are found and the answer says so")
    func fallback() throws {
        let (_, searcher) = try index(["図書館", "温泉", "橋"])
        let results = try searcher.search("図書館 温泉")
        #expect(results.isFallback)
        #expect(results.total == 2)
        #expect(Set(results.hits.map(\.id)) == ["0", "1"])
        #expect(results.hits.allSatisfy { !$0.hasAllWords })
        let single = try searcher.search("博物館")
        #expect(!single.isFallback)
        #expect(single.total == 0)
    }

    @Test("a limit keeps the best hits")
    func limit() throws {
        let (_, searcher) = try index((0..<30).map { String(repeating: "図書館。", count: $0 + 1) })
        let all = try searcher.search("図書館", options: .everything)
        let some = try searcher.search("図書館", options: SearchOptions(limit: 7))
        #expect(all.hits.count == 30)
        #expect(some.hits == Array(all.hits.prefix(7)))
        #expect(some.total == 30)
    }

    @Test("equal scores keep the order of the documents")
    func ties() throws {
        let (_, searcher) = try index(Array(repeating: "図書館", count: 150))
        let expected = (0..<150).map(String.init)
        #expect(try searcher.ids("図書館") == expected)
        let first = try searcher.ids("図書館", options: SearchOptions(limit: 5))
        #expect(first == Array(expected.prefix(5)))
    }

    @Test("an explanation adds up to the score of its hit")
    func explanation() async throws {
        let documents = try BundledCorpus.documents()
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 3, threads: 2)
        for query in ["図書館の相互利用", "MICE 誘致", "橋", "\"連携協約\" 観光", "平成27年度"] {
            let results = try searcher.search(query, options: SearchOptions(limit: 5))
            #expect(!results.hits.isEmpty, "\(query)")
            for hit in results.hits {
                let explanation = try searcher.explain(hit, in: results)
                #expect(abs(explanation.score - hit.score) <= 1e-4 * max(hit.score, 1), "\(query)")
                #expect(!explanation.parts.contains { $0.score <= 0 || $0.evidence.isEmpty })
                let scores = explanation.parts.map(\.score)
                #expect(scores == scores.sorted(by: >))
            }
        }
    }
}
