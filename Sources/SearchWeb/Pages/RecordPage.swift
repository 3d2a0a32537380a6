internal import Messages
internal import RenkeiSearch

/// The page of a complete record, with highlights and links to its neighbours.
struct RecordPage {
    let context: PageContext
    let state: PageState
    let id: String
    /// The rank of the record among the results of the question, from 1; nil if it was not opened
    /// from there.
    let rank: Int?

    /// The records before and after this one among the results.
    private struct Neighbours {
        var before: String?
        var after: String?
        var total = 0
    }

    /// A text of the record, with highlights; nil if there is no question.
    private struct MarkedText {
        let field: String
        let text: String
        var passage: Snippet?
    }

    /// The page; nil if there is no such record.
    ///
    /// - Throws: `SearchError` if the question is invalid or the index is damaged.
    func bytes() throws(SearchError) -> [UInt8]? {
        guard let document = try context.searcher.document(id: id) else { return nil }
        let (texts, neighbours) = try read(document)
        let title = context.title(of: document)
        let frame = PageFrame(
            language: context.language, canImport: context.canImport,
            title: "\(title) – Renkei Search", kind: "record", box: .small,
            state: state.isEmpty ? state.with { $0.view = .list } : state,
            here: here)
        return frame.page { html in
            way(neighbours, &html)
            html.element(.article, .class("record")) { html in
                write(texts, title, &html)
                RecordFacts(context: context, language: state.language).write(document, &html)
                html.element(.div, .class("actions")) { html in
                    writeActions(&html)
                    CitationView(context: context)
                        .write(document, RecordSourceText(document), &html)
                }
            }
        }
    }

    /// Loads the texts of the record and its neighbours among the results.
    private func read(
        _ document: Document
    ) throws(SearchError) -> (texts: [MarkedText], neighbours: Neighbours?) {
        let searcher = context.searcher
        var texts = searcher.schema.textFields.map {
            MarkedText(field: $0.name, text: document.text($0.name))
        }
        guard !state.isEmpty else { return (texts, nil) }
        let search = PageSearch(
            state: state, searcher: searcher, overview: context.overview,
            deadline: context.deadline)
        var options = try search.options()
        options.offset = rank.map { max($0 - 2, 0) } ?? 0
        options.limit = rank.map { $0 > 1 ? 3 : 2 } ?? 0
        let results = try searcher.search(try search.query(), options: options)
        for number in texts.indices {
            texts[number].passage = try searcher.snippet(
                of: texts[number].text, for: results, width: .max)
        }
        return (texts, rank.flatMap { find(results, at: $0) })
    }

    /// Writes the title and the other texts.
    private func write(_ texts: [MarkedText], _ title: String, _ html: inout HTMLWriter) {
        html.element(.h1) { html in
            if texts.count > 1, !texts[0].text.isEmpty, let marked = texts[0].passage {
                html.passage(marked)
            } else {
                html.text(title)
            }
        }
        for text in texts.dropFirst(texts.count > 1 ? 1 : 0) where !text.text.isEmpty {
            if texts.count > 2 { html.element(.h2, text: context.label(of: text.field)) }
            html.element(.p, .class("whole")) { html in
                if let passage = text.passage {
                    html.passage(passage)
                } else {
                    html.text(text.text)
                }
            }
        }
    }

    /// Writes the links to similar records and to a comparison.
    private func writeActions(_ html: inout HTMLWriter) {
        let language = state.language.map { [(name: "lang", value: $0)] } ?? []
        html.element(
            .a, .class("button"),
            .href(PageAddress("similar", parameters: [("id", id)] + language)),
            text: context.localized("Similar projects"))
        if let picked = state.picked, picked != id {
            html.element(
                .a, .class("button"),
                .href(PageAddress("compare", parameters: [("a", picked), ("b", id)] + language)),
                text: context.localized("Compare"))
        } else {
            html.element(
                .a, .class("button"), .href(state.with { $0.picked = id }.address),
                text: context.localized("Add to comparison"))
        }
    }

    private var here: PageAddress {
        PageAddress(
            "records", id,
            parameters: (asksParameters) + (rank.map { [("at", String($0))] } ?? []))
    }

    private var asksParameters: [(name: String, value: String)] {
        state.isEmpty ? state.language.map { [("lang", $0)] } ?? [] : state.parameters
    }

    /// The neighbours, if the record still has its rank.
    private func find(_ results: SearchResults, at rank: Int) -> Neighbours? {
        let own = rank > 1 ? 1 : 0
        guard results.hits.indices.contains(own), results.hits[own].id == id else { return nil }
        return Neighbours(
            before: own > 0 ? results.hits[0].id : nil,
            after: results.hits.indices.contains(own + 1) ? results.hits[own + 1].id : nil,
            total: state.isOnePerArea ? results.groupCount : results.total)
    }

    private func way(_ neighbours: Neighbours?, _ html: inout HTMLWriter) {
        guard !state.isEmpty else { return }
        html.element(
            .div, .class("way"), .attribute(.role, "navigation"),
            .label(context.localized("To other results"))
        ) { html in
            var back = state
            if let rank { back.page = (rank - 1) / PageState.pageSize + 1 }
            html.element(
                .a, .class("back"), .href(back.address),
                text: context.localized("Back to the results"))
            guard let neighbours, let rank else { return }
            if let before = neighbours.before {
                html.element(
                    .a, .attribute(.rel, "prev"), .href(address(before, rank - 1)),
                    text: context.localized("Previous record"))
            }
            html.element(.span, .class("faint")) { html in
                html.text(
                    rank <= neighbours.total
                        ? context.localized(
                            "\(MessageNumber.grouped(rank)) of \(MessageNumber.grouped(neighbours.total))"
                        ) : context.localized("with some of the words"))
            }
            if let after = neighbours.after {
                html.element(
                    .a, .attribute(.rel, "next"), .href(address(after, rank + 1)),
                    text: context.localized("Next record"))
            }
        }
    }

    private func address(_ id: String, _ rank: Int) -> PageAddress {
        PageAddress("records", id, parameters: state.parameters + [("at", String(rank))])
    }
}
