/// An answer, whole.
///
/// The server adds the length, the connection and the headers of safety.
package struct WebResponse: Sendable {
    /// The status code of HTTP.
    package var status: Int
    /// Names and values of headers.
    package var headers: [(String, String)]
    /// The body.
    package var body: [UInt8]

    /// An answer.
    package init(status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer of a text of a type.
    ///
    /// - Parameter type: the media type without a charset, which is UTF-8.
    package init(status: Int = 200, type: String, _ text: String) {
        self.init(
            status: status, headers: [("content-type", type + "; charset=utf-8")],
            body: Array(text.utf8))
    }

    /// A page.
    package static func html(_ text: String, status: Int = 200) -> WebResponse {
        WebResponse(status: status, type: "text/html", text)
    }

    /// Sends the browser elsewhere on this site, to be asked for with GET.
    ///
    /// - Parameter location: a path that begins with one `/`, percent-encoded, and its query.
    package static func seeOther(_ location: String) -> WebResponse {
        WebResponse(status: 303, headers: [("location", location)])
    }

    /// The value of the first header of a name; nil if there is none.
    package func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name.lowercased() }?.1
    }
}
