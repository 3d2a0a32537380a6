import Testing

@testable import RenkeiSearch

@Suite struct ScoringTests {
    @Test(
        "the inverse document frequency is ln(1 + (N − n + 0.5) / (n + 0.5))",
        arguments: [
            // 1 + 9.5 / 1.5 = 7.333…
            (1, 10, 1.992430164690206),
            // 1 + 5.5 / 5.5 = 2
            (5, 10, 0.6931471805599453),
            // 1 + 0.5 / 10.5 = 1.047619…
            (10, 10, 0.04652001563489291),
            // 1 + 1.5 / 0.5 = 4
            (0, 1, 1.3862943611198906),
        ])
    func idf(documentFrequency: Int, documentCount: Int, expected: Double) {
        let idf = BM25Parameters.idf(
            documentFrequency: documentFrequency, documentCount: documentCount)
        #expect(abs(idf - expected) < 1e-12)
    }

    @Test("a rarer term has a greater inverse document frequency, and none is negative")
    func idfOrder() {
        let values = (0...100).map {
            BM25Parameters.idf(documentFrequency: $0, documentCount: 100)
        }
        #expect(values == values.sorted(by: >))
        #expect(values.allSatisfy { $0 > 0 })
    }

    @Test("the length part is k1 (1 − b + b · length / average)")
    func lengthTable() {
        let table = BM25Parameters(k1: 2, b: 0.5).lengthTable(averageLength: 10)
        #expect(table.count == 256)
        #expect(table[0] == 1)
        #expect(table[5] == 1.5)
        #expect(table[10] == 2)
        #expect(table[15] == 2.5)
        // Norm 32 is the first whose lengths differ: 32 and 33, so 32.5 stands for both.
        #expect(table[32] == 4.25)
        #expect(table == table.sorted())
    }

    @Test("without length, and in an index without text, all documents are alike")
    func flatLengths() {
        let flat = BM25Parameters(k1: 2, b: 0).lengthTable(averageLength: 10)
        #expect(flat.allSatisfy { $0 == 2 })
        let empty = BM25Parameters(k1: 2, b: 0.5).lengthTable(averageLength: 0)
        #expect(empty.allSatisfy { $0 == 2 })
    }

    @Test("an occurrence counts as much as its field weighs")
    func twoFields() {
        let weights = FieldWeights([3, 1])
        #expect(weights.weighted(4) == 4)
        // With two fields, the rank of a split is the number of occurrences in the first.
        #expect(weights.weighted(4, split: 1) == 6)
        #expect(weights.weighted(4, split: 4) == 12)
        #expect(weights.weighted(63, split: 63) == 189)
    }

    @Test("three fields weigh each by itself")
    func threeFields() {
        let weights = FieldWeights([5, 3, 2])
        #expect(weights.weighted(2) == 4)
        // Ranks of (first, second): 1 is (1, 0), 2 is (0, 1); 3 to 5 are (2, 0), (1, 1), (0, 2).
        #expect(weights.weighted(1, split: 1) == 5)
        #expect(weights.weighted(1, split: 2) == 3)
        #expect(weights.weighted(3, split: 3) == 12)
        #expect(weights.weighted(3, split: 4) == 10)
        #expect(weights.weighted(3, split: 5) == 8)
    }

    @Test("a schema of one field weighs all occurrences alike")
    func oneField() {
        let weights = FieldWeights([2.5])
        #expect(weights.weighted(4) == 10)
        #expect(weights.weighted(4, split: 0) == 10)
    }

    @Test("more occurrences, a heavier field and a shorter text each raise a score")
    func behaviour() throws {
        func document(_ id: String, _ title: String, _ text: String) -> Document {
            var document = Document(id: id)
            document["title"] = .text(title)
            document["description"] = .text(text)
            return document
        }
        let filler = "公共の施設を使う。"
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                document("once", "施設", filler + "水道" + filler),
                document("twice", "施設", filler + "水道と水道" + "公共の施設を"),
                document("title", "水道", filler + "公共" + filler),
                document("long", "施設", filler + "水道" + String(repeating: filler, count: 9)),
                document("none", "施設", filler),
            ], in: folder)
        let hits = try searcher.search("水道").hits
        #expect(Set(hits.map(\.id)) == ["once", "twice", "title", "long"])
        func rank(_ id: String) -> Int { hits.firstIndex { $0.id == id } ?? .max }
        #expect(rank("twice") < rank("once"))
        #expect(rank("title") < rank("once"))
        #expect(rank("once") < rank("long"))
    }
}
