import Testing

@testable import RenkeiSearch

/// Which lists of a window may be left out at first.
@Suite struct MaxScoreTests {
    @Test("lists of many postings are left out rather than those of few")
    func part() {
        var maxScore = MaxScore(
            postingsCounts: [600, 20, 10])
        // The least bound is that of the rarest list, but to walk it costs least.
        maxScore.part([10, 9, 8], threshold: 18)
        #expect(maxScore.order == [0, 1, 2])
        #expect(maxScore.optional == 1)
        #expect(maxScore.optionalBound == 10)
        // Two together reach the threshold exactly: they may not both be left out.
        maxScore.part([10, 9, 8], threshold: 19)
        #expect(maxScore.optional == 1)
        maxScore.part([10, 9, 8], threshold: 20)
        #expect(maxScore.optional == 2)
        #expect(maxScore.optionalBound == 19)
        // Nothing is left out before there is a threshold.
        maxScore.part([10, 9, 8], threshold: 0)
        #expect(maxScore.optional == 0)
        #expect(maxScore.optionalBound == 0)
        // A list without postings in the window is left out first.
        maxScore.part([10, 0, 8], threshold: 1)
        #expect(maxScore.order == [1, 0, 2])
        #expect(maxScore.optional == 1)
    }

    @Test("lists that have no more postings than the walked ones are walked with them")
    func walkMore() {
        var maxScore = MaxScore(
            postingsCounts: [600, 40, 30, 20, 90])
        // Keys 0.016…, 0.25, 0.3…, 0.5 and 0: the first four lists in this order, the last before them.
        maxScore.part([10, 10, 10, 10, 0], threshold: 31)
        #expect(maxScore.order == [4, 0, 1, 2, 3])
        // The third list has more postings than the fourth, 30 and 20.
        #expect(maxScore.optional == 4)
        #expect(maxScore.optionalBound == 30)
        // With the third walked, 50 postings, the second is, too, but not the first.
        maxScore.part([10, 10, 10, 10, 0], threshold: 21)
        #expect(maxScore.optional == 2)
        #expect(maxScore.optionalBound == 10)
    }

    @Test("lists are ordered by their bounds alone if asked for")
    func sort() {
        var maxScore = MaxScore(
            postingsCounts: [1, 1000, 30, 2])
        maxScore.sort([7, 9, 8, 3])
        #expect(maxScore.order == [3, 0, 2, 1])
        maxScore.part([7, 9, 8, 3], threshold: 10)
        #expect(maxScore.order == [1, 2, 3, 0])
        #expect(maxScore.optional == 1)
        var none = MaxScore(postingsCounts: [])
        none.part([], threshold: 5)
        #expect(none.order.isEmpty && none.optional == 0)
    }
}
