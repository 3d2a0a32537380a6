internal import Messages
internal import Synchronization
package import SystemCalls

/// The calls that a writer changes a folder with, which tests can make fail.
package struct FileSystem: Sendable {
    private let faults: FaultPlan?

    /// The real file system; with a plan, one that fails where the plan says.
    package init(faults: FaultPlan? = nil) { self.faults = faults }

    private func injected() -> Int32? { faults?.next() }

    private func check(_ errno: Int32, _ path: String, _ operation: String) throws(StorageError) {
        guard errno == 0 else { throw .system(errno, path: path, operation) }
    }

    /// Creates a folder and its missing parents, unless it exists.
    ///
    /// - Returns: the folders that were created, the innermost first.
    @discardableResult
    package func makeFolder(_ path: String) throws(StorageError) -> [String] {
        let errno = injected() ?? Posix.makeFolder(path)
        if errno == 0 {
            UnfinishedFiles.noteFolder(path)
            return [path]
        }
        if errno == Posix.exists { return [] }
        if errno == Posix.noSuchFile, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            let above = try makeFolder(String(path[..<slash]))
            let second = injected() ?? Posix.makeFolder(path)
            // For a path that ends in a slash, the parent is the folder itself, which exists by
            // now.
            if second == Posix.exists { return above }
            do { try check(second, path, "make the folder") } catch {
                for folder in above { try? removeFolder(folder) }
                throw error
            }
            UnfinishedFiles.noteFolder(path)
            return [path] + above
        }
        try check(errno, path, "make the folder")
        return []
    }

    /// Removes an empty folder.
    package func removeFolder(_ path: String) throws(StorageError) {
        try check(injected() ?? Posix.removeFolder(path), path, "remove the folder")
    }

    /// The identity of the file that a path leads to; nil if there is none or it is unknown.
    package func identity(_ path: String) -> FileIdentity? { Posix.identity(path) }

    /// The names in a folder, sorted.
    package func list(_ path: String) throws(StorageError) -> [String] {
        let (names, errno) = Posix.list(path)
        try check(errno, path, "read the folder")
        return names.sorted()
    }

    /// False if nothing has that name.
    package func exists(_ path: String) -> Bool {
        Posix.status(path).errno != Posix.noSuchFile
    }

    /// The kind of file that a path leads to; nil if there is none or it is unknown.
    package func kind(_ path: String) -> FileKind? {
        let (_, kind, errno) = Posix.status(path)
        return errno == 0 ? kind : nil
    }

    /// Gives a file its final name, replacing the file that had it.
    ///
    /// This also ends the list of unfinished files: the index is complete.
    package func publish(_ from: String, to: String) throws(StorageError) {
        try UnfinishedFiles.uninterrupted { () throws(StorageError) in
            // If the call fails, the file may have either name.
            UnfinishedFiles.forget()
            try check(injected() ?? Posix.renameFile(from, to), to, "rename the file to this")
        }
    }

    /// Gives a file a second name, so that it stays when the first one is removed.
    ///
    /// On a file system without hard links, copies the bytes.
    ///
    /// - Throws: `StorageError` if another file has the other name.
    package func keep(_ path: String, as name: String) throws(StorageError) {
        if let other = identity(name) {
            if other == identity(path) { return }
            throw .system(Posix.exists, path: name, "keep the damaged file")
        }
        UnfinishedFiles.noteFile(name)
        defer { UnfinishedFiles.check() }
        let errno = injected() ?? Posix.linkFile(path, name)
        if errno == 0 { return }
        guard Posix.hasNoLinks.contains(errno) else {
            throw .system(errno, path: name, "keep the damaged file")
        }
        let file = try MappedFile(path: path)
        let copy = try createPart(name)
        let region = ByteRegion(file)
        var start = 0
        while start < region.count {
            let length = min(1 << 20, region.count - start)
            try copy.write(region.array(start, length) ?? [])
            file.releasePages()
            start += length
        }
        try copy.finish()
    }

    /// Removes a file; succeeds if there is none.
    package func remove(_ path: String) throws(StorageError) {
        let errno = injected() ?? Posix.removeFile(path)
        if errno == Posix.noSuchFile { return }
        try check(errno, path, "remove the file")
    }

    /// Makes the entries of a folder durable.
    package func synchronizeFolder(_ path: String) throws(StorageError) {
        let (descriptor, errno) = Posix.open(path, .folder)
        try check(errno, path, "open the folder")
        defer { _ = Posix.closeFile(descriptor) }
        try check(injected() ?? Posix.synchronize(descriptor), path, "synchronise the folder")
    }

    /// Creates a file of an index; it is unfinished until `publish(_:to:)`.
    ///
    /// - Parameter start: its first bytes; the file is removed if they cannot be written.
    package func createPart(
        _ path: String, startingWith start: [UInt8] = []
    ) throws(StorageError) -> OutputFile {
        UnfinishedFiles.noteFile(path)
        defer { UnfinishedFiles.check() }
        if let errno = injected() { throw .system(errno, path: path, "create the file") }
        let (descriptor, errno) = Posix.open(path, .create)
        try check(errno, path, "create the file")
        let writeError = Posix.writeAll(descriptor, start, at: 0)
        guard writeError == 0 else {
            _ = Posix.closeFile(descriptor)
            _ = Posix.removeFile(path)
            throw .system(writeError, path: path, "write to the file")
        }
        return OutputFile(
            path: path, descriptor: descriptor, written: start.count, faults: faults)
    }

    /// Creates a file next to a path under a unique name, with the permissions of the file at the path.
    func createBeside(_ path: String) throws(StorageError) -> OutputFile {
        let permissions = Posix.permissions(path)
        for _ in 0..<FileSystem.mostNames {
            let number = String(UInt32.random(in: 1 << 28 ... .max), radix: 16)
            let name = "\(path).\(number).part"
            // An existing file is not registered, because another process owns it.
            let (descriptor, errno) = UnfinishedFiles.uninterrupted {
                if let errno = injected() { return (descriptor: Int32(-1), errno: errno) }
                let opened = Posix.open(name, .createNew)
                if opened.errno == 0 { UnfinishedFiles.noteFile(name) }
                return opened
            }
            if errno == Posix.exists { continue }
            try check(errno, path, "create the file")
            // A file system without permissions has none to preserve.
            if let permissions { _ = Posix.setPermissions(descriptor, permissions) }
            return OutputFile(path: name, descriptor: descriptor, written: 0, faults: faults)
        }
        throw .system(Posix.exists, path: path, "create a file beside it")
    }

    /// The greatest number of names to try.
    private static let mostNames = 100

    /// Whether a regular file begins with the given bytes.
    ///
    /// - Throws: `StorageError` if the file exists but cannot be read.
    package func begins(_ path: String, with start: [UInt8]) throws(StorageError) -> Bool {
        let (descriptor, errno) = Posix.open(path, .readFile)
        if errno == Posix.noSuchFile { return false }
        try check(errno, path, "open the file")
        defer { _ = Posix.closeFile(descriptor) }
        let (_, kind, statusError) = Posix.status(descriptor)
        try check(statusError, path, "read the file")
        guard kind == .regular else { return false }
        let (bytes, readError) = Posix.readPart(descriptor, at: 0, count: start.count)
        try check(readError, path, "read the file")
        return bytes == start
    }

    /// Creates an empty file for writing.
    package func create(_ path: String) throws(StorageError) -> OutputFile {
        if let errno = injected() { throw .system(errno, path: path, "create the file") }
        let (descriptor, errno) = Posix.open(path, .create)
        try check(errno, path, "create the file")
        return OutputFile(path: path, descriptor: descriptor, written: 0, faults: faults)
    }

    /// The size of a file in bytes.
    package func size(_ path: String) throws(StorageError) -> Int {
        let (size, _, errno) = Posix.status(path)
        try check(errno, path, "read the file")
        return size
    }

    /// Reads a small file at once.
    package func read(_ path: String, atMost limit: Int) throws(StorageError) -> [UInt8] {
        let (descriptor, errno) = Posix.open(path, .read)
        try check(errno, path, "open the file")
        defer { _ = Posix.closeFile(descriptor) }
        let (size, kind, statusError) = Posix.status(descriptor)
        try check(statusError, path, "read the file")
        guard kind != .folder else {
            throw StorageError(.io, path: path, "is a folder, not a file")
        }
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

/// Makes one of the calls of a `FileSystem` fail, to test the state that a failure leaves.
package final class FaultPlan: Sendable {
    private let state: Mutex<Int>
    private let failing: Range<Int>
    private let errno: Int32

    /// Fails call number `failAt`, counted from 0, and those after it, with an `errno`.
    ///
    /// - Parameter count: the number of calls that fail; all by default.
    package init(failAt: Int, count: Int = .max, errno: Int32) {
        state = Mutex(0)
        failing = failAt..<(failAt.addingReportingOverflow(count).overflow ? .max : failAt + count)
        self.errno = errno
    }

    /// The number of calls so far.
    package var calls: Int { state.withLock { $0 } }

    func next() -> Int32? {
        state.withLock { calls in
            defer { calls += 1 }
            return failing.contains(calls) ? errno : nil
        }
    }
}
