internal import Synchronization
internal import Messages

/// The calls by which a writer changes a folder, with a place for tests to make them fail.
package struct FileSystem: Sendable {
    private let faults: FaultPlan?

    /// The file system as it is; with a plan, one that fails where the plan says.
    package init(faults: FaultPlan? = nil) { self.faults = faults }

    private func injected() -> Int32? { faults?.next() }

    private func check(_ errno: Int32, _ path: String, _ operation: String) throws(StorageError) {
        guard errno == 0 else { throw .system(errno, path: path, operation) }
    }

    /// Makes a folder unless it is there, and those above it.
    ///
    /// Returns the folders that were made, the innermost first.
    @discardableResult
    package func makeFolder(_ path: String) throws(StorageError) -> [String] {
        let errno = injected() ?? Posix.makeFolder(path)
        if errno == 0 { return [path] }
        if errno == Posix.exists { return [] }
        if errno == Posix.noSuchFile, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            let above = try makeFolder(String(path[..<slash]))
            let second = injected() ?? Posix.makeFolder(path)
            // A path that ends in a slash has just been made as the one above itself.
            if second == Posix.exists { return above }
            do { try check(second, path, "make the folder") } catch {
                for folder in above { try? removeFolder(folder) }
                throw error
            }
            return [path] + above
        }
        try check(errno, path, "make the folder")
        return []
    }

    /// Removes a folder that is empty.
    package func removeFolder(_ path: String) throws(StorageError) {
        try check(injected() ?? Posix.removeFolder(path), path, "remove the folder")
    }

    /// Which file a path leads to; nil if there is none, or it cannot be told.
    package func identity(_ path: String) -> FileIdentity? { Posix.identity(path) }

    /// The names in a folder, sorted.
    package func list(_ path: String) throws(StorageError) -> [String] {
        let (names, errno) = Posix.list(path)
        try check(errno, path, "read the folder")
        return names.sorted()
    }

    /// True if there is a file or folder of that name that can be opened.
    package func exists(_ path: String) -> Bool {
        let (descriptor, errno) = Posix.open(path, .read)
        guard errno == 0 else { return errno != Posix.noSuchFile }
        _ = Posix.closeFile(descriptor)
        return true
    }

    /// Gives a file its final name, in place of what had it.
    package func rename(_ from: String, to: String) throws(StorageError) {
        try check(injected() ?? Posix.renameFile(from, to), to, "rename the file to this")
    }

    /// Removes a file; one that is not there counts as removed.
    package func remove(_ path: String) throws(StorageError) {
        let errno = injected() ?? Posix.removeFile(path)
        if errno == Posix.noSuchFile { return }
        try check(errno, path, "remove the file")
    }

    /// Makes the names in a folder survive a loss of power.
    package func synchronizeFolder(_ path: String) throws(StorageError) {
        let (descriptor, errno) = Posix.open(path, .folder)
        try check(errno, path, "open the folder")
        defer { _ = Posix.closeFile(descriptor) }
        try check(injected() ?? Posix.synchronize(descriptor), path, "synchronise the folder")
    }

    /// Creates a file for writing, empty.
    package func create(_ path: String) throws(StorageError) -> OutputFile {
        if let errno = injected() { throw .system(errno, path: path, "create the file") }
        let (descriptor, errno) = Posix.open(path, .create)
        try check(errno, path, "create the file")
        return OutputFile(path: path, descriptor: descriptor, faults: faults)
    }

    /// The size of a file in bytes.
    package func size(_ path: String) throws(StorageError) -> Int {
        let (descriptor, errno) = Posix.open(path, .read)
        try check(errno, path, "open the file")
        defer { _ = Posix.closeFile(descriptor) }
        let (size, _, statusError) = Posix.status(descriptor)
        try check(statusError, path, "read the file")
        return size
    }

    /// Reads a small file as a whole.
    package func read(_ path: String, atMost limit: Int) throws(StorageError) -> [UInt8] {
        let (descriptor, errno) = Posix.open(path, .read)
        try check(errno, path, "open the file")
        defer { _ = Posix.closeFile(descriptor) }
        let (size, isFolder, statusError) = Posix.status(descriptor)
        try check(statusError, path, "read the file")
        guard !isFolder else { throw StorageError(.io, path: path, "is a folder, not a file") }
        guard size <= limit else {
            throw StorageError(.corrupt, path: path, "has \(size) bytes, more than \(limit)")
        }
        let (bytes, readError) = Posix.readAll(descriptor, size: size, limit: limit)
        try check(readError, path, "read the file")
        guard bytes.count <= limit else {
            throw StorageError(.corrupt, path: path, "has more than \(limit) bytes")
        }
        return bytes
    }
}

/// Makes one of the calls of a `FileSystem` fail, for tests of what a failure leaves behind.
package final class FaultPlan: Sendable {
    private let state: Mutex<Int>
    private let failing: Range<Int>
    private let errno: Int32

    /// Fails call number `failAt`, counted from 0, and those behind it, with an `errno`.
    ///
    /// - Parameter count: how many calls fail; all by default.
    package init(failAt: Int, count: Int = .max, errno: Int32) {
        state = Mutex(0)
        failing = failAt..<(failAt.addingReportingOverflow(count).overflow ? .max : failAt + count)
        self.errno = errno
    }

    /// How many calls there were.
    package var calls: Int { state.withLock { $0 } }

    func next() -> Int32? {
        state.withLock { calls in
            defer { calls += 1 }
            return failing.contains(calls) ? errno : nil
        }
    }
}
