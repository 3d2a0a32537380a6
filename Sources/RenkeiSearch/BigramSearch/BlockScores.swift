/// What the postings of a block add to the scores of their documents, not rounded down yet.
struct BlockScores {
    /// What each posting adds; 0 behind the last.
    var values = InlineArray<128, Float>(repeating: 0)
    /// Where the postings are that `keep` has kept, in ascending order.
    private(set) var places = InlineArray<128, UInt8>(repeating: 0)

    /// How many groups `floor` makes.
    private static let groups = 16

    /// Notes which of the first `count` postings add `least` or more; returns how many these are.
    ///
    /// Which are kept cannot be foretold, so there is no branch.
    mutating func keep(_ count: Int, least: Float) -> Int {
        var kept = 0
        for place in 0..<min(count, 128) {
            // The remainder is `kept` itself: it spares the check of the bounds.
            places[kept & 127] = UInt8(truncatingIfNeeded: place)
            kept += values[place] >= least ? 1 : 0
        }
        return kept
    }

    /// A number that so many postings or more reach, and few others; 0 if they are more than 16.
    ///
    /// It is the least of the `count` greatest values among the greatest of 16 groups of eight. So
    /// the best of a block are found without keeping most of the others for a while.
    mutating func floor(ofBest count: Int) -> Float {
        guard count > 0, count <= Self.groups else { return 0 }
        var greatest = SIMD16<Float>.zero
        for row in 0..<8 {
            var group = SIMD16<Float>.zero
            for lane in 0..<Self.groups { group[lane] = values[row * Self.groups + lane] }
            greatest.replace(with: group, where: greatest .< group)
        }
        // How many are greater than each.
        var ranks = SIMD16<UInt32>.zero
        let ones = SIMD16<UInt32>(repeating: 1)
        for lane in 0..<Self.groups {
            let other = SIMD16(repeating: greatest[lane])
            ranks &+= SIMD16<UInt32>.zero.replacing(with: ones, where: greatest .< other)
        }
        var floor = Float.infinity
        for lane in 0..<Self.groups {
            let value = ranks[lane] < UInt32(count) ? greatest[lane] : .infinity
            floor = value < floor ? value : floor
        }
        return floor
    }
}
