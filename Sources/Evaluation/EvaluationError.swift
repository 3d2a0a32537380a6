public import Messages

/// A topics, judgments or run file that cannot be read or written as such.
///
/// The description is one line of the form `file:line: message`.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name of the source, as the caller gave it.
    public let file: String

    /// The line at fault, counted from 1.
    public let line: Int

    /// What is wrong with the line, in every language.
    public let localizedMessage: Message

    /// Makes an error about one line of a source.
    public init(file: String, line: Int, message: Message) {
        self.file = file
        self.line = line
        localizedMessage = message
    }

    /// The error as `file:line: message`.
    public var description: String { localizedDescription.text(in: .english) }

    /// The error in every language, as ``description`` has it in English.
    public var localizedDescription: Message { "\(file):\(line): \(localizedMessage)" }

    /// What is wrong with the line, in English.
    public var message: String { localizedMessage.text(in: .english) }
}
