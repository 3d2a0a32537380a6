#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

// SAFETY, all of this file: a path is a C string for the duration of the call, made by `withCString`,
// and is refused if it contains a NUL. What the system returns is copied before the next call.

/// Safe wrappers of the system calls that all targets use.
///
/// A call returns an `errno`, 0 for success, alone or with its result. A call that a signal interrupts
/// is repeated.
package enum Posix {
    package static let noSuchFile = ENOENT
    package static let notAFolder = ENOTDIR
    package static let isAFolder = EISDIR
    package static let accessDenied = EACCES
    package static let notPermitted = EPERM
    package static let noSpace = ENOSPC
    package static let quotaExceeded = EDQUOT
    package static let readOnlyFileSystem = EROFS
    package static let wouldBlock = EWOULDBLOCK
    package static let exists = EEXIST
    package static let brokenPipe = EPIPE
    package static let tooManyLinks = ELOOP
    /// The errors of file systems without hard links, or without room for another.
    package static let hasNoLinks: [Int32] = [EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EMLINK, EXDEV]

    package static let standardInput = STDIN_FILENO
    package static let standardOutput = STDOUT_FILENO
    package static let standardError = STDERR_FILENO

    /// The system's description of an `errno`, in English.
    package static func message(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }

    /// Repeats a call while signals interrupt it; a result below 0 is a failure.
    static func uninterrupted<Result: SignedInteger>(
        _ call: () -> Result
    ) -> (result: Result, errno: Int32) {
        while true {
            let result = call()
            if result >= 0 { return (result, 0) }
            if errno != EINTR { return (result, errno) }
        }
    }

    /// Repeats a call whose only result is success while signals interrupt it.
    static func status(_ call: () -> Int32) -> Int32 { uninterrupted(call).errno }

    /// Calls `body` with a path as a C string; refuses a path that contains a NUL.
    static func withPath<Result: SignedInteger>(
        _ path: String, _ body: (UnsafePointer<CChar>) -> Result
    ) -> Result {
        guard !path.utf8.contains(0) else {
            errno = EINVAL
            return -1
        }
        return unsafe path.withCString { unsafe body($0) }
    }
}
