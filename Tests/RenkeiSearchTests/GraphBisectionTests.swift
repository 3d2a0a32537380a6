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

    @Test("where the memory would not do, some of the bigrams are left out, evenly")
    func memory() throws {
        let folder = try TemporaryFolder()
        let documents = try BundledCorpus.documents()
        var writer = try IndexWriter(replacing: folder.path, schema: .projects)
        for document in documents { try writer.add(document) }
        try writer.commit()
        let name = try #require(try folder.segments().first)
        let segment = try SegmentReader(path: folder.path + "/" + name, schema: .projects)
        // The first is deleted.
        let numbers = (0..<UInt32(documents.count)).map {
            $0 == 0 ? SegmentMerger.Input.dropped : $0 - 1
        }
        func index(_ memoryLimit: Int) throws -> ForwardIndex {
            try ForwardIndex(
                [SegmentMerger.Input(segment: segment, numbers: numbers)],
                documentCount: documents.count - 1, memoryLimit: memoryLimit)
        }
        let whole = try index(512 << 20)
        #expect(whole.terms.count > 10_000 && whole.documentCount == documents.count - 1)
        // A list has a tenth of the documents at most, and each term is one of a document once.
        for document in 0..<whole.documentCount {
            let terms = whole.terms[
                Int(whole.starts[document])..<Int(whole.starts[document + 1])]
            #expect(terms.count == Set(terms).count)
        }
        let limit = whole.terms.count
        // An eighth of the memory, four bytes a term: a quarter of all of them.
        let part = try index(8 * limit)
        #expect((limit / 6...limit / 3).contains(part.terms.count))
        #expect(part.termCount < whole.termCount / 2 && part.termCount > 0)
        let order = GraphBisection.order(part)
        #expect(order.sorted() == (0..<UInt32(documents.count - 1)).map { $0 })
    }

    @Test("documents without terms stay where they can")
    func noTerms() {
        let order = GraphBisection.order(ForwardIndex([[UInt32]](repeating: [], count: 200)))
        #expect(order == (0..<200).map { $0 })
    }
}
