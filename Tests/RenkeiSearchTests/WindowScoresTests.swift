import SearchTestSupport
import Testing

@testable import RenkeiSearch

@Suite struct WindowScoresTests {
    @Test("a window gives the documents with great scores, and is clear but for these")
    func gather() {
        var random = TestRandom(stream: 81)
        for density in [1, 2, 10, 200] {
            var room = WindowRoom()
            let window = UInt32(1000)..<UInt32(1000 + 64 * 20 + 17)
            var expected: [UInt32: UInt32] = [:]
            for document in window where random.below(density) == 0 {
                let slot = Int(document - window.lowerBound)
                room.scores[slot] = UInt32(random.below(100) + 1)
                room.touched[slot >> 6] |= 1 << UInt64(slot & 63)
                if room.scores[slot] >= 50 { expected[document] = room.scores[slot] }
            }
            let count = WindowScores.gather(
                window, &room.scores, &room.touched, least: 50, nil, into: &room.documents)
            #expect(Array(room.documents[0..<count]) == expected.keys.sorted())
            #expect(room.touched.allSatisfy { $0 == 0 })
            for slot in room.scores.indices {
                #expect(room.scores[slot] == expected[window.lowerBound + UInt32(slot)] ?? 0)
            }
        }
    }

    @Test("a score is compared before it is rounded down as it is afterwards")
    func leastFor() {
        for value in [0, 1, 1 << 24, 1 << 24 + 1, 1 << 25 + 3, .max - 1, .max] as [UInt32] {
            let least = Float(leastFor: value)
            #expect(UInt64(least) >= UInt64(value))
            #expect(value == 0 || UInt64(max(least.nextDown, 0)) < UInt64(value))
        }
    }
}
