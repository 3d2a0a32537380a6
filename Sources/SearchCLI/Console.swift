internal import JSON
internal import Messages
internal import Synchronization
internal import SystemCalls

/// The standard streams.
enum Console {
    private static let buffer = Mutex<[UInt8]>([])
    private static let failure = Mutex<Int32>(0)
    /// What has been appended is written out beyond so many bytes.
    private static let bufferSize = 1 << 16

    /// Why the standard output could not be written; nil if it could, or nobody reads it any more.
    static var outputFailure: Message? {
        let code = failure.withLock { $0 }
        return code == 0 ? nil : Message(key: Posix.message(code))
    }

    /// Appends text for people to the standard output.
    static func write(_ text: TerminalText) { append(text.text.utf8) }

    /// Appends text for people to the standard output, with signs for control characters.
    static func write(_ text: String) { write(TerminalText(text)) }

    /// Appends a line; on a terminal, one that is too wide is broken.
    static func writeLine(_ text: String) {
        write((outputIsTerminal ? TextLayout.line(text, width: width, indent: 2) : text) + "\n")
    }

    /// Appends text for programs to the standard output as it is, whatever it holds.
    static func writeData(_ text: String) { append(text.utf8) }

    /// Appends bytes for programs to the standard output as they are.
    static func writeData(_ data: [UInt8]) { append(data) }

    /// Appends a value for programs to the standard output as a line of JSON.
    static func writeLine(_ value: JSONValue) { writeData(value.terminalText + "\n") }

    private static func append(_ data: some Sequence<UInt8>) {
        buffer.withLock { bytes in
            bytes.append(contentsOf: data)
            if bytes.count > bufferSize { _ = drain(&bytes, to: Posix.standardOutput) }
        }
    }

    /// Writes out what has been appended.
    ///
    /// Returns false if nobody reads it any more.
    @discardableResult
    static func flush() -> Bool { buffer.withLock { drain(&$0, to: Posix.standardOutput) } }

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

    /// True if the standard output is a terminal.
    static var outputIsTerminal: Bool { Posix.isTerminal(Posix.standardOutput) }
    /// True if the standard error stream is a terminal.
    static var errorIsTerminal: Bool { Posix.isTerminal(Posix.standardError) }

    /// The width of the terminal in cells; 80 where there is none.
    static var width: Int { Posix.terminalWidth(Posix.standardOutput) ?? 80 }

    /// True if the standard input can be read without waiting, or is at its end.
    static var hasInput: Bool { Posix.hasInput(Posix.standardInput) }

    /// Appends what there is of the standard input to some bytes, and returns how many there are: 0 at
    /// the end only.
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
