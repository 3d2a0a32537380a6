#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
internal import Messages

// SAFETY, all of this file: a path is a C string for the duration of the call; a buffer is passed
// with its own length; a structure that the system fills is a variable of the caller. What the
// system returns is copied before the next call.

// This is the only file of the module that calls C and so may say `unsafe`.

/// An error of a system call.
struct PosixError: Error {
    /// The reason, as part of a message.
    let localizedMessage: Message

    init(message: Message) { localizedMessage = message }

    /// The reason of the last call that failed.
    static var last: PosixError {
        let code = errno
        switch code {
        case ENOENT, ENOTDIR: return PosixError(message: "there is no such file or folder")
        case EACCES, EPERM: return PosixError(message: "may not be read; check its permissions")
        case EISDIR: return .isFolder
        default:
            // SAFETY: `strerror` returns a C string for any code. It is copied at once, before
            // another call in this thread could change it.
            guard let reason = unsafe strerror(code) else {
                return PosixError(message: "system error \(code)")
            }
            return PosixError(message: Message(key: unsafe String(cString: reason)))
        }
    }

    static let isFolder = PosixError(message: "is a folder, but a file is expected")
    static let badName = PosixError(message: "is not a file name: it is empty or holds a NUL")
}

/// A file that is open for reading, and closed with its owner.
struct InputFile: ~Copyable {
    private let descriptor: Int32

    /// Opens a file for reading from an offset.
    init(path: String, from start: Int = 0) throws(PosixError) {
        guard try FileSystem.kind(of: path) != .folder else { throw .isFolder }
        var descriptor: Int32
        repeat {
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw .last }
        guard start == 0 || lseek(descriptor, off_t(start), SEEK_SET) >= 0 else {
            let error = PosixError.last
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    /// Reads standard input.
    init(standardInput: Void) throws(PosixError) {
        let copy = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw .last }
        descriptor = copy
    }

    /// Takes over a descriptor, which is closed at the end.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        close(descriptor)
    }

    /// Moves to an offset of the file.
    func seek(to position: Int) throws(PosixError) {
        guard lseek(descriptor, off_t(position), SEEK_SET) >= 0 else { throw .last }
    }

    /// Reads at most `limit` bytes into an array from an offset to its end, and returns their
    /// number.
    ///
    /// The number is 0 only at the end of the file.
    ///
    /// - Precondition: The offset lies before the end of the array, and the limit is 1 or more.
    func read(
        into buffer: inout [UInt8], from offset: Int, atMost limit: Int = .max
    ) throws(PosixError) -> Int {
        precondition(offset >= 0 && offset < buffer.count, "There is no room to read into.")
        precondition(limit > 0, "A count of 0 would say that the file ends.")
        var count: Int
        repeat {
            // SAFETY: The rebased slice is bounds-checked and has the length that is passed. The
            // system writes no further, and the pointer does not leave the closure.
            count = unsafe buffer.withUnsafeMutableBytes { bytes in
                let end = min(bytes.count - offset, limit) + offset
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<end])
                return unsafe systemRead(descriptor, room)
            }
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw .last }
        return count
    }
}

/// The system call `read`, under a name that no method hides.
private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(descriptor, room.baseAddress, room.count)
}

/// Queries about files and folders.
enum FileSystem {
    /// The kind of file at a path.
    enum Kind {
        case folder
        case regularFile
        /// Something that reads like a file, such as a pipe.
        case other
    }

    /// The kind of file at a path, after following links.
    static func kind(of path: String) throws(PosixError) -> Kind {
        switch try status(of: path).st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .regularFile
        default: .other
        }
    }

    /// Whether a path exists.
    static func exists(_ path: String) -> Bool { (try? status(of: path)) != nil }

    /// The size of a file in bytes.
    static func size(of path: String) throws(PosixError) -> Int {
        Int(try status(of: path).st_size)
    }

    private static func status(of path: String) throws(PosixError) -> stat {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .badName }
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw .last }
        return status
    }

    /// The names in a folder, in no order, without `.` and `..`.
    static func names(in folder: String) throws(PosixError) -> [String] {
        guard !folder.isEmpty, !folder.utf8.contains(0) else { throw .badName }
        guard let stream = unsafe opendir(folder) else { throw .last }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw .last }
                return names
            }
            // SAFETY: The entry stays valid until the next `readdir`, and the system ends the
            // name with a NUL inside its array.
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }
}

/// Temporary files for input that can be read only once.
enum TemporaryFile {
    /// Copies the content of a pipe into a new file in the folder for temporary files.
    ///
    /// - Parameter source: the pipe; `-` for standard input.
    static func copy(of source: String) throws(PosixError) -> String {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/renkei-XXXXXX".utf8CString)
        // SAFETY: the template ends in a NUL, and the system overwrites only its six letters.
        let file = unsafe template.withUnsafeMutableBufferPointer { buffer -> Int32 in
            guard let base = buffer.baseAddress else { return -1 }
            return unsafe mkstemp(base)
        }
        guard file >= 0 else { throw .last }
        defer { close(file) }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        do throws(PosixError) {
            if source == "-" {
                try copy(from: STDIN_FILENO, to: file)
            } else {
                let descriptor = unsafe open(source, O_RDONLY | O_CLOEXEC)
                guard descriptor >= 0 else { throw .last }
                defer { close(descriptor) }
                try copy(from: descriptor, to: file)
            }
        } catch {
            remove(path)
            throw error
        }
        return path
    }

    /// Removes a file, if it still exists.
    static func remove(_ path: String) { unsafe _ = unlink(path) }

    private static func copy(from source: Int32, to file: Int32) throws(PosixError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            var count: Int
            repeat {
                // SAFETY: the system writes into the array, no further than its end.
                count = unsafe buffer.withUnsafeMutableBytes { unsafe systemRead(source, $0) }
            } while count < 0 && errno == EINTR
            guard count >= 0 else { throw .last }
            if count == 0 { return }
            var start = 0
            while start < count {
                // SAFETY: the slice lies within the array.
                let written = unsafe buffer.withUnsafeBytes { bytes in
                    let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<count])
                    return unsafe write(file, rest.baseAddress, rest.count)
                }
                guard written >= 0 || errno == EINTR else { throw .last }
                start += max(written, 0)
            }
        }
    }
}
