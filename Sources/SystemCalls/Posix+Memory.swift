#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

// SAFETY, all of this file: a structure that the system fills is a variable of the caller. The caller
// unmaps a mapped file once, with the size of the mapping, and does not read it afterwards.

/// Memory: mapped files, and the limits of the process.
extension Posix {
    /// Maps a file of `size` > 0 bytes for reading; nil with an `errno` if that fails.
    package static func map(
        _ descriptor: Int32, size: Int
    ) -> (base: UnsafeRawPointer?, errno: Int32) {
        let base = unsafe mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0)
        if unsafe base == MAP_FAILED { return (nil, errno) }
        return (UnsafeRawPointer(base), 0)
    }

    /// Unmaps a file.
    package static func unmap(_ base: UnsafeRawPointer, size: Int) {
        _ = unsafe munmap(UnsafeMutableRawPointer(mutating: base), size)
    }

    /// Releases the pages of a mapped file; they are read again when needed.
    package static func release(_ base: UnsafeRawPointer, size: Int) {
        #if os(Linux)
            // SAFETY: the bytes of a read-only mapping; the advice (4, MADV_DONTNEED) changes no
            // content, because the file has it.
            _ = unsafe madvise(UnsafeMutableRawPointer(mutating: base), size, 4)
        #endif
    }

    /// Requests large pages for the storage of an array, which is then filled with fewer page
    /// faults.
    ///
    /// Systems without large pages, or without this call, leave the array as it is.
    package static func adviseLargePages<Element: BitwiseCopyable>(_ array: inout [Element]) {
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

    /// Whether the address space of the process is limited; false where glibc is not used.
    package static var limitsAddresses: Bool {
        #if canImport(Glibc)
            var limit = rlimit()
            return unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
                && limit.rlim_cur != rlim_t.max
        #else
            false
        #endif
    }

    /// Whether that many bytes of memory can be allocated at once.
    package static func hasRoom(_ size: Int) -> Bool {
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
    package static func hasDescriptors(_ count: Int) -> Bool {
        var taken: [Int32] = []
        defer { for descriptor in taken { closeFile(descriptor) } }
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
}
