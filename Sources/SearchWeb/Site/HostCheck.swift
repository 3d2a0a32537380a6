internal import Messages

/// Refuses requests that were meant for another site.
///
/// Another site can make its name resolve to this machine (DNS rebinding); then the browser sends
/// that name as the host. It can also submit a form to this site; then the browser sends the origin
/// of the form.
struct HostCheck: Sendable {
    private let names: Set<String>

    init(_ options: SiteOptions) {
        names = Set(
            ["localhost", "127.0.0.1", "[::1]"] + options.allowedHosts.map { $0.lowercased() })
    }

    /// Checks the host of a request and, if the request could change something, its origin.
    ///
    /// - Throws: ``WebError`` 400 without exactly one Host header, 403 for another site.
    func check(_ request: WebRequest) throws {
        guard request.headers.count(of: "host") == 1, let host = request.headers["host"] else {
            throw WebError(400, "a request must have one Host header")
        }
        guard accepts(host) else {
            throw WebError(
                403,
                "this server does not answer for the host of the request; allow the name with: search serve --allow-host NAME"
            )
        }
        guard request.method == .post else { return }
        if let origin = request.headers["origin"] {
            // The port must match, too, because another server on this machine is a different site.
            guard
                origin.lowercased() == "http://" + host.lowercased()
                    || origin.lowercased() == "https://" + host.lowercased()
            else { throw WebError(403, "a form of another site is not taken") }
        } else if let site = request.headers["sec-fetch-site"],
            !["same-origin", "none"].contains(site)
        {
            throw WebError(403, "a form of another site is not taken")
        }
    }

    /// Whether a Host header names this site, with any port.
    func accepts(_ host: String) -> Bool {
        guard let name = HostCheck.name(of: host) else { return false }
        return names.contains(name)
    }

    /// The name in a Host header, in lower case, without the port and a final full stop; nil if the
    /// header is malformed.
    static func name(of host: String) -> String? {
        guard !host.isEmpty, host.utf8.count <= 255 else { return nil }
        var name = Substring(host.lowercased())
        if name.hasPrefix("[") {
            guard let end = name.firstIndex(of: "]") else { return nil }
            let rest = name[name.index(after: end)...]
            guard rest.isEmpty || isPort(rest) else { return nil }
            return String(name[...end])
        }
        if let colon = name.firstIndex(of: ":") {
            guard isPort(name[colon...]) else { return nil }
            name = name[..<colon]
        }
        if name.hasSuffix(".") { name.removeLast() }
        return name.isEmpty ? nil : String(name)
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && text.count <= 6
            && text.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
