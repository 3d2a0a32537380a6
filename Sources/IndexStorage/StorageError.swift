package import Messages
internal import SystemCalls

/// What went wrong with a file of an index.
@usableFromInline package struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure, by which callers decide what to do.
    package enum Code: Sendable, Equatable {
        /// There is no such file.
        case notFound
        /// The user may not read or write the file.
        case permissionDenied
        /// The disk, or the user's share of it, is full.
        case diskFull
        /// The file system cannot be written to.
        case readOnly
        /// The bytes are not what a writer of this format makes.
        case corrupt
        /// The file is of a format that this version does not read.
        case unsupportedVersion
        /// Another process is writing.
        case locked
        /// Any other failure of the operating system.
        case io
        /// Who asked does not want the answer any more.
        case cancelled
        /// The answer took longer than it may.
        case timedOut
    }

    /// True if it is the bytes that are wrong, or a file that the index names is gone.
    ///
    /// All else is a fault of the machine, of permissions or of the program that reads: the bytes may
    /// be whole.
    package var isDamage: Bool { code == .corrupt || code == .notFound }

    package let code: Code
    /// The file or folder.
    package let path: String
    /// The byte offset in the file, where one is to blame.
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

    /// The place and what happened, in every language.
    package var localizedDescription: Message {
        let place: Message = offset.map { "\(path) at byte \($0)" } ?? Message(verbatim: path)
        return "\(place): \(localizedMessage)"
    }

    @usableFromInline package var description: String {
        localizedDescription.text(in: .english)
    }

    /// The failure behind an `errno` of the operating system.
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
