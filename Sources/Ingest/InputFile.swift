internal import SystemCalls

/// A file that is open for reading; closed when its owner lets go of it.
struct InputFile: ~Copyable {
    private let descriptor: Int32

    /// Opens a file, to be read from a place on.
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

    /// Reads standard input on.
    init(standardInput: Void) throws(PosixError) {
        let (copy, errno) = Posix.duplicate(Posix.standardInput)
        try PosixError.check(errno)
        descriptor = copy
    }

    /// Reads what comes from a descriptor, which is closed at the end.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        Posix.closeFile(descriptor)
    }

    /// Goes to a place of the file, from which on is read next.
    func seek(to place: Int) throws(PosixError) {
        try PosixError.check(Posix.seek(descriptor, to: place))
    }

    /// Reads bytes into an array from an offset to its end, `limit` at most, and returns how many.
    ///
    /// The count is 0 at the end of the file only.
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

/// Looking at files and folders.
enum FileSystem {
    /// What a path leads to, after following links.
    static func kind(of path: String) throws(PosixError) -> FileKind {
        try status(of: path).kind
    }

    /// Whether a path leads to something.
    static func exists(_ path: String) -> Bool { (try? status(of: path)) != nil }

    /// How many bytes a file has.
    static func size(of path: String) throws(PosixError) -> Int { try status(of: path).size }

    private static func status(
        of path: String
    ) throws(PosixError) -> (size: Int, kind: FileKind) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .badName }
        let (size, kind, errno) = Posix.status(path)
        try PosixError.check(errno)
        return (size, kind)
    }

    /// The names in a folder, in no order, without `.` and `..`.
    static func names(in folder: String) throws(PosixError) -> [String] {
        guard !folder.isEmpty, !folder.utf8.contains(0) else { throw .badName }
        let (names, errno) = Posix.list(folder)
        try PosixError.check(errno)
        return names
    }
}
