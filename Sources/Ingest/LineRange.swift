internal import JSON
internal import SystemCalls

/// Some consecutive lines of a file, so that several readers can share the work.
public struct LineRange: Sendable, Equatable {
    /// The file, as the caller named it.
    public let path: String

    /// The byte offset of the first line.
    public let start: Int

    /// The byte offset after the last line, with its end.
    public let end: Int

    /// Converts an error about a line of the range to one about a line of the file.
    ///
    /// The lines before the range are counted only now, because few files have errors.
    public func located(_ error: IngestError) -> IngestError {
        guard let line = error.line, start > 0 else { return error }
        let before = try? LineRange.lineEnds(in: path, before: start)
        return IngestError(
            path: error.path, line: before.map { $0 + line }, column: error.column,
            message: error.localizedMessage)
    }

    private static func lineEnds(in path: String, before end: Int) throws(PosixError) -> Int {
        let file = try InputFile(path: path)
        var buffer = [UInt8](repeating: 0, count: LineReader.chunkSize)
        var (left, count) = (end, 0)
        while left > 0 {
            let read = try file.read(into: &buffer, from: 0, atMost: left)
            if read == 0 { break }
            left -= read
            count += ByteSearch.count(UInt8(ascii: "\n"), in: buffer.span.extracting(first: read))
        }
        return count
    }
}

/// Divides a file into ranges of whole lines.
///
///     var cutter = try LineRangeCutter(path: "projects.jsonl")
///     while let range = try cutter.next(length: 16 << 20) {
///         var reader = try JSONLinesReader(range)
///     }
public struct LineRangeCutter: ~Copyable {
    /// The file, as the caller named it.
    public let path: String

    private let file: InputFile
    private let size: Int
    private var start = 0

    /// Whether a path leads to a file that can be read from any offset, unlike a pipe.
    public static func canCut(_ path: String) -> Bool {
        (try? FileSystem.kind(of: path)) == .regular
    }

    /// Opens a file.
    ///
    /// - Throws: ``IngestError`` without a line if the file is missing, a folder, or unreadable.
    public init(path: String) throws(IngestError) {
        let size: Int
        do throws(PosixError) { size = try FileSystem.size(of: path) } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
        do throws(PosixError) { file = try InputFile(path: path) } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
        self.path = path
        self.size = size
    }

    /// The next lines, of `length` bytes extended to the end of a line; nil at the end that the
    /// file had when it was opened.
    ///
    /// - Precondition: The length is 1 or more.
    /// - Throws: ``IngestError`` without a line if the file cannot be read.
    public mutating func next(length: Int) throws(IngestError) -> LineRange? {
        precondition(length > 0, "A range has at least one byte.")
        guard start < size else { return nil }
        let end = length < size - start ? try endOfLine(from: start + length - 1) : size
        defer { start = end }
        return LineRange(path: path, start: start, end: end)
    }

    /// The offset after the first line feed at or after an offset; the size if there is none.
    private func endOfLine(from position: Int) throws(IngestError) -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var position = position
        do throws(PosixError) {
            try file.seek(to: position)
            while position < size {
                let read = try file.read(into: &buffer, from: 0, atMost: size - position)
                if read == 0 { return size }
                let bytes = buffer.span.extracting(first: read)
                if let found = ByteSearch.first(UInt8(ascii: "\n"), in: bytes, from: 0) {
                    return position + found + 1
                }
                position += read
            }
            return size
        } catch {
            throw IngestError(path: path, message: error.localizedMessage)
        }
    }
}
