/// What the system lets the process have, found out by asking for it and giving it back.
package enum SystemLimits {
    /// True if so many bytes of memory can be taken.
    package static func hasMemory(_ bytes: Int) -> Bool { Posix.hasRoom(bytes) }

    /// Lets all threads take memory from one place where the process may take only so much of it.
    ///
    /// glibc sets 64 MB of addresses aside for each thread as it first takes memory; with a limit,
    /// none may then be left for the stack of the next one.
    package static func shareMemoryBetweenThreads() { Posix.limitArenas() }

    /// True if so many files more can be open at a time.
    package static func hasFiles(_ count: Int) -> Bool { Posix.hasDescriptors(count) }
}
