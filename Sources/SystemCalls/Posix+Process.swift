#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

// SAFETY, all of this file: the system fills or reads variables of the caller during the call.
// Strings end in NUL; the arguments of a started program live until the call returns, and are freed
// once.

/// The process, and the programs that it starts.
extension Posix {
    /// A variable of the environment; nil if it is not set.
    package static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The position of the first argument that is not valid UTF-8, counted from 1; nil if all are.
    ///
    /// Swift replaces its invalid bytes with U+FFFD, so a path would lead elsewhere.
    package static var invalidArgument: Int? {
        for position in 1..<max(1, Int(CommandLine.argc)) {
            // SAFETY: the system passes `argc` strings, each with a NUL at its end.
            guard let argument = unsafe CommandLine.unsafeArgv[position] else { continue }
            if unsafe String(validatingCString: argument) == nil { return position }
        }
        return nil
    }

    /// The folder of this program; nil if it is unknown.
    package static var programFolder: String? {
        #if os(Linux)
            let path = linkDestination("/proc/self/exe")
        #else
            let path = CommandLine.arguments.first
        #endif
        guard let path, let slash = path.lastIndex(of: "/") else { return nil }
        return String(path[..<slash])
    }

    /// Seconds since 1970-01-01 by the system clock.
    package static var secondsSinceEpoch: Int { time(nil) }

    /// The number of processors that are online.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Suspends this thread.
    package static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }

    /// Suspends this thread until another one ends the process.
    package static func waitForExit() -> Never { while true { pause() } }

    /// Ends the process.
    package static func exitProcess(_ code: Int32) -> Never { exit(code) }

    /// Ignores the signals of a closed pipe and of the limit of file sizes, so that a write fails
    /// instead of ending the process.
    package static func reportFailedWrites() {
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Replaces this program with another; returns only if that fails, with an `errno`.
    package static func replaceProcess(with program: String, _ arguments: [String]) -> Int32 {
        unsafe withStrings([program] + arguments) { strings in
            _ = unsafe execv(program, strings)
            return errno
        }
    }

    /// Starts a program, found through `PATH`, whose output is read from a descriptor.
    ///
    /// Its standard input is empty, and its standard error stream is discarded.
    package static func start(
        _ program: String, _ arguments: [String]
    ) -> (process: Int32, output: Int32, errno: Int32) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { return (-1, -1, errno) }
        let (reading, writing) = (ends[0], ends[1])
        _ = fcntl(reading, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writing, F_SETFD, FD_CLOEXEC)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, writing, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var process: pid_t = 0
        let errno = unsafe withStrings([program] + arguments) { strings in
            unsafe posix_spawnp(&process, program, &actions, nil, strings, environ)
        }
        closeFile(writing)
        guard errno == 0 else {
            closeFile(reading)
            return (-1, -1, errno)
        }
        return (process, reading, 0)
    }

    /// Kills a started program.
    package static func endProcess(_ process: Int32) {
        // Threads of Dispatch block other signals, which the programs that they start inherit.
        kill(process, SIGKILL)
    }

    /// Waits for a started program to end, and returns its exit code, or 128 plus the signal that
    /// ended it.
    package static func wait(for process: Int32) -> Int {
        var ended: Int32 = 0
        _ = uninterrupted { unsafe waitpid(process, &ended, 0) }
        return ended & 0x7F == 0 ? Int(ended >> 8 & 0xFF) : 128 + Int(ended & 0x7F)
    }

    /// Calls `body` with an array of C strings that ends in NULL.
    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        var list: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
        unsafe list.append(nil)
        defer { unsafe list.forEach { unsafe free($0) } }
        return unsafe body(list)
    }
}
