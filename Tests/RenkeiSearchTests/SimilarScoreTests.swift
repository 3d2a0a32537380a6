import Foundation
import RenkeiSearch
import Testing

@Suite("Scores of similar documents") struct SimilarScoreTests {
    typealias Record = SimilarIndex.Record

    /// Everything may be a hit.
    static let open = {
        var options = SimilarOptions(limit: 100, includesOwnArea: true, excludesItself: false)
        options.liftsNeighbours = false
        return options
    }()

    private func score(
        _ id: String, for query: String, in index: SimilarIndex
    ) throws -> Double? {
        try #require(try index.searcher.similar(toID: query, options: Self.open))
            .hits.first { $0.id == id }?.score
    }

    @Test("two texts that share one of two words have the cosine that a hand works out")
    func handWorked() async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", text: "alpha beta"),
            Record(id: "b", area: "y", text: "alpha gamma"),
            Record(id: "c", area: "z", text: "delta"),
        ])
        // alpha is in two of three documents, beta and gamma in one.
        let alpha = log(1 + 1.5 / 2.5)
        // What a single document has counts half.
        let beta = log(1 + 2.5 / 1.5) / 2
        let expected = alpha * alpha / (alpha * alpha + beta * beta)
        let found = try #require(try score("b", for: "a", in: index))
        #expect(abs(found - expected) < 1e-6)
        #expect(try score("c", for: "a", in: index) == nil)
    }

    @Test("a word that occurs three times counts 1 + ln 3 times as much, in any field")
    func dampedCounts() async throws {
        let index = try await SimilarIndex([
            Record(id: "a", area: "x", title: "alpha", text: "alpha alpha beta"),
            Record(id: "b", area: "y", text: "alpha beta"),
            Record(id: "c", area: "z", text: "gamma"),
        ])
        // Both words are equally rare, so that their idf cancels out.
        let three = 1 + log(3.0)
        let expected = (three + 1) / ((three * three + 1) * 2).squareRoot()
        let found = try #require(try score("b", for: "a", in: index))
        #expect(abs(found - expected) < 1e-6)
    }

    @Test("a synonym counts four tenths of a word")
    func synonymWeight() async throws {
        let index = try await SimilarIndex(
            [
                Record(id: "a", area: "x", text: "alpha"),
                Record(id: "b", area: "y", text: "beta"),
                Record(id: "c", area: "z", text: "gamma"),
            ], synonyms: "alpha, beta")
        // Vectors (1, 0.4) and (0.4, 1) of equally rare words.
        let found = try #require(try score("b", for: "a", in: index))
        #expect(abs(found - 0.8 / 1.16) < 1e-6)
        var options = Self.open
        options.synonyms = Synonyms.none
        let without = try #require(try index.searcher.similar(toID: "a", options: options))
        #expect(without.hits.map(\.id) == ["a"])
    }

    @Test("documents that are like the closest ones are lifted, and keep what they have")
    func lift() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(40))
        var lifting = Self.open
        lifting.liftsNeighbours = true
        var lifted = 0
        for number in 0..<10 {
            let plain = try #require(
                try index.searcher.similar(toID: "r\(number)", options: Self.open))
            let results = try #require(
                try index.searcher.similar(toID: "r\(number)", options: lifting))
            #expect(results.closest == plain.closest)
            let scores = Dictionary(uniqueKeysWithValues: plain.hits.map { ($0.id, $0.score) })
            for hit in results.hits {
                let own = try #require(scores[hit.id])
                #expect(own <= hit.score && hit.score <= 1)
                if hit.score > own { lifted += 1 }
            }
        }
        #expect(lifted > 0)
    }

    @Test("where nothing is close, the results say so")
    func floor() async throws {
        let index = try await SimilarIndex(
            [
                Record(id: "a", area: "x", text: "図書館の相互利用を進める。"),
                Record(id: "b", area: "y", text: "図書館の相互利用の協定を結ぶ。"),
                Record(id: "c", area: "z", text: "下水道の老朽化した管を、地震に備えて調査し、順に取り替える。"),
            ])
        var options = SimilarOptions()
        let close = try #require(try index.searcher.similar(toID: "a", options: options))
        #expect(close.hasCloseHits && close.hits.first?.id == "b")
        options.limit = 1
        let far = try #require(try index.searcher.similar(toID: "c", options: options))
        #expect(!far.hasCloseHits && far.closest < 0.14)
    }

    @Test("a document is as similar as 1 to itself and comes first")
    func itself() async throws {
        let index = try await SimilarIndex(SimilarIndex.records(40))
        for number in 0..<40 {
            let results = try #require(
                try index.searcher.similar(toID: "r\(number)", options: Self.open))
            #expect(results.hits.first?.score == 1)
            #expect(results.hits.first?.id == "r\(number)")
            #expect(results.hits.allSatisfy { (0...1).contains($0.score) })
        }
    }

    @Test("similarity is the same from both sides")
    func symmetry() async throws {
        let index = try await SimilarIndex(
            SimilarIndex.records(24), synonyms: "路線バス, 公共交通\n保育, 子育て, 研修")
        var scores: [String: Double] = [:]
        for number in 0..<24 {
            let results = try #require(
                try index.searcher.similar(toID: "r\(number)", options: Self.open))
            for hit in results.hits { scores["r\(number) \(hit.id)"] = hit.score }
        }
        for (pair, score) in scores {
            let ids = pair.split(separator: " ")
            // A document that shares only the most frequent terms may not be met from one side.
            guard let other = scores["\(ids[1]) \(ids[0])"] else {
                #expect(score <= 0.02.squareRoot())
                continue
            }
            #expect(abs(score - other) < 1e-12)
        }
    }

    @Test("a text of a document finds what the document itself finds")
    func textOfDocument() async throws {
        let index = try await SimilarIndex(
            (0..<20).map { number in
                let record = SimilarIndex.records(20)[number]
                return Record(id: record.id, area: record.area, text: record.text)
            })
        let text = SimilarIndex.records(20)[7].text
        let byText = try index.searcher.similar(toText: text, options: Self.open)
        let byID = try #require(try index.searcher.similar(toID: "r7", options: Self.open))
        // Of a text from outside, a term that a single document has counts in full.
        #expect(Set(byText.hits.map(\.id)) == Set(byID.hits.map(\.id)))
        #expect(byText.hits.first?.score == 1)
    }

    @Test("the answer is the same for any number of segments", arguments: [3, 60])
    func segments(count: Int) async throws {
        let records = SimilarIndex.records(60)
        let one = try await SimilarIndex(records, synonyms: "保育, 子育て")
        let many = try await SimilarIndex(records, synonyms: "保育, 子育て", segments: count)
        #expect(many.searcher.statistics.segments == count)
        for number in stride(from: 0, to: 60, by: 7) {
            for options in [SimilarOptions(), SimilarOptions(perArea: 1, diversification: 0.6)] {
                let first = try #require(
                    try one.searcher.similar(toID: "r\(number)", options: options))
                let second = try #require(
                    try many.searcher.similar(toID: "r\(number)", options: options))
                #expect(first.hits == second.hits)
            }
        }
    }

    @Test("an index without words compares bigrams")
    func withoutWords() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("similar-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings = AnalysisSettings.standard
        settings.indexesWords = false
        var writer = try IndexWriter(
            replacing: folder, schema: SimilarIndex.schema, settings: settings)
        for (id, text) in [("a", "図書館の相互利用"), ("b", "図書館を建てる"), ("c", "道路")] {
            var document = Document(id: id)
            document["description"] = .text(text)
            try writer.add(document)
        }
        try writer.commit()
        let searcher = try Searcher(folder: folder)
        let results = try #require(try searcher.similar(toID: "a"))
        #expect(results.hits.map(\.id) == ["b"])
        #expect(results.hits[0].reasons.map(\.text) == ["図書館"])
    }
}
