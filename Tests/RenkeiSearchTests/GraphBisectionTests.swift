import Testing

@testable import RenkeiSearch

@Suite struct GraphBisectionTests {
    /// Documents of kinds that come in any order, each with its kind; those of a kind share terms.
    private func documents(
        _ count: Int, kinds: Int
    ) -> (kinds: [Int], documents: [[UInt32]]) {
        var random = TestRandom(stream: 5)
        let drawn = (0..<count).map { _ in random.below(kinds) }
        // Ten terms of the kind, and one that every document has.
        let documents = drawn.map { kind in
            (0..<10).map { UInt32(kind * 10 + $0) } + [UInt32(kinds * 10)]
        }
        return (drawn, documents)
    }

    @Test("every document is in the order once", arguments: [0, 1, 2, 63, 64, 65, 129, 1000])
    func permutation(count: Int) {
        var random = TestRandom(stream: UInt64(count))
        let documents = (0..<count).map { _ in
            (0..<random.below(20)).map { _ in UInt32(random.below(50)) }
        }
        let terms = documents.map { Array(Set($0)).sorted() }
        let order = GraphBisection.order(ForwardIndex(terms))
        #expect(order.sorted() == (0..<UInt32(count)).map { $0 })
        #expect(order == GraphBisection.order(ForwardIndex(terms)))
    }

    @Test("a small part keeps its order")
    func small() {
        let order = GraphBisection.order(ForwardIndex(documents(64, kinds: 2).documents))
        #expect(order == (0..<64).map { $0 })
    }

    @Test("documents of a kind come together", arguments: [2, 7, 32])
    func kinds(count: Int) {
        let (kinds, documents) = documents(4096, kinds: count)
        let order = GraphBisection.order(ForwardIndex(documents))
        // How often a document stands beside one of another kind: once less than there are kinds at
        // best, 128 times more if each of 128 borders is crossed once.
        func changes(_ order: [UInt32]) -> Int {
            zip(order, order.dropFirst()).filter { kinds[Int($0)] != kinds[Int($1)] }.count
        }
        #expect(changes((0..<4096).map { $0 }) > 1900)
        #expect(changes(order) < count + 128)
    }

    @Test("documents without terms stay where they can")
    func noTerms() {
        let order = GraphBisection.order(ForwardIndex([[UInt32]](repeating: [], count: 200)))
        #expect(order == (0..<200).map { $0 })
    }
}
