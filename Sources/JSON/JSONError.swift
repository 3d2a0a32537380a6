public import Messages

/// A text that is not JSON.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The byte at fault, counted from 1.
    ///
    /// It is one more than the length of the text if the text ends too early.
    public let column: Int

    /// What is wrong there, in every language.
    public let localizedMessage: Message

    /// Makes an error at a position of a text.
    public init(column: Int, message: Message) {
        self.column = column
        localizedMessage = message
    }

    /// The error as `byte column: message`.
    public var description: String { localizedDescription.text(in: .english) }

    /// The error in every language, as ``description`` has it in English.
    public var localizedDescription: Message { "byte \(column): \(localizedMessage)" }

    /// What is wrong there, in English.
    public var message: String { localizedMessage.text(in: .english) }
}
