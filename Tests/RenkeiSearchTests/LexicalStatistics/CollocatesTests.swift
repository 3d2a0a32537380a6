import Testing
import TextAnalysis

@testable import RenkeiSearch

@Suite struct CollocatesTests {
    private static let schema = Schema(
        textFields: [Schema.TextField("title"), Schema.TextField("text")], keywordFields: ["area"])

    private static func document(
        _ id: String, _ title: String, _ text: String, area: String = "甲"
    ) -> Document {
        var document = Document(id: id)
        document["title"] = .text(title)
        document["text"] = .text(text)
        document["area"] = .keywords([area])
        return document
    }

    private static let all = CollocateOptions(
        limit: .max, minimum: 1, includesFunctionWords: true, matching: .substring)

    @Test("words are counted at each position, relative to the key")
    func places() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("a", "", "alpha beta key gamma, delta key beta"),
                Self.document("b", "key beta", "beta"),
            ], in: folder, schema: Self.schema)
        var options = Self.all
        options.window = 3
        options.order = .word
        let found = try searcher.collocates("key", options: options)
        #expect(found.keys == 3)
        #expect(found.documents == 2)
        #expect(found.corpusWords == 10)
        #expect(found.words.map(\.word) == ["alpha", "beta", "delta", "gamma", "key"])
        let beta = try #require(found.words.first { $0.word == "beta" })
        #expect(beta.before == [1, 0, 0])
        #expect(beta.after == [2, 0, 0])
        #expect((beta.left, beta.right, beta.total) == (1, 2, 3))
        #expect(beta.frequency == 4)
        #expect(beta.neighbourFrequency == 3)
        // alpha beta (gamma delta) key, of which gamma and delta are neighbours of both keys.
        let gamma = try #require(found.words.first { $0.word == "gamma" })
        #expect(gamma.before == [0, 1, 0])
        #expect(gamma.after == [1, 0, 0])
        #expect(gamma.neighbourFrequency == 1)
        let key = try #require(found.words.first { $0.word == "key" })
        #expect((key.before, key.after) == ([0, 0, 1], [0, 0, 1]))
        #expect(found.neighbourWords == 8)
        #expect(beta.dice == 2 * 3.0 / (3 + 4))
    }

    @Test("the rest of a word that the key is a part of is no neighbour")
    func parts() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [Self.document("a", "", "alpha firehouse beta")], in: folder, schema: Self.schema)
        let found = try searcher.collocates("\"reho\"", options: Self.all)
        #expect(Set(found.words.map(\.word)) == ["alpha", "beta"])
        #expect(found.words.allSatisfy { $0.before[0] + $0.after[0] == 1 })
    }

    @Test("particles and numbers keep their positions and are listed only on request")
    func functionWords() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [Self.document("a", "", "消防の訓練を3回する。サービスの消防。")], in: folder, schema: Self.schema)
        var options = Self.all
        options.includesFunctionWords = false
        let found = try searcher.collocates("消防", options: options)
        #expect(Set(found.words.map(\.word)) == ["訓練", "回", "サービス"])
        #expect(found.words.first { $0.word == "訓練" }?.after == [0, 1, 0, 0, 0])
        options.includesFunctionWords = true
        let words = try searcher.collocates("消防", options: options).words.map(\.word)
        #expect(Set(words).isSuperset(of: ["の", "を", "3"]))
    }

    @Test("the log-likelihood is that of scipy, with a sign")
    func logLikelihood() {
        // scipy.stats.chi2_contingency([[k, r - k], [c - k, n - r - c + k]],
        // lambda_="log-likelihood", correction=False), scipy 1.17.1
        for (k, r, c, n, expected) in [
            (12, 100, 30, 5000, 55.62231866779199), (6, 102, 6, 26021, 66.85892544717706),
            (0, 100, 50, 1000, -10.824007374215904), (5, 100, 50, 1000, 0),
            (30, 30, 30, 1000, 269.4843363595337),
        ] {
            let own = LogLikelihood.signed(both: k, row: r, column: c, total: n)
            #expect(abs(own - expected) <= 1e-9 * max(1, abs(expected)), "\(k) \(own)")
        }
    }

    @Test("filters choose the corpus, and the minimum, the limit and the order what is listed")
    func choices() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("a", "", "one key two two", area: "甲"),
                Self.document("b", "", "one key two three", area: "乙"),
            ], in: folder, schema: Self.schema)
        var options = Self.all
        options.search.filters = [KeywordFilter(field: "area", values: ["乙"])]
        let filtered = try searcher.collocates("key", options: options)
        #expect(filtered.corpusWords == 4)
        #expect(filtered.words.first { $0.word == "two" }?.frequency == 1)
        options.search.filters = []
        options.minimum = 2
        options.order = .total
        let some = try searcher.collocates("key", options: options)
        #expect(some.words.map(\.word) == ["two", "one"])
        #expect(some.words.map(\.total) == [3, 2])
        options.order = try #require(CollocateOrder(parsing: "L1"))
        options.limit = 1
        let first = try searcher.collocates("key", options: options)
        #expect(first.words.map(\.word) == ["one"])
        #expect(first.listable == 2)
        #expect(CollocateOrder(parsing: "L1,R1") == nil)
        #expect(CollocateOrder(parsing: "x") == nil)
        options.window = 21
        #expect(throws: SearchError.self) { try searcher.collocates("key", options: options) }
        #expect(throws: SearchError.self) { try searcher.collocates("area:甲") }
    }

    /// What a plain scan counts: for each word, L1…, R1…, and how often it is a neighbour at all.
    private static func scan(
        _ plain: PlainWords, _ pattern: [UInt32], window: Int
    ) -> (keys: Int, words: [String: (places: [Int], neighbours: Int)], neighbours: Int) {
        var (keys, neighbours) = (0, 0)
        var words: [String: (places: [Int], neighbours: Int)] = [:]
        for field in plain.fields {
            var seen: Set<Int> = []
            for key in PlainWords.places(pattern, in: field) {
                keys += 1
                let before = field.words.indices.filter {
                    field.words[$0].upperBound <= key.lowerBound
                }
                let after = field.words.indices.filter {
                    field.words[$0].lowerBound >= key.upperBound
                }
                for (place, index) in before.suffix(window).reversed().enumerated() {
                    words[field.folded[index], default: (Array(repeating: 0, count: 2 * window), 0)]
                        .places[place] += 1
                    seen.insert(index)
                }
                for (place, index) in after.prefix(window).enumerated() {
                    words[field.folded[index], default: (Array(repeating: 0, count: 2 * window), 0)]
                        .places[window + place] += 1
                    seen.insert(index)
                }
            }
            for index in seen { words[field.folded[index]]?.neighbours += 1 }
            neighbours += seen.count
        }
        return (keys, words, neighbours)
    }

    @Test(
        "the counts are those of a plain scan of the bundled corpus, with and without words in the index",
        arguments: [(1, true), (7, true), (50, true), (3, false)])
    func scan(segments: Int, indexesWords: Bool) async throws {
        let folder = try TemporaryFolder()
        let documents = try BundledCorpus.documents()
        var settings = AnalysisSettings.standard
        settings.indexesWords = indexesWords
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 2, schema: .projects,
            settings: settings)
        var plain = try PlainWords(documents, .projects)
        let corpus = plain.counts { _ in true }
        let total = corpus.values.reduce(0) { $0 + $1.occurrences }
        for (query, window) in [("連携", 5), ("の", 2), ("消防", 20), ("サービス", 1), ("携", 3)] {
            let pattern = plain.pattern(query)
            let expected = Self.scan(plain, pattern, window: window)
            var options = Self.all
            options.window = window
            let found = try searcher.collocates(.phrase(query), options: options)
            #expect(found.keys == expected.keys, "\(query)")
            #expect(found.neighbourWords == expected.neighbours, "\(query)")
            #expect(found.corpusWords == total)
            #expect(found.words.count == expected.words.count)
            for word in found.words {
                let folded = String(scalars: plain.pattern(word.word))
                let own = try #require(expected.words[folded], "\(word.word)")
                #expect(word.before + word.after == own.places, "\(word.word)")
                #expect(word.neighbourFrequency == own.neighbours, "\(word.word)")
                #expect(word.frequency == corpus[folded]?.occurrences, "\(word.word)")
            }
        }
    }

    @Test("a deadline that is over and a task that is cancelled end the count")
    func interruption() async throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [Self.document("a", "", "alpha key beta")], in: folder, schema: Self.schema)
        var search = SearchOptions()
        search.deadline = .now - .seconds(1)
        let runs: [(SearchOptions) throws -> Void] = [
            { _ = try searcher.collocates("key", options: CollocateOptions(search: $0)) },
            { _ = try searcher.cooccurrence("key", options: CooccurrenceOptions(search: $0)) },
            {
                _ = try searcher.distinctiveTerms(
                    "key", options: DistinctiveTermsOptions(search: $0))
            },
            { _ = try searcher.crossTable(rows: "area", by: "area", options: $0) },
        ]
        for run in runs {
            let error = #expect(throws: SearchError.self) { try run(search) }
            #expect(error?.code == .deadlineExceeded)
            search.deadline = .now + .seconds(3600)
            try run(search)
            search.deadline = .now - .seconds(1)
        }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try searcher.collocates("key")
        }
        task.cancel()
        let error = await #expect(throws: SearchError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }
}
