/// What one client may take of the server.
package struct ServerLimits: Sendable {
    /// How many bytes the request line and the headers may have together.
    package var headBytes = 16 << 10
    /// How many headers a request may have.
    package var headerCount = 64
    /// How many bytes the body of a request may have: the text of a plan.
    package var bodyBytes = 256 << 10
    /// How many bytes a file to import may have.
    package var fileBytes = 64 << 20
    /// How long the whole head of a request may take, from its first byte or from the last answer.
    package var headTime: Int64 = 10
    /// How long the body may take, in seconds.
    package var bodyTime: Int64 = 120
    /// How long a client may take to read an answer, in seconds.
    package var writeTime: Int64 = 30
    /// How many connections there may be at a time.
    ///
    /// More are closed at once.
    package var connections = 256
    /// How many requests are answered at a time; more wait.
    package var threads = 8

    /// How often to look whether the index has a new commit.
    package var commitInterval: Duration = .milliseconds(200)

    /// The standard limits.
    package init() {}
}
