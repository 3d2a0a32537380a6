import RenkeiSearch
import Testing

@Suite("Comparison of two documents") struct ComparisonTests {
    private typealias Record = SimilarIndex.Record

    private static let records = [
        Record(id: "a", area: "x", text: "市立図書館の相互利用を進める。道路を直す。"),
        Record(id: "b", area: "y", text: "隣の町と図書館の相互利用に取り組む。図書館の温泉。"),
        Record(id: "c", area: "z", text: "観光"),
    ]

    private func marked(_ side: ComparisonSide) -> [String] {
        side.texts.flatMap(\.passage.pieces).filter(\.isHighlighted).map(\.text)
    }

    @Test("phrases of both are listed and marked, phrases of one are listed for it")
    func phrases() async throws {
        let index = try await SimilarIndex(Self.records)
        let comparison = try #require(try index.searcher.compare(id: "a", with: "b"))
        #expect(comparison.shared.map(\.text) == ["図書館の相互利用"])
        #expect(marked(comparison.left) == ["図書館の相互利用"])
        // The words of a shared phrase are marked by themselves too.
        #expect(marked(comparison.right) == ["図書館の相互利用", "図書館"])
        let left = comparison.left.distinct.map(\.text)
        let right = comparison.right.distinct.map(\.text)
        #expect(left.contains("道路"))
        #expect(right.contains("温泉"))
        #expect(!(left + right).contains { $0.contains("図書館") || $0.contains("相互") })
        #expect(comparison.left.document.id == "a")
        #expect(comparison.left.texts.map(\.name) == ["title", "description"])
        #expect(comparison.left.texts[1].passage.text == Self.records[0].text)
    }

    @Test("the similarity is that of a search, and the same from both sides")
    func similarity() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(40))
        let results = try #require(try index.searcher.similar(toID: "r3"))
        #expect(!results.hits.isEmpty)
        for hit in results.hits {
            let there = try #require(try index.searcher.compare(id: "r3", with: hit.id))
            let back = try #require(try index.searcher.compare(id: hit.id, with: "r3"))
            #expect(abs(there.similarity - hit.score) < 1e-6)
            #expect(abs(there.similarity - back.similarity) < 1e-6)
            #expect(there.left.distinct == back.right.distinct)
            for side in [there.left, there.right] {
                let weights = side.distinct.map(\.weight)
                #expect(weights == weights.sorted(by: >))
                #expect(weights.reduce(0, +) <= 1 + 1e-9)
            }
        }
    }

    @Test("a document shares everything with itself")
    func itself() async throws {
        let index = try await SimilarIndex(Self.records)
        let comparison = try #require(try index.searcher.compare(id: "a", with: "a"))
        #expect(comparison.similarity == 1)
        #expect(comparison.left.distinct.isEmpty)
        #expect(comparison.right.distinct.isEmpty)
    }

    @Test("documents with nothing in common share nothing")
    func nothing() async throws {
        let index = try await SimilarIndex(Self.records)
        let comparison = try #require(try index.searcher.compare(id: "a", with: "c"))
        #expect(comparison.similarity == 0)
        #expect(comparison.shared.isEmpty)
        #expect(marked(comparison.left).isEmpty)
        #expect(comparison.right.distinct.map(\.text) == ["観光"])
    }

    @Test("synonyms are shared, marked on both sides and not listed as a difference")
    func synonyms() async throws {
        let index = try await SimilarIndex(
            [
                Record(id: "a", area: "x", text: "火葬場を建てる"),
                Record(id: "b", area: "y", text: "斎場の利用料"),
                Record(id: "c", area: "z", text: "道路の整備"),
            ], synonyms: "火葬場, 斎場")
        let comparison = try #require(try index.searcher.compare(id: "a", with: "b"))
        #expect(comparison.shared.map(\.text) == ["斎場"])
        #expect(comparison.shared.map(\.synonymOf) == ["火葬場"])
        #expect(marked(comparison.left) == ["火葬場"])
        #expect(marked(comparison.right) == ["斎場"])
        #expect(!comparison.left.distinct.contains { $0.text.contains("火葬場") })
        #expect(!comparison.right.distinct.contains { $0.text.contains("斎場") })
    }

    @Test("lists are no longer than asked for; unknown documents are nil")
    func limits() async throws {
        let index = try await SimilarIndex(Self.records)
        let none = try #require(
            try index.searcher.compare(id: "a", with: "b", options: ComparisonOptions(limit: 0)))
        #expect(none.shared.isEmpty && none.left.distinct.isEmpty)
        #expect(none.similarity > 0)
        let one = try #require(
            try index.searcher.compare(id: "a", with: "b", options: ComparisonOptions(limit: 1)))
        #expect(one.left.distinct.count == 1)
        for pair in [("a", "nobody"), ("nobody", "a")] {
            let unknown = try index.searcher.compare(id: pair.0, with: pair.1)
            #expect(unknown == nil)
        }
        #expect(throws: SearchError.self) {
            try index.searcher.compare(id: "a", with: "b", options: ComparisonOptions(limit: -1))
        }
    }
}
