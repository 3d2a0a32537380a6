import Testing

@testable import RenkeiSearch

@Suite struct TopScoresTests {
    @Test("the best documents are those that a sort puts first, ties by document")
    func againstSort() {
        var random = TestRandom(stream: 22)
        for _ in 0..<TestRandom.iterations(300) {
            // Few different scores, so that there are many ties.
            let found = (0..<random.below(80)).map {
                (document: UInt32($0), score: UInt32(random.below(6)))
            }
            let limit = random.below(40)
            var top = TopScores(limit: limit)
            for (count, one) in found.shuffled(using: &random).enumerated() {
                let threshold = top.threshold
                top.insert(ScoredDocument(one.document, score: one.score))
                #expect(top.documents.count == min(count + 1, limit))
                #expect(top.threshold >= threshold)
            }
            let expected = found.sorted { ($1.score, $0.document) < ($0.score, $1.document) }
                .prefix(limit)
            let isFull = limit > 0 && found.count >= limit
            #expect(top.threshold == (isFull ? expected.last?.score ?? 0 : 0))
            if isFull, let last = expected.last {
                #expect(top.threshold(from: last.document) == last.score)
                #expect(top.threshold(from: last.document + 1) == last.score + 1)
            } else {
                #expect(top.threshold(from: 7) == 0)
            }
            let sorted = top.sorted()
            #expect(sorted.map(\.document) == expected.map(\.document), "seed \(TestRandom.seed)")
            #expect(sorted.map(\.score) == expected.map(\.score))
        }
    }

    @Test("the greatest numbers are kept as they are")
    func extremes() {
        var top = TopScores(limit: 3)
        top.insert(ScoredDocument(.max, score: 0))
        top.insert(ScoredDocument(0, score: .max))
        top.insert(ScoredDocument(.max, score: .max))
        let sorted = top.sorted()
        #expect(sorted.map(\.document) == [0, .max, .max])
        #expect(sorted.map(\.score) == [.max, .max, 0])
    }
}
