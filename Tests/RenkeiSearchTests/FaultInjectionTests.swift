import Foundation
import IndexCodec
import IndexStorage
import Testing

@testable import RenkeiSearch

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
            replacing: folder.path, schema: TestIndex.plain, settings: .standard,
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
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        try writer.add(TestIndex.document("1", "図書館"))
        let elsewhere = folder.path + "-elsewhere"
        try FileManager.default.moveItem(atPath: folder.path, toPath: elsewhere)
        #expect(throws: SearchError.self) { try writer.commit() }
        try FileManager.default.moveItem(atPath: elsewhere, toPath: folder.path)
        try writer.commit()
        #expect(try Searcher(folder: folder.path).found("図書館") == ["1"])
    }
}

/// Failing calls of the system while an index is changed.
@Suite struct ChangeFaultTests {
    private static let queries = ["図書館", "温泉", "\"利用\"", "館", "水道 図書館", "橋"]

    /// Hits by id: the numbers of documents change when segments are merged.
    private struct Answers: Equatable {
        var ids: [String] = []
        var hits: [[String]] = []
    }

    private func answers(_ folder: TemporaryFolder) throws -> Answers {
        let searcher = try Searcher(folder: folder.path)
        var answers = Answers()
        try searcher.forEachDocument { answers.ids.append($0.id) }
        for query in Self.queries {
            let hits = try searcher.search(query, options: .everything).hits
            answers.hits.append(hits.map { "\($0.id) \($0.score)" })
        }
        return answers
    }

    /// An index of six segments, of which one has deleted documents.
    private func build(_ folder: TemporaryFolder) throws {
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        writer.mergePolicy = .none
        for segment in 0..<6 {
            for number in 0..<4 {
                try writer.add(
                    TestIndex.document(
                        "\(segment)-\(number)",
                        ["図書館の利用", "温泉と橋", "水道", "館"][number] + "\(segment)"))
            }
            try writer.commit()
        }
        try writer.delete(["1-2"])
        try writer.commit()
    }

    /// Opens the index for change, deletes in several segments and adds to them.
    private func change(
        _ folder: TemporaryFolder, _ faults: FaultPlan?, mergeFactor: Int,
        _ body: (inout IndexWriter) throws -> Void
    ) throws {
        var writer = try IndexWriter(
            opening: folder.path, memoryLimit: 16 << 20, waiting: false,
            fileSystem: FileSystem(faults: faults))
        writer.mergePolicy.mergeFactor = mergeFactor
        // Most of segment 0, one of segments 1 and 4, all of segment 5.
        try writer.delete(["0-0", "0-1", "1-0", "4-3", "5-0", "5-1", "5-2", "5-3"])
        for document in [
            TestIndex.document("3-0", "図書館と水道の橋"), TestIndex.document("new", "温泉の利用"),
        ] {
            // What could not be added can be added again.
            do { try writer.add(document) } catch { try writer.add(document) }
        }
        try body(&writer)
    }

    @Test(
        "whichever call fails in a commit with deletions and merges, the index is the old or the new",
        arguments: [(28, 10), (28, 4), (5, 4), (13, 10)] as [(Int32, Int)])
    func everyCall(errno: Int32, mergeFactor: Int) throws {
        let start = try TemporaryFolder()
        try build(start)
        let old = try answers(start)
        let files = try start.names().filter { $0 != "lock" }
        let reference = try TemporaryFolder()
        for name in files { try reference.write(start.read(name), to: name) }
        let counting = FaultPlan(failAt: .max, errno: errno)
        try change(reference, counting, mergeFactor: mergeFactor) { try $0.commit() }
        let new = try answers(reference)
        #expect(counting.calls > 15)
        for call in 0..<counting.calls {
            for count in [1, Int.max] {
                let folder = try TemporaryFolder()
                for name in files { try folder.write(start.read(name), to: name) }
                let comment: Comment = "call \(call), \(count) failing"
                var isRetried = false
                do {
                    let plan = FaultPlan(failAt: call, count: count, errno: errno)
                    try change(folder, plan, mergeFactor: mergeFactor) { writer in
                        do { try writer.commit() } catch {
                            #expect((error as? SearchError)?.path != nil, comment)
                            let seen = try answers(folder)
                            #expect(seen == old || seen == new, comment)
                            #expect(
                                try IndexChecker.check(folder: folder.path).problems == [], comment)
                            // Once the trouble is over, the same writer goes on.
                            isRetried = true
                            if count == 1 { try writer.commit() }
                        }
                    }
                } catch let error as SearchError {
                    // Not even a document could be added.
                    #expect(count > 1 && error.path != nil, "\(comment): \(error)")
                    isRetried = true
                }
                let seen = try answers(folder)
                if !isRetried || count == 1 { #expect(seen == new, comment) }
                #expect(seen == old || seen == new, comment)
                #expect(try IndexChecker.check(folder: folder.path).problems == [], comment)
                // The next writer has no trouble, and removes the leftovers.
                if seen == old {
                    try change(folder, nil, mergeFactor: mergeFactor) { try $0.commit() }
                } else {
                    var writer = try IndexWriter(opening: folder.path)
                    try writer.commit()
                }
                #expect(try answers(folder) == new, comment)
                let live = try Searcher(folder: folder.path).statistics.segments
                #expect(try folder.segments().count == live, comment)
                let deletions = try folder.names().filter { $0.hasSuffix(".deletions") }
                #expect(deletions.count < live, comment)
            }
        }
    }

    @Test("whichever call fails in a merge that reorders, the index is the old or the new")
    func reordering() throws {
        let start = try TemporaryFolder()
        var writer = try IndexWriter(replacing: start.path, schema: TestIndex.plain)
        writer.mergePolicy = .none
        // Words that few documents share: only such ones bring documents together.
        let words = ["図書", "温泉", "水道", "橋梁", "消防", "観光", "移住", "病児", "保育", "斎場", "農業", "医療"]
        for number in 0..<150 {
            let word = words[number * number % 31 % words.count]
            try writer.add(TestIndex.document("\(number)", word + "の利用"))
            if number == 80 { try writer.commit() }
        }
        try writer.commit()
        try writer.delete(["3", "90"])
        try writer.commit()
        writer.rollback()
        let old = try answers(start)
        let files = try start.names().filter { $0 != "lock" }
        func merge(_ folder: TemporaryFolder, _ faults: FaultPlan?) throws {
            var writer = try IndexWriter(
                opening: folder.path, memoryLimit: 16 << 20, waiting: false,
                fileSystem: FileSystem(faults: faults))
            do { try writer.merge(order: .similar) } catch {
                writer.rollback()
                throw error
            }
        }
        let reference = try TemporaryFolder()
        for name in files { try reference.write(start.read(name), to: name) }
        let counting = FaultPlan(failAt: .max, errno: 28)
        try merge(reference, counting)
        // No answer tells the one from the other: the order in the segments does.
        func isNew(_ folder: TemporaryFolder) throws -> Bool {
            let segments = try Searcher(folder: folder.path).segments
            return segments.count == 1 && !segments[0].order.isKept
        }
        #expect(try answers(reference) == old)
        #expect(try isNew(reference) && !isNew(start))
        var failures = 0
        for call in 0..<counting.calls {
            let folder = try TemporaryFolder()
            for name in files { try folder.write(start.read(name), to: name) }
            do { try merge(folder, FaultPlan(failAt: call, errno: 28)) } catch {
                #expect((error as? SearchError)?.path != nil, "call \(call)")
                failures += 1
            }
            #expect(try answers(folder) == old, "call \(call)")
            #expect(try IndexChecker.check(folder: folder.path).problems == [], "call \(call)")
            if try !isNew(folder) { try merge(folder, nil) }
            #expect(try isNew(folder) && answers(folder) == old, "call \(call)")
        }
        #expect(failures > 8)
    }

    @Test("a commit does without a merge for which there is no room")
    func noRoomForMerge() throws {
        let start = try TemporaryFolder()
        try build(start)
        let reference = try TemporaryFolder()
        let files = try start.names().filter { $0 != "lock" }
        for name in files { try reference.write(start.read(name), to: name) }
        let counting = FaultPlan(failAt: .max, errno: 28)
        try change(reference, counting, mergeFactor: 4) { try $0.commit() }
        let new = try answers(reference)
        let merged = try reference.segments().count
        var skipped = 0
        for call in 0..<counting.calls {
            let folder = try TemporaryFolder()
            for name in files { try folder.write(start.read(name), to: name) }
            var hasFailed = false
            try change(folder, FaultPlan(failAt: call, count: 1, errno: 28), mergeFactor: 4) {
                do { try $0.commit() } catch { hasFailed = true }
            }
            if hasFailed { continue }
            #expect(try answers(folder) == new, "call \(call)")
            if try folder.segments().count > merged { skipped += 1 }
        }
        // Creating, writing and synchronising the file.
        #expect(skipped >= 3)
    }
}
