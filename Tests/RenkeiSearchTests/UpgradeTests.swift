import IndexStorage
@testable import RenkeiSearch
import Testing

@Suite struct UpgradeTests {
    private static let texts = ["図書館の相互利用", "クマの出没", "くまもと", "火葬場", "MICEの誘致"]

    /// Makes an index look as if another ICU had made it.
    private func setICU(_ folder: TemporaryFolder, _ icu: String, unicode: String) throws {
        var manifest = try Manifest(folder: folder.path)
        manifest.icuVersion = icu
        manifest.unicodeVersion = unicode
        try manifest.publish(FileSystem(), folder: folder.path)
    }

    private func upgrade(
        _ folder: TemporaryFolder, settings: AnalysisSettings? = nil, threads: Int = 1,
        keepsSynonyms: Bool = true
    ) async throws {
        let stored = try StoredDocuments(folder: folder.path)
        var writer = try IndexWriter(
            replacing: folder.path, schema: stored.schema, settings: settings ?? stored.settings)
        try await writer.addStoredDocuments(threads: threads, keepsSynonyms: keepsSynonyms)
        try writer.commit()
    }

    @Test(
        "an index of another ICU is not changed, one of another Unicode not even read, until upgraded"
    )
    func otherICU() async throws {
        let folder = try TemporaryFolder()
        _ = try TestIndex.build(Self.texts, in: folder)
        let whole = try Searcher(folder: folder.path)
        try setICU(folder, "1.2", unicode: EngineVersion.unicode)
        #expect(try Searcher(folder: folder.path).found("図書館") == ["0"])
        let change = #expect(throws: SearchError.self) {
            _ = try IndexWriter(opening: folder.path)
        }
        #expect(change?.code == .unsupportedIndex)
        #expect(change?.message.contains("search upgrade") == true)
        try setICU(folder, "1.2", unicode: "3.4")
        let read = #expect(throws: SearchError.self) { try Searcher(folder: folder.path) }
        #expect(read?.code == .unsupportedIndex)
        #expect(read?.message.contains("search upgrade") == true)
        try await upgrade(folder)
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.icuVersion == EngineVersion.icu)
        #expect(searcher.documentCount == 5)
        for query in ["図書館", "クマ", "くま", "MICE"] {
            #expect(
                try searcher.search(query).hits.map(\.score)
                    == whole.search(query).hits.map(\.score))
        }
        #expect(try IndexWriter(opening: folder.path).documentCount == 5)
    }

    @Test("an upgrade drops deleted documents and keeps the order", arguments: [1, 2])
    func deleted(threads: Int) async throws {
        let folder = try TemporaryFolder()
        let documents = Array(try BundledCorpus.documents().prefix(40))
        _ = try await TestIndex.build(documents, in: folder, segments: 4, threads: 2)
        var writer = try IndexWriter(opening: folder.path)
        writer.mergePolicy = .none
        try writer.delete([documents[3].id, documents[17].id])
        try writer.commit()
        writer.rollback()
        try await upgrade(folder, threads: threads)
        var ids: [String] = []
        try Searcher(folder: folder.path).forEachDocument { ids.append($0.id) }
        #expect(
            ids
                == documents.enumerated().filter { $0.offset != 3 && $0.offset != 17 }
                .map(\.element.id))
        let twin = try TemporaryFolder()
        _ = try TestIndex.build(documents.filter { ids.contains($0.id) }, in: twin)
        let name = try #require(try folder.segments().first)
        #expect(try folder.read(name) == twin.read("1-0.segment"))
    }

    @Test("synonyms are kept if the foldings are, and dropped on request")
    func synonyms() async throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        try writer.setSynonyms(parsing: "火葬場, 斎場", name: "synonyms")
        try writer.add(TestIndex.document("a", "火葬場"))
        try writer.commit()
        writer.rollback()
        var settings = AnalysisSettings.standard
        settings.indexesWords = false
        try await upgrade(folder, settings: settings)
        #expect(try Searcher(folder: folder.path).found("斎場") == ["a"])
        let stored = try StoredDocuments(folder: folder.path)
        #expect(stored.hasSynonyms)
        #expect(stored.canKeepSynonyms(with: settings))
        // Steps that join broken words leave synonyms as they are.
        var older = settings
        try older.setFoldings(
            AnalysisSettings.allFoldingNames.filter { !$0.hasSuffix("-words") })
        #expect(stored.canKeepSynonyms(with: older))
        try settings.setFoldings([])
        #expect(!stored.canKeepSynonyms(with: settings))
        try await upgrade(folder, keepsSynonyms: false)
        #expect(try Searcher(folder: folder.path).found("斎場") == [])
    }
}
