import Testing

@testable import RenkeiSearch

@Suite struct BlockScoresTests {
    /// Scores of up to 128 postings, with many that are equal.
    private static func scores(_ random: inout TestRandom, count: Int) -> BlockScores {
        var scores = BlockScores()
        let range = [3, 50, 1_000_000][random.below(3)]
        for place in 0..<count { scores.values[place] = Float(random.below(range)) }
        return scores
    }

    @Test("as many scores reach the floor of the best as are asked for")
    func floor() {
        var random = TestRandom(stream: 71)
        for _ in 0..<TestRandom.iterations(300) {
            let count = random.below(129)
            var scores = Self.scores(&random, count: count)
            let wanted = random.below(20)
            let floor = scores.floor(ofBest: wanted)
            let all = (0..<128).map { scores.values[$0] }
            if wanted == 0 || wanted > 16 {
                #expect(floor == 0)
            } else {
                #expect(all.contains(floor))
                #expect(all.count { $0 >= floor } >= wanted, "seed \(TestRandom.seed)")
            }
        }
    }

    @Test("the floor of the best of a block by hand")
    func worked() {
        var scores = BlockScores()
        // Each of the first 16 is the greatest of its group; the others are 0.
        for place in 0..<16 { scores.values[place] = Float(place + 1) }
        #expect(scores.floor(ofBest: 1) == 16)
        #expect(scores.floor(ofBest: 10) == 7)
        #expect(scores.floor(ofBest: 16) == 1)
        // A second one in a group does not count: places 0 and 16 share one.
        scores.values[16] = 20
        #expect(scores.floor(ofBest: 1) == 20)
        #expect(scores.floor(ofBest: 2) == 16)
        scores.values[0] = 19
        #expect(scores.floor(ofBest: 2) == 16)
    }

    @Test("those with the least score or more are kept, in order")
    func keeping() {
        var random = TestRandom(stream: 72)
        for _ in 0..<TestRandom.iterations(300) {
            let count = random.below(129)
            var scores = Self.scores(&random, count: count)
            let least = count == 0 ? 0 : scores.values[random.below(count)]
            let kept = scores.keep(count, least: least)
            let expected = (0..<count).filter { scores.values[$0] >= least }
            #expect((0..<kept).map { Int(scores.places[$0]) } == expected)
        }
    }
}
