/// A source that cannot be read, or a line of it that is not a record.
///
/// The description is one line of the form `path:line: message`.
public struct IngestError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or folder, as the caller named it.
    public let path: String

    /// The line at fault, counted from 1, or nil if the error is about the whole file or folder.
    public let line: Int?

    /// The byte of the line at fault, counted from 1, or nil if it is about the whole line.
    ///
    /// A byte order mark at the start of a file does not count.
    public let column: Int?

    /// What is wrong, and where it helps, what to do about it.
    public let message: String

    /// Makes an error about a file, a line of it, or a place in a line.
    public init(path: String, line: Int? = nil, column: Int? = nil, message: String) {
        self.path = path
        self.line = line
        self.column = column
        self.message = message
    }

    /// The error as `path: message`, `path:line: message` or `path:line: message (byte column)`.
    public var description: String {
        let place = line.map { "\(path):\($0)" } ?? path
        let byte = column.map { " (byte \($0))" } ?? ""
        return "\(place): \(message)\(byte)"
    }
}
