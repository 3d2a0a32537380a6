/// A part of the site that answers some addresses.
///
/// Routes are asked in turn; the first that gives an answer answers. Requests are answered on threads
/// of a pool: a route may take its time, up to the deadline of the context, without holding up others.
package protocol Route: Sendable {
    /// Answers a request.
    ///
    /// HEAD is answered as GET is; the server leaves the body out.
    ///
    /// - Returns: the answer; nil if the address is not one of this route.
    /// - Throws: ``WebError`` for what the client is told. Any other error is told as 500, without a
    ///   word of where files lie.
    func respond(to request: WebRequest, in context: SiteContext) async throws -> WebResponse?
}
