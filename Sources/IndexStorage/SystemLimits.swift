/// What the system lets the process have, found out by asking for it and giving it back.
package enum SystemLimits {
    /// True if so many bytes of memory can be taken.
    package static func hasMemory(_ bytes: Int) -> Bool { Posix.hasRoom(bytes) }

    /// True if so many files more can be open at a time.
    package static func hasFiles(_ count: Int) -> Bool { Posix.hasDescriptors(count) }
}
