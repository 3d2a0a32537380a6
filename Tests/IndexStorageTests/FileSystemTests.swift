import Foundation
import IndexStorage
import Testing

@Suite struct FileSystemTests {
    private let folder: TemporaryFolder
    private let files = FileSystem()

    init() throws { folder = try TemporaryFolder() }

    private func code(_ body: () throws -> Void) -> StorageError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StorageError)?.code
        }
    }

    private func isFolder(_ path: String) -> Bool {
        (try? files.list(path)) != nil
    }

    @Test("a folder is made with those above it, however its path is written")
    func makeFolder() throws {
        for name in ["a", "b/c/d", "e/f/", "g//h", "i/./j"] {
            try files.makeFolder(folder.file(name))
            #expect(isFolder(folder.file(name)), "\(name)")
        }
        #expect(try files.list(folder.path) == ["a", "b", "e", "g", "i"])
    }

    @Test("a folder that is there already is no error")
    func makeFolderAgain() throws {
        for _ in 0..<2 {
            try files.makeFolder(folder.file("a/b/"))
            try files.makeFolder(folder.file("a"))
            try files.makeFolder("/")
        }
    }

    @Test("a folder cannot be made below a file, or without a name")
    func makeFolderFails() throws {
        try folder.write([1])
        #expect(code { try files.makeFolder(folder.file("file/a")) } == .io)
        #expect(code { try files.makeFolder("") } == .notFound)
    }

    @Test("names are listed in order, without . and ..")
    func list() throws {
        for name in ["b", "a", "前橋", ".hidden"] { try folder.write([], to: name) }
        #expect(try files.list(folder.path) == [".hidden", "a", "b", "前橋"])
        #expect(code { _ = try files.list(folder.file("none")) } == .notFound)
        #expect(code { _ = try files.list(folder.file("a")) } == .io)
    }

    @Test("files and folders exist, other names do not")
    func exists() throws {
        try folder.write([])
        #expect(files.exists(folder.file("file")) && files.exists(folder.path))
        #expect(!files.exists(folder.file("none")))
    }

    @Test("a renamed file replaces another")
    func rename() throws {
        try folder.write([1], to: "old")
        try folder.write([2], to: "new")
        try files.publish(folder.file("new"), to: folder.file("old"))
        #expect(try folder.read("old") == [2])
        #expect(try files.list(folder.path) == ["old"])
        let missing = code { try files.publish(folder.file("x"), to: folder.file("y")) }
        #expect(missing == .notFound)
    }

    @Test("a file is removed, and one that is not there counts as removed")
    func remove() throws {
        try folder.write([])
        try files.remove(folder.file("file"))
        try files.remove(folder.file("file"))
        #expect(try files.list(folder.path).isEmpty)
        #expect(code { try files.remove(folder.path) } == .io)
    }

    @Test("a file is read whole up to a limit")
    func read() throws {
        try folder.write(Array(0..<100))
        #expect(try files.read(folder.file("file"), atMost: 100) == Array(0..<100))
        #expect(code { _ = try files.read(folder.file("file"), atMost: 99) } == .corrupt)
        try folder.write([], to: "empty")
        #expect(try files.read(folder.file("empty"), atMost: 0).isEmpty)
    }

    @Test("what cannot be read says why")
    func readFails() {
        let path = folder.file("none")
        let missing = #expect(throws: StorageError.self) { _ = try files.read(path, atMost: 10) }
        #expect(missing?.code == .notFound)
        #expect(missing?.description == "\(path): cannot open the file: No such file or directory")
        let directory = #expect(throws: StorageError.self) {
            _ = try files.read(folder.path, atMost: 1 << 20)
        }
        #expect(directory?.message == "is a folder, not a file")
    }

    @Test("a folder is synchronised, a file is none")
    func synchronize() throws {
        try files.synchronizeFolder(folder.path)
        try folder.write([])
        #expect(code { try files.synchronizeFolder(folder.file("file")) } == .io)
        #expect(code { try files.synchronizeFolder(folder.file("none")) } == .notFound)
    }

    @Test(
        "an error of the operating system has its kind",
        arguments: [
            (ENOENT, .notFound), (EACCES, .permissionDenied), (EPERM, .permissionDenied),
            (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EROFS, .readOnly), (EIO, .io), (EMFILE, .io),
        ] as [(Int32, StorageError.Code)])
    func errors(errno: Int32, code: StorageError.Code) {
        let error = StorageError.system(errno, path: "/x", "open the file")
        #expect(error.code == code && error.path == "/x" && error.offset == nil)
        #expect(error.message.hasPrefix("cannot open the file: "))
    }
}
