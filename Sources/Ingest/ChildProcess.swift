internal import SystemCalls

/// A child process whose output is read.
final class ChildProcess {
    /// The end of the pipe that its output is read from.
    let output: Int32
    private let id: Int32
    private var exitCode: Int?

    /// Starts a program, found like in a shell; fails if there is none with this name.
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
        // If reading stops, the program blocks on a full pipe.
        if exitCode == nil { Posix.endProcess(id) }
        _ = wait()
    }

    /// Waits for the end of the program and returns its exit code; if a signal ended it, 128 plus
    /// the signal.
    func wait() -> Int {
        if let exitCode { return exitCode }
        let code = Posix.wait(for: id)
        exitCode = code
        return code
    }
}
