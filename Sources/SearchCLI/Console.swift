internal import JSON
internal import Messages
internal import Synchronization
internal import SystemCalls

/// The standard streams.
enum Console {
    private static let buffer = Mutex<[UInt8]>([])
    private static let failure = Mutex<Int32>(0)
    /// The number of buffered bytes that triggers a write.
    private static let bufferSize = 1 << 16

    /// The reason why the standard output could not be written; nil if there is none, or if the
    /// reader closed it.
    static var outputFailure: Message? {
        let code = failure.withLock { $0 }
        return code == 0 ? nil : Message(key: Posix.message(code))
    }

    /// Appends text for people to the standard output.
    static func write(_ text: TerminalText) { append(text.text.utf8) }

    /// Appends text for people to the standard output, with symbols for control characters.
    static func write(_ text: String) { write(TerminalText(text)) }

    /// Appends a line, wrapped on a terminal.
    static func writeLine(_ text: String) {
        write((outputIsTerminal ? TextLayout.line(text, width: width, indent: 2) : text) + "\n")
    }

    /// Appends text for programs to the standard output, unchanged.
    static func writeData(_ text: String) { append(text.utf8) }

    /// Appends bytes for programs to the standard output unchanged.
    static func writeData(_ data: [UInt8]) { append(data) }

    /// Appends a value for programs to the standard output as a line of JSON.
    static func writeLine(_ value: JSONValue) { writeData(value.terminalText + "\n") }

    private static func append(_ data: some Sequence<UInt8>) {
        buffer.withLock { bytes in
            bytes.append(contentsOf: data)
            if bytes.count > bufferSize { _ = drain(&bytes, to: Posix.standardOutput) }
        }
    }

    /// Flushes the standard output.
    ///
    /// Returns false if the reader has closed it.
    @discardableResult
    static func flush() -> Bool { buffer.withLock { drain(&$0, to: Posix.standardOutput) } }

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
        _ = drain(&bytes, to: Posix.standardError)
    }

    private static func drain(_ bytes: inout [UInt8], to descriptor: Int32) -> Bool {
        let errno = Posix.writeAll(descriptor, bytes)
        guard errno == 0 else {
            if errno != Posix.brokenPipe, descriptor == Posix.standardOutput {
                failure.withLock { $0 = errno }
            }
            bytes.removeAll()
            return false
        }
        bytes.removeAll(keepingCapacity: true)
        return true
    }

    /// Whether the standard output is a terminal.
    static var outputIsTerminal: Bool { Posix.isTerminal(Posix.standardOutput) }
    /// Whether the standard error stream is a terminal.
    static var errorIsTerminal: Bool { Posix.isTerminal(Posix.standardError) }

    /// The width of the terminal in cells; 80 if there is none.
    static var width: Int { Posix.terminalWidth(Posix.standardOutput) ?? 80 }

    /// Whether the standard input can be read without waiting, or is at its end.
    static var hasInput: Bool { Posix.hasInput(Posix.standardInput) }

    /// Appends available bytes of the standard input, and returns their number, which is 0 only at
    /// the end.
    ///
    /// - Throws: `CommandError` if it cannot be read.
    static func read(atMost limit: Int, into bytes: inout [UInt8]) throws -> Int {
        let end = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: limit))
        let (count, errno) = Posix.read(Posix.standardInput, into: &bytes, from: end)
        bytes.removeLast(limit - count)
        guard errno == 0 else {
            let reason = Message(key: Posix.message(errno))
            throw CommandError("the standard input cannot be read: \(reason)")
        }
        return count
    }
}
