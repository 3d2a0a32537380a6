internal import CProcessor
internal import SystemCalls

/// The limits of the process, tested by taking the resource and giving it back.
package enum SystemLimits {
    /// Whether that many bytes of memory can be allocated.
    package static func hasMemory(_ bytes: Int) -> Bool { Posix.hasRoom(bytes) }

    /// Makes all threads allocate from one arena if the address space of the process is limited.
    ///
    /// glibc reserves 64 MB of addresses for each thread that allocates; under a limit, none may be
    /// left for the stack of the next thread.
    package static func shareMemoryBetweenThreads() {
        if Posix.limitsAddresses { allocator_share_arena() }
    }

    /// Whether that many more files can be open at the same time.
    package static func hasFiles(_ count: Int) -> Bool { Posix.hasDescriptors(count) }
}
