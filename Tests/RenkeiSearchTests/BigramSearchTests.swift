import IndexCodec
import Testing

@testable import RenkeiSearch

/// Queries of bigrams against a scan of all texts.
@Suite struct BigramSearchTests {
    private static let alphabet = Array("図書館市町連携病児保育橋のをにはカア。")
    private static let schema = Schema(
        textFields: [Schema.TextField("title", weight: 3), Schema.TextField("text")])

    /// Texts in which few letters are frequent and most are rare, and lengths differ.
    private static func documents(_ count: Int, _ random: inout TestRandom) -> [Document] {
        (0..<count).map { number in
            func text(_ length: Int) -> String {
                String(
                    (0..<length).map { _ in
                        alphabet[min(random.below(alphabet.count), random.below(alphabet.count))]
                    })
            }
            var document = Document(id: "d\(number)")
            if random.below(3) > 0 { document["title"] = .text(text(random.below(8) + 1)) }
            document["text"] = .text(text(random.below(random.below(10) == 0 ? 200 : 40) + 2))
            return document
        }
    }

    @Test("the best documents are those of a scan, with its scores", arguments: [1, 4])
    func scan(segments: Int) async throws {
        var random = TestRandom(stream: 71)
        let documents = BigramSearchTests.documents(3000, &random)
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 1,
            schema: BigramSearchTests.schema)
        let scan = BigramScan(documents)
        let text = documents.map { $0.text("text") }.joined()
        for _ in 0..<TestRandom.iterations(12) {
            let words = (0..<random.below(3) + 1).map { _ in
                var word = random.substring(of: text, atMost: 4)
                while word.count < 2 { word = random.substring(of: text, atMost: 4) }
                return word
            }
            let distinct = words.reduce(into: [String]()) {
                if !$0.contains($1) { $0.append($1) }
            }
            let scores = distinct.map { scan.scores($0) }
            let comment = Comment(rawValue: distinct.joined(separator: " "))
            let every = documents.indices.map { document in
                scores.reduce(0 as Double?) { sum, part in
                    sum.flatMap { sum in part[document].map { sum + $0 } }
                }
            }
            try BigramScan.check(searcher, .all(words), every, comment)
            let some = documents.indices.map { document in
                let parts = scores.compactMap { $0[document] }
                return parts.isEmpty ? nil : parts.reduce(0, +)
            }
            try BigramScan.check(searcher, .any(words), some, comment)
        }
    }

    @Test("the best documents of one list are those of all its postings, ties by document")
    func singleList() throws {
        var random = TestRandom(stream: 74)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            Self.documents(2000, &random), in: folder, schema: Self.schema)
        let segment = searcher.segments[0]
        let search = BigramSearch(
            segment, base: 0, searcher.shareTable, averageLength: searcher.averageLength,
            countsAll: false)
        let letters = Self.alphabet.prefix(6).flatMap(\.unicodeScalars).map(\.value)
        var lists: [ScoredList] = []
        for _ in 0..<TestRandom.iterations(20) {
            let gram = Gram(random.one(of: letters), random.one(of: letters))
            guard let location = try segment.grams.find(gram) else { continue }
            // With a small factor, many shares are the same score.
            let factor = random.one(of: [0.5, 3, 40, 1_000_000] as [Float])
            var all: [ScoredDocument] = []
            var count = 0
            #expect(try search.open(location, factor: factor, in: &lists, &count))
            for block in 0..<lists[0].blockCount {
                try lists[0].iterator.enter(block)
                var scores = BlockScores()
                lists[0].contributions(search.table, segment.norms, into: &scores.values)
                for place in 0..<lists[0].iterator.cursor.count {
                    all.append(
                        ScoredDocument(
                            lists[0].iterator.document(at: place),
                            score: UInt32(scores.values[place])))
                }
            }
            all.sort(by: >)
            for limit in [1, 2, 10, 16, 17, 300] {
                count = 0
                #expect(try search.open(location, factor: factor, in: &lists, &count))
                var top = TopScores(limit: limit)
                try search.collect(&lists[0], floor: 0, into: &top)
                #expect(top.sorted() == Array(all.prefix(limit)), "seed \(TestRandom.seed)")
            }
        }
    }

    @Test("bigrams of a query that are frequent and rare give the documents of a scan")
    func manyBigrams() throws {
        var random = TestRandom(stream: 72)
        let documents = BigramSearchTests.documents(5000, &random)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            documents, in: folder, schema: BigramSearchTests.schema)
        let scan = BigramScan(documents)
        let letters = BigramSearchTests.alphabet.dropLast()
        for _ in 0..<TestRandom.iterations(4) {
            let bigrams = Set(
                (0..<12).map { _ in
                    String(
                        [
                            letters.randomElement(using: &random),
                            letters.randomElement(using: &random),
                        ].compactMap(\.self))
                })
            let scores = bigrams.map { scan.scores($0) }
            let some = documents.indices.map { document in
                let parts = scores.compactMap { $0[document] }
                return parts.isEmpty ? nil : parts.reduce(0, +)
            }
            try BigramScan.check(
                searcher, .bigrams(bigrams.sorted()), some,
                Comment(rawValue: bigrams.sorted().joined(separator: " ")))
        }
    }

    @Test("documents with all of some frequent bigrams are those of a scan")
    func allOfBigrams() throws {
        var random = TestRandom(stream: 73)
        let documents = BigramSearchTests.documents(5000, &random)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            documents, in: folder, schema: BigramSearchTests.schema)
        let scan = BigramScan(documents)
        let letters = BigramSearchTests.alphabet.prefix(12).map(String.init)
        var filtered = 0
        for _ in 0..<TestRandom.iterations(12) {
            let bigrams = Set(
                (0..<random.below(2) + 2).map { _ in
                    random.one(of: letters) + random.one(of: letters)
                }
            ).sorted()
            let scores = bigrams.map { scan.scores($0) }
            let every = documents.indices.map { document in
                scores.reduce(0 as Double?) { sum, part in
                    sum.flatMap { sum in part[document].map { sum + $0 } }
                }
            }
            try BigramScan.check(
                searcher, .all(bigrams), every, Comment(rawValue: bigrams.joined(separator: " ")))
            if bigrams.count > 1, every.count(where: { $0 != nil }) > 100 { filtered += 1 }
        }
        #expect(filtered > 0)
    }

    @Test("a filter of a block keeps what may be in it, and lets most others go")
    func blockFilter() throws {
        var random = TestRandom(stream: 75)
        let folder = try TemporaryFolder()
        let texts = (0..<40_000).map { _ in ["橋と橋", "図書", "図書と橋と橋", "市"][random.below(4)] }
        let searcher = try TestIndex.build(texts, in: folder)
        let segment = searcher.segments[0]
        func iterator(_ first: UInt32, _ second: UInt32) throws -> PostingsIterator {
            PostingsIterator(unread: try #require(try segment.postings(of: Gram(first, second))))
        }
        var bridges = try iterator(0x6A4B, 0x3068)
        var books = try iterator(0x56F3, 0x66F8)
        var filter = BlockFilter()
        var (met, others, kept) = (0, 0, 0)
        for block in stride(from: 0, to: bridges.cursor.blockCount, by: 9) {
            try bridges.enter(block)
            filter.fill(&bridges)
            #expect(filter.block == block)
            let inBlock = Set((0..<bridges.cursor.count).map { bridges.document(at: $0) })
            for other in max(block - 80, 0)..<min(block + 80, books.cursor.blockCount) {
                try books.enter(other)
                let count = books.cursor.count
                var candidates = InlineArray<128, UInt8>(repeating: 0)
                for place in 0..<count { candidates[place] = UInt8(place) }
                let start = random.below(count)
                let end = filter.keep(&candidates, start..<count, of: &books)
                let left = (start..<end).map { books.document(at: Int(candidates[$0])) }
                let expected = (start..<count).map { books.document(at: $0) }
                    .filter { inBlock.contains($0) }
                #expect(Set(left).isSuperset(of: expected) && left == left.sorted())
                #expect((0..<start).allSatisfy { candidates[$0] == UInt8($0) })
                met += expected.count
                others += count - start - expected.count
                kept += left.count - expected.count
            }
        }
        #expect(met > 0 && others > 1000 && kept * 50 < others)
    }

    @Test("a sentence weighs its bigrams, and finds the record that it describes")
    func sentence() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                "市町の図書館で本を借りられるようにする。", "病児保育の施設を共同で利用する。",
                "ごみ処理施設を共同で整備する。",
            ], in: folder)
        let results = try searcher.rank(.sentence("病児保育を共同で利用したい"))
        #expect(results.hits.first?.id == "1")
        #expect(results.total == nil)
        #expect(try searcher.rank(.sentence("のように")).hits.map(\.id) == ["0"])
        #expect(try searcher.rank(.sentence("")).hits.isEmpty)
    }

    @Test("the memory of a query serves the next one, and that of a huge one is let go of")
    func memory() throws {
        var random = TestRandom(stream: 43)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            Self.documents(50, &random), in: folder, schema: Self.schema)
        #expect(searcher.memories.take() === nil)
        _ = try searcher.rank(.any(["図書", "市町村", "病児"]))
        let holder = try #require(searcher.memories.take())
        #expect(!holder.memory.isLarge)
        searcher.memories.put(holder)
        // The memory lent is the one that was kept, and it does not come back.
        _ = try searcher.rank(.all([String(repeating: "図書館市", count: 3000)]))
        #expect(holder.memory.isLarge)
        #expect(searcher.memories.take() === nil)
        // A query that fails gives its memory back.
        #expect(throws: SearchError.self) { try searcher.rank(.all(["市"])) }
        #expect(searcher.memories.take() !== nil)
    }

    @Test("many tasks with one searcher find what one after the other does")
    func concurrentQueries() async throws {
        var random = TestRandom(stream: 41)
        let documents = Self.documents(1500, &random)
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: 2, threads: 1, schema: Self.schema)
        // Queries of one bigram and of dozens, so that what is kept of one serves others.
        let texts = documents.map { $0.text("text") }.filter { $0.count >= 4 }
        let queries: [BigramQuery] = (0..<60).map { number in
            let text = texts[number]
            let (first, second) = (String(text.prefix(2)), String(text.suffix(2)))
            return switch number % 6 {
            case 0: .all([first])
            case 1: .all([first, second])
            case 2: .any([first, second])
            case 3: .any([String(text.prefix(3)), second, first])
            case 4: .all([String(text.prefix(5))])
            default: .sentence(text)
            }
        }
        let expected = try queries.map { try searcher.rank($0).hits }
        #expect(expected.allSatisfy { !$0.isEmpty })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    for place in queries.indices {
                        let place = (place * 7 + task * 13) % queries.count
                        let hits = try searcher.rank(queries[place]).hits
                        #expect(hits == expected[place], "\(queries[place])")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a single letter, and too many hits, are refused")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["橋"], in: folder)
        let letter = #expect(throws: SearchError.self) { try searcher.rank(.all(["橋"])) }
        #expect(letter?.code == .invalidQuery)
        let limit = #expect(throws: SearchError.self) {
            try searcher.rank(.all(["橋を"]), limit: -1)
        }
        #expect(limit?.code == .invalidArgument)
    }

    @Test("a query of thousands of bigrams has scores, as any other has")
    func longQueries() throws {
        let folder = try TemporaryFolder()
        var random = TestRandom()
        // Hardly a bigram comes twice.
        let texts = (0..<200).map { _ in
            String(
                String.UnicodeScalarView(
                    (0..<300).compactMap { _ in
                        Unicode.Scalar(0x4E00 + UInt32(random.below(20_000)))
                    }))
        }
        let searcher = try TestIndex.build(texts, in: folder)
        let wanted = Set((0..<20).map { String($0) })
        let long = texts[..<20].joined()
        let letters = Array(long)
        let bigrams = letters.indices.dropLast().map { String(letters[$0...$0 + 1]) }
        let queries: [BigramQuery] = [
            .sentence(long), .bigrams(bigrams), .any(Array(texts[..<20])),
        ]
        for query in queries {
            for counts in [false, true] {
                let hits = try searcher.rank(query, limit: 20, countsHits: counts).hits
                #expect(Set(hits.map(\.id)) == wanted)
                // Each has 299 bigrams that no other has, and about the average length. A sentence
                // weighs bigrams across two words less, by more than half.
                let whole = 299 * BM25Parameters.idf(documentFrequency: 1, documentCount: 200) / 1.7
                let least = if case .sentence = query { 0.25 } else { 0.9 }
                #expect(hits.allSatisfy { (least...1.1).contains($0.score / whole) })
            }
        }
        let all = try searcher.rank(.all([texts[3], String(texts[3].prefix(200))])).hits
        #expect(all.map(\.id) == ["3"])
    }
}
