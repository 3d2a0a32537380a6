/// Tells a file from every other that exists at the same time: its device and its number there.
///
/// A number is given again only after the file is gone, and a file that is open or mapped is not
/// gone though it may have no name any more. So a path that leads to the identity of a mapped file
/// leads to the mapped bytes.
package struct FileIdentity: Sendable, Equatable {
    let device: UInt64
    let number: UInt64
}

/// What a name in a folder stands for, after links are followed.
package enum FileKind: Sendable {
    case regular
    case folder
    /// A pipe, a device or a socket.
    case other
}
