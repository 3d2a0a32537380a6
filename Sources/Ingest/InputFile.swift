internal import SystemCalls

/// A file that is open for reading; it is closed when released.
struct InputFile: ~Copyable {
    private let descriptor: Int32

    /// Opens a file at an offset.
    init(path: String, from start: Int = 0) throws(PosixError) {
        guard try FileSystem.kind(of: path) != .folder else { throw .isFolder }
        let (descriptor, errno) = Posix.open(path, .read)
        try PosixError.check(errno)
        let failure = start > 0 ? Posix.seek(descriptor, to: start) : 0
        guard failure == 0 else {
            Posix.closeFile(descriptor)
            throw PosixError(failure)
        }
        self.descriptor = descriptor
    }

    /// Continues reading the standard input.
    init(standardInput: Void) throws(PosixError) {
        let (copy, errno) = Posix.duplicate(Posix.standardInput)
        try PosixError.check(errno)
        descriptor = copy
    }

    /// Reads from a descriptor, which is closed at the end.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        Posix.closeFile(descriptor)
    }

    /// Sets the offset for the next read.
    func seek(to place: Int) throws(PosixError) {
        try PosixError.check(Posix.seek(descriptor, to: place))
    }

    /// Reads bytes into an array from an offset to its end, `limit` at most, and returns the number
    /// read.
    ///
    /// The count is 0 only at the end of the file.
    ///
    /// - Precondition: The offset lies before the end of the array, and the limit is 1 or more.
    func read(
        into buffer: inout [UInt8], from offset: Int, atMost limit: Int = .max
    ) throws(PosixError) -> Int {
        precondition(limit > 0, "A count of 0 would say that the file ends.")
        let (count, errno) = Posix.read(descriptor, into: &buffer, from: offset, atMost: limit)
        try PosixError.check(errno)
        return count
    }
}

/// Queries about files and folders.
enum FileSystem {
    /// The kind of the file at a path, after following links.
    static func kind(of path: String) throws(PosixError) -> FileKind {
        try status(of: path).kind
    }

    /// Whether a file or folder exists at a path.
    static func exists(_ path: String) -> Bool { (try? status(of: path)) != nil }

    /// The size of a file in bytes.
    static func size(of path: String) throws(PosixError) -> Int { try status(of: path).size }

    private static func status(
        of path: String
    ) throws(PosixError) -> (size: Int, kind: FileKind) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .badName }
        let (size, kind, errno) = Posix.status(path)
        try PosixError.check(errno)
        return (size, kind)
    }

    /// The names in a folder, in no particular order, without `.` and `..`.
    static func names(in folder: String) throws(PosixError) -> [String] {
        guard !folder.isEmpty, !folder.utf8.contains(0) else { throw .badName }
        let (names, errno) = Posix.list(folder)
        try PosixError.check(errno)
        return names
    }
}
