import Foundation
import IndexStorage
import Testing

@testable import RenkeiSearch

/// Repairs that must not take for damage what is none, and what they keep of what they replace.
@Suite struct RepairRefusalTests {
    private static let texts = ["図書館の相互利用", "温泉と橋", "水道の広域化", "病児保育", "観光の振興", "移住相談"]

    /// An index of two segments of three documents, one of which is deleted: 1.
    private func build(_ folder: TemporaryFolder) throws {
        var writer = try IndexWriter(replacing: folder.path, schema: TestIndex.plain)
        writer.mergePolicy = .none
        for (number, text) in Self.texts.enumerated() {
            try writer.add(TestIndex.document("d\(number)", text))
            if number == 2 { try writer.commit() }
        }
        try writer.commit()
        try writer.delete(["d1"])
        try writer.commit()
        writer.rollback()
    }

    private static let left = ["d0", "d2", "d3", "d4", "d5"]

    private func ids(_ folder: TemporaryFolder) throws -> [String] {
        var ids: [String] = []
        try Searcher(folder: folder.path).forEachDocument { ids.append($0.id) }
        return ids
    }

    private func contents(_ folder: TemporaryFolder) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for name in try folder.names() { contents[name] = try folder.read(name) }
        return contents
    }

    /// Flips a bit of the list of postings of the first segment.
    private func damage(_ folder: TemporaryFolder) throws {
        let file = try SectionFileReader(path: folder.path + "/1-0.segment")
        var bytes = try folder.read("1-0.segment")
        bytes[try file.section(SegmentSection.gramPostings).start] ^= 1
        try folder.write(bytes, to: "1-0.segment")
    }

    @Test(
        "a file that cannot be opened ends a repair, and nothing changes",
        arguments: ["1-0.segment", "2-1.segment", "1-0-3.deletions", "manifest"])
    func unreadable(name: String) throws {
        let folder = try TemporaryFolder()
        try build(folder)
        if name != "1-0.segment" { try damage(folder) }
        let before = try contents(folder)
        let path = folder.path + "/" + name
        // A link to itself: nobody can open it, and what it stands for is not known.
        try FileManager.default.moveItem(atPath: path, toPath: path + ".elsewhere")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: name)
        let error = #expect(throws: SearchError.self) {
            try IndexChecker.repair(folder: folder.path)
        }
        #expect(error?.code == .io)
        #expect(error?.message.hasPrefix("\(path): cannot open the file: ") == true)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + ".elsewhere", toPath: path)
        #expect(try contents(folder) == before)
    }

    /// Gives a file the version in its header that it would have from another writer.
    private func setVersion(_ version: UInt8, of name: String, in folder: TemporaryFolder) throws {
        var bytes = try folder.read(name)
        bytes[4] = version
        let trailer = bytes.count - 20
        let length = (0..<4).reduce(0) { $0 | Int(bytes[trailer + $1]) << (8 * $1) }
        let checksum = CRC32C.checksum(
            Array(bytes[0..<8]) + Array(bytes[trailer - length..<trailer]))
        for index in 0..<4 {
            bytes[trailer + 4 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * index))
        }
        try folder.write(bytes, to: name)
    }

    @Test(
        "a file that a newer version wrote ends a repair, and nothing changes",
        arguments: ["1-0.segment", "1-0-3.deletions", "manifest"])
    func newerVersion(name: String) throws {
        let folder = try TemporaryFolder()
        try build(folder)
        try setVersion(7, of: name, in: folder)
        let before = try contents(folder)
        let error = #expect(throws: SearchError.self) {
            try IndexChecker.repair(folder: folder.path)
        }
        #expect(error?.code == .unsupportedIndex)
        #expect(try contents(folder) == before)
    }

    @Test("an earlier version in the header of a segment is damage, and no document is lost")
    func headerDamage() throws {
        for version: UInt8 in [3, 4] {
            let folder = try TemporaryFolder()
            try build(folder)
            var bytes = try folder.read("1-0.segment")
            bytes[4] = version
            try folder.write(bytes, to: "1-0.segment")
            #expect(
                try IndexChecker.check(folder: folder.path).problems.map(\.code) == [.corruptIndex])
            let report = try IndexChecker.repair(folder: folder.path)
            #expect(report.rebuiltSegments == ["1-0.segment"])
            #expect(!report.hasLosses)
            #expect(try ids(folder) == Self.left)
        }
    }

    @Test("what a repair replaces stays until it is removed, and can be put back")
    func kept() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        try damage(folder)
        let before = try contents(folder)
        let report = try IndexChecker.repair(folder: folder.path)
        let kept = ["1-0-3.deletions.damaged", "1-0.segment.damaged", "manifest-4.damaged"]
        #expect(report.damagedFiles == kept)
        #expect(try IndexChecker.check(folder: folder.path).damagedFiles == kept)
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
        #expect(try folder.read("1-0.segment.damaged") == before["1-0.segment"])
        #expect(try folder.read("1-0-3.deletions.damaged") == before["1-0-3.deletions"])
        #expect(try folder.read("manifest-4.damaged") == before["manifest"])
        // Neither a change nor a new index touches them.
        var writer = try IndexWriter(opening: folder.path)
        try writer.add(TestIndex.document("more", "橋"))
        try writer.commit()
        try writer.merge()
        writer.rollback()
        #expect(try IndexChecker.check(folder: folder.path).damagedFiles == kept)
        _ = try TestIndex.build(["斎場"], in: folder)
        #expect(try IndexChecker.check(folder: folder.path).damagedFiles == kept)
        // A second repair leaves those of the first.
        try folder.write(try #require(before["1-0.segment"]), to: "1-0.segment")
        #expect(try IndexChecker.removeDamaged(folder: folder.path) == kept)
        #expect(try IndexChecker.check(folder: folder.path).damagedFiles == [])
        #expect(try Searcher(folder: folder.path).found("斎場") == ["0"])
    }

    @Test("a file whose first bytes are damaged is kept once, not left beside its copy")
    func damagedMagic() throws {
        let folder = try TemporaryFolder()
        try build(folder)
        var bytes = try folder.read("2-1.segment")
        bytes[0] = 0
        try folder.write(bytes, to: "2-1.segment")
        let report = try IndexChecker.repair(folder: folder.path)
        #expect(report.lostSegments.map(\.name) == ["2-1.segment"])
        #expect(report.damagedFiles == ["2-1.segment.damaged", "manifest-4.damaged"])
        #expect(try !folder.names().contains("2-1.segment"))
        #expect(try folder.read("2-1.segment.damaged") == bytes)
    }

    @Test("whichever call of a repair fails, the damaged index is as it was, or is mended")
    func failingCalls() throws {
        let start = try TemporaryFolder()
        try build(start)
        try damage(start)
        let old = try contents(start)
        func repair(_ folder: TemporaryFolder, _ faults: FaultPlan?) throws -> RepairReport {
            try IndexChecker.repair(
                folder: folder.path, memoryLimit: 16 << 20, waiting: false,
                fileSystem: FileSystem(faults: faults))
        }
        func copy() throws -> TemporaryFolder {
            let folder = try TemporaryFolder()
            for (name, bytes) in old { try folder.write(bytes, to: name) }
            return folder
        }
        let counting = FaultPlan(failAt: .max, errno: 5)
        let kept = try repair(copy(), counting).damagedFiles
        var failures = 0
        for call in 0..<counting.calls {
            let folder = try copy()
            do { _ = try repair(folder, FaultPlan(failAt: call, count: 1, errno: 5)) } catch {
                failures += 1
                #expect("\(error)".hasSuffix("; nothing was repaired"), "call \(call)")
            }
            if try IndexChecker.check(folder: folder.path).problems.isEmpty {
                #expect(
                    try IndexChecker.check(folder: folder.path).damagedFiles == kept,
                    "call \(call)")
            } else {
                #expect(try contents(folder) == old, "call \(call)")
            }
            _ = try repair(folder, nil)
            #expect(try ids(folder) == Self.left, "call \(call)")
        }
        #expect(failures > 8)
    }
}
