public import Messages

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

    /// What is wrong, and where it helps, what to do about it, in every language.
    public let localizedMessage: Message

    /// Makes an error about a file, a line of it, or a place in a line.
    public init(path: String, line: Int? = nil, column: Int? = nil, message: Message) {
        self.path = path
        self.line = line
        self.column = column
        localizedMessage = message
    }

    /// The error as `path: message`, `path:line: message` or `path:line: message (byte column)`.
    public var description: String { localizedDescription.text(in: .english) }

    /// The error in every language, as ``description`` has it in English.
    public var localizedDescription: Message {
        let place = line.map { "\(path):\($0)" } ?? path
        let what: Message = "\(place): \(localizedMessage)"
        return column.map { "\(what) (byte \($0))" } ?? what
    }

    /// What is wrong, and where it helps, what to do about it, in English.
    public var message: String { localizedMessage.text(in: .english) }
}
