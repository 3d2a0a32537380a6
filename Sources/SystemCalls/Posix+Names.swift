#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

// SAFETY, all of this file: a path is a C string for the duration of the call; a buffer is passed with
// its own length; a structure that the system fills is a variable of the caller. What the system returns
// is copied before the next call.

/// The device and inode of a file, which distinguish it from every other that exists at the same
/// time.
///
/// An inode is reused only after its file is gone, and an open or mapped file is not gone even if
/// it has no name any more. So a path with the identity of a mapped file leads to the mapped bytes.
package struct FileIdentity: Sendable, Equatable {
    let device: UInt64
    let number: UInt64

    fileprivate init(_ information: stat) {
        device = UInt64(truncatingIfNeeded: information.st_dev)
        number = UInt64(truncatingIfNeeded: information.st_ino)
    }
}

/// The kind of file that a path leads to, after following links.
package enum FileKind: Sendable {
    case regular
    case folder
    /// A pipe, a device or a socket.
    case other

    fileprivate init(_ information: stat) {
        self =
            switch information.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            default: .other
            }
    }
}

/// The names of files and folders.
extension Posix {
    /// Renames a file, which replaces the file of that name.
    package static func renameFile(_ from: String, _ to: String) -> Int32 {
        status {
            unsafe withPath(from) { from in
                unsafe withPath(to) { to in unsafe rename(from, to) }
            }
        }
    }

    /// Removes the name of a file.
    package static func removeFile(_ path: String) -> Int32 {
        status { unsafe withPath(path) { unsafe unlink($0) } }
    }

    /// Creates a hard link to a file.
    package static func linkFile(_ from: String, _ to: String) -> Int32 {
        status {
            unsafe withPath(from) { from in
                unsafe withPath(to) { to in unsafe link(from, to) }
            }
        }
    }

    /// Makes a folder.
    package static func makeFolder(_ path: String) -> Int32 {
        status { unsafe withPath(path) { unsafe mkdir($0, 0o755) } }
    }

    /// Removes a folder that is empty.
    package static func removeFolder(_ path: String) -> Int32 {
        status { unsafe withPath(path) { unsafe rmdir($0) } }
    }

    /// The size in bytes and the kind of an open file.
    package static func status(
        _ descriptor: Int32
    ) -> (size: Int, kind: FileKind, errno: Int32) {
        let (information, errno) = information(descriptor)
        guard errno == 0 else { return (0, .other, errno) }
        return (Int(information.st_size), FileKind(information), 0)
    }

    /// The size in bytes and the kind of the file at a path, without opening it.
    package static func status(_ path: String) -> (size: Int, kind: FileKind, errno: Int32) {
        let (information, errno) = information(path)
        guard errno == 0 else { return (0, .other, errno) }
        return (Int(information.st_size), FileKind(information), 0)
    }

    /// The identity of an open file.
    package static func identity(_ descriptor: Int32) -> FileIdentity? {
        let (information, errno) = information(descriptor)
        return errno == 0 ? FileIdentity(information) : nil
    }

    /// The identity of the file that a path leads to.
    package static func identity(_ path: String) -> FileIdentity? {
        let (information, errno) = information(path)
        return errno == 0 ? FileIdentity(information) : nil
    }

    /// The permission bits of the file that a path leads to; nil if there is none.
    package static func permissions(_ path: String) -> UInt32? {
        let (information, errno) = information(path)
        return errno == 0 ? UInt32(information.st_mode) & 0o777 : nil
    }

    /// The destination of a symbolic link as it is stored; nil for everything else.
    package static func linkDestination(_ path: String) -> String? {
        let capacity = 4096
        var bytes = [CChar](repeating: 0, count: capacity)
        let count = unsafe bytes.withUnsafeMutableBufferPointer { room in
            unsafe withPath(path) { path in
                guard let start = room.baseAddress else { return -1 }
                return unsafe readlink(path, start, capacity)
            }
        }
        // A destination that fills the buffer may be truncated.
        guard count > 0, count < capacity else { return nil }
        return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The names in a folder except `.` and `..`, in no order.
    package static func list(_ path: String) -> (names: [String], errno: Int32) {
        guard !path.utf8.contains(0) else { return ([], EINVAL) }
        guard let folder = unsafe path.withCString({ unsafe opendir($0) }) else {
            return ([], errno)
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(folder) else {
                // Names that could not be read must not pass for absent ones.
                return errno == 0 ? (names, 0) : ([], errno)
            }
            // The entry stays valid until the next call, and its name ends in a NUL.
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }

    private static func information(_ descriptor: Int32) -> (stat, errno: Int32) {
        var information = stat()
        let errno = status { unsafe fstat(descriptor, &information) }
        return (information, errno)
    }

    private static func information(_ path: String) -> (stat, errno: Int32) {
        var information = stat()
        let errno = status { unsafe withPath(path) { unsafe stat($0, &information) } }
        return (information, errno)
    }
}
