import IndexCodec
import IndexStorage
import Testing

@testable import RenkeiSearch

/// Documents that repeat others stand beside them, and no answer tells.
@Suite struct NearDuplicatesTests {
    /// A text in which few bigrams occur twice.
    private static func text(_ number: Int, length: Int = 90) -> [UInt32] {
        (0..<length).map { UInt32(0x4E00 + (number * 97 + $0 * $0 * 13 + $0 * 7) % 6000) }
    }

    private static func buffer(_ texts: [[UInt32]]) -> TokenBuffer {
        var buffer = TokenBuffer()
        for text in texts {
            _ = buffer.beginDocument()
            _ = buffer.append(text.span)
        }
        return buffer
    }

    @Test("each document comes after the last one that it repeats")
    func order() throws {
        // Three years of a hundred projects; a hundred others in between, two of them too short.
        var texts = (0..<100).map { Self.text($0) }
        texts += (0..<100).map { Self.text($0 + 500, length: $0 < 2 ? 8 : 90) }
        texts += (0..<100).map { Self.text($0) + [0x3042] }
        texts += (0..<100).map { Self.text($0) + [0x3044] }
        let order = try #require(NearDuplicates.order(of: Self.buffer(texts)))
        let expected = (0..<200).flatMap { $0 < 100 ? [$0, $0 + 200, $0 + 300] : [$0] }
        #expect(order.documents == expected.map { UInt32($0) })
    }

    @Test("few documents, and documents of which few repeat others, stay as they are")
    func kept() {
        let many = (0..<300).map { Self.text($0) }
        #expect(NearDuplicates.order(of: Self.buffer(many)) == nil)
        // 74 of 374 are less than a quarter, 110 of 410 are more.
        #expect(NearDuplicates.order(of: Self.buffer(many + many.prefix(74))) == nil)
        #expect(NearDuplicates.order(of: Self.buffer(many + many.prefix(110))) != nil)
        let few = (0..<127).map { Self.text($0) }
        #expect(NearDuplicates.order(of: Self.buffer(few + few)) == nil)
        #expect(NearDuplicates.order(of: Self.buffer(few + few + few.prefix(2))) != nil)
        // All alike, but too short to tell.
        #expect(NearDuplicates.order(of: Self.buffer((0..<300).map { _ in [1, 2, 3, 4] })) == nil)
        #expect(NearDuplicates.order(of: Self.buffer((0..<300).map { _ in [] })) == nil)
    }

    @Test("bits and parts of documents go where their documents go")
    func reordered() {
        for round in 0..<TestRandom.iterations(50) {
            var random = TestRandom(stream: UInt64(round) &+ 900)
            let count = random.below(20) + 1
            var bounds: [UInt32] = [0]
            for _ in 0..<count {
                bounds.append(bounds[bounds.count - 1] + UInt32(random.below(150)))
            }
            let order = NewOrder(documents: (0..<UInt32(count)).shuffled(using: &random))
            let flags = (0..<Int(bounds[count])).map { _ in random.below(2) == 0 }
            var bits = [UInt64](repeating: 0, count: flags.count / 64 + 1)
            for index in flags.indices where flags[index] { bits[index / 64] |= 1 << (index % 64) }
            // What no word holds is 0.
            while bits.last == 0 { bits.removeLast() }
            let expected = order.documents.flatMap {
                flags[Int(bounds[Int($0)])..<Int(bounds[Int($0) + 1])]
            }
            let moved = order.reordered(bits, bounds)
            let found = expected.indices.map { moved[$0 / 64] >> ($0 % 64) & 1 == 1 }
            #expect(found == expected, "seed \(TestRandom.seed)")
            let (elements, starts) = order.reordered(
                flags.map { $0 ? UInt8(1) : 0 }, bounds)
            #expect(elements == expected.map { $0 ? 1 : 0 })
            for (index, document) in order.documents.enumerated() {
                let length = bounds[Int(document) + 1] - bounds[Int(document)]
                let end = index + 1 < count ? starts[index + 1] : UInt32(expected.count)
                #expect(end - starts[index] == length)
            }
        }
    }

    @Test("a buffer in another order is the one of the documents in that order")
    func buffer() {
        for round in 0..<TestRandom.iterations(50) {
            var random = TestRandom(stream: UInt64(round) &+ 950)
            // Few codes, so that many scalars have none.
            let texts = (0..<random.below(30) + 1).map { _ in
                (0..<random.below(12)).map { _ in UInt32(random.below(20) + 1) }
            }
            func buffer(_ texts: [[UInt32]]) -> TokenBuffer {
                var buffer = TokenBuffer(alphabet: ScalarCodes(limit: 9))
                for text in texts {
                    _ = buffer.beginDocument()
                    _ = buffer.append(text.span)
                    _ = buffer.append(Array(text.reversed()).span)
                }
                return buffer
            }
            let order = NewOrder(documents: (0..<UInt32(texts.count)).shuffled(using: &random))
            var moved = buffer(texts)
            moved.reorder(order)
            let expected = buffer(order.documents.map { texts[Int($0)] })
            #expect(moved.bounds == expected.bounds, "seed \(TestRandom.seed)")
            #expect(moved.positionBounds == expected.positionBounds)
            #expect(
                moved.codes.indices.map { moved.scalar(at: $0) }
                    == expected.codes.indices.map { expected.scalar(at: $0) })
        }
    }

    private static let area = KeywordFilter(field: "area_key", values: ["西"])

    /// Counts, groups and other orders than that of the scores.
    private func lists(_ searcher: Searcher, _ queries: [String]) throws -> [[String]] {
        var lists: [[String]] = []
        for (number, query) in queries.enumerated() {
            for sort in [
                SortOrder.integer(field: "start_year", isDescending: number % 2 == 0),
                .text(field: "title"),
            ] {
                var options = SearchOptions(limit: 7 + number % 40)
                options.sort = sort
                options.offset = number % 3
                options.facets = [FacetRequest("area_key")]
                guard let results = try? searcher.search(query, options: options) else { continue }
                lists.append(results.hits.map(\.id))
                lists.append(
                    results.facets.flatMap { $0.values.map { "\($0.value) \($0.count)" } })
            }
            var options = SearchOptions(limit: 5)
            options.grouping = "area_key"
            guard let results = try? searcher.search(query, options: options) else { continue }
            lists.append(results.groups.map { "\($0.value ?? "") \($0.count) \($0.best.id)" })
        }
        return lists
    }

    private func compare(
        _ searcher: Searcher, _ expected: Searcher, _ random: inout TestRandom, _ comment: String
    ) throws {
        var texts: [String] = []
        try expected.forEachDocument { texts.append($0.text("description")) }
        let queries = TestQueries.make(70, from: texts, &random)
        let found = try Answers(searcher, queries, filter: Self.area, areaField: "area_key")
        let wanted = try Answers(expected, queries, filter: Self.area, areaField: "area_key")
        #expect(found.differences(from: wanted, queries) == [], "\(comment)")
        let lists = try lists(searcher, queries)
        #expect(lists.count > 100)
        #expect(try lists == self.lists(expected, queries), "\(comment)")
        #expect(try IndexChecker.check(folder: searcher.folder).problems == [], "\(comment)")
        #expect(try searcher.verify(samples: 30).differences.isEmpty, "\(comment)")
    }

    @Test(
        "an index with reordered documents answers like one without, whatever is changed")
    func answers() async throws {
        let documents = try Repetitions.documents(projects: 180, years: 4)
        for round in 0..<TestRandom.iterations(2) {
            var random = TestRandom(stream: UInt64(round) &+ 1300)
            let comment = "round \(round), seed \(TestRandom.seed)"
            let folder = try TemporaryFolder()
            var writer = try IndexWriter(replacing: folder.path, schema: .projects)
            for document in documents { try writer.add(document) }
            try writer.commit()
            writer.rollback()
            var searcher = try Searcher(folder: folder.path)
            #expect(searcher.segments.map(\.order.isKept) == [false])
            var twin = documents
            try await compare(
                searcher, Repetitions.unarranged(twin, in: TemporaryFolder(), segments: 1), &random,
                comment)
            // Others take the places of some, some go: of the segment and of those in memory.
            writer = try IndexWriter(opening: folder.path)
            if round % 2 == 0 { writer.mergePolicy = .none }
            for _ in 0..<400 {
                let model = random.one(of: documents)
                let id = random.below(2) == 0 ? model.id : "n\(random.below(300))"
                var added = Document(id: id)
                for field in model.fields { added[field.name] = field.value }
                try writer.add(added)
                twin.removeAll { $0.id == id }
                twin.append(added)
                if random.below(4) == 0 {
                    let gone = random.one(of: twin).id
                    #expect(try writer.delete([gone]).isEmpty)
                    twin.removeAll { $0.id == gone }
                }
            }
            try writer.commit()
            searcher = try searcher.refreshed()
            #expect(searcher.segments.contains { !$0.order.isKept })
            let other = try TemporaryFolder()
            let expected = try await Repetitions.unarranged(twin, in: other, segments: 7)
            try compare(searcher, expected, &random, comment)
            try writer.merge(order: round % 2 == 0 ? .kept : .similar)
            writer.rollback()
            searcher = try searcher.refreshed()
            #expect(searcher.segments.map(\.order.isKept) == [false])
            try compare(searcher, expected, &random, comment)
            // Built anew of what is stored.
            let settings = AnalysisSettings.standard
            var builder = try IndexWriter(
                replacing: folder.path, schema: .projects, settings: settings)
            try await builder.addStoredDocuments(threads: round % 2 + 1)
            try builder.commit()
            try compare(Searcher(folder: folder.path), expected, &random, comment)
        }
    }

    @Test("scores that are equal only as they are shown are ties in a reordered segment, too")
    func roundedScores() async throws {
        // Eight sentences, each in two groups of documents that are alike but for their beginnings.
        var documents: [Document] = []
        for number in 0..<2400 {
            let (family, side) = (number / 2 % 10, number % 2)
            let sentence = family < 8 ? Repetitions.text(100 + family) + Repetitions.text(200) : ""
            documents.append(
                Self.document("d\(number)", Repetitions.text(family * 2 + side + 300) + sentence))
        }
        let folder = try TemporaryFolder()
        // Without words nothing but the score decides.
        var settings = AnalysisSettings.standard
        settings.indexesWords = false
        let searcher = try TestIndex.build(documents, in: folder, settings: settings)
        #expect(searcher.segments.map(\.order.isKept) == [false])
        let expected = try await Repetitions.unarranged(
            documents, in: TemporaryFolder(), settings: settings)
        for family in 0..<8 {
            for length in stride(from: 20, through: 80, by: 6) {
                let query = String(Repetitions.text(100 + family).prefix(length))
                let found = try searcher.search(query, options: SearchOptions(limit: 8))
                let wanted = try expected.search(query, options: SearchOptions(limit: 8))
                #expect(found.hits.map(\.id) == wanted.hits.map(\.id), "\(query)")
                #expect(found.total == 240 && wanted.total == 240)
            }
        }
    }

    private static func document(_ id: String, _ text: String) -> Document {
        var document = Document(id: id)
        document["description"] = .text(text)
        document["kind"] = .keywords(["project"])
        return document
    }

    @Test("a damaged order of documents is found, and stops no search")
    func damagedOrder() throws {
        let folder = try TemporaryFolder()
        let documents = try Repetitions.documents(projects: 100, years: 4)
        let searcher = try TestIndex.build(documents, in: folder)
        let region = try searcher.segments[0].file.section(SegmentSection.order)
        let bytes = try folder.read("1-0.segment")
        var random = TestRandom(stream: 1400)
        for _ in 0..<TestRandom.iterations(40) {
            var damaged = bytes
            for _ in 0...random.below(3) {
                damaged[region.start + random.below(region.count)] = UInt8(random.below(256))
            }
            if damaged == bytes { continue }
            try folder.write(damaged, to: "1-0.segment")
            #expect(try !IndexChecker.check(folder: folder.path).problems.isEmpty)
            guard let opened = try? Searcher(folder: folder.path) else { continue }
            do {
                _ = try lists(opened, ["連携", "図書館", "の"])
                _ = try Answers(opened, ["連携", "の", "推進 図書館"], areaField: "area_key")
            } catch { #expect(error is SearchError) }
            var writer = try IndexWriter(opening: folder.path)
            _ = try? writer.delete(["d7"])
            #expect(throws: SearchError.self) { try writer.merge() }
            writer.rollback()
        }
        try folder.write(bytes, to: "1-0.segment")
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("documents that were reordered can be changed after a commit that failed")
    func failedCommit() throws {
        let documents = try Repetitions.documents(projects: 100, years: 4)
        func build(_ folder: TemporaryFolder, failAt call: Int) throws -> Bool {
            var writer = try IndexWriter(
                replacing: folder.path, schema: .projects, settings: .standard,
                memoryLimit: 64 << 20, waiting: false,
                fileSystem: FileSystem(faults: FaultPlan(failAt: call, count: 1, errno: 28)))
            writer.mergePolicy = .none
            for document in documents.prefix(300) { try writer.add(document) }
            var hasFailed = false
            do { try writer.commit() } catch { hasFailed = true }
            try writer.delete(["d5", "d150"])
            for document in documents.dropFirst(300) { try writer.add(document) }
            try writer.delete(["d320"])
            try writer.commit()
            return hasFailed
        }
        let reference = try TemporaryFolder()
        #expect(try !build(reference, failAt: .max))
        var random = TestRandom(stream: 1500)
        let queries = TestQueries.make(40, from: documents.map { $0.text("description") }, &random)
        let wanted = try Answers(Searcher(folder: reference.path), queries, areaField: "area_key")
        var failures = 0
        for call in 2..<30 {
            let folder = try TemporaryFolder()
            do { if try build(folder, failAt: call) { failures += 1 } } catch { continue }
            let searcher = try Searcher(folder: folder.path)
            #expect(searcher.segments.contains { !$0.order.isKept })
            let found = try Answers(searcher, queries, areaField: "area_key")
            #expect(found.differences(from: wanted, queries) == [], "call \(call)")
            #expect(try IndexChecker.check(folder: folder.path).problems == [], "call \(call)")
        }
        #expect(failures > 3)
    }

    @Test("frequent bigrams find the same equal scores in a reordered segment")
    func frequentBigrams() async throws {
        let texts = try Repetitions.documents(projects: 150, years: 1).map {
            $0.text("description").prefix(70)
        }
        let documents = (0..<4500).map { number in
            var document = Document(id: "d\(number)")
            document["title"] = .text(number % 4 == 0 ? "連携の推進" : "事業")
            document["description"] = .text(
                texts[number % 150] + (number % 3 == 0 ? "図書館と図書の館" : "館の図書と図書館の書館"))
            document["start_year"] = .integer(Int64(number % 150 < 75 ? 1 : 0))
            return document
        }
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder)
        #expect(searcher.segments.map(\.order.isKept) == [false])
        let expected = try await Repetitions.unarranged(documents, in: TemporaryFolder())
        let queries = [
            "図書館", "図書 書館", "図書館 OR 館の図書", "書館の", "図書館と図書の館の推進", "図書 書館 館の 推進", "\"と図書館\"",
        ]
        for query in queries {
            for limit in [1, 10, 100] {
                func hits(_ searcher: Searcher) throws -> [String] {
                    try searcher.search(query, options: SearchOptions(limit: limit)).hits
                        .map { "\($0.id) \($0.score)" }
                }
                let found = try hits(searcher)
                #expect(found.count == limit)
                #expect(try found == hits(expected), "\(query) \(limit)")
            }
        }
        // So many that not all are kept: among those met late are earlier ones of equal value.
        for isDescending in [true, false] {
            var options = SearchOptions(limit: 100)
            options.sort = .integer(field: "start_year", isDescending: isDescending)
            let found = try searcher.ids("図書", options: options)
            #expect(try found == expected.ids("図書", options: options))
        }
    }
}
