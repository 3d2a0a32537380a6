import IndexCodec
import IndexStorage
import SearchTestSupport
import Testing

@Suite struct InsertionOrderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("both directions are written, and three bytes after them")
    func layout() throws {
        let bytes = InsertionOrder.write([2, 0, 1])
        #expect(bytes == [1, 2, 0, 1, 1, 2, 0, 0, 0, 0])
        let order = try InsertionOrder(try folder.region(of: bytes), documentCount: 3)
        #expect(!order.isKept)
        #expect((0..<3).map { order.insertionOrdinal(of: $0) } == [2, 0, 1])
        #expect((0..<3).map { order.document(at: $0) } == [1, 2, 0])
        try order.checkNumbers()
    }

    @Test("documents in insertion order take no room")
    func kept() throws {
        #expect(InsertionOrder.write([]) == [] && InsertionOrder.write([0, 1, 2]) == [])
        let opened = try InsertionOrder(try folder.region(of: []), documentCount: 3)
        for order in [opened, InsertionOrder(keptFor: 3)] {
            #expect(order.isKept)
            #expect(order.insertionOrdinal(of: 2) == 2 && order.document(at: 1) == 1)
            try order.checkNumbers()
        }
    }

    @Test(
        "any order comes back, with numbers of one to three bytes",
        arguments: [2, 256, 257, 70_000])
    func random(count: Int) throws {
        try Property.check(count > 1000 ? 1 : 20) { random, comment in
            let insertionOrdinals = (0..<UInt32(count)).shuffled(using: &random)
            if insertionOrdinals == Array(0..<UInt32(count)) { return }
            let bytes = InsertionOrder.write(insertionOrdinals)
            #expect(
                bytes.count == 4 + 2 * count * (count > 65536 ? 3 : count > 256 ? 2 : 1), comment)
            let order = try InsertionOrder(try folder.region(of: bytes), documentCount: count)
            #expect(
                (0..<UInt32(count)).map { order.insertionOrdinal(of: $0) } == insertionOrdinals,
                comment)
            #expect(
                insertionOrdinals.indices.allSatisfy {
                    order.document(at: insertionOrdinals[$0]) == UInt32($0)
                },
                comment)
            try order.checkNumbers()
        }
    }

    @Test("invalid numbers are detected, and still map to a document")
    func damage() throws {
        let bytes = InsertionOrder.write([2, 0, 1])
        for (index, value) in [(1, UInt8(3)), (1, 0), (2, 255), (4, 2), (6, 9)] {
            var changed = bytes
            changed[index] = value
            let order = try InsertionOrder(try folder.region(of: changed), documentCount: 3)
            #expect(throws: StorageError.self) { try order.checkNumbers() }
            #expect(
                (0..<3).allSatisfy {
                    order.insertionOrdinal(of: $0) < 3 && order.document(at: $0) < 3
                })
        }
        let region = try folder.region(of: bytes)
        #expect(throws: StorageError.self) { try InsertionOrder(region, documentCount: 4) }
        var wide = bytes
        wide[0] = 2
        let other = try folder.region(of: wide)
        #expect(throws: StorageError.self) { try InsertionOrder(other, documentCount: 3) }
    }
}
