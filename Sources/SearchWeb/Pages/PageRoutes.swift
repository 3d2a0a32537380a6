package import Messages

/// The routes of the pages, in the order in which they are asked.
package enum PageRoutes {
    /// All of them.
    package static var all: [any Route] { [AssetRoute()] }

    /// An error as a page, in the frame of the others.
    ///
    /// The page is made without an index: the error may be that there is none.
    package static func page(of error: WebError, in language: MessageLanguage) -> WebResponse {
        WebResponse(
            status: error.status, type: "text/plain", error.message.text(in: language) + "\n")
    }
}
