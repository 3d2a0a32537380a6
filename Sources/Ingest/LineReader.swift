internal import JSON
internal import Messages

/// The lines of a file, read in chunks.
///
/// One buffer holds the current chunk, and an incomplete line at its end is moved to the front
/// before the next one. So memory does not grow with the file, only with its longest line.
struct LineReader: ~Copyable {
    static let chunkSize = 1 << 20

    /// The file, as the caller named it.
    let path: String

    /// The greatest number of bytes of a line, without its end.
    let lengthLimit: Int

    /// The number of the last line, counted from 1, or 0 before the first.
    private(set) var number = 0

    /// The number of bytes of the lines so far, with their ends.
    private(set) var byteOffset = 0

    /// The buffered bytes; the range that ``next()`` returns refers to them.
    private(set) var buffer: [UInt8]

    private let file: InputFile
    /// The number of bytes of the file still to be read; nil for all.
    private var left: Int?
    /// Whether the lines begin at the start of the file.
    private let beginsFile: Bool
    private var lineStart = 0
    private var searched = 0
    private var filled = 0
    private var isAtEnd = false

    /// Opens a file.
    ///
    /// - Parameter range: The part of the file to read; nil for all of it.
    init(path: String, range: Range<Int>? = nil, lengthLimit: Int) throws(IngestError) {
        do throws(PosixError) {
            file = try InputFile(path: path, from: range?.lowerBound ?? 0)
        } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
        self.path = path
        self.lengthLimit = lengthLimit
        left = range?.count
        beginsFile = range == nil || range?.lowerBound == 0
        buffer = [UInt8](repeating: 0, count: Self.chunkSize)
    }

    /// Whether the last line was the first of the file.
    var isAtFirstLine: Bool { number == 1 && beginsFile }

    /// The range of the next line in the buffer, without its end, or nil after the last.
    ///
    /// The range is valid until the next call.
    ///
    /// - Throws: ``IngestError`` if the file cannot be read or the line is too long. The reader
    ///   then keeps its position.
    mutating func next() throws(IngestError) -> Range<Int>? {
        while true {
            let end = endOfLine()
            guard (end ?? filled) - lineStart <= lengthLimit else {
                throw IngestError(
                    path: path, line: number + 1,
                    message: "the line is longer than \(lengthLimit) bytes; "
                        + "is this a file of JSON Lines?")
            }
            if let end { return take(upTo: end, next: end + 1) }
            searched = filled
            if isAtEnd {
                return lineStart < filled ? take(upTo: filled, next: filled) : nil
            }
            try refill()
        }
    }

    private mutating func take(upTo end: Int, next: Int) -> Range<Int> {
        let line = lineStart..<end
        byteOffset += next - lineStart
        lineStart = next
        searched = next
        number += 1
        return line
    }

    /// The index of the next line feed, or nil if it is not in the buffer.
    private func endOfLine() -> Int? {
        ByteSearch.first(
            UInt8(ascii: "\n"), in: buffer.span.extracting(first: filled), from: searched)
    }

    /// Moves the incomplete line to the front and reads more after it.
    private mutating func refill() throws(IngestError) {
        if lineStart > 0 {
            for index in lineStart..<filled {
                buffer[index - lineStart] = buffer[index]
            }
            filled -= lineStart
            searched -= lineStart
            lineStart = 0
        }
        if filled > buffer.count / 2 {
            buffer.append(contentsOf: repeatElement(0, count: buffer.count))
        }
        do throws(PosixError) {
            let count =
                left == 0 ? 0 : try file.read(into: &buffer, from: filled, atMost: left ?? .max)
            filled += count
            left = left.map { $0 - count }
            isAtEnd = count == 0
        } catch {
            throw IngestError(path: path, line: number + 1, message: error.localizedMessage)
        }
    }
}
