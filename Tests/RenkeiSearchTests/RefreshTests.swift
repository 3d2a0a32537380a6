import Foundation
import IndexStorage
@testable import RenkeiSearch
import Synchronization
import Testing

@Suite struct RefreshTests {
    @Test(
        "a searcher that is current is returned as it is; one that is not shares what has not changed"
    )
    func sharing() throws {
        let folder = try TemporaryFolder()
        let first = try TestIndex.build((0..<9).map { "図書館\($0)" }, in: folder)
        #expect(first.isCurrent)
        #expect(try first.refreshed().segments[0] === first.segments[0])
        var writer = try IndexWriter(opening: folder.path)
        try writer.add(TestIndex.document("x", "温泉"))
        #expect(first.isCurrent)
        try writer.commit()
        #expect(!first.isCurrent)
        let second = try first.refreshed()
        #expect(second.isCurrent)
        #expect(second.segments.count == 2)
        #expect(second.segments[0] === first.segments[0])
        #expect(second.analyzers === first.analyzers)
        try writer.delete(["3"])
        try writer.commit()
        let third = try second.refreshed()
        // With other deletions the file stays mapped, but the segment is another.
        #expect(third.segments[0] !== second.segments[0])
        #expect(third.segments[0].file.file === first.segments[0].file.file)
        #expect(third.segments[1] === second.segments[1])
        // Each goes on answering from its own commit.
        try writer.merge()
        #expect(try first.search("図書館").total == 9)
        #expect(try first.found("温泉") == [])
        #expect(try second.found("温泉") == ["x"])
        #expect(try second.document(id: "3") != nil)
        #expect(try third.search("図書館").total == 8)
        #expect(try third.document(id: "3") == nil)
        #expect(try third.refreshed().statistics.segments == 1)
    }

    @Test("an index that was removed and built again under the same names is another")
    func rebuilt() throws {
        let folder = try TemporaryFolder()
        let first = try TestIndex.build(["図書館"], in: folder)
        for name in try folder.names() {
            try FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
        #expect(!first.isCurrent)
        #expect(throws: SearchError.self) { try first.refreshed() }
        _ = try TestIndex.build(["博物館"], in: folder)
        #expect(try folder.segments() == ["1-0.segment"])
        #expect(!first.isCurrent)
        let second = try first.refreshed()
        #expect(try second.found("博物館") == ["0"])
        #expect(try first.found("図書館") == ["0"])
    }

    @Test("a rebuild with other settings is seen too")
    func settings() throws {
        let folder = try TemporaryFolder()
        let first = try TestIndex.build(["クマ"], in: folder)
        var settings = AnalysisSettings.standard
        try settings.setFoldings([])
        _ = try TestIndex.build(["クマ"], in: folder, settings: settings)
        let second = try first.refreshed()
        #expect(try first.found("くま") == ["0"])
        #expect(try second.found("くま") == [])
    }

    @Test("readers beside a writer see whole commits only")
    func besideWriter() async throws {
        let folder = try TemporaryFolder()
        // Every commit has as many libraries as hot springs, and their number says which it is.
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        func add(_ number: Int, _ writer: inout IndexWriter) throws {
            try writer.add(TestIndex.document("l\(number)", "図書館の利用\(number)"))
            try writer.add(TestIndex.document("h\(number)", "温泉の利用\(number)"))
        }
        for number in 0..<20 { try add(number, &writer) }
        try writer.commit()
        writer.rollback()
        let seconds =
            ProcessInfo.processInfo.environment["SEARCH_TEST_SECONDS"].flatMap { Double($0) } ?? 1
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        let isDone = Flag()
        let path = folder.path
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for reader in 0..<3 {
                group.addTask {
                    var searcher = try Searcher(folder: path)
                    var commits = 0
                    while !isDone.isSet {
                        let old = searcher
                        let before = try old.search("図書館", options: .everything)
                        searcher =
                            reader == 0 ? try Searcher(folder: path) : try searcher.refreshed()
                        if searcher.generation != old.generation { commits += 1 }
                        let libraries = try searcher.search("図書館", options: .everything)
                        let springs = try searcher.search("温泉", options: .everything)
                        #expect(libraries.total == springs.total)
                        #expect(libraries.total + springs.total == searcher.documentCount)
                        if let hit = libraries.hits.last {
                            #expect(try searcher.document(of: hit).id == hit.id)
                        }
                        if reader == 2 {
                            #expect(try IndexChecker.check(folder: path).problems == [])
                        }
                        // What is open stays as it was.
                        let after = try old.search("図書館", options: .everything)
                        #expect(before.hits == after.hits)
                        _ = try searcher.similar(toID: springs.hits[0].id)
                        await Task.yield()
                    }
                    return commits
                }
            }
            group.addTask {
                defer { isDone.isSet = true }
                var random = TestRandom(stream: 99)
                var writer = try IndexWriter(opening: path)
                var next = 20
                var first = 0
                var commits = 0
                // On a busy machine time may be over before anything was done.
                while ContinuousClock.now < end || commits < 12 {
                    for _ in 0..<random.below(6) {
                        try writer.add(TestIndex.document("l\(next)", "図書館の利用\(next)"))
                        try writer.add(TestIndex.document("h\(next)", "温泉の利用\(next)"))
                        next += 1
                    }
                    while first < next - 20 - random.below(10) {
                        #expect(try writer.delete(["l\(first)", "h\(first)"]).isEmpty)
                        first += 1
                    }
                    if random.below(8) == 0 { try writer.merge() } else { try writer.commit() }
                    commits += 1
                    await Task.yield()
                }
                return commits
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect((counts.max() ?? 0) >= 12)
        #expect(try IndexChecker.check(folder: path).problems == [])
    }
}

/// What one task sets and others see.
private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
