internal import Ingest
internal import Messages

/// The lines of the standard input.
///
/// Answers are flushed before waiting for more input, because another program may send a line and
/// wait for its answer. While input is available, answers are collected.
struct InputLines {
    private static let chunkSize = 1 << 16

    /// The number of the last line, counted from 1, or 0 before the first.
    private(set) var number = 0
    private let lengthLimit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    /// There is no line end before this index.
    private var searched = 0
    private var isAtEnd = false

    /// - Parameter lengthLimit: the greatest number of bytes of a line, without its end.
    init(lengthLimit: Int = JSONLinesReader.defaultLineLengthLimit) {
        self.lengthLimit = lengthLimit
    }

    /// The next line without its end; nil after the last, and if the reader has closed the output.
    ///
    /// Bytes that are not UTF-8 become U+FFFD.
    ///
    /// - Throws: `CommandError` if the input cannot be read or a line is too long.
    mutating func next() throws -> String? {
        while true {
            let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
            guard (end ?? buffer.count) - start <= lengthLimit else {
                throw CommandError(
                    "line \(number + 1) of the standard input is longer than \(lengthLimit) bytes")
            }
            if let end { return take(upTo: end, next: end + 1) }
            searched = buffer.count
            if isAtEnd {
                return start < buffer.count ? take(upTo: buffer.count, next: buffer.count) : nil
            }
            if !Console.hasInput, !Console.flush() { return nil }
            try refill()
        }
    }

    private mutating func take(upTo end: Int, next: Int) -> String {
        var line = buffer[start..<end]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        start = next
        searched = next
        number += 1
        return String(decoding: line, as: UTF8.self)
    }

    private mutating func refill() throws {
        // Consumed bytes are dropped once they outnumber the rest.
        if start > buffer.count - start {
            buffer.removeFirst(start)
            searched -= start
            start = 0
        }
        isAtEnd = try Console.read(atMost: InputLines.chunkSize, into: &buffer) == 0
    }

    /// All remaining lines.
    ///
    /// - Throws: as `next()`, and `CommandError` if they exceed the limit for small files.
    mutating func rest() throws -> [String] {
        var lines: [String] = []
        var count = 0
        while let line = try next() {
            count += line.utf8.count + 1
            guard count <= TextFile.greatestSize else {
                throw CommandError(
                    "the standard input is longer than \(Text.bytes(TextFile.greatestSize))")
            }
            lines.append(line)
        }
        return lines
    }
}
