import Foundation
import IndexCodec
import IndexStorage
@testable import RenkeiSearch
import Testing

@Suite struct RepairTests {
    private static let texts = [
        "図書館の相互利用", "温泉と橋", "水道の広域化", "病児保育", "観光の振興", "移住相談", "斎場の予約", "橋の点検",
        "図書館の本", "ごみ処理施設",
    ]

    /// An index of two segments of five documents, two of which are deleted: 1 and 6.
    private func build(_ folder: TemporaryFolder) throws {
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        writer.mergePolicy = .none
        try writer.setSynonyms(parsing: "火葬場, 斎場", name: "synonyms")
        for (number, text) in Self.texts.enumerated() {
            try writer.add(TestIndex.document("d\(number)", text))
            if number == 4 { try writer.commit() }
        }
        try writer.commit()
        try writer.delete(["d1", "d6"])
        try writer.commit()
    }

    private func ids(_ folder: TemporaryFolder) throws -> [String] {
        var ids: [String] = []
        try Searcher(folder: folder.path).forEachDocument { ids.append($0.id) }
        return ids
    }

    /// Flips a bit in a section of a file.
    private func damage(
        _ folder: TemporaryFolder, _ name: String, section: UInt32, at place: Int = 0
    ) throws {
        let file = try SectionFileReader(path: folder.path + "/" + name)
        let region = try file.section(section)
        var bytes = try folder.read(name)
        bytes[region.start + place] ^= 1
        try folder.write(bytes, to: name)
    }

    private func repair(_ folder: TemporaryFolder) throws -> RepairReport {
        let report = try IndexChecker.repair(folder: folder.path)
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
        #expect(try Searcher(folder: folder.path).verify(samples: 100).differences.isEmpty)
        return report
    }

    private static let left = ["d0", "d2", "d3", "d4", "d5", "d7", "d8", "d9"]

    @Test("a whole index is left as it is")
    func whole() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        let before = try folder.names().map { try folder.read($0) }
        let report = try IndexChecker.repair(folder: folder.path)
        #expect(report.problems == [])
        #expect(!report.hasLosses)
        #expect(report.documents == 8)
        #expect(try folder.names().map { try folder.read($0) } == before)
    }

    @Test(
        "a segment of which anything but its stored documents is damaged is rebuilt, and nothing is lost",
        arguments: [
            SegmentSection.gramPostings, SegmentSection.gramIndex, SegmentSection.wordEntries,
            SegmentSection.norms, SegmentSection.textStarts, SegmentSection.boundaries,
            SegmentSection.identifiers, SegmentSection.storedChecksums, SegmentSection.metadata,
        ])
    func postings(section: UInt32) throws {
        let folder = try TemporaryFolder()
        try build(folder)
        try damage(folder, "1-0.segment", section: section)
        let report = try repair(folder)
        #expect(report.problems.count == 1)
        #expect(report.problems.first?.path?.hasSuffix("1-0.segment") == true)
        #expect(report.rebuiltSegments == ["1-0.segment"])
        #expect(!report.hasLosses)
        #expect(try ids(folder) == Self.left)
        let searcher = try Searcher(folder: folder.path)
        #expect(try searcher.ids("橋") == ["d7"])
        #expect(try searcher.found("火葬場") == [])
        #expect(searcher.synonyms.count == 2)
    }

    @Test("of a segment that is gone nothing comes back, whatever of it was deleted")
    func missingSegment() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        var bytes = try folder.read("1-0.segment")
        bytes.removeLast()
        try folder.write(bytes, to: "1-0.segment")
        let report = try repair(folder)
        #expect(report.lostSegments.map(\.name) == ["1-0.segment"])
        #expect(report.revivedSegments.isEmpty)
        #expect(try ids(folder) == ["d5", "d7", "d8", "d9"])
    }

    @Test(
        "an index with reordered documents is repaired like any other",
        arguments: [SegmentSection.gramPostings, SegmentSection.stored, SegmentSection.order])
    func arranged(section: UInt32) throws {
        let folder = try TemporaryFolder()
        var documents = try Repetitions.documents(projects: 100, years: 4)
        var writer = try IndexWriter(replacing: folder.path, schema: .projects)
        for document in documents { try writer.add(document) }
        try writer.commit()
        let deleted = stride(from: 3, to: 400, by: 9).map { "d\($0)" }
        #expect(try writer.delete(deleted).isEmpty)
        try writer.commit()
        writer.rollback()
        #expect(try Searcher(folder: folder.path).segments.map(\.order.isKept) == [false])
        // A byte of the text of the second document, or of the first number.
        try damage(
            folder, "1-0.segment", section: section, at: section == SegmentSection.stored ? 400 : 1)
        let report = try repair(folder)
        #expect(report.rebuiltSegments == ["1-0.segment"])
        documents.removeAll { deleted.contains($0.id) }
        if section == SegmentSection.stored {
            #expect(report.lostDocuments.count == 1)
            documents.removeAll { $0.id == report.lostDocuments.first?.id }
        } else {
            #expect(report.lostDocuments.isEmpty)
        }
        // Without the order it is not known which of them were deleted.
        if section == SegmentSection.order {
            #expect(report.revivedSegments.map(\.documents) == [deleted.count])
            #expect(try ids(folder) == (0..<400).map { "d\($0)" })
        } else {
            #expect(report.revivedSegments.isEmpty)
            #expect(try ids(folder) == documents.map(\.id))
        }
    }

    @Test(
        "a stored document that does not have its checksum is lost and named, the others are kept")
    func storedDocument() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        let segment = try SegmentReader(path: folder.path + "/1-0.segment", schema: TestIndex.plain)
        let region = try segment.stored.region(2)
        var bytes = try folder.read("1-0.segment")
        // A letter of the text of d2.
        bytes[region.start + region.count - 1] ^= 1
        try folder.write(bytes, to: "1-0.segment")
        let error = #expect(throws: SearchError.self) {
            _ = try Searcher(folder: folder.path).document(id: "d2")
        }
        #expect(error?.code == .corruptIndex)
        let report = try repair(folder)
        #expect(
            report.lostDocuments
                == [RepairReport.LostDocument(id: "d2", segment: "1-0.segment", number: 2)])
        #expect(report.hasLosses)
        #expect(report.documents == 7)
        #expect(try ids(folder) == Self.left.filter { $0 != "d2" })
    }

    @Test("if the id is damaged too, the number is reported")
    func storedID() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        let segment = try SegmentReader(path: folder.path + "/1-0.segment", schema: TestIndex.plain)
        var bytes = try folder.read("1-0.segment")
        bytes[try segment.stored.region(3).start + 1] ^= 1
        try folder.write(bytes, to: "1-0.segment")
        let report = try repair(folder)
        #expect(
            report.lostDocuments
                == [RepairReport.LostDocument(id: nil, segment: "1-0.segment", number: 3)])
        #expect(try ids(folder) == Self.left.filter { $0 != "d3" })
    }

    @Test(
        "a segment that is cut off or gone is lost, and the others are kept", arguments: [0, 100])
    func lostSegment(length: Int) throws {
        let folder = try TemporaryFolder()
        try build(folder)
        if length == 0 {
            try FileManager.default.removeItem(atPath: folder.path + "/1-0.segment")
        } else {
            try folder.write(Array(folder.read("1-0.segment").prefix(length)), to: "1-0.segment")
        }
        let report = try repair(folder)
        #expect(
            report.lostSegments == [RepairReport.LostSegment(name: "1-0.segment", documents: 4)])
        #expect(try ids(folder) == ["d5", "d7", "d8", "d9"])
    }

    @Test("damaged statistics of deleted documents are computed anew")
    func statistics() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        let before = try Searcher(folder: folder.path).search("橋", options: .everything).hits
        for section in [
            SegmentDeletions.Section.gramKeys, SegmentDeletions.Section.wordFrequencies,
        ] {
            try damage(folder, try deletions(folder)[0], section: section)
            #expect(throws: SearchError.self) { try Searcher(folder: folder.path) }
            let report = try repair(folder)
            #expect(report.problems.count == 1)
            #expect(!report.hasLosses)
            #expect(report.rebuiltSegments == [])
            #expect(try ids(folder) == Self.left)
            let after = try Searcher(folder: folder.path).search("橋", options: .everything).hits
            #expect(after == before)
        }
    }

    private func deletions(_ folder: TemporaryFolder) throws -> [String] {
        try folder.names().filter { $0.hasSuffix(".deletions") }
    }

    @Test(
        "where it is not known which documents are deleted, that is told; those replaced stay deleted"
    )
    func revived() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        var writer = try IndexWriter(opening: folder.path)
        writer.mergePolicy = .none
        try writer.add(TestIndex.document("d0", "another"))
        try writer.commit()
        writer.rollback()
        let name = try deletions(folder)[0]
        #expect(name.hasPrefix("1-0-"))
        try damage(folder, name, section: SegmentDeletions.Section.live)
        let report = try repair(folder)
        #expect(
            report.revivedSegments
                == [RepairReport.RevivedSegment(name: "1-0.segment", documents: 1)])
        #expect(try ids(folder) == ["d1", "d2", "d3", "d4", "d5", "d7", "d8", "d9", "d0"])
        #expect(try Searcher(folder: folder.path).document(id: "d0")?.text("text") == "another")
    }

    @Test("damaged synonyms are dropped and reported; a manifest with other damage is rejected")
    func manifest() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        try damage(folder, "manifest", section: 2)
        let report = try repair(folder)
        #expect(report.lostSynonyms)
        #expect(try ids(folder) == Self.left)
        #expect(try Searcher(folder: folder.path).synonyms.count == 0)
        try damage(folder, "manifest", section: 1)
        let before = try folder.names()
        let error = #expect(throws: SearchError.self) {
            try IndexChecker.repair(folder: folder.path)
        }
        #expect(error?.code == .corruptIndex)
        #expect(error?.message.hasSuffix("build the index again with: search index") == true)
        #expect(try folder.names() == before)
    }

    @Test("a repair waits for no writer, and a folder without an index has nothing to repair")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let none = #expect(throws: SearchError.self) {
            try IndexChecker.repair(folder: folder.path)
        }
        #expect(none?.code == .indexNotFound)
        #expect(try folder.names() == [])
        try build(folder)
        let writer = try IndexWriter(opening: folder.path)
        let locked = #expect(throws: SearchError.self) {
            try IndexChecker.repair(folder: folder.path)
        }
        #expect(locked?.code == .indexLocked)
        writer.rollback()
    }

    @Test("a check finds statistics of deleted documents that have checksums but are wrong")
    func wrongStatistics() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        let name = try deletions(folder)[0]
        let segment = try SegmentReader(path: folder.path + "/1-0.segment", schema: TestIndex.plain)
        var live = LiveDocuments(all: segment.documentCount)
        live.remove(1)
        var terms = try SegmentDeletions(path: folder.path + "/" + name).terms
        let whole = terms
        func problems(_ change: (inout DeletedTerms) -> Void) throws -> Int {
            terms = whole
            change(&terms)
            try SegmentDeletions.write(
                live, terms, FileSystem(), path: folder.path + "/" + name)
            return try IndexChecker.check(folder: folder.path).problems.count
        }
        #expect(try problems { _ in } == 0)
        #expect(try problems { $0.positions += 1 } == 1)
        #expect(try problems { $0.grams[1] = 1 } == 1)
        #expect(try problems { $0.words[[65]] = 1 } == 1)
        #expect(
            try problems { terms in
                if let key = terms.grams.keys.min() { terms.grams[key] = nil }
            } == 1)
        live = LiveDocuments(all: segment.documentCount)
        live.remove(2)
        #expect(try problems { _ in } == 1)
    }
}
