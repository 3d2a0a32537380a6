package import Messages

/// What a client is told instead of an answer.
package struct WebError: Error, Sendable {
    /// The status code of HTTP: 400 to 599.
    package let status: Int
    /// What is wrong, and what to do.
    package let message: Message
    /// The parameter that is to blame; nil if none is.
    package var parameter: String?
    /// In a query, the column that is to blame: characters before it, counted from 0.
    package var column: Int?
    /// Headers that the status calls for, such as `allow`.
    package var headers: [(String, String)] = []

    /// An error.
    package init(
        _ status: Int, _ message: Message, parameter: String? = nil, column: Int? = nil
    ) {
        self.status = status
        self.message = message
        self.parameter = parameter
        self.column = column
    }

    /// Nothing is at an address.
    package static var notFound: WebError { WebError(404, "there is nothing at this address") }

    /// There is no record of an id.
    package static func noRecord(_ id: String, parameter: String = "id") -> WebError {
        WebError(404, "there is no record \(id)", parameter: parameter)
    }
}
