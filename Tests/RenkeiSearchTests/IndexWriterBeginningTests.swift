import RenkeiSearch
import Testing

/// What each way to begin does with an index that is there.
@Suite struct IndexWriterBeginningTests {
    private func code(_ body: () throws -> Void) -> SearchError.Code? {
        do {
            try body()
            return nil
        } catch { return (error as? SearchError)?.code }
    }

    @Test("creating fails where an index is, and leaves it as it was")
    func creating() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/new"
        var writer = try IndexWriter(creating: path, schema: TestIndex.plain)
        try writer.add(TestIndex.document("a", "図書館"))
        try writer.commit()
        writer.rollback()
        #expect(
            code { _ = try IndexWriter(creating: path, schema: TestIndex.plain) } == .indexExists)
        #expect(try Searcher(folder: path).found("図書館") == ["a"])
    }

    @Test("creating tells of the index before it asks for the lock of a writer at work")
    func creatingBesideWriter() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        let writer = try IndexWriter(opening: folder.path)
        #expect(
            code { _ = try IndexWriter(creating: folder.path, schema: TestIndex.plain) }
                == .indexExists)
        writer.rollback()
    }

    @Test("replacing takes effect with the commit, not before")
    func replacing() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        try writer.add(TestIndex.document("x", "温泉"))
        #expect(try Searcher(folder: folder.path).found("図書館") == ["0"])
        try writer.commit()
        #expect(try Searcher(folder: folder.path).found("図書館") == [])
        #expect(try Searcher(folder: folder.path).found("温泉") == ["x"])
    }

    @Test("openingOrCreating begins an index, then changes it, and replaces by identifier")
    func openingOrCreating() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/new"
        for text in ["図書館", "温泉"] {
            var writer = try IndexWriter(openingOrCreating: path, schema: TestIndex.plain)
            try writer.add(TestIndex.document("a", text))
            try writer.add(TestIndex.document(text, "橋"))
            try writer.commit()
            writer.rollback()
        }
        let searcher = try Searcher(folder: path)
        #expect(try searcher.found("温泉") == ["a"])
        #expect(try searcher.found("図書館") == [])
        #expect(try searcher.found("橋") == ["図書館", "温泉"])
    }

    @Test("openingOrCreating refuses an index with another schema or other settings")
    func otherSchema() throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: folder)
        #expect(
            code { _ = try IndexWriter(openingOrCreating: folder.path, schema: .projects) }
                == .invalidArgument)
        var settings = AnalysisSettings.standard
        settings.indexesWords.toggle()
        #expect(
            code {
                _ = try IndexWriter(
                    openingOrCreating: folder.path, schema: TestIndex.plain, settings: settings)
            } == .invalidArgument)
        // A refusal holds no lock.
        var writer = try IndexWriter(openingOrCreating: folder.path, schema: TestIndex.plain)
        try writer.delete(["0"])
        try writer.commit()
        #expect(try Searcher(folder: folder.path).documentCount == 0)
    }
}
