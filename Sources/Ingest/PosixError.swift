internal import Messages
internal import SystemCalls

/// The reason for a failed system call.
struct PosixError: Error {
    /// The reason, as part of a message.
    let localizedMessage: Message

    init(message: Message) { localizedMessage = message }

    /// Makes the error for an `errno`.
    init(_ errno: Int32) {
        switch errno {
        case Posix.noSuchFile, Posix.notAFolder:
            self = PosixError(message: "there is no such file or folder")
        case Posix.accessDenied, Posix.notPermitted:
            self = PosixError(message: "may not be read; check its permissions")
        case Posix.isAFolder: self = .isFolder
        default: self = PosixError(message: Message(key: Posix.message(errno)))
        }
    }

    /// Throws the error for an `errno` unless it is 0.
    static func check(_ errno: Int32) throws(PosixError) {
        guard errno == 0 else { throw PosixError(errno) }
    }

    static let isFolder = PosixError(message: "is a folder, but a file is expected")
    static let badName = PosixError(message: "is not a file name: it is empty or holds a NUL")
}
