internal import Messages
internal import SystemCalls

/// The right to write to a folder, held by one owner in one process at a time.
///
/// The lock is the operating system's, on an open file: it ends with the process that holds it,
/// however that ends.
package struct DirectoryLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of a folder.
    ///
    /// - Parameters:
    ///   - folder: the folder, which exists.
    ///   - waiting: whether to wait for another holder to end; if not, a fifth of a second is given.
    /// - Throws: `StorageError` with code `locked` if another process holds it.
    package init(folder: String, waiting: Bool = false) throws(StorageError) {
        let path = folder + "/lock"
        while true {
            let opened = try DirectoryLock.take(path, folder, waiting: waiting)
            // Whoever removes a folder of its own removes the file that others wait on.
            if Posix.identity(opened) == Posix.identity(path) {
                descriptor = opened
                return
            }
            _ = Posix.closeFile(opened)
        }
    }

    /// Opens the file and locks it.
    private static func take(
        _ path: String, _ folder: String, waiting: Bool
    ) throws(StorageError) -> Int32 {
        let (opened, errno) = Posix.open(path, .lock)
        guard errno == 0 else { throw .system(errno, path: path, "open the lock file") }
        var lockError = Posix.lockExclusively(opened, waiting: waiting)
        // A program that starts another one shares its locks with it for the moment between the
        // fork and the exec: such a holder is gone at once.
        var attempts = 0
        while lockError == Posix.wouldBlock, attempts < 20 {
            Posix.sleep(milliseconds: 10)
            lockError = Posix.lockExclusively(opened, waiting: false)
            attempts += 1
        }
        if lockError != 0 {
            _ = Posix.closeFile(opened)
            guard lockError == Posix.wouldBlock else {
                throw .system(lockError, path: path, "lock the file")
            }
            throw StorageError(.locked, path: folder, "another process is writing to this index")
        }
        return opened
    }

    /// Gives the lock up, as the end of its owner does.
    package consuming func release() {}

    deinit { _ = Posix.closeFile(descriptor) }
}
