import IndexCodec
import IndexStorage
import Testing

@testable import RenkeiSearch

@Suite struct MergeTests {
    /// Writes documents to a new index, each batch as a segment of its own.
    private func build(
        _ batches: [[Document]], in folder: TemporaryFolder, schema: Schema = .projects,
        settings: AnalysisSettings = .standard
    ) async throws {
        var writer = try IndexWriter(replacing: folder.path, schema: schema, settings: settings)
        writer.mergePolicy = .none
        var rest = batches[...]
        try await writer.add(threads: 2) {
            rest.popFirst()
        } documents: { (batch: [Document], add) in
            for document in batch { try add(document) }
        }
        try writer.commit()
    }

    /// Cuts documents into consecutive batches of random sizes.
    private func batches(_ documents: [Document], _ random: inout TestRandom) -> [[Document]] {
        var rest = documents[...]
        var batches: [[Document]] = []
        while !rest.isEmpty {
            let size = min(random.below(max(documents.count / 3, 2)) + 1, rest.count)
            batches.append(Array(rest.prefix(size)))
            rest.removeFirst(size)
        }
        return batches
    }

    @Test(
        "a merge writes byte by byte the segment that is built of the documents that are left",
        arguments: [true, false])
    func bytes(indexesWords: Bool) async throws {
        let documents = Array(try BundledCorpus.documents().prefix(150))
        var settings = AnalysisSettings.standard
        settings.indexesWords = indexesWords
        for round in 0..<TestRandom.iterations(4) {
            var random = TestRandom(stream: UInt64(round) &+ 77)
            let folder = try TemporaryFolder()
            try await build(batches(documents, &random), in: folder, settings: settings)
            // None, some, or most of the documents.
            let share = [0, 10, 3, 1][round % 4]
            let deleted = Set(
                documents.map(\.id).filter { _ in share > 0 && random.below(share + 1) == 0 })
            let left = documents.filter { !deleted.contains($0.id) }
            var writer = try IndexWriter(opening: folder.path)
            writer.mergePolicy = .none
            #expect(try writer.delete(deleted.sorted()).isEmpty)
            // Sometimes the deletions are committed before, so that they come from their files.
            if round % 2 == 0 { try writer.commit() }
            try writer.merge()
            writer.rollback()
            let merged = try #require(try folder.segments().first)
            #expect(try folder.segments().count == 1)
            #expect(try folder.names() == [merged, "lock", "manifest"])
            let twin = try TemporaryFolder()
            try await build([left], in: twin, settings: settings)
            #expect(
                try folder.read(merged) == twin.read("1-0.segment"),
                "round \(round), seed \(TestRandom.seed)")
            #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
        }
    }

    @Test(
        "segments of documents with hostile text, absent values and five fields merge to the byte",
        arguments: [DocumentOrder.kept, .similar])
    func hostileTexts(order: DocumentOrder) async throws {
        let schema = Schema(
            textFields: (1...5).map { Schema.TextField("f\($0)", weight: Double(6 - $0)) },
            keywordFields: ["k"], integerFields: ["n"], storedFields: ["s"])
        var random = TestRandom(stream: 31)
        let documents = (0..<150).map { number in
            var document = Document(id: "id\(number)")
            for field in 1...5 where random.below(3) > 0 {
                document["f\(field)"] = .text(NastyText.make(&random, atMost: 12))
            }
            if random.below(2) == 0 {
                document["k"] = .keywords(
                    (0...random.below(3)).map { _ in
                        random.one(of: ["甲", "乙", "\u{304B}\u{3099}", "が", "", "k\(number)"])
                    })
            }
            if random.below(2) == 0 { document["n"] = .integer(Int64(random.below(1000)) - 500) }
            if random.below(2) == 0 { document["s"] = .json("[\(number)]") }
            return document
        }
        let folder = try TemporaryFolder()
        try await build(batches(documents, &random), in: folder, schema: schema)
        let deleted = documents.map(\.id).filter { _ in random.below(3) == 0 }
        if order == .similar {
            return try await checkReordered(
                folder, documents, Set(deleted), schema: schema, "\(documents.count)")
        }
        var writer = try IndexWriter(opening: folder.path)
        #expect(try writer.delete(deleted).isEmpty)
        try writer.merge()
        let twin = try TemporaryFolder()
        let left = documents.filter { !deleted.contains($0.id) }
        try await build([left], in: twin, schema: schema)
        let merged = try #require(try folder.segments().first)
        #expect(try folder.read(merged) == twin.read("1-0.segment"))
    }

    @Test("long lists of postings, of several blocks, merge to the byte")
    func longLists() async throws {
        let documents = (0..<900).map { number in
            TestIndex.document(
                "d\(number)", String(repeating: "橋", count: number % 4 + 1) + "の図書館\(number % 7)")
        }
        let folder = try TemporaryFolder()
        let cuts = stride(from: 0, to: 900, by: 130).map {
            Array(documents[$0..<min($0 + 130, 900)])
        }
        try await build(cuts, in: folder, schema: TestIndex.plain)
        var writer = try IndexWriter(opening: folder.path)
        let deleted = documents.enumerated().filter { $0.offset % 5 == 1 }.map(\.element.id)
        #expect(try writer.delete(deleted).isEmpty)
        try writer.merge()
        let twin = try TemporaryFolder()
        try await build(
            [documents.enumerated().filter { $0.offset % 5 != 1 }.map(\.element)], in: twin,
            schema: TestIndex.plain)
        let merged = try #require(try folder.segments().first)
        #expect(try folder.read(merged) == twin.read("1-0.segment"))
    }

    /// Merges with a new order, and compares the file with one that is built of the documents in it.
    private func checkReordered(
        _ folder: TemporaryFolder, _ documents: [Document], _ deleted: Set<String>,
        schema: Schema = .projects, _ comment: Comment
    ) async throws {
        var writer = try IndexWriter(opening: folder.path)
        #expect(try writer.delete(deleted.sorted()).isEmpty)
        try writer.merge(order: .similar)
        writer.rollback()
        let left = documents.filter { !deleted.contains($0.id) }
        let segment = try #require(try Searcher(folder: folder.path).segments.first)
        #expect(!segment.order.isKept, comment)
        try checkSections(folder, left, schema, comment)
    }

    /// Compares the segment of an index with one that is built of its documents in the order in which
    /// they stand in it.
    private func checkSections(
        _ folder: TemporaryFolder, _ left: [Document], _ schema: Schema, _ comment: Comment
    ) throws {
        let searcher = try Searcher(folder: folder.path)
        var ids: [String] = []
        try searcher.forEachDocument { ids.append($0.id) }
        #expect(ids == left.map(\.id), comment)
        let segment = try #require(searcher.segments.first)
        let byID = Dictionary(uniqueKeysWithValues: left.map { ($0.id, $0) })
        let twin = try TemporaryFolder()
        let path = twin.path + "/twin"
        let builder = try SegmentBuilder(
            schema: schema, settings: .standard, stored: StoredWriter(FileSystem(), path: path))
        for document in 0..<UInt32(segment.documentCount) {
            try builder.add(#require(byID[segment.identifier(document)]))
        }
        _ = try SegmentSerializer(builder, parameters: .standard).write()
        let expected = try SectionFileReader(path: path)
        #expect(segment.file.entries.count == expected.entries.count, comment)
        for entry in expected.entries where !Self.inInsertionOrder.contains(entry.id) {
            let (own, other) = (
                try segment.file.section(entry.id), try expected.section(entry.id)
            )
            #expect(
                own.array(0, own.count) == other.array(0, other.count),
                "section \(entry.id): \(comment.description)")
        }
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty, comment)
    }

    private static let inInsertionOrder = [
        SegmentSection.stored, SegmentSection.storedOffsets, SegmentSection.storedChecksums,
        SegmentSection.identifiers, SegmentSection.order, SegmentSection.storedDictionary,
        SegmentSection.storedDictionaryCopy,
    ]

    @Test("a merge keeps the order of documents that repeat others, and the insertion order")
    func arranged() async throws {
        for round in 0..<TestRandom.iterations(3) {
            var random = TestRandom(stream: UInt64(round) &+ 277)
            let documents = try Repetitions.documents(projects: 180, years: 4)
            let folder = try TemporaryFolder()
            // Two segments that are arranged, and one that is not.
            let cuts = [documents[..<300], documents[300..<580], documents[580...]]
            try await build(cuts.map { Array($0) }, in: folder)
            var searcher = try Searcher(folder: folder.path)
            #expect(searcher.segments.map(\.order.isKept) == [false, false, true])
            let share = [0, 10, 2][round % 3]
            let deleted = Set(
                documents.map(\.id).filter { _ in share > 0 && random.below(share) == 0 })
            var writer = try IndexWriter(opening: folder.path)
            #expect(try writer.delete(deleted.sorted()).isEmpty)
            try writer.merge()
            writer.rollback()
            searcher = try searcher.refreshed()
            #expect(searcher.segments.map(\.order.isKept) == [false])
            try checkSections(
                folder, documents.filter { !deleted.contains($0.id) }, .projects,
                "round \(round), seed \(TestRandom.seed)")
        }
    }

    @Test("a merge that reorders writes byte by byte the lists of the documents in that order")
    func reordered() async throws {
        let documents = try BundledCorpus.documents()
        for round in 0..<TestRandom.iterations(3) {
            var random = TestRandom(stream: UInt64(round) &+ 177)
            let folder = try TemporaryFolder()
            try await build(round == 0 ? [documents] : batches(documents, &random), in: folder)
            let share = [0, 10, 2][round % 3]
            let deleted = Set(
                documents.map(\.id).filter { _ in share > 0 && random.below(share) == 0 })
            try await checkReordered(
                folder, documents, deleted, "round \(round), seed \(TestRandom.seed)")
        }
    }

    @Test("a merge that reorders sorts long lists, with many positions, to the byte")
    func reorderedLongLists() async throws {
        let documents = (0..<900).map { number in
            TestIndex.document(
                "d\(number)",
                String(repeating: "橋", count: number % 4 + 1)
                    + "の図書館\(number % 7)と\(["水道", "温泉", "斎場"][number % 3])\(number / 60)")
        }
        let folder = try TemporaryFolder()
        try await build(
            [Array(documents[..<500]), Array(documents[500...])], in: folder,
            schema: TestIndex.plain)
        let deleted = Set((0..<900).filter { $0 % 5 == 1 }.map { "d\($0)" })
        try await checkReordered(folder, documents, deleted, schema: TestIndex.plain, "")
    }

    @Test("a merge that reorders many segments leaves as many as asked for, or none")
    func reorderedSegments() async throws {
        let documents = Array(try BundledCorpus.documents().prefix(240))
        let folder = try TemporaryFolder()
        var settings = AnalysisSettings.standard
        settings.indexesWords = false
        try await build(documents.map { [$0] }, in: folder, settings: settings)
        var writer = try IndexWriter(opening: folder.path)
        // More segments than are read at a time.
        try writer.merge(maximumSegments: 2, order: .similar)
        var searcher = try Searcher(folder: folder.path)
        #expect(searcher.statistics.segments == 2)
        var ids: [String] = []
        try searcher.forEachDocument { ids.append($0.id) }
        #expect(ids == documents.map(\.id))
        #expect(searcher.segments.allSatisfy { !$0.order.isKept })
        #expect(try searcher.verify(samples: 100).differences.isEmpty)
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
        #expect(try writer.delete(Array(ids.dropFirst())).isEmpty)
        try writer.merge(order: .similar)
        searcher = try searcher.refreshed()
        #expect(searcher.statistics.documents == 1 && searcher.statistics.segments == 1)
        #expect(try writer.delete([ids[0]]).isEmpty)
        try writer.merge(order: .similar)
        #expect(try searcher.refreshed().statistics.segments == 0)
    }

    @Test("documents that repeat each other, far apart, take less room side by side")
    func reorderedSize() async throws {
        let documents = try Repetitions.documents(projects: 100, years: 6)
        let folder = try TemporaryFolder()
        // A year is too small to be arranged by itself.
        try await build(
            stride(from: 0, to: 600, by: 100).map { Array(documents[$0..<$0 + 100]) }, in: folder)
        var writer = try IndexWriter(opening: folder.path)
        try writer.merge()
        writer.rollback()
        let before = try Searcher(folder: folder.path).statistics.gramBytes
        try await checkReordered(folder, documents, [], "")
        let after = try Searcher(folder: folder.path).statistics.gramBytes
        #expect(after < before * 5 / 6)
        // They are found while the index is built, too.
        try await build([documents], in: folder)
        let built = try Searcher(folder: folder.path)
        #expect(!built.segments[0].order.isKept && built.statistics.gramBytes < before * 5 / 6)
    }

    @Test("an order changes no answer")
    func reorderedAnswers() async throws {
        let folder = try TemporaryFolder()
        try await build([try BundledCorpus.documents()], in: folder)
        let before = try Searcher(folder: folder.path)
        var writer = try IndexWriter(opening: folder.path)
        try writer.merge(order: .similar)
        let after = try Searcher(folder: folder.path)
        let queries = ["図書館", "移住 ワンストップ", "\"連携中枢都市圏\"", "橋", "水道 OR 温泉", "病児・病後児保育 -医療"]
        for query in queries {
            func hits(_ searcher: Searcher) throws -> [String] {
                let results = try searcher.search(
                    query, options: SearchOptions(limit: 1000))
                return results.hits.map { "\($0.score) \($0.id)" }
            }
            #expect(try hits(before) == hits(after), "\(query)")
            #expect(try !hits(before).isEmpty, "\(query)")
        }
        #expect(try after.verify(samples: 200).differences.isEmpty)
    }

    @Test("a number of segments can be asked for; neighbours keep their order")
    func maximumSegments() async throws {
        let documents = Array(try BundledCorpus.documents().prefix(60))
        let folder = try TemporaryFolder()
        try await build(documents.map { [$0] }, in: folder)
        #expect(try Searcher(folder: folder.path).statistics.segments == 60)
        var writer = try IndexWriter(opening: folder.path)
        writer.mergePolicy = .none
        for maximum in [60, 17, 4, 1] {
            try writer.merge(maximumSegments: maximum)
            let searcher = try Searcher(folder: folder.path)
            #expect(searcher.statistics.segments == maximum)
            var ids: [String] = []
            try searcher.forEachDocument { ids.append($0.id) }
            #expect(ids == documents.map(\.id))
        }
        let error = #expect(throws: SearchError.self) { try writer.merge(maximumSegments: 0) }
        #expect(error?.code == .invalidArgument)
    }

    @Test("a damaged segment is not merged, and the index stays as it is")
    func damaged() async throws {
        let documents = Array(try BundledCorpus.documents().prefix(20))
        let folder = try TemporaryFolder()
        try await build([Array(documents.prefix(10)), Array(documents.dropFirst(10))], in: folder)
        var bytes = try folder.read("1-0.segment")
        bytes[bytes.count / 2] ^= 0xFF
        try folder.write(bytes, to: "1-0.segment")
        let before = try folder.names()
        var writer = try IndexWriter(opening: folder.path)
        let error = #expect(throws: SearchError.self) { try writer.merge() }
        #expect(error?.code == .corruptIndex)
        #expect(error?.path?.hasSuffix("1-0.segment") == true)
        writer.rollback()
        #expect(try folder.names() == before)
    }
}
