import RenkeiSearch
import Testing

/// Changes of an index, compared with an index that is built anew of what is left.
@Suite struct LifecycleTests {
    private static let area = KeywordFilter(field: "area_key", values: ["a", "c"])
    private static let words = [
        "図書館", "の", "相互利用", "温泉", "橋", "と", "観光", "振興", "病児", "保育", "MICE", "ai", "を", "進める",
        "クマ", "くま", "もと", "水道", "2015年", "。", "、", "広域", "連携", "斎場", "火葬場", "ー", "サービス",
    ]

    private func document(_ id: String, _ random: inout TestRandom) -> Document {
        func text(_ count: Int) -> String {
            (0...random.below(count)).map { _ in random.one(of: Self.words) }.joined()
        }
        var document = Document(id: id)
        if random.below(8) > 0 { document["title"] = .text(text(4)) }
        document["description"] = .text(
            random.below(10) == 0 ? NastyText.make(&random, atMost: 8) : text(20))
        document["kind"] = .keywords(["project"])
        if random.below(4) > 0 {
            document["area_key"] = .keywords([random.one(of: ["a", "b", "c", "d"])])
        }
        if random.below(2) == 0 { document["start_year"] = .integer(Int64(random.below(30))) }
        return document
    }

    /// The twin: the documents that an index should have, in their order.
    private struct Twin {
        var documents: [Document] = []

        mutating func add(_ document: Document) {
            documents.removeAll { $0.id == document.id }
            documents.append(document)
        }

        mutating func delete(_ id: String) -> Bool {
            let count = documents.count
            documents.removeAll { $0.id == id }
            return documents.count < count
        }

        func build(_ folder: TemporaryFolder, synonyms: String) throws -> Searcher {
            var writer = try IndexWriter(replacing: folder.path, schema: .projects)
            try writer.setSynonyms(parsing: synonyms, name: "synonyms")
            for document in documents { try writer.add(document) }
            try writer.commit()
            return try Searcher(folder: folder.path)
        }
    }

    private static let synonyms = "火葬場, 斎場\n観光 => 温泉\n"

    private func compare(
        _ folder: TemporaryFolder, _ twin: Twin, _ random: inout TestRandom, _ comment: String
    ) throws {
        let searcher = try Searcher(folder: folder.path)
        let other = try TemporaryFolder()
        let expected = try twin.build(other, synonyms: Self.synonyms)
        let queries = TestQueries.make(
            60, from: twin.documents.map { $0.text("description") }, &random)
        let found = try Answers(searcher, queries, filter: Self.area, areaField: "area_key")
        let wanted = try Answers(expected, queries, filter: Self.area, areaField: "area_key")
        #expect(found.differences(from: wanted, queries) == [], "\(comment)")
        #expect(searcher.documentCount == twin.documents.count, "\(comment)")
        #expect(
            searcher.statistics.positions == expected.statistics.positions, "\(comment)")
        for document in twin.documents {
            #expect(try searcher.document(id: document.id) == document, "\(comment)")
        }
        let report = try IndexChecker.check(folder: folder.path)
        #expect(report.problems == [], "\(comment)")
        #expect(report.documents == twin.documents.count, "\(comment)")
    }

    @Test("any sequence of changes gives the answers of an index of what is left")
    func sequences() async throws {
        for round in 0..<TestRandom.iterations(5) {
            var random = TestRandom(stream: UInt64(round) &+ 1000)
            let comment = "round \(round), seed \(TestRandom.seed)"
            let folder = try TemporaryFolder()
            var twin = Twin()
            for number in 0..<random.below(40) { twin.add(document("id\(number)", &random)) }
            _ = try twin.build(folder, synonyms: Self.synonyms)
            var next = 1000
            for session in 0..<3 {
                var writer = try IndexWriter(opening: folder.path)
                if random.below(3) == 0 { writer.mergePolicy = .none }
                if random.below(3) == 0 { writer.mergePolicy.mergeFactor = 2 }
                var committed = twin
                for _ in 0..<random.below(60) + 5 {
                    switch random.below(12) {
                    case 0...3:
                        next += 1
                        let added = document("id\(next)", &random)
                        try writer.add(added)
                        twin.add(added)
                    case 4, 5:
                        // Another version of what may be in the index, in memory or nowhere.
                        let added = document(
                            "id\(random.below(2) * 1000 + random.below(40))", &random)
                        try writer.add(added)
                        twin.add(added)
                    case 6...8:
                        let id = "id\(random.below(2) * 1000 + random.below(40))"
                        let unknown = try writer.delete([id])
                        #expect(unknown.isEmpty == twin.delete(id), "\(comment)")
                    case 9:
                        try writer.commit()
                        committed = twin
                    case 10:
                        try writer.merge(maximumSegments: random.below(3) + 1)
                        committed = twin
                    default:
                        try await addBatches(&writer, &twin, &random)
                    }
                    #expect(writer.documentCount == twin.documents.count, "\(comment)")
                }
                if random.below(4) == 0 {
                    writer.rollback()
                    twin = committed
                } else {
                    try writer.commit()
                }
                try compare(folder, twin, &random, "\(comment), session \(session)")
            }
        }
    }

    private func addBatches(
        _ writer: inout IndexWriter, _ twin: inout Twin, _ random: inout TestRandom
    ) async throws {
        var batches: [[Document]] = []
        for _ in 0...random.below(3) {
            batches.append(
                (0...random.below(4)).map { _ in document("id\(random.below(60))", &random) })
        }
        for document in batches.joined() { twin.add(document) }
        var rest = batches[...]
        try await writer.add(threads: 2) {
            rest.popFirst()
        } documents: { (batch: [Document], add) in
            for document in batch { try add(document) }
        }
    }

    @Test("the bundled corpus in 1, 7 and 50 segments, with deletions and merged, answers alike")
    func bundledCorpus() async throws {
        let documents = try BundledCorpus.documents()
        var random = TestRandom(stream: 50)
        let queries = TestQueries.make(
            TestRandom.iterations(60), from: documents.map { $0.text("description") }, &random)
        let filter = KeywordFilter(field: "kind", values: ["project"])
        func answers(_ searcher: Searcher) throws -> Answers {
            try Answers(searcher, queries, filter: filter, areaField: "area_key", similarTo: 8)
        }
        // Every fourth document goes.
        let deleted = documents.enumerated().filter { $0.offset % 4 == 2 }.map(\.element.id)
        let left = documents.enumerated().filter { $0.offset % 4 != 2 }.map(\.element)
        let whole = try TemporaryFolder()
        let expected = try answers(try TestIndex.build(documents, in: whole))
        let rest = try TemporaryFolder()
        let expectedRest = try answers(try TestIndex.build(left, in: rest))
        #expect(
            expected.answers.compactMap(\.self).filter { $0.total > 0 }.count > queries.count / 2)
        for (segments, threads) in [(1, 1), (7, 2), (50, 1), (50, 2)] {
            let comment: Comment = "\(segments) segments, \(threads) threads, \(TestRandom.seed)"
            let folder = try TemporaryFolder()
            var searcher = try await TestIndex.build(
                documents, in: folder, segments: segments, threads: threads)
            #expect(abs(searcher.statistics.segments - segments) <= 4)
            #expect(try answers(searcher).differences(from: expected, queries) == [], comment)
            var changer = try IndexWriter(opening: folder.path)
            changer.mergePolicy = .none
            #expect(try changer.delete(deleted).isEmpty)
            try changer.commit()
            searcher = try searcher.refreshed()
            #expect(searcher.statistics.deletedDocuments == deleted.count)
            #expect(try answers(searcher).differences(from: expectedRest, queries) == [], comment)
            if segments != 50 || threads == 2 {
                try changer.merge(maximumSegments: 3)
                searcher = try searcher.refreshed()
                #expect(searcher.statistics.segments <= 3)
                #expect(
                    try answers(searcher).differences(from: expectedRest, queries) == [], comment)
            }
        }
    }
}
