internal import Messages

/// The arguments of `search-web`, which `search serve` passes on.
struct WebArguments {
    var options = SiteOptions()
    /// The addresses to listen on.
    var hosts = ["127.0.0.1", "::1"]
    var port = 8080

    /// Reads arguments.
    ///
    /// - Throws: ``WebError`` 400 that names the problem.
    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            switch name {
            case "--log": options.logsRequests = true
            case "--log-queries":
                options.logsRequests = true
                options.logsQueries = true
            default:
                guard let value = rest.popFirst() else {
                    throw WebError(
                        400, "\(name) is unknown or needs a value (see: search serve --help)")
                }
                try take(name, value)
            }
        }
    }

    private mutating func take(_ name: String, _ value: String) throws {
        switch name {
        case "--index": options.index = value
        case "--data": options.data = value
        case "--allow-host":
            options.allowedHosts.append(value)
            options.isBehindProxy = true
        case "--host":
            hosts = [value]
            options.isLoopback = WebArguments.isLoopback(value)
            options.allowedHosts.append(value.contains(":") ? "[\(value)]" : value)
        case "--port":
            guard let port = Int(value), (0...65_535).contains(port) else {
                throw WebError(400, "--port must be 0 to 65535")
            }
            self.port = port
        case "--cache":
            guard let megabytes = Int(value), (0...4_096).contains(megabytes) else {
                throw WebError(400, "--cache must be 0 to 4096")
            }
            options.cacheBytes = megabytes << 20
        case "--lang":
            guard let language = MessageLanguage(rawValue: value) else {
                throw WebError(400, "--lang must be en or ja")
            }
            options.language = language
        default:
            throw WebError(400, "\(name) is unknown or needs a value (see: search serve --help)")
        }
    }

    /// Whether only this machine can reach an address.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { Int($0).map { (0...255).contains($0) } == true }
    }
}
