package import Messages

/// The options of a site.
package struct SiteOptions: Sendable {
    /// The folder of the index.
    package var index = "index"
    /// The folder into which files are imported; nil if importing is disabled.
    package var data: String?
    /// Whether only this machine can reach the site.
    package var isLoopback = true
    /// Whether other host names are allowed, so that a reverse proxy may forward requests of other
    /// machines.
    package var isBehindProxy = false
    /// The additional names that the Host header may have, in lower case.
    package var allowedHosts: [String] = []
    /// Whether each request is logged.
    package var logsRequests = false
    /// Whether the log includes queries.
    package var logsQueries = false
    /// The language of the site; nil for that of the browser.
    package var language: MessageLanguage?
    /// The size of the page cache in bytes.
    package var cacheBytes = 16 << 20
    /// The time limit of a request.
    package var requestTime: Duration = .seconds(5)

    /// Called with the folder of an imported index, which is used from then on.
    package var imported: (@Sendable (String) -> Void)?

    /// Makes the standard options: an index of this folder, for this machine only.
    package init() {}

    /// Whether files may be imported: into a given folder, by this machine only.
    package var allowsImport: Bool { data != nil && isLoopback && !isBehindProxy }
}
