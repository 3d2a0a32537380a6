/// The resources that one client may use.
package struct ServerLimits: Sendable {
    /// The greatest number of bytes of the request line and the headers together.
    package var headBytes = 16 << 10
    /// The greatest number of headers of a request.
    package var headerCount = 64
    /// The greatest number of bytes of the body of a request, enough for the text of a plan.
    package var bodyBytes = 256 << 10
    /// The greatest number of bytes of a file to import.
    package var fileBytes = 64 << 20
    /// The time limit for the whole head of a request in seconds, from its first byte or from the
    /// last response.
    package var headTime: Int64 = 10
    /// The time limit for the body in seconds.
    package var bodyTime: Int64 = 120
    /// The time limit for a client to read a response, in seconds.
    package var writeTime: Int64 = 30
    /// The greatest number of simultaneous connections.
    ///
    /// Others are closed at once.
    package var connections = 256
    /// The greatest number of requests processed at the same time; others wait.
    package var threads = 8

    /// The interval for checking for a new commit.
    package var commitInterval: Duration = .milliseconds(200)

    /// Makes the standard limits.
    package init() {}
}
