/// The elements that pages are made of.
enum HTMLTag: String {
    case a, article, aside, body, button, caption, dd, details, div, dl, dt, fieldset, footer, form
    case h1, h2, h3, head, header, html, input, label, legend, li, link, main, mark, meta, nav, ol
    case option, p, rect, script, search, section, select, span, strong, summary, svg, table, tbody
    case td, textarea, th, thead, time, title, tr, ul

    /// Whether a line ends after the element, which keeps the source readable.
    var isBlock: Bool {
        switch self {
        case .a, .button, .input, .label, .mark, .option, .rect, .span, .strong, .svg, .textarea,
            .time:
            false
        default: true
        }
    }
}

/// An attribute with its value, or without one.
struct HTMLAttribute {
    /// The names of attributes.
    enum Name: String {
        case accept, action, autocomplete, autofocus, charset, checked, cols, colspan, content
        case `class`, datetime, disabled, download, `for`, form, height, hidden, href, id, lang
        case maxlength, method, name, open, placeholder, preserveAspectRatio, rel, required, role
        case rows, scope, selected, spellcheck, src, tabindex, title, type, value, viewBox, width
        case x, y
        case crossorigin, enctype, enterkeyhint, focusable, media
        case ariaActive = "aria-activedescendant"
        case ariaAutocomplete = "aria-autocomplete"
        case ariaControls = "aria-controls"
        case ariaCurrent = "aria-current"
        case ariaDescribedBy = "aria-describedby"
        case ariaExpanded = "aria-expanded"
        case ariaHidden = "aria-hidden"
        case ariaLabel = "aria-label"
        case ariaLabelledBy = "aria-labelledby"
        case ariaLive = "aria-live"
        case dataCount = "data-count"
        case dataText = "data-text"
    }

    /// The value of an attribute.
    enum Value {
        /// No value.
        case none
        case text(String)
        case address(PageAddress)
    }

    let name: Name
    let value: Value

    private init(_ name: Name, _ value: Value) {
        self.name = name
        self.value = value
    }

    /// Classes of the style sheet.
    static func `class`(_ names: String) -> HTMLAttribute { .init(.class, .text(names)) }
    /// An address within this site.
    ///
    /// There is no other way to write an address, so a record cannot insert an external link or a
    /// script.
    static func href(_ address: PageAddress) -> HTMLAttribute { .init(.href, .address(address)) }
    /// The target of a form.
    static func action(_ address: PageAddress) -> HTMLAttribute {
        .init(.action, .address(address))
    }
    /// The source of a script.
    static func src(_ address: PageAddress) -> HTMLAttribute { .init(.src, .address(address)) }
    /// A link to a part of the same page.
    static func fragment(_ id: String) -> HTMLAttribute {
        .init(.href, .text("#" + PageAddress.encoded(id)))
    }
    /// An attribute without a value.
    static func flag(_ name: Name) -> HTMLAttribute { .init(name, .none) }
    /// Any other attribute; nil leaves it out.
    static func attribute(_ name: Name, _ value: String) -> HTMLAttribute {
        precondition(
            name != .href && name != .src && name != .action, "an address is a PageAddress")
        return .init(name, .text(value))
    }
    /// The name by which other elements refer to this one.
    static func id(_ id: String) -> HTMLAttribute { .init(.id, .text(id)) }
    /// The name of an input.
    static func name(_ name: String) -> HTMLAttribute { .init(.name, .text(name)) }
    /// The value of an input.
    static func value(_ value: String) -> HTMLAttribute { .init(.value, .text(value)) }
    /// The kind of an input or a button.
    static func type(_ type: String) -> HTMLAttribute { .init(.type, .text(type)) }
    /// The text for screen readers.
    static func label(_ text: String) -> HTMLAttribute { .init(.ariaLabel, .text(text)) }
    /// The scope of a header cell.
    static func scope(_ scope: String) -> HTMLAttribute { .init(.scope, .text(scope)) }
}
