#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The operating system's calls behind safe signatures: each returns an `errno`, 0 for success.
enum Posix {
    static let noSuchFile = ENOENT
    static let accessDenied = EACCES
    static let notPermitted = EPERM
    static let noSpace = ENOSPC
    static let quotaExceeded = EDQUOT
    static let readOnlyFileSystem = EROFS
    static let wouldBlock = EWOULDBLOCK
    static let exists = EEXIST

    static func message(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }

    enum Mode { case read, create, update, lock, folder }

    static func open(_ path: String, _ mode: Mode) -> (descriptor: Int32, errno: Int32) {
        let flags =
            switch mode {
            case .read: O_RDONLY | O_CLOEXEC
            case .create: O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC
            case .update: O_RDWR | O_CLOEXEC
            case .lock: O_RDWR | O_CREAT | O_CLOEXEC
            case .folder: O_RDONLY | O_DIRECTORY | O_CLOEXEC
            }
        while true {
            let descriptor = unsafe path.withCString { name in
                #if canImport(Glibc)
                    unsafe Glibc.open(name, flags, 0o644)
                #elseif canImport(Musl)
                    unsafe Musl.open(name, flags, 0o644)
                #else
                    unsafe Darwin.open(name, flags, 0o644)
                #endif
            }
            if descriptor >= 0 { return (descriptor, 0) }
            if errno != EINTR { return (-1, errno) }
        }
    }

    static func closeFile(_ descriptor: Int32) -> Int32 { close(descriptor) == 0 ? 0 : errno }

    /// Writes all bytes, the first at byte `place` of a file.
    static func writeAll(_ descriptor: Int32, _ bytes: [UInt8], at place: Int) -> Int32 {
        unsafe bytes.withUnsafeBytes { buffer -> Int32 in
            var offset = 0
            while offset < buffer.count {
                let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let count = unsafe pwrite(
                    descriptor, part.baseAddress, part.count, off_t(place + offset))
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                offset += count
            }
            return 0
        }
    }

    /// Reads up to `count` bytes from byte `place` of a file on; fewer at its end.
    static func readPart(
        _ descriptor: Int32, at place: Int, count: Int
    ) -> (bytes: [UInt8], errno: Int32) {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let length = unsafe bytes.withUnsafeMutableBytes { buffer in
                let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return unsafe pread(
                    descriptor, part.baseAddress, part.count, off_t(place + filled))
            }
            if length < 0 {
                if errno == EINTR { continue }
                return ([], errno)
            }
            if length == 0 { break }
            filled += length
        }
        bytes.removeLast(count - filled)
        return (bytes, 0)
    }

    /// Cuts a file off behind its first bytes.
    static func truncate(_ descriptor: Int32, _ count: Int) -> Int32 {
        while ftruncate(descriptor, off_t(count)) != 0 {
            if errno != EINTR { return errno }
        }
        return 0
    }

    /// Reads to the end, but no more than `limit` bytes and one.
    ///
    /// The size is what a file says of itself; a pipe does not know its own.
    static func readAll(
        _ descriptor: Int32, size: Int, limit: Int
    ) -> (bytes: [UInt8], errno: Int32) {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var filled = 0
        while filled <= limit {
            if filled == bytes.count {
                bytes.append(contentsOf: repeatElement(0, count: max(filled, 1 << 16)))
            }
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return unsafe read(descriptor, part.baseAddress, part.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return ([], errno)
            }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return (bytes, 0)
    }

    static func synchronize(_ descriptor: Int32) -> Int32 { fsync(descriptor) == 0 ? 0 : errno }

    static func lockExclusively(_ descriptor: Int32, waiting: Bool) -> Int32 {
        while true {
            if flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 { return 0 }
            if errno != EINTR { return errno }
        }
    }

    /// Stops this thread for a while.
    static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }

    static func renameFile(_ from: String, _ to: String) -> Int32 {
        unsafe from.withCString { from in
            unsafe to.withCString { to in unsafe rename(from, to) == 0 ? 0 : errno }
        }
    }

    static func removeFile(_ path: String) -> Int32 {
        unsafe path.withCString { unsafe unlink($0) == 0 ? 0 : errno }
    }

    static func makeFolder(_ path: String) -> Int32 {
        unsafe path.withCString { unsafe mkdir($0, 0o755) == 0 ? 0 : errno }
    }

    static func removeFolder(_ path: String) -> Int32 {
        unsafe path.withCString { unsafe rmdir($0) == 0 ? 0 : errno }
    }

    /// The size of an open file in bytes, and whether it is a folder.
    static func status(_ descriptor: Int32) -> (size: Int, isFolder: Bool, errno: Int32) {
        var information = stat()
        guard unsafe fstat(descriptor, &information) == 0 else { return (0, false, errno) }
        return (Int(information.st_size), information.st_mode & S_IFMT == S_IFDIR, 0)
    }

    /// Which file an open file is.
    static func identity(_ descriptor: Int32) -> FileIdentity? {
        var information = stat()
        guard unsafe fstat(descriptor, &information) == 0 else { return nil }
        return FileIdentity(information)
    }

    /// Which file a path leads to.
    static func identity(_ path: String) -> FileIdentity? {
        var information = stat()
        let result = unsafe path.withCString { unsafe stat($0, &information) }
        return result == 0 ? FileIdentity(information) : nil
    }

    /// The names in a folder but `.` and `..`.
    static func list(_ path: String) -> (names: [String], errno: Int32) {
        guard let folder = unsafe path.withCString({ unsafe opendir($0) }) else {
            return ([], errno)
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return (names, 0)
    }

    /// Maps a file of `size` > 0 bytes for reading; nil with an `errno` if that fails.
    static func map(_ descriptor: Int32, size: Int) -> (base: UnsafeRawPointer?, errno: Int32) {
        let base = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0)
        if unsafe base == MAP_FAILED { return (nil, errno) }
        return (UnsafeRawPointer(base), 0)
    }

    /// Asks for large pages for the room of an array: it is filled with fewer faults.
    ///
    /// Systems without large pages, or without this call, leave the array as it is.
    static func adviseLargePages<Element: BitwiseCopyable>(_ array: inout [Element]) {
        #if os(Linux)
            let length = array.capacity * MemoryLayout<Element>.stride
            let page = 1 << 21
            unsafe array.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                let start = (UInt(bitPattern: base) + UInt(page) - 1) & ~UInt(page - 1)
                let end = (UInt(bitPattern: base) + UInt(length)) & ~UInt(page - 1)
                guard start < end, let first = unsafe UnsafeMutableRawPointer(bitPattern: start)
                else { return }
                // SAFETY: whole pages within the room that the array has allocated; the advice
                // (14, MADV_HUGEPAGE) changes no content.
                _ = unsafe madvise(first, Int(end - start), 14)
            }
        #endif
    }

    /// Gives the pages of a mapped file back: they are read again when they are needed.
    static func release(_ base: UnsafeRawPointer, size: Int) {
        #if os(Linux)
            // SAFETY: the bytes of a mapping that is only read; the advice (4, MADV_DONTNEED) changes
            // no content, as the file has it.
            _ = unsafe madvise(UnsafeMutableRawPointer(mutating: base), size, 4)
        #endif
    }

    static func unmap(_ base: UnsafeRawPointer, size: Int) {
        _ = unsafe munmap(UnsafeMutableRawPointer(mutating: base), size)
    }
}

extension FileIdentity {
    fileprivate init(_ information: stat) {
        device = UInt64(truncatingIfNeeded: information.st_dev)
        number = UInt64(truncatingIfNeeded: information.st_ino)
    }
}
