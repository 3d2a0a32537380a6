package import Messages

/// The routes of the pages, in the order in which they are asked.
package enum PageRoutes {
    /// All of them.
    package static var all: [any Route] { [AssetRoute(), PagesRoute()] }

    /// An error as a page, in the frame of the others.
    ///
    /// The page is made without an index: the error may be that there is none.
    package static func page(of error: WebError, in language: MessageLanguage) -> WebResponse {
        ErrorPage(language: language).response(error)
    }
}
