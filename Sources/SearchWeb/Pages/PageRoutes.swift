package import Messages

/// The routes of the pages, in the order in which they are tried.
package enum PageRoutes {
    /// All page routes.
    package static var all: [any Route] { [AssetRoute(), PagesRoute()] }

    /// An error as a page, in the frame of other pages.
    ///
    /// The page is made without an index, because there may be none.
    package static func page(of error: WebError, in language: MessageLanguage) -> WebResponse {
        ErrorPage(language: language).response(error)
    }
}
