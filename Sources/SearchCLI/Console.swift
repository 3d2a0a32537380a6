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

// SAFETY, all of this file: strings and buffers are passed for the time of a call, with their own
// lengths or a NUL at the end; a structure that the system fills is a variable of the caller. What
// the system returns is copied before the next call.

/// The standard streams.
enum Console {
    private static let buffer = Mutex<[UInt8]>([])
    private static let failure = Mutex<Int32>(0)

    /// Why the standard output could not be written; nil if it could, or nobody reads it any more.
    static var outputFailure: Message? {
        let code = failure.withLock { $0 }
        guard code != 0, let text = unsafe strerror(code) else { return nil }
        return Message(key: unsafe String(cString: text))
    }

    /// A reader that goes away, as `head` does, ends the output and not the program; and a file that
    /// may not become larger is an error of writing.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// The place of the first argument of the process that is no UTF-8, counted from 1; nil if all are.
    ///
    /// Swift repairs such an argument with U+FFFD: a path would lead elsewhere.
    static var invalidArgument: Int? {
        for place in 1..<max(1, Int(CommandLine.argc)) {
            // SAFETY: the system passes `argc` strings, each with a NUL at its end.
            guard let argument = unsafe CommandLine.unsafeArgv[place] else { continue }
            if unsafe String(validatingCString: argument) == nil { return place }
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

    /// Leaves the work to other threads, one of which ends the process.
    static func waitForExit() -> Never { while true { pause() } }

    /// Appends text for people to the standard output.
    static func write(_ text: TerminalText) { append(text.text) }

    /// Appends text for people to the standard output, with signs for control characters.
    static func write(_ text: String) { write(TerminalText(text)) }

    /// Appends a line; on a terminal, one that is too wide is broken.
    static func writeLine(_ text: String) {
        write((outputIsTerminal ? TextLayout.line(text, width: width, indent: 2) : text) + "\n")
    }

    /// Appends text for programs to the standard output as it is, whatever it holds.
    static func writeData(_ text: String) { append(text) }

    /// Appends bytes for programs to the standard output as they are.
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

    /// Writes out what has been appended.
    ///
    /// Returns false if nobody reads it any more.
    @discardableResult
    static func flush() -> Bool { buffer.withLock { drain(&$0, to: STDOUT_FILENO) } }

    /// Writes `search: ` and a message as a line on the standard error stream.
    static func error(_ message: Message) {
        // Nothing in a message is longer than a path; a line is cut where an argument was endless.
        let lines = localized(message).split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { Text.shown(String($0), atMost: 1000) }.joined(separator: "\n")
        writeError("search: \(text)\n")
    }

    /// Writes a text over the last line on the standard error stream; nil takes the line away.
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

    /// True if the standard output is a terminal.
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    /// True if the standard error stream is a terminal.
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// The width of the terminal in cells; 80 where there is none.
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

    /// The folder of this program; nil if the system does not tell.
    static var programFolder: String? {
        let capacity = 4096
        var bytes = [CChar](repeating: 0, count: capacity)
        #if os(Linux)
            // SAFETY: no more than the room is written, and the end is that of the count.
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

    /// Lets another program take the place of this one; returns why it could not.
    static func replaceProcess(with program: String, _ arguments: [String]) -> String {
        flush()
        var strings: [UnsafeMutablePointer<CChar>?] = unsafe []
        for argument in [program] + arguments { unsafe strings.append(strdup(argument)) }
        unsafe strings.append(nil)
        // SAFETY: the strings end in NUL, the list in nil, and nobody frees them.
        _ = unsafe execv(program, strings)
        return unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "?"
    }

    /// Seconds since 1970-01-01, by the clock of the system.
    static var secondsSinceEpoch: Int { time(nil) }

    /// The number of processors that the program may use.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// True if the standard input can be read without waiting, or is at its end.
    static var hasInput: Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&input, 1, 0) != 0
    }

    /// Appends what there is of the standard input to some bytes, and returns how many there are: 0 at
    /// the end only.
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

/// Why the system could not read the standard input.
struct InputFailure: Error {
    let reason: Message
}
