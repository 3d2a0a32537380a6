/// The security headers of responses.
enum SafetyHeaders {
    /// Allows scripts, styles, images and connections of this site only, and nothing inline.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// Adds the headers.
    ///
    /// Headers that a route has set are kept.
    static func add(to response: inout WebResponse) {
        let headers = [
            ("content-security-policy", policy), ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"), ("cache-control", "no-cache"),
        ]
        for (name, value) in headers where response.header(name) == nil {
            response.headers.append((name, value))
        }
    }
}
