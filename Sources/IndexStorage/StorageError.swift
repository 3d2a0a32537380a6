package import Messages
internal import SystemCalls

/// A failure to read or write a file of an index.
@usableFromInline package struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure, which callers branch on.
    package enum Code: Sendable, Equatable {
        /// The file does not exist.
        case notFound
        /// The user may not read or write the file.
        case permissionDenied
        /// The disk, or the user's quota, is full.
        case diskFull
        /// The file system cannot be written to.
        case readOnly
        /// The bytes are not valid in this format.
        case corrupt
        /// The file is of a format that this version does not read.
        case unsupportedVersion
        /// Another process is writing.
        case locked
        /// Any other failure of the operating system.
        case io
        /// The caller cancelled the operation.
        case cancelled
        /// The operation exceeded its time limit.
        case timedOut
    }

    /// Whether the bytes are wrong, or a file that the index names is missing.
    ///
    /// Every other code is a fault of the machine, of permissions or of the reading program; the
    /// bytes may be intact.
    package var isDamage: Bool { code == .corrupt || code == .notFound }

    package let code: Code
    /// The file or folder.
    package let path: String
    /// The byte offset in the file, if one is at fault.
    package let offset: Int?
    /// What happened, in a few words, in every language.
    package let localizedMessage: Message

    package init(_ code: Code, path: String, offset: Int? = nil, _ message: Message) {
        self.code = code
        self.path = path
        self.offset = offset
        localizedMessage = message
    }

    /// What happened, in a few words.
    package var message: String { localizedMessage.text(in: .english) }

    /// The location and what happened, in every language.
    package var localizedDescription: Message {
        let location: Message = offset.map { "\(path) at byte \($0)" } ?? Message(verbatim: path)
        return "\(location): \(localizedMessage)"
    }

    @usableFromInline package var description: String {
        localizedDescription.text(in: .english)
    }

    /// The failure that an `errno` of the operating system reports.
    package static func system(_ errno: Int32, path: String, _ operation: String) -> StorageError {
        let code: Code =
            switch errno {
            case Posix.noSuchFile: .notFound
            case Posix.accessDenied, Posix.notPermitted: .permissionDenied
            case Posix.noSpace, Posix.quotaExceeded: .diskFull
            case Posix.readOnlyFileSystem: .readOnly
            default: .io
            }
        let (task, reason) = (Message(key: operation), Message(key: Posix.message(errno)))
        return StorageError(code, path: path, "cannot \(task): \(reason)")
    }
}
