import Foundation
import RenkeiSearch
import Synchronization
import Testing

@Suite struct IndexWriterRefusalTests {
    private static let schema = Schema(
        textFields: [Schema.TextField("title", weight: 3), Schema.TextField("text")],
        keywordFields: ["area"], integerFields: ["year"], storedFields: ["source"])

    private func code(_ body: () throws -> Void) -> SearchError.Code? {
        #expect(throws: SearchError.self, performing: body)?.code
    }

    @Test("a second writer is refused, and let in after the first has ended")
    func lock() throws {
        let folder = try TemporaryFolder()
        var first = try IndexWriter(replacing: folder.path, schema: Self.schema)
        try first.add(Document(id: "1"))
        let error = #expect(throws: SearchError.self) {
            _ = try IndexWriter(replacing: folder.path, schema: Self.schema)
        }
        #expect(error?.code == .indexLocked)
        #expect(error?.path == folder.path)
        try first.commit()
        first.rollback()
        var second = try IndexWriter(replacing: folder.path, schema: Self.schema)
        try second.commit()
        #expect(try Searcher(folder: folder.path).documentCount == 0)
    }

    @Test("readers need no lock")
    func readers() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        let writer = try IndexWriter(replacing: folder.path, schema: Self.schema)
        #expect(try Searcher(folder: folder.path).found("図書館") == ["0"])
        writer.rollback()
    }

    @Test("an identifier of an earlier commit is refused, unless its document was deleted")
    func duplicateAcrossCommits() async throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        try writer.add(TestIndex.document("a", "温泉"))
        try writer.add(TestIndex.document("b", "博物館"))
        try writer.commit()
        try writer.add(TestIndex.document("c", "図書館"))
        for id in ["a", "c"] {
            let error = #expect(throws: SearchError.self) {
                try writer.add(TestIndex.document(id, "水道"))
            }
            #expect(error?.code == .duplicateID)
        }
        try writer.delete(["a", "c"])
        try writer.add(TestIndex.document("a", "橋"))
        try writer.add(TestIndex.document("c", "川"))
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(try searcher.ids("博物館") == ["b"])
        #expect(try searcher.ids("橋") == ["a"])
        #expect(try searcher.ids("川") == ["c"])
        #expect(try searcher.ids("温泉") == [])
        #expect(try searcher.ids("図書館") == [])
        for id in ["c", "d"] {
            var batches = 1
            let add = { (writer: inout IndexWriter) async throws in
                try await writer.add(threads: 2) {
                    batches -= 1
                    return batches < 0 ? nil : batches
                } documents: { (_: Int, add) in
                    try add(TestIndex.document(id, "博物館"))
                }
            }
            do {
                try await add(&writer)
                #expect(id == "d")
            } catch let error as SearchError {
                #expect(error.code == .duplicateID && id == "c")
            }
        }
        writer.rollback()
    }

    @Test("of several batches that fail, the earliest one's error is thrown")
    func earliestError() async throws {
        struct BatchError: Error { let batch: Int }
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        let hasFailed = Mutex(false)
        var batches = 0
        let error = await #expect(throws: BatchError.self) {
            try await writer.add(threads: 2) {
                batches += 1
                return batches - 1
            } documents: { (batch: Int, add) in
                try add(TestIndex.document("\(batch)", "博物館"))
                if batch == 0 { return }
                // The second batch fails only when a later one has, if there is a thread for that.
                for _ in 0..<1000 where batch == 1 && !hasFailed.withLock({ $0 }) {
                    Thread.sleep(forTimeInterval: 0.001)
                }
                hasFailed.withLock { $0 = true }
                throw BatchError(batch: batch)
            }
        }
        #expect(error?.batch == 1)
        // Nothing was asked for after the batches that were on their way.
        #expect(batches <= 4)
        try writer.add(TestIndex.document("x", "博物館"))
        try writer.commit()
        #expect(try Searcher(folder: folder.path).ids("博物館") == ["0", "x"])
        #expect(try folder.segments().count == 2)
    }

    @Test("after a batch with an existing identifier, no other is added")
    func nothingBehindDuplicate() async throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        var batches = ["a", "a", "c"][...]
        let error = await #expect(throws: SearchError.self) {
            try await writer.add(threads: 3) {
                batches.popFirst()
            } documents: { (id: String, add) in
                // The last batch is finished when the second one was found wanting.
                if id == "c" { Thread.sleep(forTimeInterval: 0.1) }
                try add(TestIndex.document(id, "博物館"))
            }
        }
        #expect(error?.code == .duplicateID)
        try writer.commit()
        #expect(try Searcher(folder: folder.path).ids("博物館") == ["a"])
    }

    @Test("an identifier that occurs twice is refused and the index stays whole")
    func duplicate() async throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        do {
            var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
            try writer.add(TestIndex.document("a", "温泉"))
            let error = #expect(throws: SearchError.self) {
                try writer.add(TestIndex.document("a", "博物館"))
            }
            #expect(error?.code == .duplicateID)
            #expect(error?.message.contains("a") == true)
            try writer.commit()
            #expect(try Searcher(folder: folder.path).documentCount == 1)
        }
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        var batches = 2
        let error = await #expect(throws: SearchError.self) {
            try await writer.add(threads: 2) {
                batches -= 1
                return batches < 0 ? nil : batches
            } documents: { (_: Int, add) in
                try add(TestIndex.document("b", "博物館"))
            }
        }
        #expect(error?.code == .duplicateID)
        writer.rollback()
        let searcher = try Searcher(folder: folder.path)
        #expect(try searcher.ids("温泉") == ["a"])
        #expect(try folder.segments().count == 1)
    }

    @Test(
        "a document that does not fit the schema is refused, and the writer goes on",
        arguments: [
            ("title", .keywords(["a"])), ("area", .text("a")), ("year", .text("2024")),
            ("source", .text("a")), ("unknown", .text("a")),
        ] as [(String, FieldValue)])
    func mismatch(field: String, value: FieldValue) throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: Self.schema)
        var bad = Document(id: "1")
        bad["text"] = .text("図書館")
        bad[field] = value
        let error = #expect(throws: SearchError.self) { try writer.add(bad) }
        #expect(error?.code == .invalidDocument)
        #expect(error?.message.contains(field) == true)
        #expect(writer.summary.documents == 0)
        var good = Document(id: "1")
        good["text"] = .text("温泉")
        good["area"] = .keywords(["a", "b"])
        good["year"] = .integer(-3)
        good["source"] = .json("{}")
        try writer.add(good)
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(try searcher.document(id: "1") == good)
        #expect(try searcher.found("図書館") == [])
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("a document needs an identifier")
    func emptyID() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: Self.schema)
        let error = #expect(throws: SearchError.self) { try writer.add(Document(id: "")) }
        #expect(error?.code == .invalidDocument)
    }

    @Test(
        "a schema that cannot be honoured is refused",
        arguments: [
            Schema(textFields: []),
            Schema(textFields: (0..<6).map { Schema.TextField("f\($0)") }),
            Schema(textFields: [Schema.TextField("a")], keywordFields: ["a"]),
            Schema(textFields: [Schema.TextField("")]),
            Schema(textFields: [Schema.TextField("a", weight: 0)]),
            Schema(textFields: [Schema.TextField("a", weight: .infinity)]),
        ])
    func schema(schema: Schema) throws {
        let folder = try TemporaryFolder()
        #expect(
            code { _ = try IndexWriter(replacing: folder.path, schema: schema) } == .invalidArgument
        )
    }

    @Test("too little memory is refused")
    func memory() throws {
        let folder = try TemporaryFolder()
        #expect(
            code {
                _ = try IndexWriter(
                    replacing: folder.path, schema: Self.schema, memoryLimit: 1 << 20)
            } == .invalidArgument)
    }

    @Test("a schema of five text fields is honoured")
    func fiveFields() throws {
        let schema = Schema(
            textFields: (1...5).map { Schema.TextField("f\($0)", weight: Double(6 - $0)) })
        let folder = try TemporaryFolder()
        let documents = (1...5).map { number in
            var document = Document(id: String(number))
            for field in 1...5 {
                document["f\(field)"] = .text(field == number ? "温泉と温泉" : "図書館の本")
            }
            return document
        }
        let searcher = try TestIndex.build(documents, in: folder, schema: schema)
        #expect(try searcher.ids("温泉") == ["1", "2", "3", "4", "5"])
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("small memory gives several segments with the same documents")
    func smallMemory() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(
            replacing: folder.path, schema: TestIndex.plain, memoryLimit: 16 << 20)
        let text = String(repeating: "公共の施設を使う。", count: 1000)
        for number in 0..<400 {
            try writer.add(TestIndex.document(String(number), text + "第\(number)号"))
        }
        try writer.commit()
        #expect(writer.summary.documents == 400)
        #expect(writer.summary.textBytes > 400 * text.utf8.count)
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 400)
        #expect(searcher.statistics.segments > 1)
        #expect(searcher.statistics.bytes == writer.summary.indexBytes)
        #expect(try searcher.found("\"第119号\"") == ["119"])
        #expect(try searcher.search("施設").total == 400)
    }

    @Test("an unknown folding is refused by its name")
    func foldings() throws {
        var settings = AnalysisSettings.standard
        let error = #expect(throws: SearchError.self) {
            try settings.setFoldings(["kana", "nonsense"])
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("nonsense") == true)
        try settings.setFoldings(["kana"])
        #expect(settings.foldingNames == ["kana"])
        #expect(AnalysisSettings.allFoldingNames.contains("dashes"))
    }
}
