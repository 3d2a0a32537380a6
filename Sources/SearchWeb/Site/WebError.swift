package import Messages

/// An error that is reported to a client.
package struct WebError: Error, Sendable {
    /// The HTTP status code: 400 to 599.
    package let status: Int
    /// What is wrong, and what to do.
    package let message: Message
    /// The parameter at fault; nil if there is none.
    package var parameter: String?
    /// In a query, the column at fault, in characters from 0.
    package var column: Int?
    /// Headers that the status requires, such as `allow`.
    package var headers: [(String, String)] = []

    /// Makes an error.
    package init(
        _ status: Int, _ message: Message, parameter: String? = nil, column: Int? = nil
    ) {
        self.status = status
        self.message = message
        self.parameter = parameter
        self.column = column
    }

    /// The error for an unknown address.
    package static var notFound: WebError { WebError(404, "there is nothing at this address") }

    /// The error for an unknown id.
    package static func noRecord(_ id: String, parameter: String = "id") -> WebError {
        WebError(404, "there is no record \(id)", parameter: parameter)
    }
}
