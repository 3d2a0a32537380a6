internal import Messages

/// The frame of every page: the header, the search box, the footer.
struct PageFrame {
    /// The form of the search box.
    enum Box {
        /// Large, in the middle of the first page.
        case large
        /// Above results.
        case small
        /// None.
        case none
    }

    let language: MessageLanguage
    let canImport: Bool
    /// The title of the window.
    let title: String
    /// The kind of the page, for the style sheet and the script.
    let kind: String
    var box = Box.none
    var state = PageState()
    /// The address of the same page in another language.
    var here = PageAddress("")
    /// The text of the status line.
    var status = ""

    private func localized(_ message: Message) -> String { message.text(in: language) }

    /// Writes a page.
    ///
    /// - Parameters:
    ///   - intro: the content above the box.
    ///   - main: the main content.
    func page(
        intro: (inout HTMLWriter) -> Void = { _ in }, main: (inout HTMLWriter) throws -> Void
    ) rethrows -> [UInt8] {
        var html = HTMLWriter(capacity: 64 * 1024)
        html.doctype()
        try html.element(.html, .attribute(.lang, language.rawValue)) { html in
            html.element(.head) { head(&$0) }
            try html.element(.body, .class(kind)) { html in
                html.element(
                    .a, .class("skip"), .fragment("main"), text: localized("Go to the contents"))
                html.element(.header, .class("top")) { top(&$0) }
                if box != .none { form(intro, &html) }
                html.element(
                    .p, .id("status"), .class("unseen"), .attribute(.role, "status"), text: status)
                try html.element(.main, .id("main"), .attribute(.tabindex, "-1")) {
                    try main(&$0)
                }
                html.element(.footer) { html in
                    html.element(
                        .p,
                        text: localized(
                            "Everything stays on this server: nothing is sent elsewhere."))
                }
            }
        }
        return html.bytes
    }

    private func head(_ html: inout HTMLWriter) {
        html.void(.meta, .attribute(.charset, "utf-8"))
        html.void(
            .meta, .name("viewport"), .attribute(.content, "width=device-width, initial-scale=1"))
        html.void(.meta, .name("color-scheme"), .attribute(.content, "light dark"))
        html.element(.title, text: title)
        html.void(.link, .attribute(.rel, "icon"), .href(PageAddress("icon.svg")))
        html.void(.link, .attribute(.rel, "stylesheet"), .href(PageAddress("page.css")))
        html.element(.script, .src(PageAddress("page.js")), .type("module"), text: "")
    }

    private func top(_ html: inout HTMLWriter) {
        html.element(.a, .class("brand"), .href(home), text: "Renkei Search")
        html.element(.ul, .class("site")) { html in
            html.element(.li) {
                $0.element(
                    .a, .href(PageAddress("similar", parameters: languageOnly)),
                    text: localized("Find projects like a text"))
            }
            if canImport {
                html.element(.li) {
                    $0.element(
                        .a, .href(PageAddress("import", parameters: languageOnly)),
                        text: localized("Bring in a file"))
                }
            }
            html.element(.li) { html in
                let other: MessageLanguage = language == .japanese ? .english : .japanese
                var there = here
                there.parameters.removeAll { $0.name == "lang" }
                there.parameters.append(("lang", other.rawValue))
                html.element(
                    .a, .href(there), .id("language"), .attribute(.lang, other.rawValue),
                    text: other == .japanese ? "日本語" : "English")
            }
        }
    }

    private var languageOnly: [(name: String, value: String)] {
        state.language.map { [("lang", $0)] } ?? []
    }

    private var home: PageAddress { PageAddress("", parameters: languageOnly) }

    private func form(
        _ intro: (inout HTMLWriter) -> Void, _ html: inout HTMLWriter
    ) {
        html.element(
            .form, .id("ask"), .class(box == .large ? "large" : "small"), .action(PageAddress("")),
            .attribute(.method, "get"), .attribute(.role, "search")
        ) { html in
            html.element(.div, .id("intro")) { intro(&$0) }
            html.element(
                .label, .attribute(.for, "q"), .class("unseen"),
                text: localized("Words to look for"))
            html.element(.div, .class("box")) { html in
                html.void(
                    .input, .id("q"), .name("q"), .type("search"), .value(state.question),
                    .attribute(.placeholder, localized("Such as: sharing libraries")),
                    .attribute(.autocomplete, "off"), .attribute(.spellcheck, "false"),
                    .attribute(.enterkeyhint, "search"), box == .large ? .flag(.autofocus) : nil)
                html.element(.button, .type("submit"), text: localized("Search"))
                html.element(
                    .ul, .id("offers"), .attribute(.role, "listbox"),
                    .label(localized("Words on offer")), .flag(.hidden)
                ) { _ in }
            }
            html.element(.div, .id("kept")) { html in
                for (name, value) in keptByForm {
                    html.void(.input, .type("hidden"), .name(name), .value(value))
                }
            }
        }
    }

    /// The parameters that a new question keeps and that no control of the page holds.
    private var keptByForm: [(name: String, value: String)] {
        var kept: [(name: String, value: String)] = []
        if state.view != .list { kept.append(("view", state.view.rawValue)) }
        if let picked = state.picked { kept.append(("pick", picked)) }
        if let language = state.language { kept.append(("lang", language)) }
        return kept
    }
}
