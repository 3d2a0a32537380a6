import Testing

@testable import RenkeiSearch

@Suite struct TopDocumentsTests {
    @Test("the best candidates are those that a sort puts first, ties by document")
    func againstSort() {
        var random = TestRandom(stream: 21)
        for _ in 0..<TestRandom.iterations(300) {
            // Few different scores, so that there are many ties.
            let candidates = (0..<random.below(80)).map { document in
                Candidate(
                    tier: random.below(3) - 1, score: Float(random.below(5)) / 4,
                    document: UInt32(document))
            }
            let limit = random.below(40)
            var top = TopDocuments(limit: limit)
            for candidate in candidates.shuffled(using: &random) { top.insert(candidate) }
            let expected = candidates.sorted {
                ($1.tier, $1.score, $0.document) < ($0.tier, $0.score, $1.document)
            }
            #expect(
                top.sorted().map(\.document) == expected.prefix(limit).map(\.document),
                "seed \(TestRandom.seed)")
        }
    }

    @Test("a limit of 0 keeps nothing, a large one everything")
    func limits() {
        var none = TopDocuments(limit: 0)
        var all = TopDocuments(limit: 1_000_000)
        for document in 0..<10 as Range<UInt32> {
            let candidate = Candidate(tier: 0, score: Float(document), document: document)
            none.insert(candidate)
            all.insert(candidate)
        }
        #expect(none.sorted().isEmpty)
        #expect(all.sorted().map(\.document) == (0..<10).reversed().map { UInt32($0) })
    }

    @Test("tiers come before scores, scores before documents")
    func order() {
        let best = Candidate(tier: 1, score: 0, document: 9)
        let high = Candidate(tier: 0, score: 2, document: 8)
        let early = Candidate(tier: 0, score: 1, document: 1)
        let late = Candidate(tier: 0, score: 1, document: 2)
        let ordered = [best, high, early, late]
        for (index, candidate) in ordered.enumerated() {
            for (other, later) in ordered.enumerated() {
                #expect(candidate.precedes(later) == (index < other))
            }
        }
    }
}
