import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct ArrivalOrderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("both directions are written, and three bytes behind them")
    func layout() throws {
        let bytes = ArrivalOrder.write([2, 0, 1])
        #expect(bytes == [1, 2, 0, 1, 1, 2, 0, 0, 0, 0])
        let order = try ArrivalOrder(try folder.region(of: bytes), documentCount: 3)
        #expect(!order.isKept)
        #expect((0..<3).map { order.arrival(of: $0) } == [2, 0, 1])
        #expect((0..<3).map { order.document(at: $0) } == [1, 2, 0])
        try order.checkNumbers()
    }

    @Test("documents that stand as they were added take no room")
    func kept() throws {
        #expect(ArrivalOrder.write([]) == [] && ArrivalOrder.write([0, 1, 2]) == [])
        let opened = try ArrivalOrder(try folder.region(of: []), documentCount: 3)
        for order in [opened, ArrivalOrder(keptFor: 3)] {
            #expect(order.isKept)
            #expect(order.arrival(of: 2) == 2 && order.document(at: 1) == 1)
            try order.checkNumbers()
        }
    }

    @Test(
        "any order comes back, with numbers of one to three bytes",
        arguments: [2, 256, 257, 70_000])
    func random(count: Int) throws {
        try Property.check(count > 1000 ? 1 : 20) { random, comment in
            let arrivals = (0..<UInt32(count)).shuffled(using: &random)
            if arrivals == Array(0..<UInt32(count)) { return }
            let bytes = ArrivalOrder.write(arrivals)
            #expect(
                bytes.count == 4 + 2 * count * (count > 65536 ? 3 : count > 256 ? 2 : 1), comment)
            let order = try ArrivalOrder(try folder.region(of: bytes), documentCount: count)
            #expect((0..<UInt32(count)).map { order.arrival(of: $0) } == arrivals, comment)
            #expect(
                arrivals.indices.allSatisfy { order.document(at: arrivals[$0]) == UInt32($0) },
                comment)
            try order.checkNumbers()
        }
    }

    @Test("numbers that cannot be are told, and name a document nevertheless")
    func damage() throws {
        let bytes = ArrivalOrder.write([2, 0, 1])
        for (place, value) in [(1, UInt8(3)), (1, 0), (2, 255), (4, 2), (6, 9)] {
            var changed = bytes
            changed[place] = value
            let order = try ArrivalOrder(try folder.region(of: changed), documentCount: 3)
            #expect(throws: StorageError.self) { try order.checkNumbers() }
            #expect((0..<3).allSatisfy { order.arrival(of: $0) < 3 && order.document(at: $0) < 3 })
        }
        let region = try folder.region(of: bytes)
        #expect(throws: StorageError.self) { try ArrivalOrder(region, documentCount: 4) }
        var wide = bytes
        wide[0] = 2
        let other = try folder.region(of: wide)
        #expect(throws: StorageError.self) { try ArrivalOrder(other, documentCount: 3) }
    }
}
