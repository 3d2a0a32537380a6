internal import Messages
internal import RenkeiSearch

/// The projects that are similar to a record or to a pasted text.
struct SimilarPage {
    /// The record or text that others are compared with.
    enum Model {
        /// Nothing yet: only the input for a text is shown.
        case nothing
        case record(String)
        case text(String)
    }

    let context: PageContext
    let language: String?
    let model: Model

    /// The greatest number of letters of a pasted text.
    static let longestText = 20_000
    private static let limit = 20

    private struct Found {
        var items: [(item: HitItem, passage: HitPassage, shared: [SharedPhrase])] = []
        var isClose = true
    }

    /// The page; nil if there is no such record.
    ///
    /// - Throws: `SearchError` if the text has nothing to compare or the index is damaged.
    func bytes() throws(SearchError) -> [UInt8]? {
        let searcher = context.searcher
        var record: Document?
        var found: Found?
        switch model {
        case .nothing: break
        case .record(let id):
            guard let document = try searcher.document(id: id),
                let results = try searcher.similar(toID: id, options: options(excluding: true))
            else { return nil }
            record = document
            found = try collect(results)
        case .text(let text):
            found = try collect(
                try searcher.similar(toText: text, options: options(excluding: false)))
        }
        return page(record, found)
    }

    private func options(excluding: Bool) -> SimilarOptions {
        var filters: [KeywordFilter] = []
        if context.overview.hasProjects {
            filters.append(KeywordFilter(field: "kind", values: ["project"]))
        }
        var options = SimilarOptions(
            limit: SimilarPage.limit, filters: filters,
            areaField: context.overview.areaField ?? "area_key", includesOwnArea: !excluding,
            perArea: context.overview.areaField == nil ? nil : 2, reasonLimit: 6)
        options.deadline = context.deadline
        return options
    }

    private func collect(_ results: SimilarResults) throws(SearchError) -> Found {
        var found = Found()
        found.isClose = results.hasCloseHits
        for (index, hit) in results.hits.enumerated() {
            let document = try context.searcher.document(of: hit)
            found.items.append(
                (
                    HitItem(
                        document: document, rank: index + 1, isPartial: false, hasAllWords: true),
                    try HitPassage(document, context.searcher, hit), hit.reasons
                ))
        }
        return found
    }

    private func page(_ record: Document?, _ found: Found?) -> [UInt8] {
        let heading =
            record.map { context.localized("Projects like “\(context.title(of: $0))”") }
            ?? context.localized("Find projects like a text")
        let languageOnly = language.map { [(name: "lang", value: $0)] } ?? []
        let own: [(name: String, value: String)] =
            if case .record(let id) = model { [("id", id)] } else { [] }
        let frame = PageFrame(
            language: context.language, canImport: context.canImport,
            title: "\(heading) – Renkei Search", kind: "similar",
            state: PageState().with { $0.language = language },
            here: PageAddress("similar", parameters: own + languageOnly),
            status: found.map {
                context.localized("\(count: $0.items.count, "similar record")")
            } ?? "")
        return frame.page { html in
            html.element(.h1, text: heading)
            if let record { RecordLead(context: context).write(record, &html) }
            if record == nil { form(&html) }
            guard let found else { return }
            if found.items.isEmpty {
                html.element(
                    .p, .class("empty"),
                    text: context.localized("No record in this data is similar."))
                return
            }
            if !found.isClose {
                html.element(
                    .p, .class("empty"),
                    text: context.localized(
                        "Nothing in this data is close to it: the projects below share little more than words with it."
                    ))
            }
            html.element(
                .p, .class("lead"),
                text: context.localized(
                    record == nil
                        ? "The most similar first, at most two of an area. What both share is marked."
                        : "Projects of other areas, the most similar first, at most two of an area. What both share is marked."
                ))
            html.element(.h2, .class("unseen"), text: context.localized("Similar projects"))
            html.element(.ol, .class("hits")) { html in
                for entry in found.items { write(entry, record, &html) }
            }
        }
    }

    private func write(
        _ entry: (item: HitItem, passage: HitPassage, shared: [SharedPhrase]),
        _ record: Document?, _ html: inout HTMLWriter
    ) {
        var state = PageState()
        state.language = language
        state.picked = record?.id
        var view = HitView(context: context, state: state, isOfQuestion: false)
        view.shared = entry.shared
        view.write(entry.item, entry.passage, &html)
    }

    private func form(_ html: inout HTMLWriter) {
        var text = ""
        if case .text(let pasted) = model { text = pasted }
        html.element(
            .form, .class("paste"), .action(PageAddress("similar", parameters: [])),
            .attribute(.method, "post")
        ) { html in
            html.element(
                .label, .attribute(.for, "text"),
                text: context.localized("Paste a plan or a description of a project"))
            html.element(
                .p, .class("hint"), .id("text-hint"),
                text: context.localized(
                    "Up to 20,000 letters. The text is compared on this server only and is not kept."
                ))
            html.element(
                .textarea, .id("text"), .name("text"), .attribute(.rows, "8"),
                .attribute(.maxlength, String(SimilarPage.longestText)), .flag(.required),
                .attribute(.ariaDescribedBy, "text-hint"), text: text)
            if let language {
                html.void(.input, .type("hidden"), .name("lang"), .value(language))
            }
            html.element(
                .button, .type("submit"), text: context.localized("Find similar projects"))
        }
    }
}

/// A summary of the record that others are compared with.
struct RecordLead {
    let context: PageContext

    func write(_ document: Document, _ html: inout HTMLWriter) {
        html.element(.div, .class("model")) { html in
            if let area = document.keywords("area").first {
                html.element(.p, .class("area"), text: area)
            }
            let field = context.searcher.schema.textFields.last?.name ?? ""
            html.element(.p, .class("whole"), text: document.text(field))
        }
    }
}
