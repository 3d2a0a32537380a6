import RenkeiSearch
import Testing

/// What a writer of an index that is there does to it.
@Suite struct ChangeTests {
    private func build(_ texts: [String], in folder: TemporaryFolder) throws -> Searcher {
        try TestIndex.build(texts, in: folder)
    }

    @Test("a writer without an index reports it and leaves nothing")
    func noIndex() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: SearchError.self) {
            _ = try IndexWriter(opening: folder.path)
        }
        #expect(error?.code == .indexNotFound)
        #expect(try folder.names() == [])
        let missing = #expect(throws: SearchError.self) {
            _ = try IndexWriter(opening: folder.path + "/a/b")
        }
        #expect(missing?.code == .indexNotFound)
        #expect(try folder.names() == [])
    }

    @Test(
        "an added document is found, a deleted one is not, and the numbers are those of what is left"
    )
    func addAndDelete() throws {
        let folder = try TemporaryFolder()
        _ = try build(["図書館と橋", "温泉と橋", "図書館"], in: folder)
        var writer = try IndexWriter(opening: folder.path)
        #expect(writer.documentCount == 3)
        #expect(try writer.delete(["1", "nobody", "1"]) == ["nobody", "1"])
        try writer.add(TestIndex.document("x", "温泉"))
        #expect(writer.documentCount == 3)
        // Nothing is visible before the commit.
        #expect(try Searcher(folder: folder.path).found("温泉") == ["1"])
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 3)
        #expect(try searcher.found("温泉") == ["x"])
        #expect(try searcher.found("橋") == ["0"])
        #expect(try searcher.search("橋").total == 1)
        #expect(try searcher.document(id: "1") == nil)
        // 図書館と橋, 図書館 and 温泉 have 5 + 3 + 2 positions.
        #expect(searcher.statistics.positions == 10)
        #expect(searcher.generation == 2)
        #expect(writer.summary.deleted == 1)
        #expect(writer.summary.documents == 1)
    }

    @Test("a document replaces the one with its id and comes after all others")
    func replace() throws {
        let folder = try TemporaryFolder()
        _ = try build(["図書館", "温泉", "図書館"], in: folder)
        var writer = try IndexWriter(opening: folder.path)
        try writer.add(TestIndex.document("0", "図書館"))
        // In memory too: the last one counts.
        try writer.add(TestIndex.document("y", "橋"))
        try writer.add(TestIndex.document("y", "水道"))
        #expect(writer.summary.replaced == 2)
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        // Equal scores stand in the order of the index.
        #expect(try searcher.ids("図書館") == ["2", "0"])
        #expect(try searcher.found("橋") == [])
        #expect(try searcher.found("水道") == ["y"])
        #expect(searcher.documentCount == 4)
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
    }

    @Test("ids are distinguished by their bytes")
    func equivalentIDs() throws {
        let folder = try TemporaryFolder()
        let ids = ["\u{304B}\u{3099}", "\u{304C}"]
        _ = try TestIndex.build(
            ids.map { TestIndex.document($0, "図書館") }, in: folder, schema: TestIndex.plain)
        var writer = try IndexWriter(opening: folder.path)
        #expect(try writer.delete([ids[0]]) == [])
        try writer.add(TestIndex.document(ids[0], "温泉"))
        try writer.add(TestIndex.document(ids[1], "橋"))
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 2)
        #expect(try searcher.document(id: ids[0])?.text("text") == "温泉")
        #expect(try searcher.document(id: ids[1])?.text("text") == "橋")
    }

    @Test("a commit without a change writes nothing")
    func nothing() throws {
        let folder = try TemporaryFolder()
        _ = try build(["図書館"], in: folder)
        let before = try folder.read("manifest")
        var writer = try IndexWriter(opening: folder.path)
        try writer.commit()
        try writer.merge()
        #expect(try writer.delete(["nobody"]) == ["nobody"])
        try writer.commit()
        #expect(try folder.read("manifest") == before)
    }

    @Test("a change costs what it touches: other segments keep their files")
    func cost() throws {
        let folder = try TemporaryFolder()
        _ = try build((0..<50).map { "図書館\($0)" }, in: folder)
        let segment = try folder.read("1-0.segment")
        var writer = try IndexWriter(opening: folder.path)
        try writer.delete(["7"])
        try writer.add(TestIndex.document("x", "温泉"))
        try writer.commit()
        #expect(
            try folder.names()
                == ["1-0-2.deletions", "1-0.segment", "2-0.segment", "lock", "manifest"])
        #expect(try folder.read("1-0.segment") == segment)
        #expect(try folder.read("1-0-2.deletions").count < 1000)
        try writer.delete(["8"])
        try writer.commit()
        // The file of before is gone; the new one has both.
        #expect(
            try folder.names()
                == ["1-0-3.deletions", "1-0.segment", "2-0.segment", "lock", "manifest"])
        #expect(try Searcher(folder: folder.path).documentCount == 49)
    }

    @Test("a segment of which more than a third is deleted is written anew, an empty one dropped")
    func purge() throws {
        let folder = try TemporaryFolder()
        _ = try build((0..<30).map { "図書館\($0)" }, in: folder)
        var writer = try IndexWriter(opening: folder.path)
        try writer.delete((0..<10).map(String.init))
        try writer.commit()
        #expect(try folder.segments() == ["1-0.segment"])
        try writer.delete(["10"])
        try writer.commit()
        #expect(try folder.names() == ["3-0.segment", "lock", "manifest"])
        #expect(try Searcher(folder: folder.path).statistics.deletedDocuments == 0)
        #expect(writer.summary.mergedSegments == 1)
        try writer.delete((11..<30).map(String.init))
        try writer.commit()
        #expect(try folder.names() == ["lock", "manifest"])
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 0)
        #expect(try searcher.search("図書館").total == 0)
        try writer.add(TestIndex.document("x", "温泉"))
        try writer.commit()
        #expect(try Searcher(folder: folder.path).found("温泉") == ["x"])
    }

    @Test("many small commits leave few segments")
    func manyCommits() throws {
        let folder = try TemporaryFolder()
        _ = try build(["図書館"], in: folder)
        var writer = try IndexWriter(opening: folder.path)
        for number in 0..<120 {
            try writer.add(TestIndex.document("n\(number)", "温泉\(number)"))
            try writer.commit()
            #expect(writer.segmentCount < 10)
        }
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 121)
        #expect(try searcher.search("温泉").total == 120)
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
    }

    @Test("a new index may have documents deleted too, and takes an id again then")
    func deleteInNewIndex() async throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        try writer.add(TestIndex.document("a", "図書館"))
        try writer.add(TestIndex.document("b", "温泉"))
        #expect(try writer.delete(["a", "c"]) == ["c"])
        try writer.add(TestIndex.document("a", "橋"))
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.documentCount == 2)
        #expect(try searcher.document(id: "a")?.text("text") == "橋")
        #expect(throws: SearchError.self) { try writer.add(TestIndex.document("b", "水道")) }
    }

    @Test("a rollback forgets additions and deletions")
    func rollback() throws {
        let folder = try TemporaryFolder()
        _ = try build(["図書館", "温泉"], in: folder)
        let before = try folder.names()
        var writer = try IndexWriter(opening: folder.path)
        try writer.delete(["0"])
        try writer.add(TestIndex.document("x", "橋"))
        writer.rollback()
        #expect(try folder.names() == before)
        let searcher = try Searcher(folder: folder.path)
        #expect(try searcher.found("図書館") == ["0"])
        #expect(try searcher.found("橋") == [])
    }

    @Test("settings, fields and synonyms are those of the index")
    func settings() throws {
        var settings = AnalysisSettings.standard
        try settings.setFoldings(["dashes"])
        settings.indexesWords = false
        let folder = try TemporaryFolder()
        do {
            var writer = try IndexWriter(
                replacing: folder.path, schema: TestIndex.plain, settings: settings)
            try writer.setSynonyms(parsing: "火葬場, 斎場", name: "synonyms")
            try writer.add(TestIndex.document("a", "クマ"))
            try writer.commit()
        }
        var writer = try IndexWriter(opening: folder.path)
        #expect(writer.settings == settings)
        #expect(writer.schema == TestIndex.plain)
        try writer.add(TestIndex.document("b", "斎場とくま"))
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.settings == settings)
        #expect(try searcher.found("くま") == ["b"])
        #expect(try searcher.found("火葬場") == ["b"])
    }

    @Test("left-over files are removed when the index is opened for change")
    func leftovers() throws {
        let folder = try TemporaryFolder()
        _ = try build(["図書館"], in: folder)
        for name in ["7-0.segment", "1-0-9.deletions", "manifest.tmp", "x-0.segment", "notes.txt"] {
            try folder.write(Array("RNKS".utf8), to: name)
        }
        var writer = try IndexWriter(opening: folder.path)
        let kept = ["1-0.segment", "lock", "manifest", "notes.txt", "x-0.segment"]
        #expect(try folder.names() == kept)
        try writer.add(TestIndex.document("x", "橋"))
        try writer.commit()
        // No name is used twice.
        #expect(try Searcher(folder: folder.path).generation == 10)
    }

    @Test("a failed build removes the folder that it has made, and no other")
    func madeFolder() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a/b"
        var writer = try IndexWriter(replacing: path, schema: TestIndex.plain)
        try writer.add(TestIndex.document("x", "橋"))
        writer.rollback()
        #expect(try folder.names() == [])
        try folder.write([1], to: "notes.txt")
        let other = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        other.rollback()
        #expect(try folder.names() == ["lock", "notes.txt"])
    }

    @Test("values of keyword fields count what is left")
    func values() throws {
        let folder = try TemporaryFolder()
        let documents = ["a", "b", "a"].enumerated().map { number, area in
            var document = Document(id: "\(number)")
            document["area"] = .keywords([area])
            document["description"] = .text("図書館")
            return document
        }
        _ = try TestIndex.build(documents, in: folder)
        var writer = try IndexWriter(opening: folder.path)
        writer.mergePolicy = .none
        try writer.delete(["1", "2"])
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.values(ofKeywordField: "area")?.map(\.value) == ["a"])
        #expect(searcher.values(ofKeywordField: "area")?.map(\.documents) == [1])
        #expect(searcher.hasValue("a", inKeywordField: "area"))
        #expect(!searcher.hasValue("b", inKeywordField: "area"))
        #expect(try searcher.verify(samples: 50).differences.isEmpty)
    }
}
