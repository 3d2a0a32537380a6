import Testing
import TextAnalysis

@testable import RenkeiSearch

@Suite struct DistinctiveTermsTests {
    @Test("log-odds and z are those of the formula in numpy")
    func logOdds() {
        // a = a0 * (y1 + y2) / (n1 + n2)
        // d = np.log((y1 + a) / (n1 + a0 - y1 - a)) - np.log((y2 + a) / (n2 + a0 - y2 - a))
        // z = d / np.sqrt(1 / (y1 + a) + 1 / (y2 + a))
        for (y1, n1, y2, n2, prior, delta, z) in [
            (7, 348, 6, 25673, 500.0, 3.586374674813711, 6.57039114434136),
            (0, 348, 26, 25673, 500, -0.5419047351858319, -0.37946949536508984),
            (40, 1000, 400, 10000, 500, 0, 0),
            (3, 10, 1, 12, 1, 1.4035858582299512, 1.3029499120785282),
        ] {
            let own = LogOdds(words: n1, otherWords: n2, prior: prior).ratio(y1, y2)
            #expect(abs(own.delta - delta) < 1e-12)
            #expect(abs(own.z - z) < 1e-12)
        }
        #expect(LogOdds(words: 3, otherWords: 4, prior: 1).ratio(3, 4) == (0, 0))
    }

    @Test("the words of a query mark its documents, and those of another the others")
    func sides() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                "red apple apple pear", "red apple plum", "blue pear pear", "blue plum",
                "red blue grape", "green apple",
            ], in: folder)
        var options = DistinctiveTermsOptions(minimum: 1, prior: 1)
        let found = try searcher.distinctiveTerms("red", against: "blue", options: options)
        #expect((found.documents, found.otherDocuments, found.inBoth) == (2, 2, 1))
        #expect((found.words, found.otherWords) == (7, 5))
        #expect(found.terms.map(\.word) == ["apple", "plum", "pear"])
        #expect(found.terms.map(\.count) == [3, 1, 1])
        #expect(found.terms.map(\.otherCount) == [0, 1, 2])
        #expect(found.terms.map(\.documents) == [2, 1, 1])
        #expect(found.terms.map(\.otherDocuments) == [0, 1, 1])
        #expect(found.terms[0].logOdds > 0 && found.terms[2].logOdds < 0)
        let rest = try searcher.distinctiveTerms("red", options: options)
        #expect((rest.documents, rest.otherDocuments, rest.inBoth) == (3, 3, 0))
        options.includesAllWords = true
        #expect(try searcher.distinctiveTerms("red", options: options).terms.first?.word == "red")
        options.limit = 2
        let two = try searcher.distinctiveTerms("red", options: options)
        #expect(two.terms.count == 2)
        #expect(two.listable == 7)
        options.prior = 0
        #expect(throws: SearchError.self) { try searcher.distinctiveTerms("red", options: options) }
    }

    @Test(
        "the counts are those of a plain count over the bundled corpus",
        arguments: [(1, true), (7, true), (3, false)])
    func scan(segments: Int, indexesWords: Bool) async throws {
        let folder = try TemporaryFolder()
        let documents = try BundledCorpus.documents()
        var settings = AnalysisSettings.standard
        settings.indexesWords = indexesWords
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 2, settings: settings)
        var plain = try PlainWords(documents, .projects)
        let hits = plain.documents(with: "医療")
        let first = plain.counts { hits.contains($0) }
        let second = plain.counts { !hits.contains($0) }
        let written = plain.written { _ in true }
        let options = DistinctiveTermsOptions(limit: .max, includesAllWords: true)
        let found = try searcher.distinctiveTerms(.phrase("医療"), against: nil, options: options)
        #expect(found.documents == hits.count)
        #expect(found.words == first.values.reduce(0) { $0 + $1.occurrences })
        #expect(found.otherWords == second.values.reduce(0) { $0 + $1.occurrences })
        #expect(found.terms.count > 1000)
        #expect(zip(found.terms, found.terms.dropFirst()).allSatisfy { $0.z >= $1.z })
        for term in found.terms {
            let folded = String(scalars: plain.pattern(term.word))
            #expect(written[folded] == term.word)
            #expect(term.count == first[folded]?.occurrences ?? 0, "\(term.word)")
            #expect(term.otherCount == second[folded]?.occurrences ?? 0, "\(term.word)")
            #expect(term.documents == first[folded]?.documents.count ?? 0, "\(term.word)")
            #expect(term.otherDocuments == second[folded]?.documents.count ?? 0, "\(term.word)")
        }
    }

    @Test("deleted documents do not count")
    func deletions() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["red apple", "red pear pear", "blue apple"], in: folder)
        var writer = try IndexWriter(opening: folder.path)
        _ = try writer.delete(["1"])
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        let options = DistinctiveTermsOptions(minimum: 1, includesAllWords: true)
        let found = try searcher.distinctiveTerms("red", options: options)
        #expect((found.documents, found.words, found.otherWords) == (1, 2, 2))
        #expect(!found.terms.map(\.word).contains("pear"))
        let network = try searcher.cooccurrence(
            "apple", options: CooccurrenceOptions(minimum: 1, includesAllWords: true))
        #expect(network.documents == 2)
        #expect(network.words.map(\.word) == ["apple", "blue", "red"])
    }
}
