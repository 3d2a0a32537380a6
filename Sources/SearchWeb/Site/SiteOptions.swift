package import Messages

/// How a site is run.
package struct SiteOptions: Sendable {
    /// The folder of the index.
    package var index = "index"
    /// The folder into which files are imported; nil if nothing may be imported.
    package var data: String?
    /// True if only programs of this machine can reach the site.
    package var isLoopback = true
    /// True if other names of hosts were allowed: then a web server in front may pass on requests of
    /// other machines.
    package var isBehindProxy = false
    /// The names besides those of this machine that the Host header may have, in lower case.
    package var allowedHosts: [String] = []
    /// Whether a line is logged for each request.
    package var logsRequests = false
    /// Whether those lines have what was asked for.
    package var logsQueries = false
    /// The language of the site; nil for that of the browser.
    package var language: MessageLanguage?
    /// How many bytes of pages are kept to be answered again.
    package var cacheBytes = 16 << 20
    /// How long a request may take before it is cut off.
    package var requestTime: Duration = .seconds(5)

    /// Called with the folder of an index that was imported, which is answered from then on.
    package var imported: (@Sendable (String) -> Void)?

    /// The standard options: an index of this folder, for this machine only.
    package init() {}

    /// True if files may be imported: into a folder that was named, by this machine only.
    package var allowsImport: Bool { data != nil && isLoopback && !isBehindProxy }
}
