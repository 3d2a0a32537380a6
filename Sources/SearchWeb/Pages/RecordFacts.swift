internal import Messages
internal import RenkeiSearch

/// The fields of a record except its texts, as a list; values that can be chosen are links.
struct RecordFacts {
    let context: PageContext
    let language: String?

    func write(_ document: Document, _ html: inout HTMLWriter) {
        let schema = context.searcher.schema
        html.element(.dl, .class("fields")) { html in
            for name in schema.fieldNames where name != "area_key" && name != "source" {
                switch document[name] {
                case .keywords(let values)? where !values.isEmpty:
                    entry(name, &html) { html in keywords(values, name, document, &html) }
                case .integer(let number)?:
                    entry(name, &html) { html in
                        let text =
                            name == context.overview.yearField
                            ? YearText.text(Int(number), in: context.language)
                            : context.localized(schema.message(of: number, in: name))
                        html.element(.dd, text: text)
                    }
                case .json(let json)?:
                    let lines = StoredText.lines(json)
                    guard !lines.isEmpty else { continue }
                    entry(name, &html) { html in
                        for line in lines { html.element(.dd, text: line) }
                    }
                default: continue
                }
            }
            if let source = RecordSourceText(document) {
                entry("source", &html) { html in
                    html.element(.dd) { html in
                        html.text(source.document)
                        let location = source.location(context.localized)
                        if !location.isEmpty {
                            html.element(
                                .span, .class("section"),
                                text: location.joined(separator: " ＞ "))
                        }
                    }
                }
            }
        }
    }

    private func entry(
        _ name: String, _ html: inout HTMLWriter, _ values: (inout HTMLWriter) -> Void
    ) {
        html.element(.div) { html in
            html.element(.dt, text: context.label(of: name))
            values(&html)
        }
    }

    private func keywords(
        _ values: [String], _ name: String, _ document: Document, _ html: inout HTMLWriter
    ) {
        html.element(.dd) { html in
            html.element(.ul, .class("values")) { html in
                for value in values {
                    // Areas are chosen by key and shown by name.
                    let field =
                        name == "area" ? context.overview.areaField ?? name : name
                    let chosen =
                        name == "area" ? document.keywords(field).first ?? value : value
                    let state = PageState().with {
                        $0.language = language
                        $0.choose(chosen, in: field)
                    }
                    html.element(.li) {
                        $0.element(
                            .a, .href(state.address),
                            text: name == "area" ? value : context.label(of: value, in: name))
                    }
                }
            }
        }
    }
}
