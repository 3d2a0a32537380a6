/// A text that is not JSON.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The byte at fault, counted from 1.
    ///
    /// It is one more than the length of the text if the text ends too early.
    public let column: Int

    /// What is wrong there.
    public let message: String

    /// Makes an error about one place of a text.
    public init(column: Int, message: String) {
        self.column = column
        self.message = message
    }

    /// The error as `byte column: message`.
    public var description: String { "byte \(column): \(message)" }
}
