import Testing

@testable import RenkeiSearch

@Suite struct TierCandidatesTests {
    private func bound(
        _ query: String, _ texts: [String], in folder: TemporaryFolder
    ) throws -> BonusBound {
        let searcher = try TestIndex.build(texts, in: folder)
        let plan = try searcher.plan(try searcher.parse(query), SearchOptions())
        return BonusBound(try searcher.context(plan, []), searcher.segments)
    }

    @Test("no score below the least one can be lifted to a score")
    func leastScore() throws {
        let folder = try TemporaryFolder()
        let texts = ["図書館の相互利用", "図書館相互利用", "橋", "病児保育", "図書館", "相互利用"]
        let bound = try bound("図書館の相互利用 病児保育", texts, in: folder)
        #expect(!bound.isZero)
        var random = TestRandom(stream: 71)
        for _ in 0..<TestRandom.iterations(200) {
            let wanted = Float(random.below(100_000)) / 1000
            let least = bound.leastScore(reaching: wanted)
            #expect(least <= wanted)
            let score = Float(random.below(100_000)) / 1000
            if score + bound.bonus(score: score) >= wanted { #expect(score >= least) }
        }
    }

    @Test("a close look adds nothing to a word of two letters, so its score is the threshold")
    func nothingToAdd() throws {
        let folder = try TemporaryFolder()
        let bound = try bound("保育", ["病児保育", "保育", "橋"], in: folder)
        #expect(bound.isZero)
        #expect(bound.leastScore(reaching: 1.5) == 1.5)
        #expect(bound.bonus(score: 1.5) == 0)
    }

    @Test("the best of each tier are kept, and of the lower one those that are not below the upper")
    func tiers() throws {
        let folder = try TemporaryFolder()
        let bound = try bound("保育", ["病児保育", "保育", "橋"], in: folder)
        var candidates = TierCandidates(limit: 2, wanted: nil, bound)
        for (number, (tier, score)) in [(0, 5), (1, 1), (1, 3), (0, 2), (1, 4), (0, 3)].enumerated()
        {
            candidates.insert(
                Candidate(tier: tier, score: Float(score), document: UInt32(number)))
        }
        #expect(candidates.threshold(1) == 3)
        #expect(candidates.sorted().map(\.document) == [4, 2, 0, 5])
    }

    @Test("as many documents as are wanted of the upper tier give a threshold")
    func threshold() throws {
        let folder = try TemporaryFolder()
        let bound = try bound("保育", ["病児保育", "保育", "橋"], in: folder)
        var candidates = TierCandidates(limit: 100, wanted: 2, bound)
        #expect(candidates.threshold(1) == 0)
        for (number, score) in [7, 5, 9].enumerated() {
            candidates.insert(
                Candidate(
                    tier: 1, score: Float(score), document: UInt32(number), isKnownWhole: true))
        }
        #expect(candidates.threshold(1) == 7)
        // What is not known to stay in the upper tier gives none.
        candidates.insert(Candidate(tier: 1, score: 20, document: 4))
        candidates.insert(Candidate(tier: 1, score: 20, document: 5))
        #expect(candidates.threshold(1) == 7)
    }
}
