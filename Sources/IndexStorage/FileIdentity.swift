/// The device and inode of a file, which distinguish it from every other that exists at the same
/// time.
///
/// An inode is reused only after its file is gone, and an open or mapped file is not gone even if
/// it has no name any more. So a path with the identity of a mapped file leads to the mapped bytes.
package struct FileIdentity: Sendable, Equatable {
    let device: UInt64
    let number: UInt64
}

/// The kind of file that a path leads to, after following links.
package enum FileKind: Sendable {
    case regular
    case folder
    /// A pipe, a device or a socket.
    case other
}
