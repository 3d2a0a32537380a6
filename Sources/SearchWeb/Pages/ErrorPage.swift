internal import Messages

/// The page for an error, with a way back.
struct ErrorPage {
    let language: MessageLanguage
    /// The question, if there was one, so that it can be corrected.
    var state = PageState()

    func response(_ error: WebError) -> WebResponse {
        let heading: Message =
            switch error.status {
            case 404: Message("There is nothing here")
            case 400..<500: Message("This cannot be answered")
            default: Message("Something went wrong")
            }
        let title = heading.text(in: language)
        let frame = PageFrame(
            language: language, canImport: false, title: "\(title) – Renkei Search",
            kind: "failed", box: .small, state: state, status: error.message.text(in: language))
        let bytes = frame.page { html in
            html.element(.h1, text: title)
            html.element(.div, .class("notice"), .attribute(.role, "alert")) { html in
                html.element(.p, text: error.message.text(in: language))
                if let column = error.column { pointer(column, &html) }
            }
            html.element(.p) {
                $0.element(
                    .a, .href(PageAddress("")),
                    text: Message("To the first page").text(in: language))
            }
        }
        return .page(bytes, status: error.status)
    }

    /// Writes the question with a mark at the column at fault.
    private func pointer(_ column: Int, _ html: inout HTMLWriter) {
        let before = String(state.question.prefix(column))
        let rest = state.question.dropFirst(column)
        guard !state.question.isEmpty else { return }
        html.element(.p, .class("pointer")) { html in
            html.text(before)
            html.element(.mark, text: rest.first.map(String.init) ?? " ")
            html.text(String(rest.dropFirst()))
        }
    }
}

extension WebResponse {
    /// A response with a finished page.
    static func page(_ bytes: [UInt8], status: Int = 200) -> WebResponse {
        WebResponse(
            status: status, headers: [("content-type", "text/html; charset=utf-8")], body: bytes)
    }
}
