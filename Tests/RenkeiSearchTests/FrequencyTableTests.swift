import IndexCodec
import IndexStorage
import Messages
import Testing

@testable import RenkeiSearch

/// Tables of the frequencies of bigrams, and what is ranked by them.
@Suite struct FrequencyTableTests {
    private static let schema = Schema(
        textFields: [Schema.TextField("title", weight: 3), Schema.TextField("text")])

    @Test("a table has the frequency of its bigram in each document up to fourteen")
    func values() throws {
        let texts = ["図書", "図書図書", "市", String(repeating: "図書", count: 14)]
        var documents = (texts + [texts[3] + "図書", texts[3] + texts[3], "図館図書"])
            .enumerated().map { number, text in
                var document = Document(id: "\(number)")
                document["text"] = .text(text)
                return document
            }
        // In another field, which counts more.
        documents[6]["title"] = .text("図書")
        let folder = try TemporaryFolder()
        let segment = try #require(
            try TestIndex.build(documents, in: folder, schema: Self.schema).segments.first)
        var grams = GramDictionary.Batch<Gram>(
            repeating: Gram(
                "図".unicodeScalars.first?.value ?? 0, "書".unicodeScalars.first?.value ?? 0))
        let location = try #require(try segment.terms(&grams, count: 1)[0]).location
        #expect(try segment.frequencies(ofGramAt: location) == nil)
        #expect(try segment.frequencies(ofGramAt: location) == nil)
        let table = try #require(try segment.frequencies(ofGramAt: location))
        #expect(FrequencyTable.unknown == 15)
        #expect((0..<7).map { table.frequency($0) } == [1, 2, 0, 14, 15, 15, 15])
        #expect(table.bytes.count == FrequencyTable.byteCount(documentCount: 7))
        // It does not tell three of six.
        #expect(!table.isNearlyComplete)
    }

    @Test("what is asked for often is made the third time, as long as there is room")
    func oftenAsked() throws {
        let kept = OftenAsked<Int>(limit: 2)
        func location(_ offset: Int) -> PostingsLocation {
            PostingsLocation(offset: offset, length: 1)
        }
        func ask(_ offset: Int, _ value: Int) throws(StorageError) -> Int? {
            try kept.value(at: location(offset)) { value }
        }
        #expect(try ask(10, 1) == nil)
        #expect(try ask(20, 2) == nil)
        #expect(try ask(10, 1) == nil)
        #expect(kept.count == 0)
        #expect(try ask(10, 1) == 1)
        // It is not made anew.
        #expect(try ask(10, 7) == 1)
        #expect(try ask(20, 2) == nil)
        // What cannot be made is asked for again.
        #expect(throws: StorageError.self) {
            try kept.value(at: location(20)) { () throws(StorageError) in
                throw StorageError(.corrupt, path: "list", "damaged")
            }
        }
        #expect(kept.count == 1)
        #expect(try ask(20, 3) == 3)
        #expect(kept.count == 2)
        for _ in 0..<5 { #expect(try ask(30, 4) == nil) }
        #expect(kept.count == 2)
        #expect(try ask(20, 5) == 3)
    }

    private static let frequentLetters = Array("図書館市")
    private static let rareLetters = Array("保育病児消防")

    /// Texts of four frequent letters and six rare ones; in some a bigram stands fifteen times and
    /// more, or in the title.
    private static func documents(_ count: Int, _ random: inout TestRandom) -> [Document] {
        (0..<count).map { number in
            var text = ""
            for _ in 0..<random.below(12) + 4 {
                text.append(
                    random.one(of: random.below(9) == 0 ? rareLetters : frequentLetters))
            }
            if random.below(12) == 0 {
                text += String(repeating: "図書", count: random.below(24) + 4)
            }
            var document = Document(id: "d\(number)")
            if random.below(5) == 0 {
                document["title"] = .text(String(text.prefix(random.below(4) + 2)))
            }
            document["text"] = .text(text)
            return document
        }
    }

    private static func bigrams(_ count: Int, _ random: inout TestRandom) -> [String] {
        var bigrams: Set<String> = ["図書"]
        while bigrams.count < count {
            let second = random.below(3) == 0 ? rareLetters : frequentLetters
            bigrams.insert(
                String([random.one(of: frequentLetters), random.one(of: second)]))
        }
        return bigrams.sorted()
    }

    @Test(
        "bigrams, any and all, are ranked as by a scan, asked seldom or often",
        arguments: [1, 2], [false, true])
    func scan(segments: Int, deletes: Bool) async throws {
        var random = TestRandom(stream: 101)
        let documents = Self.documents(9000 * segments, &random)
        let folder = try TemporaryFolder()
        var searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 1, schema: Self.schema)
        var rest = Array(documents.indices)
        if deletes {
            rest.removeAll { $0 % 3 == 0 }
            var writer = try IndexWriter(opening: folder.path)
            writer.mergePolicy = .none
            try writer.delete(documents.indices.filter { $0 % 3 == 0 }.map { documents[$0].id })
            try writer.commit()
            searcher = try Searcher(folder: folder.path)
        }
        #expect(searcher.segments.count == segments)
        let scan = BigramScan(rest.map { documents[$0] })
        for number in 0..<TestRandom.iterations(6) {
            let texts = Self.bigrams(number % 2 == 0 ? 8 : 3, &random)
            let scores = texts.map { scan.scores($0) }
            let comment = Comment(rawValue: texts.joined(separator: " "))
            var some = [Double?](repeating: nil, count: documents.count)
            var every = some
            for (place, document) in rest.enumerated() {
                let parts = scores.compactMap { $0[place] }
                if !parts.isEmpty { some[document] = parts.reduce(0, +) }
                if parts.count == texts.count { every[document] = parts.reduce(0, +) }
            }
            for query in [BigramQuery.bigrams(texts), .all(texts)] {
                // A searcher of its own has no tables, also after the query.
                let fresh = try Searcher(folder: folder.path)
                let hits = try fresh.rank(query, limit: 40).hits
                #expect(fresh.segments.allSatisfy { $0.memory.frequencies.count == 0 })
                for _ in 0..<3 {
                    #expect(try searcher.rank(query, limit: 40).hits == hits, comment)
                }
            }
            try BigramScan.check(searcher, .bigrams(texts), some, comment)
            try BigramScan.check(searcher, .all(texts), every, comment)
        }
        #expect(searcher.segments.allSatisfy { $0.memory.frequencies.count > 1 })
    }

    @Test("the first document of a later segment counts what a table does not tell")
    func firstDocument() async throws {
        var random = TestRandom(stream: 103)
        var documents = Self.documents(18_000, &random)
        documents[9000]["title"] = .text("館図書")
        documents[9000]["text"] = .text(
            String(repeating: "図書", count: 20) + String(repeating: "児保", count: 12))
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: 2, threads: 1, schema: Self.schema)
        #expect(searcher.segments.map(\.documentCount) == [9000, 9000])
        let scan = BigramScan(documents)
        let texts = ["図書", "児保", "館市", "消防"]
        let scores = texts.map { scan.scores($0) }
        let some = documents.indices.map { document -> Double? in
            let parts = scores.compactMap { $0[document] }
            return parts.isEmpty ? nil : parts.reduce(0, +)
        }
        for _ in 0..<2 { try BigramScan.check(searcher, .bigrams(texts), some, "first") }
        #expect(searcher.segments.allSatisfy { $0.memory.frequencies.count > 0 })
    }

    @Test("documents that rare bigrams found in turn are looked up in any order")
    func anyOrder() throws {
        var random = TestRandom(stream: 104)
        // Two frequent bigrams; the best documents have a rare one, and the first so often that its
        // table does not tell.
        let documents = (0..<12_000).map { number in
            let isRare = number % 300 == 0
            let isBest = number % 900 == 0
            var text = String(repeating: "町", count: isBest ? 2 : random.below(9) + 40)
            if number % 3 == 0 { text += "図書" }
            if number % 4 == 0 { text += "館市" }
            if isRare {
                text += String(repeating: "図書", count: isBest ? 19 : 2)
                text += number % 600 == 0 ? "保育" : "病児"
            }
            var document = Document(id: "d\(number)")
            document["text"] = .text(text)
            return document
        }
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder, schema: Self.schema)
        let scan = BigramScan(documents)
        let texts = ["図書", "館市", "保育", "病児"]
        let scores = texts.map { scan.scores($0) }
        let some = documents.indices.map { document -> Double? in
            let parts = scores.compactMap { $0[document] }
            return parts.isEmpty ? nil : parts.reduce(0, +)
        }
        for _ in 0..<3 { try BigramScan.check(searcher, .bigrams(texts), some, "any order") }
        // With a bigram that most documents have the windows are smaller, so there are more of them.
        let every = zip(some, scan.scores("町町")).map { left, right -> Double? in
            left == nil && right == nil ? nil : (left ?? 0) + (right ?? 0)
        }
        for _ in 0..<3 {
            try BigramScan.check(searcher, .bigrams(texts + ["町町"]), every, "small windows")
        }
        let segment = searcher.segments[0]
        #expect(segment.memory.frequencies.count == 3)
        var grams = GramDictionary.Batch<Gram>(
            repeating: Gram(
                "図".unicodeScalars.first?.value ?? 0, "書".unicodeScalars.first?.value ?? 0))
        let location = try #require(try segment.terms(&grams, count: 1)[0]).location
        let table = try #require(try segment.frequencies(ofGramAt: location))
        // Not the table itself: it would be printed.
        let isNearlyComplete = table.isNearlyComplete
        #expect(isNearlyComplete)
        let unknown = (0..<12_000).count { table.frequency($0) == FrequencyTable.unknown }
        #expect(unknown > 0)
    }

    @Test("two words of two letters are ranked by tables, also where these do not tell all")
    func pair() throws {
        var random = TestRandom(stream: 102)
        let documents = Self.documents(12_000, &random)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder, schema: Self.schema)
        let scan = BigramScan(documents)
        for texts in [["図書", "館市"], ["書図", "市市"], ["図書", "書図"]] {
            let scores = texts.map { scan.scores($0) }
            let every = documents.indices.map { document -> Double? in
                guard let first = scores[0][document], let second = scores[1][document] else {
                    return nil
                }
                return first + second
            }
            for _ in 0..<2 {
                try BigramScan.check(
                    searcher, .all(texts), every, Comment(rawValue: texts.joined(separator: " ")))
            }
        }
        #expect(searcher.segments[0].memory.frequencies.count > 1)
    }
}
