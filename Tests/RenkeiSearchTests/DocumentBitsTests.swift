import Testing

@testable import RenkeiSearch

@Suite struct DocumentBitsTests {
    private static func bits(_ documents: Set<UInt32>, of count: Int) -> DocumentBits {
        var bits = DocumentBits(documentCount: count)
        for document in documents { bits.insert(document) }
        return bits
    }

    /// The documents of some bits, by the list of those that are in all others, too.
    private static func list(_ bits: DocumentBits, of count: Int) -> [UInt32] {
        var documents: [UInt32] = [77]
        bits.intersection(
            Self.bits(Set(0..<UInt32(count)), of: count), into: &documents)
        return documents
    }

    @Test("bits are united, intersected and subtracted as sets are")
    func againstSets() {
        var random = TestRandom(stream: 91)
        for _ in 0..<TestRandom.iterations(60) {
            let count = random.below(3000) + 1
            func some() -> Set<UInt32> {
                let share = random.below(40) + 1
                return Set((0..<UInt32(count)).filter { _ in random.below(share) == 0 })
            }
            let (first, second) = (some(), some())
            let other = Self.bits(second, of: count)
            var (both, either, rest) = (
                Self.bits(first, of: count), Self.bits(first, of: count),
                Self.bits(first, of: count)
            )
            both.formIntersection(other)
            either.formUnion(other)
            rest.subtract(other)
            #expect(Self.list(both, of: count) == first.intersection(second).sorted())
            #expect(Self.list(either, of: count) == first.union(second).sorted())
            #expect(Self.list(rest, of: count) == first.subtracting(second).sorted())
            var listed: [UInt32] = []
            Self.bits(first, of: count).intersection(other, into: &listed)
            #expect(listed == first.intersection(second).sorted())
            for document in 0..<UInt32(count) {
                #expect(
                    both.contains(document)
                        == (first.contains(document) && second.contains(document)))
            }
            for _ in 0..<20 {
                let start = UInt32(random.below(count))
                let end = start + UInt32(random.below(count - Int(start)))
                let isThere = first.contains { $0 >= start && $0 <= end }
                let isNear = first.contains { Int($0) >= Int(start) - 511 && $0 <= end + 511 }
                let answer = Self.bits(first, of: count).mayContain(from: start, through: end)
                #expect(answer || !isThere)
                #expect(!answer || isNear)
            }
        }
    }

    @Test("few documents are counted, many are estimated")
    func estimate() {
        var random = TestRandom(stream: 92)
        let few = Set((0..<UInt32(20_000)).filter { _ in random.below(10) == 0 })
        #expect(Self.bits(few, of: 20_000).estimatedCount == few.count)
        let many = Set((0..<UInt32(200_000)).filter { _ in random.below(10) == 0 })
        let estimate = Self.bits(many, of: 200_000).estimatedCount
        #expect(abs(estimate - many.count) < many.count / 10)
        #expect(DocumentBits(documentCount: 0).estimatedCount == 0)
    }

    @Test(
        "so many documents take so many bytes", arguments: [(0, 0), (1, 64), (512, 64), (513, 128)])
    func byteCount(documents: Int, bytes: Int) {
        #expect(DocumentBits.byteCount(documentCount: documents) == bytes)
    }
}
