internal import SystemCalls

/// A program that runs beside this one and whose output is read.
final class ChildProcess {
    /// The end of the pipe from which its output is read.
    let output: Int32
    private let id: Int32
    private var exitCode: Int?

    /// Starts a program, found as a shell finds it; nil if there is none of this name.
    ///
    /// Its input is empty, and its errors are not shown.
    init?(_ program: String, arguments: [String]) throws(PosixError) {
        let (id, output, errno) = Posix.start(program, arguments)
        if errno == Posix.noSuchFile || errno == Posix.accessDenied { return nil }
        try PosixError.check(errno)
        self.id = id
        self.output = output
    }

    deinit {
        // Whoever stops reading leaves it writing to a full pipe.
        if exitCode == nil { Posix.endProcess(id) }
        _ = wait()
    }

    /// Waits for the end of the program and returns its exit code; of one that was ended, 128 and
    /// the signal.
    func wait() -> Int {
        if let exitCode { return exitCode }
        let code = Posix.wait(for: id)
        exitCode = code
        return code
    }
}
