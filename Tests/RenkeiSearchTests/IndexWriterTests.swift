import Foundation
import RenkeiSearch
import Testing

@Suite struct IndexWriterTests {
    private static let plain = TestIndex.plain

    private func writer(_ folder: TemporaryFolder) throws -> IndexWriter {
        try IndexWriter(replacing: folder.path, schema: Self.plain)
    }

    @Test("nothing is visible before the commit, everything after it")
    func visibility() throws {
        let folder = try TemporaryFolder()
        var writer = try writer(folder)
        try writer.add(TestIndex.document("1", "図書館"))
        #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 1)
        #expect(try searcher.found("図書館") == ["1"])
        #expect(searcher.schema == Self.plain)
        #expect(searcher.settings == .standard)
        #expect(searcher.generation == 1)
    }

    @Test("a folder without an index says so and what to do")
    func noIndex() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
        #expect(error?.code == .indexNotFound)
        #expect(error?.path == folder.path)
        #expect(error?.message.contains("search index") == true)
        let checkError = #expect(throws: SearchError.self) {
            try IndexChecker.check(folder: folder.path)
        }
        #expect(checkError?.code == .indexNotFound)
    }

    @Test("missing folders are made")
    func folders() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a/b/c"
        var writer = try IndexWriter(replacing: path, schema: Self.plain)
        try writer.add(TestIndex.document("1", "図書館"))
        try writer.commit()
        #expect(try Searcher(folder: path).documentCount == 1)
    }

    @Test("an index without documents opens and finds nothing")
    func noDocuments() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([String](), in: folder)
        let results = try searcher.search("図書館 温泉")
        #expect(results.hits.isEmpty)
        #expect(results.total == 0)
        #expect(try searcher.document(id: "1") == nil)
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("documents without text are kept and never found by text")
    func noText() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["", "\u{200B}", "図書館"], in: folder)
        #expect(searcher.documentCount == 3)
        #expect(try searcher.found("図書館") == ["2"])
        #expect(try searcher.document(id: "0")?.text("text") == "")
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("a commit replaces the old documents and removes their files")
    func replacement() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館", "温泉"], in: folder)
        let old = try folder.segments()
        let searcher = try TestIndex.build(["博物館"], in: folder)
        #expect(searcher.documentCount == 1)
        #expect(searcher.generation == 2)
        #expect(try searcher.found("図書館") == [])
        #expect(try searcher.found("博物館") == ["0"])
        #expect(try Set(folder.segments()).isDisjoint(with: old))
        #expect(try folder.names() == ["2-0.segment", "lock", "manifest"])
    }

    @Test("a searcher keeps answering from what it opened after a rebuild")
    func snapshot() throws {
        let folder = try TemporaryFolder()
        let old = try TestIndex.build(["図書館と温泉", "温泉"], in: folder)
        let before = try old.search("図書館 温泉", options: .everything)
        _ = try TestIndex.build(["博物館"], in: folder)
        let after = try old.search("図書館 温泉", options: .everything)
        #expect(before.hits == after.hits)
        #expect(before.total == after.total)
        #expect(try old.document(id: "1")?.text("text") == "温泉")
    }

    @Test("a writer that ends without a commit leaves the index as it was")
    func abandoned() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        do {
            var writer = try writer(folder)
            try writer.add(TestIndex.document("1", "温泉"))
        }
        let searcher = try Searcher(folder: folder.path)
        #expect(try searcher.found("図書館") == ["0"])
        #expect(try searcher.found("温泉") == [])
    }

    @Test("a rollback removes what was written and nothing else", arguments: [false, true])
    func rollback(hasIndex: Bool) async throws {
        let folder = try TemporaryFolder()
        try folder.write([1, 2, 3], to: "notes.txt")
        if hasIndex { _ = try TestIndex.build(["図書館"], in: folder) }
        let before = try folder.names()
        var writer = try writer(folder)
        try await add(["温泉", "博物館"], to: &writer)
        #expect(try folder.segments().count == (hasIndex ? 3 : 2))
        writer.rollback()
        #expect(try Set(folder.names()) == Set(before).union(["lock"]))
        if hasIndex { #expect(try Searcher(folder: folder.path).found("図書館") == ["0"]) }
    }

    @Test("a rollback keeps what the same writer has committed")
    func rollbackAfterCommit() async throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        var writer = try writer(folder)
        try writer.add(TestIndex.document("a", "温泉"))
        try writer.commit()
        try await add(["博物館"], to: &writer)
        writer.rollback()
        let searcher = try Searcher(folder: folder.path)
        #expect(try searcher.found("温泉") == ["a"])
        #expect(try searcher.found("博物館") == [])
        #expect(try folder.segments().count == 1)
    }

    @Test("a writer may commit again with more documents")
    func secondCommit() async throws {
        let folder = try TemporaryFolder()
        var writer = try writer(folder)
        try writer.add(TestIndex.document("a", "温泉"))
        try writer.commit()
        try await add(["博物館"], to: &writer)
        try writer.add(TestIndex.document("b", "図書館"))
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 3)
        #expect(try searcher.ids("館") == ["0", "b"] || searcher.ids("館") == ["b", "0"])
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    /// Adds texts in batches of one; the id of each is its number.
    private func add(_ texts: [String], to writer: inout IndexWriter) async throws {
        var next = 0
        try await writer.add(threads: 2) {
            defer { next += 1 }
            return next < texts.count ? (next, texts[next]) : nil
        } documents: { batch, add in
            try add(TestIndex.document(String(batch.0), batch.1))
        }
    }

    @Test("files left by a crashed writer are removed by the next one")
    func leftovers() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        for name in ["7-0.segment", "manifest.tmp", "manifest-6.tmp", "x-0.segment"] {
            try folder.write(Array("RNKS".utf8), to: name)
        }
        let searcher = try TestIndex.build(["温泉"], in: folder)
        #expect(searcher.generation == 8)
        #expect(try folder.names() == ["8-0.segment", "lock", "manifest", "x-0.segment"])
    }

    @Test("files of others stay, whatever their names")
    func othersFiles() throws {
        let folder = try TemporaryFolder()
        let others = [
            "1-0.segment", "9-9.segment", "1-0-9.deletions", "manifest.tmp", "manifest-1.tmp",
            "manifest-9.damaged", "7-0.segment.damaged", "18446744073709551615-0.segment",
        ]
        for name in others { try folder.write(Array(name.utf8), to: name) }
        _ = try TestIndex.build(["図書館"], in: folder)
        #expect(try TestIndex.build(["温泉"], in: folder).found("温泉") == ["0"])
        var writer = try IndexWriter(opening: folder.path)
        try writer.add(TestIndex.document("1", "橋"))
        try writer.commit()
        for name in others { #expect(try folder.read(name) == Array(name.utf8), "\(name)") }
    }

    @Test("a file that a segment beside it does not show to be a manifest is not replaced")
    func othersManifest() throws {
        for content in ["", "Manifest-Version: 1.0\n"] {
            let folder = try TemporaryFolder()
            try folder.write(Array(content.utf8), to: "manifest")
            let error = #expect(throws: SearchError.self) { _ = try writer(folder) }
            #expect(
                error?.message
                    == "\(folder.path)/manifest is a file of another program; choose another folder for the index"
            )
            #expect(try folder.names() == ["manifest"])
            #expect(try folder.read("manifest") == Array(content.utf8))
        }
    }

    @Test("a manifest that is a folder, a pipe or a device is refused at once")
    func strangeManifest() throws {
        for make in [
            {
                try FileManager.default.createDirectory(
                    atPath: $0, withIntermediateDirectories: true)
            },
            { path in
                let result = unsafe mkfifo(path, 0o644)
                #expect(result == 0)
            },
            {
                try FileManager.default.createSymbolicLink(
                    atPath: $0, withDestinationPath: "/dev/zero")
            },
        ] as [(String) throws -> Void] {
            let folder = try TemporaryFolder()
            try make(folder.path + "/manifest")
            #expect(throws: SearchError.self) { _ = try writer(folder) }
            #expect(throws: SearchError.self) { _ = try IndexWriter(opening: folder.path) }
            #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
            #expect(throws: SearchError.self) { try IndexChecker.check(folder: folder.path) }
            #expect(throws: SearchError.self) { try IndexChecker.repair(folder: folder.path) }
            #expect(try folder.names().filter { $0 != "lock" } == ["manifest"])
        }
    }

    @Test("a path that holds a NUL leads to no other folder")
    func pathWithNUL() throws {
        let folder = try TemporaryFolder()
        #expect(throws: SearchError.self) {
            _ = try IndexWriter(replacing: folder.path + "/a\0b", schema: TestIndex.plain)
        }
        #expect(try folder.names() == [])
    }

    @Test("a damaged index is replaced by a new one")
    func damaged() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        try folder.write([1, 2, 3], to: "manifest")
        let searcher = try TestIndex.build(["温泉"], in: folder)
        #expect(try searcher.found("温泉") == ["0"])
        #expect(try folder.segments().count == 1)
    }

    @Test("a rollback in a folder whose manifest cannot be read leaves its segments alone")
    func rollbackUnreadable() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        let whole = try folder.read("manifest")
        try folder.write([1, 2, 3], to: "manifest")
        var writer = try writer(folder)
        try writer.add(TestIndex.document("1", "温泉"))
        writer.rollback()
        try folder.write(whole, to: "manifest")
        #expect(try Searcher(folder: folder.path).found("図書館") == ["0"])
    }
}
