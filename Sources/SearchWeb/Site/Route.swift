/// A part of the site that answers some addresses.
///
/// Routes are tried in order until one gives a response. Requests run on threads of a pool, so a
/// route may take time, up to the deadline of the context, without blocking others.
package protocol Route: Sendable {
    /// Answers a request.
    ///
    /// HEAD is answered like GET; the server omits the body.
    ///
    /// - Returns: the response; nil if the route does not have the address.
    /// - Throws: ``WebError`` for errors to report to the client. Any other error is reported as
    ///   500, without file locations.
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse?
}
