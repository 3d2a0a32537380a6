import Foundation
import IndexStorage
import Testing

@Suite struct FaultPlanTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A publication as a writer does it: a folder, a file in two writes, a rename, a removal.
    private func publish(_ files: FileSystem, to path: String) throws {
        try files.makeFolder(path + "/a")
        let file = try files.create(path + "/a/new")
        try file.write([1])
        try file.write([UInt8](repeating: 2, count: 2 << 20))
        try file.finish()
        try files.publish(path + "/a/new", to: path + "/a/current")
        try files.synchronizeFolder(path + "/a")
        try files.remove(path + "/a/old")
    }

    @Test("every call in turn fails and what came before it is done")
    func everyCall() throws {
        let none = FaultPlan(failAt: .max, errno: ENOSPC)
        try publish(FileSystem(faults: none), to: folder.path)
        // Folder, create, two writes, synchronise, rename, synchronise the folder, remove.
        #expect(none.calls == 8)
        for call in 0..<none.calls {
            let fresh = try TemporaryFolder()
            let plan = FaultPlan(failAt: call, errno: ENOSPC)
            let error = #expect(throws: StorageError.self) {
                try publish(FileSystem(faults: plan), to: fresh.path)
            }
            #expect(error?.code == .diskFull)
            #expect(plan.calls == call + 1)
            #expect(FileSystem().exists(fresh.file("a")) == (call > 0))
            #expect(FileSystem().exists(fresh.file("a/current")) == (call > 5))
        }
    }

    @Test("every later call fails too")
    func later() throws {
        let files = FileSystem(faults: FaultPlan(failAt: 1, errno: EIO))
        try files.makeFolder(folder.file("a"))
        for _ in 0..<3 {
            #expect(throws: StorageError.self) { try files.makeFolder(folder.file("b")) }
        }
        #expect(try files.list(folder.path) == ["a"])
    }

    @Test("reading is not counted and does not fail")
    func reading() throws {
        let plan = FaultPlan(failAt: 0, errno: EIO)
        let files = FileSystem(faults: plan)
        try folder.write([1, 2])
        #expect(try files.read(folder.file("file"), atMost: 9) == [1, 2])
        #expect(files.exists(folder.file("file")) && plan.calls == 0)
    }

    @Test("a writer of sections fails where its file does")
    func sections() throws {
        for call in 0..<3 {
            let files = FileSystem(faults: FaultPlan(failAt: call, errno: EROFS))
            let error = #expect(throws: StorageError.self) {
                var writer = try SectionFileWriter(files, path: folder.file("sections"))
                try writer.section(1, [1, 2, 3])
                _ = try writer.finish()
            }
            #expect(error?.code == .readOnly && error?.path == folder.file("sections"))
            // Only the last call, which synchronises, finds the file whole.
            let opened = try? SectionFileReader(path: folder.file("sections"))
            #expect((opened == nil) == (call < 2))
        }
    }
}
