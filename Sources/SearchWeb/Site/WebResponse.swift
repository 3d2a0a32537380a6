/// A complete response.
///
/// The server adds the length, the connection and the security headers.
package struct WebResponse: Sendable {
    /// The HTTP status code.
    package var status: Int
    /// Names and values of headers.
    package var headers: [(String, String)]
    /// The body.
    package var body: [UInt8]

    /// Makes a response.
    package init(status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Makes a response with a text.
    ///
    /// - Parameter type: the media type without a charset, which is UTF-8.
    package init(status: Int = 200, type: String, _ text: String) {
        self.init(
            status: status, headers: [("content-type", type + "; charset=utf-8")],
            body: Array(text.utf8))
    }

    /// A response with a page.
    package static func html(_ text: String, status: Int = 200) -> WebResponse {
        WebResponse(status: status, type: "text/html", text)
    }

    /// Redirects the browser to another page of this site, with GET.
    ///
    /// - Parameter location: a path that begins with one `/`, percent-encoded, and its query.
    package static func seeOther(_ location: String) -> WebResponse {
        WebResponse(status: 303, headers: [("location", location)])
    }

    /// The value of the first header with a name; nil if there is none.
    package func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name.lowercased() }?.1
    }
}
