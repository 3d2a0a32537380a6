import Foundation
import IndexStorage
import Testing

@Suite("A file that is replaced when the new one is whole") struct FileReplacementTests {
    private let folder: TemporaryFolder
    private let files = FileSystem()

    init() throws { folder = try TemporaryFolder() }

    private func replace(
        _ name: String, with bytes: [UInt8], _ files: FileSystem = FileSystem()
    ) throws {
        let file = try FileReplacement(of: folder.file(name), in: files)
        try file.write(bytes)
        try file.finish()
    }

    private func link(_ name: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.file(name), withDestinationPath: destination)
    }

    private func isLink(_ name: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.file(name))) != nil
    }

    @Test("it replaces a file, or creates one, and leaves nothing else")
    func replacing() throws {
        try replace("new", with: [1])
        try replace("new", with: [2, 3])
        #expect(try folder.read("new") == [2, 3])
        #expect(try files.list(folder.path) == ["new"])
    }

    @Test("what is not finished leaves what was there, and no part of itself")
    func unfinished() throws {
        try folder.write([1], to: "a")
        do {
            let file = try FileReplacement(of: folder.file("a"))
            try file.write([2])
            #expect(try folder.read("a") == [1])
        }
        #expect(try folder.read("a") == [1])
        #expect(try files.list(folder.path) == ["a"])
    }

    @Test("files whose names end as those of parts do stay as they are")
    func foreignParts() throws {
        try folder.write([7], to: "a.part")
        try replace("a", with: [1])
        #expect(try folder.read("a.part") == [7])
        #expect(try files.list(folder.path) == ["a", "a.part"])
    }

    @Test("two writers of one file do not write into each other's")
    func twoWriters() throws {
        let first = try FileReplacement(of: folder.file("a"))
        let second = try FileReplacement(of: folder.file("a"))
        try first.write([1, 1])
        try second.write([2])
        try second.finish()
        try first.finish()
        #expect(try folder.read("a") == [1, 1])
        #expect(try files.list(folder.path) == ["a"])
    }

    @Test("a link stays, and what it leads to is replaced, be it there or not")
    func links() throws {
        try files.makeFolder(folder.file("far"))
        try folder.write([1], to: "far/file")
        try link("relative", to: "far/file")
        try link("absolute", to: folder.file("far/file"))
        try link("twice", to: "relative")
        try link("dangling", to: "far/new")
        for (number, name) in ["relative", "absolute", "twice"].enumerated() {
            let bytes = [UInt8(number + 10)]
            try replace(name, with: bytes)
            #expect(isLink(name), "\(name)")
            #expect(try folder.read("far/file") == bytes, "\(name)")
        }
        try replace("dangling", with: [9])
        #expect(isLink("dangling"))
        #expect(try folder.read("far/new") == [9])
        #expect(try files.list(folder.file("far")) == ["file", "new"])
    }

    @Test("links that lead in a circle are an error")
    func circle() throws {
        try link("a", to: "b")
        try link("b", to: "a")
        #expect(throws: StorageError.self) { try FileReplacement(of: folder.file("a")) }
        #expect(try files.list(folder.path) == ["a", "b"])
    }

    @Test("who may read the file stays the same")
    func permissions() throws {
        try folder.write([1], to: "a")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: folder.file("a"))
        try replace("a", with: [2])
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("a"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("whichever call fails, the old file stays and nothing else is left")
    func faults() throws {
        try folder.write([1], to: "a")
        let none = FaultPlan(failAt: .max, errno: ENOSPC)
        try replace("a", with: [1], FileSystem(faults: none))
        // Create, write, synchronise, rename.
        #expect(none.calls == 4)
        for call in 0..<none.calls {
            let plan = FaultPlan(failAt: call, count: 1, errno: ENOSPC)
            let error = #expect(throws: StorageError.self) {
                try replace("a", with: [2], FileSystem(faults: plan))
            }
            #expect(error?.code == .diskFull)
            #expect(try folder.read("a") == [1])
            #expect(try files.list(folder.path) == ["a"])
        }
    }
}
