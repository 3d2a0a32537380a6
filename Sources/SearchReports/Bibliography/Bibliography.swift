package import JSON

/// Records as entries of a bibliography.
///
/// The output is deterministic: it does not depend on the date or the language.
package enum Bibliography {
    /// A reference in the style of Japanese papers: author (year), 「title」, 『document』, publisher,
    /// section, pages, the record's identifier, the address.
    package static func reference(_ source: CitedRecord) -> String {
        var parts: [String] = []
        var head = source.author ?? ""
        if let year = source.year { head += "（\(year)）" }
        head += "「\(source.title)」"
        if let document = source.document { head += "『\(document)』" }
        parts.append(head)
        if let publisher = source.publisher { parts.append(publisher) }
        if !source.sections.isEmpty { parts.append(source.sections.joined(separator: " > ")) }
        if let sheet = source.sheet { parts.append("シート「\(sheet)」") }
        if let row = source.row { parts.append("\(row) 行") }
        if let pages = source.pages("-") {
            parts.append((source.pages?.count == 1 ? "p." : "pp.") + pages)
        }
        let line = parts.joined(separator: "、") + "（記録 ID: \(source.id)）。"
        return source.address.map { line + $0 } ?? line
    }

    /// An entry of BibTeX.
    package static func bibTeX(_ source: CitedRecord) -> String {
        var fields: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            if let value { fields.append((name, escaped(value))) }
        }
        // A second pair of braces preserves case, and keeps the name of an organisation together.
        if let author = source.author { fields.append(("author", "{\(escaped(author))}")) }
        fields.append(("title", "{\(escaped(source.title))}"))
        add("booktitle", source.document)
        add("publisher", source.publisher)
        add("year", source.year)
        add("pages", source.pages("--"))
        add("note", note(source))
        if let address = source.address {
            // The macro takes an address verbatim, except for braces.
            fields.append(("url", address.filter { !"{}\\".contains($0) }))
        }
        let kind = source.document == nil ? "misc" : "incollection"
        let lines = fields.map { "  \($0.name) = {\($0.value)},\n" }
        return "@\(kind){\(key(source.id)),\n\(lines.joined())}\n"
    }

    /// An item of CSL-JSON, as Zotero, Pandoc and others read it.
    package static func csl(_ source: CitedRecord) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "id", value: .string(source.id)),
            .init(key: "type", value: .string(source.document == nil ? "document" : "chapter")),
            .init(key: "title", value: .string(source.title)),
        ]
        func add(_ key: String, _ value: String?) {
            if let value { members.append(.init(key: key, value: .string(value))) }
        }
        if let author = source.author {
            members.append(
                .init(
                    key: "author",
                    value: .array([.object([.init(key: "literal", value: .string(author))])])))
        }
        add("container-title", source.document)
        add("publisher", source.publisher)
        if let year = source.year.flatMap({ Int64($0) }) {
            members.append(
                .init(
                    key: "issued",
                    value: .object([
                        .init(key: "date-parts", value: .array([.array([.integer(year)])]))
                    ])))
        }
        add("section", source.sections.isEmpty ? nil : source.sections.joined(separator: " > "))
        add("page", source.pages("-"))
        add("URL", source.address)
        add("note", locator(source))
        return .object(members)
    }

    /// The data for which BibTeX has no field.
    private static func note(_ source: CitedRecord) -> String {
        (source.sections.isEmpty ? "" : source.sections.joined(separator: " > ") + "、")
            + locator(source)
    }

    private static func locator(_ source: CitedRecord) -> String {
        var parts: [String] = []
        if let sheet = source.sheet { parts.append("シート「\(sheet)」") }
        if let row = source.row { parts.append("\(row) 行") }
        return (parts + ["記録 ID: \(source.id)"]).joined(separator: "、")
    }

    /// The key of an entry, in which LaTeX allows ASCII letters, digits and a few marks.
    ///
    /// Other scalars become `u` and their number, so that different identifiers stay different.
    private static func key(_ id: String) -> String {
        var key = ""
        for scalar in id.unicodeScalars {
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-.:/+".unicodeScalars.contains(scalar))
            if isPlain {
                key.unicodeScalars.append(scalar)
            } else {
                key += "_u" + String(scalar.value, radix: 16)
            }
        }
        return key
    }

    /// A text with the special characters of LaTeX escaped.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&", "%", "$", "#", "_", "{", "}":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "\\": result += "\\textbackslash{}"
            case "~": result += "\\textasciitilde{}"
            case "^": result += "\\textasciicircum{}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
