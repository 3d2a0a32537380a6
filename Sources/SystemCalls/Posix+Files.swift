#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

// SAFETY, all of this file: a path is a C string for the duration of the call; a buffer is passed with
// its own length, and a part of it is bounds-checked.

/// Open files: reading, writing, locking.
extension Posix {
    /// The purpose for which a file is opened.
    package enum Mode: Sendable {
        /// To read a file or a pipe; opening a pipe blocks until something writes to it.
        case read
        /// To read a file; opening a pipe does not block, so that it can be refused.
        case readFile
        /// To write a file, which is created or truncated.
        case create
        /// To write a new file; an existing one, even a link, is an error.
        case createNew
        /// To write to an existing file.
        case update
        /// To lock a file, which is created if it does not exist.
        case lock
        /// To synchronise a folder.
        case folder
    }

    /// Opens a file; a new one is readable by all, as far as the umask of the process allows.
    package static func open(_ path: String, _ mode: Mode) -> (descriptor: Int32, errno: Int32) {
        let flags =
            switch mode {
            case .read: O_RDONLY
            case .readFile: O_RDONLY | O_NONBLOCK
            case .create: O_RDWR | O_CREAT | O_TRUNC
            case .createNew: O_RDWR | O_CREAT | O_EXCL
            case .update: O_RDWR
            case .lock: O_RDWR | O_CREAT
            case .folder: O_RDONLY | O_DIRECTORY
            }
        let (descriptor, errno) = uninterrupted {
            unsafe withPath(path) { unsafe systemOpen($0, flags | O_CLOEXEC, 0o644) }
        }
        return (descriptor, errno)
    }

    /// Creates a file with a unique name that only the user may read.
    ///
    /// - Parameters:
    ///   - folder: the folder; nil for that of temporary files.
    ///   - prefix: the beginning of the name.
    package static func createTemporary(
        in folder: String? = nil, prefix: String
    ) -> (descriptor: Int32, path: String, errno: Int32) {
        let folder = folder ?? environment("TMPDIR") ?? "/tmp"
        let start = "\(folder)/\(prefix)"
        guard !start.utf8.contains(0) else { return (-1, start, EINVAL) }
        var template = Array("\(start)XXXXXX".utf8CString)
        // The template ends in a NUL, and the system writes over its six letters only.
        let (descriptor, errno) = uninterrupted {
            unsafe template.withUnsafeMutableBufferPointer { buffer -> Int32 in
                guard let base = buffer.baseAddress else { return -1 }
                return unsafe mkstemp(base)
            }
        }
        if errno == 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        return (descriptor, path, errno)
    }

    /// A second descriptor of an open file, which started programs do not inherit.
    package static func duplicate(_ descriptor: Int32) -> (descriptor: Int32, errno: Int32) {
        let (copy, errno) = uninterrupted { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }
        return (copy, errno)
    }

    /// Closes a file; an interrupted call is not repeated, as the file may be closed already.
    @discardableResult
    package static func closeFile(_ descriptor: Int32) -> Int32 {
        close(descriptor) == 0 ? 0 : errno
    }

    /// Sets the offset from which a file is read next.
    package static func seek(_ descriptor: Int32, to offset: Int) -> Int32 {
        uninterrupted { lseek(descriptor, off_t(offset), SEEK_SET) }.errno
    }

    /// Reads at most `limit` bytes into an array from an offset; the count is 0 at the end of the file
    /// and with an `errno`.
    ///
    /// - Precondition: The offset lies before the end of the array.
    package static func read(
        _ descriptor: Int32, into bytes: inout [UInt8], from offset: Int, atMost limit: Int = .max
    ) -> (count: Int, errno: Int32) {
        precondition(offset >= 0 && offset < bytes.count, "There is no room to read into.")
        let (count, errno) = uninterrupted {
            unsafe bytes.withUnsafeMutableBytes { buffer in
                let end = min(buffer.count - offset, limit) + offset
                return unsafe systemRead(
                    descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<end]))
            }
        }
        return (max(count, 0), errno)
    }

    /// Writes bytes of an array from an offset; the count may be lower than what is left.
    package static func write(
        _ descriptor: Int32, _ bytes: [UInt8], from offset: Int
    ) -> (count: Int, errno: Int32) {
        let (count, errno) = uninterrupted {
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe systemWrite(
                    descriptor, UnsafeRawBufferPointer(rebasing: buffer[offset...]))
            }
        }
        return (max(count, 0), errno)
    }

    /// Writes all bytes of an array, or the first `count`, at the current offset.
    package static func writeAll(
        _ descriptor: Int32, _ bytes: [UInt8], count: Int? = nil
    ) -> Int32 {
        let bytes = count.map { Array(bytes.prefix($0)) } ?? bytes
        var offset = 0
        while offset < bytes.count {
            let (count, errno) = write(descriptor, bytes, from: offset)
            guard errno == 0 else { return errno }
            guard count > 0 else { return EIO }
            offset += count
        }
        return 0
    }

    /// Writes all bytes, the first at byte `start` of the file.
    package static func writeAll(_ descriptor: Int32, _ bytes: [UInt8], at start: Int) -> Int32 {
        var offset = 0
        while offset < bytes.count {
            let (count, errno) = uninterrupted {
                unsafe bytes.withUnsafeBytes { buffer in
                    let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                    return unsafe pwrite(
                        descriptor, part.baseAddress, part.count, off_t(start + offset))
                }
            }
            guard errno == 0 else { return errno }
            offset += count
        }
        return 0
    }

    /// Reads up to `count` bytes from byte `start` of a file; fewer at its end.
    package static func readPart(
        _ descriptor: Int32, at start: Int, count: Int
    ) -> (bytes: [UInt8], errno: Int32) {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let (length, errno) = uninterrupted {
                unsafe bytes.withUnsafeMutableBytes { buffer in
                    let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                    return unsafe pread(
                        descriptor, part.baseAddress, part.count, off_t(start + filled))
                }
            }
            guard errno == 0 else { return ([], errno) }
            if length == 0 { break }
            filled += length
        }
        bytes.removeLast(count - filled)
        return (bytes, 0)
    }

    /// Reads to the end, but at most `limit + 1` bytes.
    ///
    /// The size that a file reports is only a hint; a pipe reports none.
    package static func readAll(
        _ descriptor: Int32, size: Int, limit: Int
    ) -> (bytes: [UInt8], errno: Int32) {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var filled = 0
        while filled <= limit {
            if filled == bytes.count {
                bytes.append(contentsOf: repeatElement(0, count: max(filled, 1 << 16)))
            }
            let (count, errno) = read(descriptor, into: &bytes, from: filled)
            guard errno == 0 else { return ([], errno) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return (bytes, 0)
    }

    /// Truncates a file to its first bytes.
    package static func truncate(_ descriptor: Int32, _ count: Int) -> Int32 {
        status { ftruncate(descriptor, off_t(count)) }
    }

    /// Makes the written bytes survive a loss of power.
    package static func synchronize(_ descriptor: Int32) -> Int32 {
        fsync(descriptor) == 0 ? 0 : errno
    }

    /// Sets who may read and write an open file.
    package static func setPermissions(_ descriptor: Int32, _ permissions: UInt32) -> Int32 {
        status { fchmod(descriptor, mode_t(permissions)) }
    }

    /// Locks an open file until its last descriptor is closed.
    package static func lockExclusively(_ descriptor: Int32, waiting: Bool) -> Int32 {
        status { flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) }
    }
}

// System calls under names that no method shadows.

private func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 {
    unsafe open(path, flags, mode)
}

private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
    unsafe read(descriptor, room.baseAddress, room.count)
}

private func systemWrite(_ descriptor: Int32, _ part: UnsafeRawBufferPointer) -> Int {
    unsafe write(descriptor, part.baseAddress, part.count)
}
