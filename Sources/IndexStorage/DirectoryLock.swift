internal import Messages
internal import SystemCalls

/// The right to write to a folder, held by one owner in one process at a time.
///
/// It is the operating system's lock on an open file, so it ends with the process that holds it,
/// even after a crash.
package struct DirectoryLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of a folder.
    ///
    /// - Parameters:
    ///   - folder: the folder, which exists.
    ///   - waiting: whether to wait until another holder releases it; if false, it is retried for a
    ///     fifth of a second.
    /// - Throws: `StorageError` with code `locked` if another process holds it.
    package init(folder: String, waiting: Bool = false) throws(StorageError) {
        let path = folder + "/lock"
        while true {
            let opened = try DirectoryLock.take(path, folder, waiting: waiting)
            // The owner of a temporary folder removes the file while others wait for its lock.
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
        // A process that starts another shares its locks with the child between fork and exec. Such
        // a holder is gone at once, so the lock is retried.
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

    /// Releases the lock, as destroying its owner does.
    package consuming func release() {}

    deinit { _ = Posix.closeFile(descriptor) }
}
