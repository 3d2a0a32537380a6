import Testing

@testable import RenkeiSearch

@Suite struct FeedbackTests {
    @Test func `a word weighs what Bo1 says`() {
        // p = 2/8: 3 · log2(1.25 / 0.25) + log2(1.25) = 3 · 2.321928 + 0.321928
        let weight = Feedback.weight(frequency: 3, documentFrequency: 2, documentCount: 8)
        #expect(abs(weight - 7.287712) < 1e-5)
        // p = 1: 1 · log2(2) + log2(2)
        #expect(Feedback.weight(frequency: 1, documentFrequency: 4, documentCount: 4) == 2)
    }

    @Test func `words of the best hits change the order but not what is found`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["図書館 図書館 貸出 貸出 貸出", "図書館 温泉 温泉 観光", "図書館 温泉 貸出 観光", "温泉"], in: folder)
        var options = SearchOptions()
        let plain = try searcher.search("図書館", options: options)
        options.feedback = Feedback(documents: 1, words: 5, weight: 0.5)
        let results = try searcher.search("図書館", options: options)
        #expect(Set(results.hits.map(\.id)) == Set(plain.hits.map(\.id)))
        #expect(plain.hits.map(\.id) == ["0", "1", "2"])
        #expect(results.hits.map(\.id) == ["0", "2", "1"])
        let explanation = try searcher.explain(results.hits[1], in: results)
        #expect(explanation.parts.contains { $0.evidence == "word 貸出 of the best hits" })
        #expect(abs(explanation.score - results.hits[1].score) < 1e-3)
    }
}

@Suite struct ProximityTests {
    @Test func `words side by side are nearest`() {
        #expect(Reranker.nearness(of: [5], to: [5]) == 1)
        #expect(Reranker.nearness(of: [8], to: [5]) == 0.25)
        // In the other order: 3 scalars from where the second begins to where the first ends.
        #expect(Reranker.nearness(of: [2], to: [5]) == 0.125)
        #expect(Reranker.nearness(of: [2, 30], to: [5, 29]) == 0.5)
        #expect(Reranker.nearness(of: [], to: [5]) == 0)
    }

    @Test func `nearness adds the smaller idf and shows in the explanation`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["農業と観光の振興", "観光は海で、振興は山で行う", "農業"], in: folder)
        let results = try searcher.search("観光 振興")
        let hit = try #require(results.hits.first)
        #expect(hit.id == "0")
        let parts = try searcher.explain(hit, in: results).parts
        let part = try #require(parts.first { $0.evidence == "words near each other" })
        // idf = ln(1 + (3 − 2 + 0.5) / (2 + 0.5)) = ln 1.6; の stands between: 1/2; weight 0.5.
        #expect(abs(part.score - 0.470004 / 2 * 0.5) < 1e-5)
    }
}
