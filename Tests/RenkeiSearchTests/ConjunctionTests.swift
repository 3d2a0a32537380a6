import TextAnalysis
import Testing

@testable import RenkeiSearch

@Suite struct ConjunctionTests {
    @Test("the total counts the documents that contain every word, or else any of them")
    func totals() async throws {
        let documents = try BundledCorpus.documents()
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 4, threads: 2)
        let naive = NaiveTexts(documents, searcher.schema)
        let wholeWords = try Self.wholeWords(of: documents, searcher.schema)
        let originals = documents.map { $0.text("description") }.filter { !$0.isEmpty }
        var random = TestRandom(stream: 11)
        var (all, some) = (0, 0)
        for _ in 0..<TestRandom.iterations(600) {
            let text = random.one(of: originals)
            let other = random.below(4) == 0 ? random.one(of: originals) : text
            let query =
                random.substring(of: text, atMost: 6) + " " + random.substring(of: other, atMost: 6)
            guard !query.contains(where: { "\"＂“”".contains($0) }),
                !query.allSatisfy(\.isWhitespace)
            else { continue }
            let results = try searcher.search(
                query, options: SearchOptions(limit: 20, includesOtherForms: false))
            let words = results.plan.words
            // Words of Latin letters, and single letters among others, are matched whole.
            guard words.count > 1, !words.contains(where: { $0.isSpaced || $0.pattern.count == 1 })
            else { continue }
            let found = words.map { naive.documents(with: $0.pattern) }
            let together = found.dropFirst().reduce(found[0]) { $0.intersection($1) }
            // Where only some words are found, those that the index knows stand by themselves.
            let any = zip(words, found).reduce(together) {
                $0.union(wholeWords[$1.0.pattern] ?? $1.1)
            }
            let comment: Comment = "\(query), seed \(TestRandom.seed)"
            #expect(results.isFallback == together.isEmpty, comment)
            #expect(results.total == (together.isEmpty ? any.count : together.count), comment)
            for hit in results.hits {
                #expect(hit.hasAllWords == together.contains(hit.id), comment)
                #expect(any.contains(hit.id), comment)
            }
            if together.isEmpty { some += 1 } else { all += 1 }
            #expect(results.hits.count == min(20, any.count), comment)
        }
        #expect(all > TestRandom.iterations(600) / 30)
        #expect(some > 0)
    }

    @Test("a word's document frequency counts the documents in which it is a word by itself")
    func wordFrequencies() throws {
        let documents = Array(try BundledCorpus.documents().prefix(150))
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder)
        let frequencies = try Self.wholeWords(of: documents, searcher.schema)
        for query in ["図書館", "観光", "京都", "市", "MICE", "連携 推進", "スポーツ", "人口"] {
            let results = try searcher.search(query)
            for (word, report) in zip(results.plan.words, results.words) {
                let expected = frequencies[word.pattern]?.count ?? 0
                #expect(report.documentFrequency == expected, "\(report.word)")
            }
        }
    }

    /// For each word as the dictionary cuts it, the documents in which it stands by itself.
    private static func wholeWords(
        of documents: [Document], _ schema: Schema
    ) throws -> [[UInt32]: Set<String>] {
        let segmenter = try WordSegmenter()
        var normalizer = TextNormalizer()
        var found: [[UInt32]: Set<String>] = [:]
        for document in documents {
            for field in schema.textFields {
                let text = normalizer.normalize(document.text(field.name))
                var starts: [Bool] = []
                segmenter.segment(text.base, into: &starts)
                let cuts = starts.indices.filter { starts[$0] } + [text.count]
                for (start, end) in zip(cuts, cuts.dropFirst()) {
                    found[Array(text.folded[start..<end]), default: []].insert(document.id)
                }
            }
        }
        return found
    }
}
