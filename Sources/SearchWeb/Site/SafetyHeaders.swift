/// The headers that keep what a page shows from doing harm.
enum SafetyHeaders {
    /// Scripts, styles, pictures and addresses of this site only, and nothing inline.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// Adds them.
    ///
    /// What a route has set already stays.
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
