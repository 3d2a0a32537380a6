import Foundation
import IndexStorage
import RenkeiSearch
import Testing

@Suite struct FaultInjectionTests {
    private static let oldTexts = ["図書館の相互利用", "温泉の共同利用"]
    private static let newTexts = ["博物館", "図書館と温泉", "美術館", "水道の広域化"]
    private static let queries = ["図書館", "温泉", "\"利用\"", "館", "水道 図書館"]

    /// What an index answers to every query.
    private func answers(_ folder: TemporaryFolder) throws -> [[Hit]] {
        let searcher = try Searcher(folder: folder.path)
        return try Self.queries.map { try searcher.search($0, options: .everything).hits }
    }

    /// Builds the new index with a plan of faults: some documents one by one, some in batches.
    private func build(
        _ folder: TemporaryFolder, _ faults: FaultPlan?, rollsBack: Bool = false
    ) async throws {
        var writer = try IndexWriter(
            folder: folder.path, schema: TestIndex.plain, settings: .standard,
            memoryLimit: 16 << 20, waiting: false, fileSystem: FileSystem(faults: faults))
        do {
            for number in 0..<2 {
                try writer.add(TestIndex.document(String(number), Self.newTexts[number]))
            }
            var next = 2
            try await writer.add(threads: 1) {
                defer { next += 1 }
                return next < Self.newTexts.count ? next : nil
            } documents: { number, add in
                try add(TestIndex.document(String(number), Self.newTexts[number]))
            }
            try writer.commit()
        } catch {
            if rollsBack { writer.rollback() }
            throw error
        }
    }

    @Test(
        "whichever call of the system fails, the index is the old one or the whole new one",
        arguments: [(28, false), (28, true), (13, false)] as [(Int32, Bool)])
    func everyCall(errno: Int32, rollsBack: Bool) async throws {
        let reference = try TemporaryFolder()
        _ = try TestIndex.build(Self.oldTexts, in: reference)
        let old = try answers(reference)
        let counting = FaultPlan(failAt: .max, errno: errno)
        try await build(reference, counting)
        let new = try answers(reference)
        #expect(counting.calls > 10)
        var failures = 0
        for call in 0...counting.calls {
            let folder = try TemporaryFolder()
            _ = try TestIndex.build(Self.oldTexts, in: folder)
            var error: SearchError?
            do {
                try await build(
                    folder, FaultPlan(failAt: call, errno: errno), rollsBack: rollsBack)
            } catch let thrown as SearchError {
                error = thrown
                failures += 1
            }
            let seen = try answers(folder)
            if let error {
                #expect(error.path != nil, "call \(call)")
                // Only the very last call, which makes the new names durable, comes after the new
                // index has taken the place of the old one.
                #expect(seen == old || (seen == new && call == failures - 1), "call \(call)")
                if errno == 28 { #expect(error.code == .diskFull, "call \(call)") }
            } else {
                #expect(seen == new, "call \(call)")
            }
            #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty, "call \(call)")
            try await build(folder, nil)
            #expect(try answers(folder) == new, "call \(call)")
            #expect(try folder.segments().count == 3, "call \(call)")
        }
        #expect(failures > 10)
    }

    @Test("a failed first build leaves no index, and a second one works")
    func firstBuild() async throws {
        let reference = try TemporaryFolder()
        let counting = FaultPlan(failAt: .max, errno: 28)
        try await build(reference, counting)
        let new = try answers(reference)
        for call in 0..<counting.calls {
            let folder = try TemporaryFolder()
            do { try await build(folder, FaultPlan(failAt: call, errno: 28)) } catch {}
            do {
                _ = try Searcher(folder: folder.path)
                #expect(try answers(folder) == new, "call \(call)")
            } catch let error as SearchError {
                #expect(error.code == .indexNotFound, "call \(call)")
            }
            try await build(folder, nil)
            #expect(try answers(folder) == new, "call \(call)")
        }
    }

    @Test("a commit that failed can be tried again and loses no document")
    func retry() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(folder: folder.path, schema: TestIndex.plain)
        try writer.add(TestIndex.document("1", "図書館"))
        let elsewhere = folder.path + "-elsewhere"
        try FileManager.default.moveItem(atPath: folder.path, toPath: elsewhere)
        #expect(throws: SearchError.self) { try writer.commit() }
        try FileManager.default.moveItem(atPath: elsewhere, toPath: folder.path)
        try writer.commit()
        #expect(try Searcher(folder: folder.path).found("図書館") == ["1"])
    }
}
