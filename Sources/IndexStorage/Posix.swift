#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif
internal import CProcessor

// SAFETY, all of this file: a path is a C string for the duration of the call, made by
// `withCString`, and is refused if it contains a NUL; a buffer is passed with its own length; a
// structure that the system fills is a variable of the caller. What the system returns is copied
// before the next call.

/// Safe wrappers of system calls: each returns an `errno`, 0 for success.
enum Posix {
    static let noSuchFile = ENOENT
    static let accessDenied = EACCES
    static let notPermitted = EPERM
    static let noSpace = ENOSPC
    static let quotaExceeded = EDQUOT
    static let readOnlyFileSystem = EROFS
    static let wouldBlock = EWOULDBLOCK
    static let exists = EEXIST
    /// The errors of file systems without hard links, or without room for another.
    static let hasNoLinks: [Int32] = [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EMLINK, EXDEV]

    static func message(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }

    enum Mode { case read, readFile, create, update, lock, folder }

    /// Calls `body` with a path as a C string; refuses a path that contains a NUL.
    private static func withPath(
        _ path: String, _ body: (UnsafePointer<CChar>) -> Int32
    ) -> Int32 {
        guard !path.utf8.contains(0) else {
            errno = EINVAL
            return -1
        }
        return unsafe path.withCString { unsafe body($0) }
    }

    static func open(_ path: String, _ mode: Mode) -> (descriptor: Int32, errno: Int32) {
        let flags =
            switch mode {
            case .read: O_RDONLY | O_CLOEXEC
            // Without O_NONBLOCK, opening a pipe would block until something writes to it; this way
            // it can be refused.
            case .readFile: O_RDONLY | O_NONBLOCK | O_CLOEXEC
            case .create: O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC
            case .update: O_RDWR | O_CLOEXEC
            case .lock: O_RDWR | O_CREAT | O_CLOEXEC
            case .folder: O_RDONLY | O_DIRECTORY | O_CLOEXEC
            }
        while true {
            let descriptor = unsafe withPath(path) { name in
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

    /// Writes all bytes, the first at byte `start` of the file.
    static func writeAll(_ descriptor: Int32, _ bytes: [UInt8], at start: Int) -> Int32 {
        unsafe bytes.withUnsafeBytes { buffer -> Int32 in
            var offset = 0
            while offset < buffer.count {
                let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let count = unsafe pwrite(
                    descriptor, part.baseAddress, part.count, off_t(start + offset))
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                offset += count
            }
            return 0
        }
    }

    /// Reads up to `count` bytes from byte `start` of a file; fewer at its end.
    static func readPart(
        _ descriptor: Int32, at start: Int, count: Int
    ) -> (bytes: [UInt8], errno: Int32) {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let length = unsafe bytes.withUnsafeMutableBytes { buffer in
                let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return unsafe pread(
                    descriptor, part.baseAddress, part.count, off_t(start + filled))
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

    /// Truncates a file to its first bytes.
    static func truncate(_ descriptor: Int32, _ count: Int) -> Int32 {
        while ftruncate(descriptor, off_t(count)) != 0 {
            if errno != EINTR { return errno }
        }
        return 0
    }

    /// Reads to the end, but at most `limit + 1` bytes.
    ///
    /// The size that a file reports is only a hint; a pipe reports none.
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

    /// Suspends this thread.
    static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }

    static func renameFile(_ from: String, _ to: String) -> Int32 {
        let result = unsafe withPath(from) { from in
            unsafe withPath(to) { to in unsafe rename(from, to) }
        }
        return result == 0 ? 0 : errno
    }

    static func removeFile(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe unlink($0) } == 0 ? 0 : errno
    }

    /// Gives a file a second name.
    static func linkFile(_ from: String, _ to: String) -> Int32 {
        let result = unsafe withPath(from) { from in
            unsafe withPath(to) { to in unsafe link(from, to) }
        }
        return result == 0 ? 0 : errno
    }

    static func makeFolder(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe mkdir($0, 0o755) } == 0 ? 0 : errno
    }

    static func removeFolder(_ path: String) -> Int32 {
        unsafe withPath(path) { unsafe rmdir($0) } == 0 ? 0 : errno
    }

    /// The size in bytes and the kind of an open file.
    static func status(_ descriptor: Int32) -> (size: Int, kind: FileKind, errno: Int32) {
        var information = stat()
        guard unsafe fstat(descriptor, &information) == 0 else { return (0, .other, errno) }
        return (Int(information.st_size), FileKind(information), 0)
    }

    /// The size in bytes and the kind of the file at a path, without opening it.
    static func status(_ path: String) -> (size: Int, kind: FileKind, errno: Int32) {
        var information = stat()
        guard unsafe withPath(path, { unsafe stat($0, &information) }) == 0 else {
            return (0, .other, errno)
        }
        return (Int(information.st_size), FileKind(information), 0)
    }

    /// The identity of an open file.
    static func identity(_ descriptor: Int32) -> FileIdentity? {
        var information = stat()
        guard unsafe fstat(descriptor, &information) == 0 else { return nil }
        return FileIdentity(information)
    }

    /// The identity of the file that a path leads to.
    static func identity(_ path: String) -> FileIdentity? {
        var information = stat()
        let result = unsafe withPath(path) { unsafe stat($0, &information) }
        return result == 0 ? FileIdentity(information) : nil
    }

    /// The names in a folder except `.` and `..`.
    static func list(_ path: String) -> (names: [String], errno: Int32) {
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
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }

    /// Maps a file of `size` > 0 bytes for reading; nil with an `errno` if that fails.
    static func map(_ descriptor: Int32, size: Int) -> (base: UnsafeRawPointer?, errno: Int32) {
        let base = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0)
        if unsafe base == MAP_FAILED { return (nil, errno) }
        return (UnsafeRawPointer(base), 0)
    }

    /// Limits the allocator to one arena for all threads if the address space of the process is
    /// limited.
    static func limitArenas() {
        #if canImport(Glibc)
            var limit = rlimit()
            // SAFETY: the system writes the structure that it is passed.
            guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
                limit.rlim_cur != rlim_t.max
            else { return }
            allocator_share_arena()
        #endif
    }

    /// Whether that many bytes of memory can be allocated at once.
    static func hasRoom(_ size: Int) -> Bool {
        #if os(Linux)
            let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        #else
            let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
        #endif
        let base = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0)
        guard let base = unsafe base, unsafe base != MAP_FAILED else { return false }
        _ = unsafe munmap(base, size)
        return true
    }

    /// Whether that many more files can be open at the same time.
    static func hasDescriptors(_ count: Int) -> Bool {
        var taken: [Int32] = []
        defer { for descriptor in taken { close(descriptor) } }
        let (folder, errno) = open("/", .folder)
        guard errno == 0 else { return count == 0 }
        taken.append(folder)
        while taken.count < count {
            let next = dup(folder)
            guard next >= 0 else { return false }
            taken.append(next)
        }
        return true
    }

    /// Requests large pages for the storage of an array, which is then filled with fewer page
    /// faults.
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
                // SAFETY: whole pages within the capacity that the array has allocated; the advice
                // (14, MADV_HUGEPAGE) changes no content.
                _ = unsafe madvise(first, Int(end - start), 14)
            }
        #endif
    }

    /// Releases the pages of a mapped file; they are read again when needed.
    static func release(_ base: UnsafeRawPointer, size: Int) {
        #if os(Linux)
            // SAFETY: the bytes of a read-only mapping; the advice (4, MADV_DONTNEED) changes no
            // content, because the file has it.
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

extension FileKind {
    fileprivate init(_ information: stat) {
        self =
            switch information.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            default: .other
            }
    }
}
