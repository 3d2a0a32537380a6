import RenkeiSearch
import Testing

/// Ordinary search beside a search that scores every document.
@Suite struct OracleTests {
    private static let words = [
        "図書館", "利用", "橋", "観光", "振興", "港湾", "温泉", "道路", "整備", "共同", "連携", "書館", "光振",
    ]
    private static let links = ["の", "と", "を", "、", "。", "に関する"]

    /// A document of a few words, most of them often, so that scores tie and tiers differ.
    private static func document(_ number: Int, _ random: inout TestRandom) -> Document {
        func text(_ count: Int) -> String {
            (0..<count).map { _ in
                let word = words[min(random.below(words.count), random.below(words.count))]
                return word + (random.below(3) == 0 ? "" : random.one(of: links))
            }.joined()
        }
        var document = Document(id: "d\(number)")
        document["title"] = .text(text(random.below(3)))
        let description = text(1 + random.below(random.below(8) == 0 ? 60 : 9))
        // Rare here, and the first of them common at large: its share in general texts counts.
        document["description"] = .text(
            number % 450 == 7 ? description + "、一緒、灯台。" : description)
        document["area"] = .keywords(["県\(random.below(4))"])
        if random.below(5) > 0 { document["start_year"] = .integer(2000 + Int64(random.below(20))) }
        return document
    }

    private static func query(_ number: Int, _ random: inout TestRandom) -> String {
        let (a, b, c) = (
            random.one(of: words), random.one(of: words), random.one(of: words)
        )
        return switch number % 12 {
        case 0: a
        case 1: "\(a) \(b)"
        case 2: "\(a) \(b) \(c)"
        case 3: "\(a) OR \(b)"
        case 4: "\"\(a)\""
        case 5: "\"\(a)\(random.one(of: links))\(b)\""
        case 6: "\(a)\(random.one(of: links))\(b)\(c)"
        case 7: "\(a) -\(b)"
        case 8: "+\(a) \(b) \(c)"
        case 9: "(\(a) OR \"\(b)\") \(c)"
        case 10: "一緒 灯台"
        default: "\(a)\(b) 存在しない"
        }
    }

    private static func options(_ random: inout TestRandom) -> SearchOptions {
        var options = SearchOptions(limit: [1, 10, 10, 10, 70][random.below(5)])
        options.includesOtherForms = false
        // What the tables of words add has tests of its own.
        options.excludedForms = [.compoundPart]
        options.includesRelatedWords = false
        options.offset = random.below(4) == 0 ? random.below(30) : 0
        if random.below(5) == 0 {
            options.filters = [KeywordFilter(field: "area", values: ["県1", "県3"])]
        }
        if random.below(6) == 0 {
            options.ranges = [
                IntegerFilter(
                    field: "start_year", ranges: [IntegerRange(lowest: 2005, highest: 2012)])
            ]
        }
        if random.below(6) == 0 {
            options.sort = .integer(field: "start_year", isDescending: random.below(2) == 0)
        }
        options.includesPartialMatches = random.below(6) > 0
        options.includesSomeWords = true
        return options
    }

    @Test(
        "ordinary search equals a search that scores every document, to the last bit",
        arguments: [
            (count: 300, segments: 1, deleted: 0, isReordered: false),
            (count: 300, segments: 7, deleted: 40, isReordered: false),
            (count: 9000, segments: 1, deleted: 0, isReordered: false),
            (count: 9000, segments: 1, deleted: 300, isReordered: true),
        ])
    func everyDocument(
        _ corpus: (count: Int, segments: Int, deleted: Int, isReordered: Bool)
    ) async throws {
        var random = TestRandom(stream: UInt64(corpus.count + corpus.segments + corpus.deleted))
        var documents = (0..<corpus.count).map { Self.document($0, &random) }
        let folder = try TemporaryFolder()
        _ = try await TestIndex.build(
            documents, in: folder, segments: corpus.segments, threads: 2)
        if corpus.deleted > 0 || corpus.isReordered {
            var writer = try IndexWriter(opening: folder.path)
            writer.mergePolicy = .none
            if corpus.isReordered { try writer.merge(order: .similar) }
            for _ in 0..<corpus.deleted {
                let document = documents.remove(at: random.below(documents.count))
                _ = try writer.delete([document.id])
            }
            try writer.commit()
        }
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == documents.count)
        var exhaustive = try ExhaustiveSearch(documents, searcher)
        var found = 0
        for number in 0..<TestRandom.iterations(corpus.count > 1000 ? 22 : 88) {
            let query = Self.query(number, &random)
            var options = Self.options(&random)
            let comment: Comment = "\(query) \(options), seed \(TestRandom.seed)"
            let expected = try exhaustive.answer(query, options)
            for total in [TotalCount.exact, .none] {
                options.total = total
                let results = try searcher.search(query, options: options)
                let hits = results.hits.map {
                    ExhaustiveSearch.Expected(
                        id: $0.id, score: $0.score, isPartial: $0.isPartial,
                        hasAllWords: $0.hasAllWords)
                }
                #expect(hits == expected.hits, comment)
                #expect(results.isFallback == expected.isFallback, comment)
                if results.totalRelation == .exact {
                    #expect(results.total == expected.total, comment)
                } else {
                    #expect(results.total <= expected.total, comment)
                }
                found += hits.count
            }
        }
        #expect(found > 300)
    }
}
