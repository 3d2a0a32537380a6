import Foundation
import IndexCodec
import IndexStorage
import Testing

@testable import RenkeiSearch

/// Substrings all of whose bigrams are frequent, and the sets of documents that find them.
@Suite struct DensePhraseTests {
    private static let letters = Array("図書館市")
    private static let schema = Schema(
        textFields: [Schema.TextField("title", weight: 3), Schema.TextField("text")])

    private static func text(_ length: Int, _ random: inout TestRandom) -> String {
        String((0..<length).map { _ in random.one(of: letters) })
    }

    /// Short texts of few letters: each bigram is in a third of them or more.
    private static func documents(_ count: Int, _ random: inout TestRandom) -> [Document] {
        (0..<count).map { number in
            var document = Document(id: "d\(number)")
            if random.below(4) == 0 {
                document["title"] = .text(text(random.below(4) + 2, &random))
            }
            let isLong = random.below(20) == 0
            document["text"] = .text(text(random.below(isLong ? 60 : 10) + 4, &random))
            return document
        }
    }

    /// What the frequent bigrams of some substrings tell in a segment of an index whose sets are made.
    private static func frequent(
        _ texts: [String], _ searcher: Searcher, _ number: Int
    ) throws -> FrequentBigrams {
        var patterns = QueryPatterns()
        for text in texts { patterns.append(text.unicodeScalars.map(\.value)) }
        var query = QueryTerms()
        try query.lookUp(
            patterns, in: searcher.segments, documentCount: searcher.documentCount, weight: 1)
        var plan = ConjunctionPlan()
        let isChosen = plan.choose(query.terms, query.substrings[...], inSegment: number)
        #expect(isChosen)
        let segment = searcher.segments[number]
        var lists: [ScoredList] = []
        for term in plan.terms {
            let location = try #require(query.terms[term.index][number]?.location)
            let cursor = try #require(try segment.postings(at: location, ofGram: true))
            lists.append(ScoredList(unread: cursor, factor: 1, stretch: 1))
        }
        let frequent = try FrequentBigrams(
            plan.terms, isPhrase: plan.isPhrase, query.terms, &lists, in: segment, number,
            limit: 100)
        if case .tables = frequent {
            #expect(lists.first?.frequencies == nil)
            #expect(lists.dropFirst().allSatisfy { $0.frequencies != nil })
        }
        return frequent
    }

    @Test(
        "the best documents are those of a scan, with deleted documents and without",
        arguments: [1, 2], [false, true])
    func scan(segments: Int, deletes: Bool) async throws {
        var random = TestRandom(stream: 93)
        let documents = Self.documents(16_000 * segments, &random)
        let folder = try TemporaryFolder()
        var searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 1, schema: Self.schema)
        var rest = Array(documents.indices)
        if deletes {
            // Among them the best documents of many substrings, which are short.
            rest.removeAll { documents[$0].text("text").count < 6 || $0 % 5 == 0 }
            let deleted = Set(documents.indices).subtracting(rest).sorted()
            var writer = try IndexWriter(opening: folder.path)
            writer.mergePolicy = .none
            try writer.delete(deleted.map { documents[$0].id })
            try writer.commit()
            searcher = try Searcher(folder: folder.path)
        }
        #expect(searcher.segments.count == segments)
        let scan = BigramScan(rest.map { documents[$0] })
        var phrases = 0
        for number in 0..<TestRandom.iterations(8) {
            // Two of five letters to one of three, and some in which a bigram comes again.
            let text =
                switch number {
                case 0: "図図図館書"
                case 1: "書書書書"
                default: Self.text(number % 3 == 1 ? 3 : 5, &random)
                }
            var expected = [Double?](repeating: nil, count: documents.count)
            for (place, score) in scan.scores(text).enumerated() { expected[rest[place]] = score }
            // A searcher of its own has no sets, also after the query.
            let fresh = try Searcher(folder: folder.path)
            let hits = try fresh.rank(.all([text]), limit: 60).hits
            #expect(fresh.segments.allSatisfy { $0.memory.sets.count == 0 })
            // Each asks several times: sets are made the third time.
            try BigramScan.check(searcher, .all([text]), expected, Comment(rawValue: text))
            try BigramScan.check(searcher, .all([text]), expected, Comment(rawValue: text))
            #expect(try searcher.rank(.all([text]), limit: 60).hits == hits, "\(text)")
            #expect(try searcher.rank(.all([text]), limit: 0).hits.isEmpty)
            for segment in searcher.segments.indices {
                if case .phrase = try Self.frequent([text], searcher, segment) { phrases += 1 }
            }
        }
        #expect(phrases > 0)
        #expect(searcher.segments.allSatisfy { $0.memory.sets.count > 0 })
    }

    @Test(
        "all of some frequent substrings, and any of them, are found as by a scan",
        arguments: [1, 2])
    func severalSubstrings(segments: Int) async throws {
        var random = TestRandom(stream: 94)
        let documents = Self.documents(16_000 * segments, &random)
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 1, schema: Self.schema)
        let scan = BigramScan(documents)
        for texts in [["図書館市", "書館書館"], ["市市図", "館図書館図"], ["市図", "書書"]] {
            let scores = texts.map { scan.scores($0) }
            let comment = Comment(rawValue: texts.joined(separator: " "))
            let some = documents.indices.map { document in
                let parts = scores.compactMap { $0[document] }
                return parts.isEmpty ? nil : parts.reduce(0, +)
            }
            let every = documents.indices.map { document in
                scores.reduce(0 as Double?) { sum, part in
                    sum.flatMap { sum in part[document].map { sum + $0 } }
                }
            }
            for _ in 0..<2 {
                try BigramScan.check(searcher, .any(texts), some, comment)
                try BigramScan.check(searcher, .all(texts), every, comment)
            }
            for limit in [1, 7, 60] {
                for query in [BigramQuery.all(texts), .any(texts)] {
                    let fresh = try Searcher(folder: folder.path)
                    let hits = try fresh.rank(query, limit: limit).hits
                    #expect(fresh.segments.allSatisfy { $0.memory.frequencies.count == 0 })
                    #expect(try searcher.rank(query, limit: limit).hits == hits, comment)
                }
            }
            for segment in searcher.segments.indices {
                guard case .tables = try Self.frequent(texts, searcher, segment) else {
                    Issue.record("\(texts) have no tables")
                    continue
                }
            }
        }
    }

    @Test("tasks that ask at the same time find the same")
    func concurrentQueries() async throws {
        var random = TestRandom(stream: 96)
        let documents = Self.documents(9000, &random)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder, schema: Self.schema)
        let queries = (0..<24).map { _ in BigramQuery.all([Self.text(5, &random)]) }
        // A searcher of its own has no sets.
        let expected = try queries.map { try Searcher(folder: folder.path).rank($0).hits }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    for place in 0..<4 * queries.count {
                        let place = (place * 5 + task * 7) % queries.count
                        let hits = try searcher.rank(queries[place]).hits
                        #expect(hits == expected[place], "\(queries[place])")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(searcher.segments[0].memory.sets.count > 0)
    }

    @Test("sets are kept when documents are deleted and the searcher is refreshed")
    func refresh() throws {
        var random = TestRandom(stream: 97)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            Self.documents(12_000, &random), in: folder, schema: Self.schema)
        for _ in 0..<3 { _ = try searcher.rank(.all(["図書館市館"])) }
        let count = searcher.segments[0].memory.sets.count
        #expect(count > 0)
        // From now on the substring is found by the sets.
        guard case .phrase = try Self.frequent(["図書館市館"], searcher, 0) else {
            Issue.record("the sets of the bigrams are not used")
            return
        }
        let best = try #require(try searcher.rank(.all(["図書館市館"])).hits.first)
        var writer = try IndexWriter(opening: folder.path)
        writer.mergePolicy = .none
        try writer.delete([best.id])
        try writer.commit()
        let refreshed = try searcher.refreshed()
        #expect(refreshed.segments[0].memory.sets.count == count)
        #expect(try !refreshed.rank(.all(["図書館市館"])).hits.map(\.id).contains(best.id))
        #expect(try searcher.rank(.all(["図書館市館"])).hits.first == best)
    }

    @Test("damaged postings of frequent bigrams throw an error or are harmless")
    func damage() throws {
        var random = TestRandom(stream: 98)
        let folder = try TemporaryFolder()
        let whole = try TestIndex.build(
            Self.documents(12_000, &random), in: folder, schema: Self.schema)
        let postings = whole.segments[0].gramPostings
        let path = whole.segments[0].file.file.path
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        var failed = 0
        for _ in 0..<TestRandom.iterations(60) {
            var damaged = bytes
            for _ in 0..<random.below(40) + 1 {
                let place = postings.start + random.below(postings.count)
                damaged[damaged.startIndex + place] = UInt8(random.below(256))
            }
            try damaged.write(to: URL(fileURLWithPath: path))
            let searcher = try Searcher(folder: folder.path)
            for text in ["図書館市館", "市館図図", "書書図館館"] {
                for _ in 0..<4 {
                    do { _ = try searcher.rank(.all([text])) } catch { failed += 1 }
                    do { _ = try searcher.rank(.bigrams(["図書", "書館", "市市"])) } catch {
                        failed += 1
                    }
                }
            }
        }
        #expect(failed > 0)
    }

    @Test("a set has the documents of its bigram, and is made when it is asked for a third time")
    func sets() throws {
        let folder = try TemporaryFolder()
        var first = Document(id: "0")
        first["title"] = .text("図書")
        var second = Document(id: "1")
        second["text"] = .text("図書と図書")
        var third = Document(id: "2")
        third["text"] = .text("市の図書")
        var fourth = Document(id: "3")
        fourth["text"] = .text("市の保育")
        let segment = try #require(
            try TestIndex.build([first, second, third, fourth], in: folder, schema: Self.schema)
                .segments.first)
        var grams = GramDictionary.Batch<Gram>(
            repeating: Gram(
                "図".unicodeScalars.first?.value ?? 0, "書".unicodeScalars.first?.value ?? 0))
        let location = try #require(try segment.terms(&grams, count: 1)[0]).location
        func open() throws(StorageError) -> PostingsCursor {
            try PostingsCursor.open(
                segment.gramPostings.part(location.offset, location.length) ?? segment.gramPostings,
                documentCount: segment.documentCount, norms: segment.norms)
        }
        let set = try DocumentSet(open(), documentCount: 4)
        #expect((0..<4).map { set.all.contains($0) } == [true, true, true, false])
        #expect((0..<4).map { set.multiple.contains($0) } == [true, true, false, false])
        // Of a segment, it is made when it is asked for a third time.
        #expect(try segment.documents(ofGramAt: location) == nil)
        #expect(try segment.documents(ofGramAt: location) == nil)
        #expect(segment.memory.sets.count == 0)
        let kept = try #require(try segment.documents(ofGramAt: location))
        #expect(try segment.documents(ofGramAt: location) === kept)
        #expect(segment.memory.sets.count == 1)
        // The classes of lengths have their room first.
        let small = SegmentMemory(
            documentCount: 4, byteLimit: 127 + LengthClass.byteCount(documentCount: 4))
        for _ in 0..<4 { #expect(try small.sets.value(at: location) { set } == nil) }
    }

    @Test("each document is in one class of lengths, the shortest first")
    func lengthClasses() throws {
        var random = TestRandom(stream: 95)
        let documents = Self.documents(2000, &random)
        let folder = try TemporaryFolder()
        let segment = try #require(
            try TestIndex.build(documents, in: folder, schema: Self.schema).segments.first)
        let classes = LengthClass.classes(segment.norms)
        #expect(classes.count > 3)
        #expect(
            classes.count * DocumentBits.byteCount(documentCount: 2000)
                <= LengthClass.byteCount(documentCount: 2000))
        var longest = -1
        for number in classes.indices {
            let norms = (0..<UInt32(2000)).filter { classes[number].documents.contains($0) }
                .map { Int(segment.norm($0)) }
            #expect(norms.min() == Int(classes[number].shortest))
            #expect(norms.min() ?? 0 > longest)
            longest = norms.max() ?? 0
        }
        for document in 0..<UInt32(2000) {
            #expect(classes.count { $0.documents.contains(document) } == 1)
        }
    }
}
