import Testing

@testable import RenkeiSearch

@Suite struct CooccurrenceTests {
    @Test("pairs are those that share the greatest part of the documents with either word")
    func jaccard() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                "key alpha beta", "key alpha beta gamma", "key alpha gamma gamma", "key delta",
                "alpha delta", "alpha delta",
            ], in: folder)
        var options = CooccurrenceOptions(minimum: 1)
        let found = try searcher.cooccurrence("key", options: options)
        #expect(found.documents == 4)
        #expect(found.candidates == 4)
        // delta shares no document of the query with another word.
        #expect(found.words.map(\.word) == ["alpha", "beta", "gamma"])
        #expect(found.words.map(\.documents) == [3, 2, 2])
        #expect(
            found.edges.map { [$0.first, $0.second, $0.shared] } == [
                [0, 1, 2], [0, 2, 2], [1, 2, 1],
            ])
        let coefficients: [Double] = [2.0 / 3, 2.0 / 3, 1.0 / 3]
        #expect(found.edges.map(\.jaccard) == coefficients)
        options.edges = 1
        let one = try searcher.cooccurrence("key", options: options)
        #expect(one.words.map(\.word) == ["alpha", "beta"])
        options.edges = 60
        options.minimum = 3
        #expect(try searcher.cooccurrence("key", options: options).edges.isEmpty)
        options.minimum = 1
        options.words = 2
        #expect(try searcher.cooccurrence("key", options: options).words.count == 2)
        options.words = 100
        options.includesAllWords = true
        let all = try searcher.cooccurrence("key", options: options)
        #expect(all.words.first == Cooccurrence.Word(word: "key", documents: 4))
        #expect(all.edges.first?.jaccard == 0.75)
        options.words = 1
        #expect(throws: SearchError.self) { try searcher.cooccurrence("key", options: options) }
    }

    @Test(
        "the network is that of a plain count over the bundled corpus",
        arguments: [(1, true), (7, true), (3, false)])
    func scan(segments: Int, indexesWords: Bool) async throws {
        let folder = try TemporaryFolder()
        let documents = try BundledCorpus.documents()
        var settings = AnalysisSettings.standard
        settings.indexesWords = indexesWords
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 2, settings: settings)
        var plain = try PlainWords(documents, .projects)
        for query in ["消防", "医療", "観光"] {
            let hits = plain.documents(with: query)
            let counts = plain.counts { hits.contains($0) }
            let own = Set(try PlainWords([Self.document(query)], TestIndex.plain).fields[0].folded)
            let chosen = counts.filter {
                $0.value.documents.count >= 3 && $0.value.documents.count < hits.count
                    && !own.contains($0.key)
                    && ContentWords.contains($0.key)
            }.sorted {
                $0.value.documents.count == $1.value.documents.count
                    ? Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8))
                    : $0.value.documents.count > $1.value.documents.count
            }.prefix(100)
            var pairs: [(words: [String], shared: Int, jaccard: Double)] = []
            for (index, first) in chosen.enumerated() {
                for second in chosen.dropFirst(index + 1) {
                    let shared = first.value.documents.intersection(second.value.documents).count
                    let either = first.value.documents.union(second.value.documents).count
                    if shared > 0 {
                        pairs.append(
                            ([first.key, second.key], shared, Double(shared) / Double(either)))
                    }
                }
            }
            let best = pairs.enumerated().sorted {
                let (left, right) = ($0.element, $1.element)
                if left.jaccard != right.jaccard { return left.jaccard > right.jaccard }
                return left.shared == right.shared
                    ? $0.offset < $1.offset : left.shared > right.shared
            }.prefix(60).map(\.element)
            let written = plain.written { hits.contains($0) }
            let found = try searcher.cooccurrence(.phrase(query))
            #expect(found.documents == hits.count)
            #expect(found.candidates >= chosen.count)
            #expect(found.edges.count == best.count)
            for (edge, expected) in zip(found.edges, best) {
                #expect(
                    [found.words[edge.first].word, found.words[edge.second].word]
                        == expected.words.map { written[$0] })
                #expect((edge.shared, edge.jaccard) == (expected.shared, expected.jaccard))
            }
        }
    }

    private static func document(_ text: String) -> Document { TestIndex.document("q", text) }
}
