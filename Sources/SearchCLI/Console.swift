#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif
internal import Ingest
internal import JSON
internal import Messages
internal import Synchronization

// SAFETY, all of this file: strings and buffers are passed for the duration of a call, with their
// own lengths or a NUL at the end; a structure that the system fills is a variable of the caller.
// What the system returns is copied before the next call.

/// The standard streams.
enum Console {
    private static let buffer = Mutex<[UInt8]>([])
    private static let failure = Mutex<Int32>(0)

    /// The reason why the standard output could not be written; nil if there is none, or if the
    /// reader closed it.
    static var outputFailure: Message? {
        let code = failure.withLock { $0 }
        guard code != 0, let text = unsafe strerror(code) else { return nil }
        return Message(key: unsafe String(cString: text))
    }

    /// Ignores SIGPIPE and SIGXFSZ, so that a closed pipe, as with `head`, ends the output and not
    /// the process, and a file at its size limit is a write error.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// The position, from 1, of the first argument of the process that is not UTF-8; nil if all
    /// are.
    ///
    /// Swift would repair such an argument with U+FFFD, which could change a path.
    static var invalidArgument: Int? {
        for index in 1..<max(1, Int(CommandLine.argc)) {
            // SAFETY: the system passes `argc` strings, each with a NUL at its end.
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
            if unsafe String(validatingCString: argument) == nil { return index }
        }
        return nil
    }

    /// Ends the process.
    static func exit(_ code: Int32) -> Never {
        #if canImport(Glibc)
            Glibc.exit(code)
        #elseif canImport(Musl)
            Musl.exit(code)
        #else
            Darwin.exit(code)
        #endif
    }

    /// Waits while other threads work, one of which ends the process.
    static func waitForExit() -> Never { while true { pause() } }

    /// Appends text for people to the standard output.
    static func write(_ text: TerminalText) { append(text.text) }

    /// Appends text for people to the standard output, with symbols for control characters.
    static func write(_ text: String) { write(TerminalText(text)) }

    /// Appends a line, wrapped on a terminal.
    static func writeLine(_ text: String) {
        write((outputIsTerminal ? TextLayout.line(text, width: width, indent: 2) : text) + "\n")
    }

    /// Appends text for programs to the standard output, unchanged.
    static func writeData(_ text: String) { append(text) }

    /// Appends bytes for programs to the standard output unchanged.
    static func writeData(_ data: [UInt8]) {
        buffer.withLock { bytes in
            bytes.append(contentsOf: data)
            if bytes.count > 1 << 16 { _ = drain(&bytes, to: STDOUT_FILENO) }
        }
    }

    /// Appends a value for programs to the standard output as a line of JSON.
    static func writeLine(_ value: JSONValue) { append(value.terminalText + "\n") }

    private static func append(_ text: String) {
        buffer.withLock { bytes in
            bytes.append(contentsOf: text.utf8)
            if bytes.count > 1 << 16 { _ = drain(&bytes, to: STDOUT_FILENO) }
        }
    }

    /// Flushes the standard output.
    ///
    /// Returns false if the reader has closed it.
    @discardableResult
    static func flush() -> Bool { buffer.withLock { drain(&$0, to: STDOUT_FILENO) } }

    /// Writes `search: ` and a message as a line on the standard error stream.
    static func error(_ message: Message) {
        // A line is cut only if an argument is very long: nothing else in a message is longer than
        // a path.
        let lines = localized(message).split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { Text.shown(String($0), atMost: 1000) }.joined(separator: "\n")
        writeError("search: \(text)\n")
    }

    /// Replaces the last line of the standard error stream; nil removes it.
    static func progress(_ text: String?) {
        writeError(text.map { "\r" + ControlPictures.line($0) } ?? "\r\u{1B}[K")
    }

    private static func writeError(_ text: String) {
        var bytes = Array(text.utf8)
        _ = drain(&bytes, to: STDERR_FILENO)
    }

    private static func drain(_ bytes: inout [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Self.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: buffer[offset...]))
            }
            if count <= 0 {
                if count < 0, errno == EINTR { continue }
                if count < 0, errno != EPIPE, descriptor == STDOUT_FILENO {
                    let code = errno
                    failure.withLock { $0 = code }
                }
                bytes.removeAll()
                return false
            }
            offset += count
        }
        bytes.removeAll(keepingCapacity: true)
        return true
    }

    private static func write(_ descriptor: Int32, _ part: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, part.baseAddress, part.count)
        #elseif canImport(Musl)
            unsafe Musl.write(descriptor, part.baseAddress, part.count)
        #else
            unsafe Darwin.write(descriptor, part.baseAddress, part.count)
        #endif
    }

    /// Whether the standard output is a terminal.
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    /// Whether the standard error stream is a terminal.
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The width of the terminal in cells; 80 if there is none.
    static var width: Int {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 80
        }
        return Int(size.ws_col)
    }

    /// A variable of the environment; nil if it is not set.
    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The folder of this program; nil if the system does not know it.
    static var programFolder: String? {
        let capacity = 4096
        var bytes = [CChar](repeating: 0, count: capacity)
        #if os(Linux)
            // SAFETY: no more bytes are written than the buffer has, and only those counted are
            // read.
            let count = unsafe bytes.withUnsafeMutableBufferPointer { room in
                guard let start = room.baseAddress else { return -1 }
                return unsafe readlink("/proc/self/exe", start, capacity)
            }
            guard count > 0, count < capacity else { return nil }
            let path = String(
                decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #else
            guard let path = CommandLine.arguments.first, path.contains("/") else { return nil }
        #endif
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }

    /// Replaces this process with another program; returns the error if that fails.
    static func replaceProcess(with program: String, _ arguments: [String]) -> String {
        flush()
        var strings: [UnsafeMutablePointer<CChar>?] = unsafe []
        for argument in [program] + arguments { unsafe strings.append(strdup(argument)) }
        unsafe strings.append(nil)
        // SAFETY: the strings end in NUL, the list in nil, and are never freed.
        _ = unsafe execv(program, strings)
        return unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "?"
    }

    /// Seconds since 1970-01-01, by the clock of the system.
    static var secondsSinceEpoch: Int { time(nil) }

    /// The number of processors that the program may use.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Whether the standard input can be read without waiting, or is at its end.
    static var hasInput: Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&input, 1, 0) != 0
    }

    /// Appends available bytes of the standard input, and returns their number, which is 0 only at
    /// the end.
    static func read(atMost limit: Int, into bytes: inout [UInt8]) throws(InputFailure) -> Int {
        let end = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: limit))
        var count: Int
        repeat {
            // SAFETY: the slice is checked to lie in the array, and no more than its length is read.
            count = unsafe bytes.withUnsafeMutableBytes { buffer in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
                return unsafe Self.read(STDIN_FILENO, room)
            }
        } while count < 0 && errno == EINTR
        let code = errno
        bytes.removeLast(limit - max(count, 0))
        guard count >= 0 else {
            throw InputFailure(
                reason: unsafe strerror(code).map { unsafe Message(key: String(cString: $0)) }
                    ?? "system error \(Int(code))")
        }
        return count
    }

    private static func read(_ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.read(descriptor, room.baseAddress, room.count)
        #elseif canImport(Musl)
            unsafe Musl.read(descriptor, room.baseAddress, room.count)
        #else
            unsafe Darwin.read(descriptor, room.baseAddress, room.count)
        #endif
    }
}

/// The reason why the standard input could not be read.
struct InputFailure: Error {
    let reason: Message
}
