internal import Messages
internal import RenkeiSearch

/// Two records side by side, with what both share marked.
struct ComparePage {
    let context: PageContext
    let language: String?
    let left: String
    let right: String

    /// The page; nil if one of the records does not exist.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    func bytes() throws(SearchError) -> [UInt8]? {
        guard let comparison = try context.searcher.compare(id: left, with: right) else {
            return nil
        }
        let heading = context.localized("Two records compared")
        let languageOnly = language.map { [(name: "lang", value: $0)] } ?? []
        let frame = PageFrame(
            language: context.language, canImport: context.canImport,
            title: "\(heading) – Renkei Search", kind: "compare",
            state: PageState().with { $0.language = language },
            here: PageAddress("compare", parameters: [("a", left), ("b", right)] + languageOnly))
        return frame.page { html in
            html.element(.h1, text: heading)
            shared(comparison, &html)
            html.element(.div, .class("sides")) { html in
                side(comparison.left, &html)
                side(comparison.right, &html)
            }
            table(comparison, &html)
        }
    }

    private func shared(_ comparison: Comparison, _ html: inout HTMLWriter) {
        html.element(.section, .class("shared")) { html in
            html.element(.h2, text: context.localized("In both"))
            guard !comparison.shared.isEmpty else {
                html.element(.p, text: context.localized("They share no distinctive words."))
                return
            }
            html.element(.ul, .class("phrases")) { html in
                for phrase in comparison.shared {
                    html.element(.li) { html in
                        html.element(.mark, text: phrase.text)
                        if let other = phrase.synonymOf {
                            html.element(
                                .span, .class("faint"),
                                text: context.localized(" (left: \(other))"))
                        }
                    }
                }
            }
        }
    }

    private func side(_ side: ComparisonSide, _ html: inout HTMLWriter) {
        html.element(.article, .class("side")) { html in
            let texts = side.texts.filter { !$0.passage.text.isEmpty }
            let hasTitle = side.texts.count > 1 && !side.texts[0].passage.text.isEmpty
            html.element(.h2) { html in
                var address = PageAddress("records", side.document.id)
                if let language { address.parameters = [("lang", language)] }
                html.element(.a, .href(address)) { html in
                    if hasTitle, let title = texts.first {
                        html.passage(title.passage)
                    } else {
                        html.text(context.title(of: side.document))
                    }
                }
            }
            for text in texts.dropFirst(hasTitle ? 1 : 0) {
                html.element(.p, .class("whole")) { $0.passage(text.passage) }
            }
            if !side.distinct.isEmpty {
                html.element(.h3, text: context.localized("Only here"))
                html.element(.ul, .class("phrases")) { html in
                    for phrase in side.distinct { html.element(.li, text: phrase.text) }
                }
            }
        }
    }

    /// Writes the fields of both records, one below the other.
    private func table(_ comparison: Comparison, _ html: inout HTMLWriter) {
        let schema = context.searcher.schema
        let both = (comparison.left.document, comparison.right.document)
        html.element(
            .div, .class("scroll"), .attribute(.tabindex, "0"), .attribute(.role, "region"),
            .label(context.localized("The fields of both"))
        ) { html in
            html.element(.table, .class("fields")) { html in
                html.element(.caption, text: context.localized("The fields of both"))
                html.element(.thead) { html in
                    html.element(.tr) { html in
                        html.element(.td, text: "")
                        html.element(.th, .scope("col"), text: context.title(of: both.0))
                        html.element(.th, .scope("col"), text: context.title(of: both.1))
                    }
                }
                html.element(.tbody) { html in
                    for name in schema.keywordFields + schema.integerFields + ["source"]
                    where name != "area_key" {
                        let values = (text(name, both.0), text(name, both.1))
                        if values.0.isEmpty && values.1.isEmpty { continue }
                        html.element(.tr) { html in
                            html.element(.th, .scope("row"), text: context.label(of: name))
                            html.element(.td, text: values.0)
                            html.element(.td, text: values.1)
                        }
                    }
                }
            }
        }
    }

    private func text(_ name: String, _ document: Document) -> String {
        if name == "source" { return RecordSourceText(document)?.document ?? "" }
        switch document[name] {
        case .keywords(let values)?:
            return values.map { context.label(of: $0, in: name) }
                .joined(separator: context.language.listSeparator)
        case .integer(let number)?:
            return name == context.overview.yearField
                ? YearText.text(Int(number), in: context.language)
                : context.localized(
                    context.searcher.schema.message(of: number, in: name))
        default: return ""
        }
    }
}
