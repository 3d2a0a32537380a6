internal import JSON

/// Writes a page of HTML.
///
/// All texts and attribute values are escaped; names of elements and attributes are cases of
/// enumerations. So no content of a record or a question can become part of the page's structure.
///
///     var html = HTMLWriter()
///     html.element(.p, .class("note")) { $0.text("a < b") }
struct HTMLWriter {
    /// The page so far, in UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Makes a writer with capacity for a page.
    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Begins the document.
    mutating func doctype() { append("<!DOCTYPE html>\n") }

    /// Writes a text.
    mutating func text(_ text: String) { append(escaped: text) }

    /// Writes an element with its content.
    mutating func element(
        _ tag: HTMLTag, _ attributes: HTMLAttribute?..., content: (inout HTMLWriter) throws -> Void
    ) rethrows {
        open(tag, attributes)
        try content(&self)
        close(tag)
    }

    /// Writes an element that contains a text.
    mutating func element(_ tag: HTMLTag, _ attributes: HTMLAttribute?..., text: String) {
        open(tag, attributes)
        self.text(text)
        close(tag)
    }

    /// Writes an element with one attribute, the most common case, without allocating a list.
    mutating func element(
        _ tag: HTMLTag, _ attribute: HTMLAttribute, content: (inout HTMLWriter) throws -> Void
    ) rethrows {
        open(tag, attribute)
        try content(&self)
        close(tag)
    }

    /// Writes an element with one attribute that contains a text.
    mutating func element(_ tag: HTMLTag, _ attribute: HTMLAttribute, text: String) {
        open(tag, attribute)
        self.text(text)
        close(tag)
    }

    /// Writes an element without content, such as an input.
    mutating func void(_ tag: HTMLTag, _ attributes: HTMLAttribute?...) { open(tag, attributes) }

    private mutating func open(_ tag: HTMLTag, _ attributes: [HTMLAttribute?]) {
        append("<")
        append(tag.rawValue)
        for case let attribute? in attributes { write(attribute) }
        append(">")
    }

    private mutating func open(_ tag: HTMLTag, _ attribute: HTMLAttribute) {
        append("<")
        append(tag.rawValue)
        write(attribute)
        append(">")
    }

    private mutating func close(_ tag: HTMLTag) {
        append("</")
        append(tag.rawValue)
        append(tag.isBlock ? ">\n" : ">")
    }

    private mutating func write(_ attribute: HTMLAttribute) {
        append(" ")
        append(attribute.name.rawValue)
        switch attribute.value {
        case .none: return
        case .text(let text):
            append("=\"")
            append(escaped: text)
        case .address(let address):
            append("=\"")
            // Only the separators of parameters need escaping: everything else in an address is
            // percent-encoded.
            address.append(to: &bytes, separator: "&amp;")
        }
        append("\"")
    }

    private mutating func append(_ text: String) { ByteSearch.append(text.utf8.span, to: &bytes) }

    private mutating func append(escaped text: String) {
        // Most texts have nothing to escape.
        guard ByteSearch.containsMarkup(text.utf8.span) else { return append(text) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "\""): append("&quot;")
            case UInt8(ascii: "'"): append("&#39;")
            // Control characters are not allowed in HTML; a replacement character marks them.
            case 0..<0x09, 0x0B..<0x20, 0x7F: append("\u{FFFD}")
            default: bytes.append(byte)
            }
        }
    }
}
