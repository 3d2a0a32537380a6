#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
internal import Messages

// SAFETY, all of this file: the system accesses variables of the caller only during a call; the
// strings of the command line end in NUL, live until the program has been started, and are freed
// once.

/// A child process whose output is read.
final class ChildProcess {
    /// The end of the pipe that its output is read from.
    let output: Int32
    private var id: pid_t
    private var status: Int32?

    /// Starts a program, found like in a shell; fails if there is none with this name.
    ///
    /// Its input is empty, and its errors are not shown.
    init?(_ program: String, arguments: [String]) throws(PosixError) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw .last }
        let (reading, writing) = (ends[0], ends[1])
        _ = fcntl(reading, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writing, F_SETFD, FD_CLOEXEC)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, writing, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map {
            unsafe strdup($0)
        }
        unsafe words.append(nil)
        defer { unsafe words.forEach { unsafe free($0) } }
        var child: pid_t = 0
        // SAFETY: the words are C strings that live until the end of this function, and end in NULL.
        let result = unsafe posix_spawnp(&child, program, &actions, nil, words, environ)
        close(writing)
        guard result == 0 else {
            close(reading)
            if result == ENOENT || result == EACCES { return nil }
            errno = result
            throw .last
        }
        id = child
        output = reading
    }

    deinit {
        // If reading stops, the program blocks on a full pipe. SIGKILL, because threads of Dispatch
        // block other signals, and child processes inherit that.
        if status == nil { kill(id, SIGKILL) }
        _ = wait()
    }

    /// Waits for the end of the program and returns its exit code; if a signal ended it, 128 plus
    /// the signal.
    func wait() -> Int {
        if status == nil {
            var ended: Int32 = 0
            while unsafe waitpid(id, &ended, 0) < 0, errno == EINTR {}
            status = ended
        }
        let ended = status ?? 0
        return ended & 0x7F == 0 ? Int(ended >> 8 & 0xFF) : 128 + Int(ended & 0x7F)
    }
}
