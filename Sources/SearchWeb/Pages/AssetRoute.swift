/// The files of the pages, which are embedded in the program.
package struct AssetRoute: Route {
    package init() {}

    package func respond(
        to request: WebRequest, in context: SiteContext
    ) async throws -> WebResponse? {
        guard request.method != .post else { return nil }
        let (type, bytes): (String, [UInt8])
        switch request.path {
        case "/page.css": (type, bytes) = ("text/css", PackageResources.page_css)
        case "/page.js": (type, bytes) = ("text/javascript", PackageResources.page_js)
        case "/icon.svg": (type, bytes) = ("image/svg+xml", PackageResources.icon_svg)
        default: return nil
        }
        return WebResponse(
            headers: [("content-type", type + "; charset=utf-8")], body: bytes)
    }
}
