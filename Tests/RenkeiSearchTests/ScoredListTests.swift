import Testing

@testable import RenkeiSearch

@Suite struct ScoredListTests {
    @Test("a score is compared before it is rounded down as it is afterwards")
    func leastFor() {
        for value in [0, 1, 1 << 24, 1 << 24 + 1, 1 << 25 + 3, .max - 1, .max] as [UInt32] {
            let least = Float(leastFor: value)
            #expect(UInt64(least) >= UInt64(value))
            #expect(value == 0 || UInt64(max(least.nextDown, 0)) < UInt64(value))
        }
    }
}
