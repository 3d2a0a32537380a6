public import JSON
internal import Messages

/// A line of a JSON Lines file with its location.
public struct JSONLine: Sendable, Equatable {
    /// The file, as the caller named it.
    public let path: String

    /// The number of the line, from 1, including empty lines; for a ``LineRange``, counted within
    /// the range.
    public let number: Int

    /// The value on the line.
    public let value: JSONValue

    /// Makes a line, for values that do not come from a file.
    public init(path: String, number: Int, value: JSONValue) {
        self.path = path
        self.number = number
        self.value = value
    }
}

/// A reader of JSON Lines: a file with one JSON value per line.
///
/// The file is read in chunks of 1 MiB, so memory depends on the longest line and not on the file.
/// A UTF-8 byte order mark at the start and a carriage return at the end of a line are dropped,
/// lines with only white space are skipped, and the last line needs no end.
///
///     var reader = try JSONLinesReader(path: "projects.jsonl")
///     while let line = try reader.next() {
///         let record = try SourceRecord(line, mapping: mapping)
///     }
public struct JSONLinesReader: ~Copyable {
    /// The default limit for the length of a line, in bytes.
    public static let defaultLineLengthLimit = 64 << 20

    private var lines: LineReader

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - lineLengthLimit: The greatest number of bytes of a line, without its end.
    /// - Precondition: The limit is 1 or more.
    /// - Throws: ``IngestError`` without a line if the file is missing, a folder, or unreadable.
    public init(
        path: String, lineLengthLimit: Int = JSONLinesReader.defaultLineLengthLimit
    ) throws(IngestError) {
        precondition(lineLengthLimit > 0, "A line may have at least one byte.")
        lines = try LineReader(path: path, lengthLimit: lineLengthLimit)
    }

    /// Opens a range of lines of a file.
    ///
    /// Errors number lines within the range; ``LineRange/located(_:)`` converts the number.
    ///
    /// - Parameters:
    ///   - range: The lines.
    ///   - lineLengthLimit: The greatest number of bytes of a line, without its end.
    /// - Precondition: The limit is 1 or more.
    /// - Throws: ``IngestError`` without a line if the file is missing, a folder, or unreadable.
    public init(
        _ range: LineRange, lineLengthLimit: Int = JSONLinesReader.defaultLineLengthLimit
    ) throws(IngestError) {
        precondition(lineLengthLimit > 0, "A line may have at least one byte.")
        lines = try LineReader(
            path: range.path, range: range.start..<range.end, lengthLimit: lineLengthLimit)
    }

    /// The file, as the caller named it.
    public var path: String { lines.path }

    /// The number of bytes of the lines so far, with their ends.
    public var byteOffset: Int { lines.byteOffset }

    /// Reads the next line, or returns nil after the last.
    ///
    /// - Throws: ``IngestError`` for a line that is not JSON; the next call reads the line after
    ///   it. It also throws for a file that cannot be read further and for a line that is too long,
    ///   but then the next call throws again.
    public mutating func next() throws(IngestError) -> JSONLine? {
        while let range = try lines.next() {
            let content = content(of: range)
            guard !isBlank(content) else { continue }
            let value: JSONValue
            do throws(JSONError) {
                value = try JSONParser.parse(lines.buffer.span.extracting(content))
            } catch {
                if let form = otherForm(content) {
                    throw IngestError(path: path, line: lines.number, message: form.message)
                }
                let message = looksLikeUTF16(content) ? Self.utf16Message : error.localizedMessage
                throw IngestError(
                    path: path, line: lines.number, column: error.column, message: message)
            }
            return JSONLine(path: path, number: lines.number, value: value)
        }
        return nil
    }

    private static let utf16Message: Message = "the file is in UTF-16; convert it to UTF-8"

    /// The line without a byte order mark and a carriage return.
    private func content(of line: Range<Int>) -> Range<Int> {
        let bytes = lines.buffer.span
        var (start, end) = (line.lowerBound, line.upperBound)
        if lines.isAtFirstLine, end - start >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB,
            bytes[start + 2] == 0xBF
        {
            start += 3
        }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        let bytes = lines.buffer.span
        for index in range where !isJSONWhitespace(bytes[index]) {
            return false
        }
        return true
    }

    /// The actual format of a file that is not JSON Lines, if its first line shows it.
    private func otherForm(_ range: Range<Int>) -> SourceForm? {
        guard lines.isAtFirstLine, !looksLikeUTF16(range) else { return nil }
        return SourceForm(firstLine: lines.buffer.span.extracting(range))
    }

    private func looksLikeUTF16(_ range: Range<Int>) -> Bool {
        guard lines.isAtFirstLine, range.count >= 2 else { return false }
        let (first, second) = (lines.buffer[range.lowerBound], lines.buffer[range.lowerBound + 1])
        return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)
    }
}
