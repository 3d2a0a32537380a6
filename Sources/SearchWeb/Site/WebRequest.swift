/// A complete request, within the limits of the server.
package struct WebRequest: Sendable {
    /// The methods of requests.
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
    }

    /// The method.
    package var method: Method
    /// The path, percent-decoded once: valid UTF-8 without control characters that begins with `/`.
    package var path: String
    /// The parameters of the address, decoded, in order; a name may occur more than once.
    package var query: [(name: String, value: String)]
    /// The headers.
    package var headers: WebHeaders
    /// The body; empty if there is none.
    package var body: [UInt8]

    /// Makes a request from decoded parts.
    package init(
        method: Method = .get, path: String, query: [(name: String, value: String)] = [],
        headers: WebHeaders = WebHeaders(), body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of a parameter; nil if the address does not have it.
    package func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// All values of a parameter, in order.
    package func values(_ name: String) -> [String] {
        query.compactMap { $0.name == name ? $0.value : nil }
    }
}

/// The headers of a request.
package struct WebHeaders: Sendable {
    /// Names in lower case and values, in order of arrival.
    package let fields: [(name: String, value: String)]

    /// Makes headers from names and values.
    package init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields.map { ($0.name.lowercased(), $0.value) }
    }

    /// The value of the first header with a name in lower case; nil if there is none.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The number of headers with a name in lower case.
    package func count(of name: String) -> Int { fields.count { $0.name == name } }
}
