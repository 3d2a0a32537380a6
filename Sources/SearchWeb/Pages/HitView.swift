internal import Messages
internal import RenkeiSearch

/// A record in a list: title, area, year, a passage, its source, and actions.
struct HitView {
    let context: PageContext
    let state: PageState
    /// Whether the rank among the results is part of the address of the record.
    let isOfQuestion: Bool
    /// What the record shares with the one that it is compared with.
    var shared: [SharedPhrase] = []
    /// Shared by all records of a list.
    private let citation: CitationView
    private let similar: String
    private let add: String
    private let compare: String
    private let language: [(name: String, value: String)]

    init(context: PageContext, state: PageState, isOfQuestion: Bool = true) {
        self.context = context
        self.state = state
        self.isOfQuestion = isOfQuestion
        citation = CitationView(context: context)
        similar = context.localized("Similar projects")
        add = context.localized("Add to comparison")
        compare = context.localized("Compare")
        language = state.language.map { [("lang", $0)] } ?? []
    }

    /// The number of municipalities that are named before the rest is counted.
    private static let namedMunicipalities = 6

    func write(_ item: HitItem, _ passage: HitPassage, _ html: inout HTMLWriter) {
        let document = item.document
        let title = context.title(of: document)
        let source = RecordSourceText(document)
        html.element(.li, .class("hit")) { html in
            html.element(.h3) { html in
                html.element(.a, .class("title"), .href(address(of: item))) { html in
                    if let title = passage.title {
                        html.passage(title)
                    } else {
                        html.text(title)
                    }
                }
            }
            facts(document, &html)
            if let passage = passage.passage {
                html.element(.p, .class("passage")) { $0.passage(passage) }
            }
            sharedPhrases(&html)
            if item.isPartial {
                html.element(
                    .p, .class("note"),
                    text: context.localized(
                        "The words occur only inside longer words: please check."))
            }
            if let source {
                html.element(
                    .p, .class("source"),
                    text: context.localized("Source: \(source.document)"))
            }
            actions(item, title, source, &html)
        }
    }

    private func sharedPhrases(_ html: inout HTMLWriter) {
        guard !shared.isEmpty else { return }
        let phrases = shared.map { phrase in
            phrase.synonymOf.map { "\(phrase.text)（\($0)）" } ?? phrase.text
        }
        let list = phrases.joined(separator: context.language.listSeparator)
        html.element(.p, .class("note"), text: context.localized("In common: \(list)"))
    }

    private func address(of item: HitItem) -> PageAddress {
        var address = PageAddress("records", item.document.id)
        if isOfQuestion {
            address.parameters =
                state.with { $0.page = 1 }.parameters + [("at", String(item.rank))]
        } else {
            address.parameters = language
        }
        return address
    }

    private func facts(_ document: Document, _ html: inout HTMLWriter) {
        html.element(.ul, .class("facts")) { html in
            if let area = document.keywords("area").first {
                html.element(.li, .class("area"), text: area)
            }
            let municipalities = document.keywords("municipalities")
            if !municipalities.isEmpty {
                html.element(.li, text: names(municipalities))
            } else if !document.keywords("prefectures").isEmpty {
                html.element(.li, text: names(document.keywords("prefectures")))
            }
            if let field = context.overview.yearField, let year = document.integer(field) {
                html.element(.li, text: YearText.text(Int(year), in: context.language))
            }
            if let category = document.keywords("category").first {
                html.element(.li, text: category)
            }
            if let kind = document.keywords("kind").first, kind != "project" {
                html.element(.li, text: context.label(of: kind, in: "kind"))
            }
        }
    }

    private func names(_ names: [String]) -> String {
        // Counting a single one would save nothing.
        let isCut = names.count > HitView.namedMunicipalities + 1
        let shown = (isCut ? names.prefix(HitView.namedMunicipalities) : names[...])
            .joined(separator: context.language.listSeparator)
        let rest = names.count - HitView.namedMunicipalities
        return isCut ? context.localized("\(shown) and \(rest) others") : shown
    }

    private func actions(
        _ item: HitItem, _ title: String, _ source: RecordSourceText?, _ html: inout HTMLWriter
    ) {
        let id = item.document.id
        html.element(.ul, .class("actions")) { html in
            html.element(.li) {
                $0.element(
                    .a, .href(PageAddress("similar", parameters: [("id", id)] + language)),
                    .label(context.localized("Projects like \(title)")),
                    text: similar)
            }
            html.element(.li) { html in
                if let picked = state.picked, picked != id {
                    html.element(
                        .a,
                        .href(
                            PageAddress(
                                "compare", parameters: [("a", picked), ("b", id)] + language)),
                        .label(context.localized("Compare with \(title)")),
                        text: compare)
                } else if state.picked == id {
                    html.element(.span, .class("faint"), text: context.localized("To compare"))
                } else if isOfQuestion {
                    html.element(
                        .a, .href(state.with { $0.picked = id }.address),
                        .label(context.localized("Add to comparison: \(title)")),
                        text: add)
                }
            }
            if let area = item.area, let field = context.overview.areaField {
                html.element(.li) {
                    $0.element(
                        .a,
                        .href(
                            state.with { $0.isOnePerArea = false }.choosing(area, in: field)
                                .address),
                        text: context.localized("All \(item.areaCount) of this area"))
                }
            }
            html.element(.li) { citation.write(item.document, source, &$0) }
        }
    }
}

/// The citation of a record, collapsed, with a button that copies it.
struct CitationView {
    private let context: PageContext
    private let summary: String
    private let copy: String
    private let copied: String

    init(context: PageContext) {
        self.context = context
        summary = context.localized("Citation")
        copy = context.localized("Copy")
        copied = context.localized("Copied")
    }

    func write(_ document: Document, _ source: RecordSourceText?, _ html: inout HTMLWriter) {
        html.element(.details, .class("cite")) { html in
            html.element(.summary, text: summary)
            html.element(.p, .class("citation"), text: text(document, source))
            html.element(
                .button, .type("button"), .class("copy scripted"), .flag(.hidden),
                .attribute(.dataText, copied), text: copy)
        }
    }

    /// Title, area, source with section, and the year: the data needed to cite a record.
    func text(_ document: Document, _ source: RecordSourceText?) -> String {
        let title = context.title(of: document)
        let area = document.keywords("area").first
        let year = context.overview.yearField.flatMap { document.integer($0) }
        if context.language == .japanese {
            var parts = ["「\(title)」"]
            if let area { parts.append(area) }
            if let year { parts.append(YearText.text(Int(year), in: .japanese)) }
            if let source {
                let location = source.location(context.localized)
                let section = location.isEmpty ? "" : "（" + location.joined(separator: "＞") + "）"
                parts.append("『\(source.document)』\(section)")
            }
            return parts.joined(separator: "、") + "。"
        }
        var parts = ["“\(title)”"]
        if let area { parts.append(area) }
        if let year { parts.append(String(year)) }
        if let source {
            let location = source.location(context.localized)
            let section = location.isEmpty ? "" : " (" + location.joined(separator: " > ") + ")"
            parts.append(source.document + section)
        }
        return parts.joined(separator: ", ") + "."
    }
}
