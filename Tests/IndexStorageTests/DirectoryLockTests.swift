import IndexStorage
import Testing

@Suite struct DirectoryLockTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The code of the error that taking the lock gives, nil if it can be taken.
    private func attempt() -> StorageError.Code? {
        do {
            _ = try DirectoryLock(folder: folder.path)
            return nil
        } catch {
            return error.code
        }
    }

    private func hold<Result>(_ body: () throws -> Result) throws -> Result {
        let lock = try DirectoryLock(folder: folder.path)
        let result = try body()
        _ = consume lock
        return result
    }

    @Test("a second holder is refused, and let in when the first one is gone")
    func exclusion() throws {
        #expect(try hold { attempt() } == .locked)
        #expect(attempt() == nil)
        #expect(try hold { attempt() } == .locked)
    }

    @Test("an error ends the lock like any other end of its owner")
    func failure() throws {
        #expect(throws: CancellationError.self) { try hold { throw CancellationError() } }
        #expect(attempt() == nil)
    }

    @Test("the error names the folder")
    func message() throws {
        let error = try hold {
            #expect(throws: StorageError.self) { _ = try DirectoryLock(folder: folder.path) }
        }
        #expect(error?.path == folder.path)
        #expect(error?.message == "another process is writing to this index")
    }

    @Test("folders are locked one by one")
    func others() throws {
        let other = try TemporaryFolder()
        try hold { _ = try DirectoryLock(folder: other.path) }
    }

    @Test("waiting for a lock that nobody holds takes it")
    func waiting() throws {
        _ = try DirectoryLock(folder: folder.path, waiting: true)
        #expect(attempt() == nil)
    }

    @Test("a folder that is not there cannot be locked")
    func missing() {
        let error = #expect(throws: StorageError.self) {
            _ = try DirectoryLock(folder: folder.file("none"))
        }
        #expect(error?.code == .notFound)
    }
}
