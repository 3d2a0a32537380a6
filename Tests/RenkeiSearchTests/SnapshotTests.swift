import Foundation
@testable import RenkeiSearch
import Testing

/// Hits and results with searchers of other commits than their own.
@Suite struct SnapshotTests {
    /// Forty documents in four segments.
    private func build(in folder: TemporaryFolder) async throws -> Searcher {
        try await TestIndex.build(
            (0..<40).map { TestIndex.document("p\($0)", "図書館の相互利用 \($0)") }, in: folder,
            segments: 4, threads: 1, schema: TestIndex.plain)
    }

    private func isStale(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch { return (error as? SearchError)?.code == .staleResults }
    }

    @Test("a hit of before deletions and a merge is refused, whatever takes it")
    func refused() async throws {
        let folder = try TemporaryFolder()
        let first = try await build(in: folder)
        let results = try first.search("図書館", options: .everything)
        let hit = try #require(results.hits.first { $0.id == "p12" })
        let similar = try #require(
            try first.similar(
                toID: "p1", options: SimilarOptions(limit: 40, includesOwnArea: true)))
        let similarHit = try #require(similar.hits.last)
        var writer = try IndexWriter(opening: folder.path)
        try writer.delete((0..<10).map { "p\($0)" })
        try writer.merge()
        let second = try first.refreshed()
        #expect(isStale { _ = try second.document(of: hit) })
        #expect(isStale { _ = try second.document(of: similarHit) })
        #expect(isStale { _ = try second.explain(hit, in: results) })
        let own = try second.search("図書館")
        #expect(isStale { _ = try second.explain(hit, in: own) })
        #expect(isStale { _ = try second.explain(own.hits[0], in: results) })
        let nothing = try first.search("温泉")
        #expect(isStale { _ = try second.diagnose(nothing) })
        // The text is given, and words are cut as before: a snippet is right.
        let snippet = try second.snippet(of: "図書館の本", for: results)
        #expect(snippet.highlights == [0..<9])
        #expect(try second.document(id: "p12")?.text("text") == "図書館の相互利用 12")
        // The searcher that found them goes on taking them.
        #expect(try first.document(of: hit).id == "p12")
        #expect(try first.explain(hit, in: results).parts.isEmpty == false)
    }

    @Test("the last documents of an index, and an index without documents, end no process")
    func shrunk() async throws {
        let folder = try TemporaryFolder()
        let first = try await build(in: folder)
        let hits = try first.search("図書館", options: .everything).hits
        var writer = try IndexWriter(opening: folder.path)
        try writer.delete((0..<40).map { "p\($0)" })
        try writer.commit()
        let second = try first.refreshed()
        #expect(second.documentCount == 0)
        for hit in hits { #expect(isStale { _ = try second.document(of: hit) }) }
    }

    @Test("coverage refuses hits of another commit, too")
    func coverage() throws {
        let folder = try TemporaryFolder()
        let documents = ["a", "b"].map { id in
            var document = Document(id: id)
            document["title"] = .text("図書館")
            document["area_key"] = .keywords(["east"])
            return document
        }
        let first = try TestIndex.build([documents[0]], in: folder)
        let best = try #require(try first.coverage(of: "図書館").covered.first?.best)
        #expect(try first.document(of: best).id == "a")
        var writer = try IndexWriter(opening: folder.path)
        try writer.add(documents[1])
        try writer.commit()
        let second = try first.refreshed()
        #expect(isStale { _ = try second.document(of: best) })
    }

    @Test("searchers of one commit take each other's hits, also of a copied folder")
    func sameCommit() async throws {
        let folder = try TemporaryFolder()
        let first = try await build(in: folder)
        let results = try first.search("図書館")
        let again = try Searcher(folder: folder.path)
        #expect(try again.document(of: results.hits[3]) == first.document(of: results.hits[3]))
        let copies = try TemporaryFolder()
        let copy = copies.path + "/copy"
        try FileManager.default.copyItem(atPath: folder.path, toPath: copy)
        let other = try Searcher(folder: copy)
        #expect(try other.explain(results.hits[3], in: results).parts.isEmpty == false)
    }

    @Test("an index that was built again under the same names, of as many documents, is another")
    func rebuilt() throws {
        let folder = try TemporaryFolder()
        let first = try TestIndex.build(["図書館"], in: folder)
        let results = try first.search("図書館")
        for name in try folder.names() {
            try FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
        let second = try TestIndex.build(["博物館"], in: folder)
        #expect(first.generation == second.generation)
        #expect(isStale { _ = try second.document(of: results.hits[0]) })
    }

    @Test("results of other settings give no snippet")
    func otherSettings() throws {
        let (folder, others) = (try TemporaryFolder(), try TemporaryFolder())
        let first = try TestIndex.build(["クマ"], in: folder)
        var settings = AnalysisSettings.standard
        try settings.setFoldings([])
        let second = try TestIndex.build(["クマ"], in: others, settings: settings)
        let results = try first.search("くま")
        #expect(isStale { _ = try second.snippet(of: "くま", for: results) })
        #expect(isStale { _ = try second.highlights(in: "くま", for: results) })
    }
}
