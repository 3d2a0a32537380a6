internal import Messages
internal import RenkeiSearch

/// The list of records, those with all words before those with some of them.
struct HitList {
    let context: PageContext
    let state: PageState
    let results: SearchResults

    /// Reads the records.
    ///
    /// - Throws: `SearchError` if the index is damaged.
    func body() throws(SearchError) -> ResultsBody {
        var items: [HitItem] = []
        for (index, hit) in results.hits.prefix(PageState.pageSize).enumerated() {
            var group: String?
            if index < results.groups.count {
                let found = results.groups[index]
                group = found.count > 1 ? found.value : nil
            }
            items.append(
                HitItem(
                    document: try context.searcher.document(of: hit),
                    rank: results.offset + index + 1, isPartial: hit.isPartial,
                    hasAllWords: hit.hasAllWords && !results.isFallback, area: group,
                    areaCount: index < results.groups.count ? results.groups[index].count : 0))
        }
        let passages = try HitPassage.passages(items.map(\.document), context.searcher, results)
        return ResultsBody { html in
            write(Array(zip(items, passages)), &html)
            pager(&html)
        }
    }

    private func write(_ items: [(HitItem, HitPassage)], _ html: inout HTMLWriter) {
        let isMixed = state.question.trimmed.contains(where: \.isWhitespace)
        let view = HitView(context: context, state: state)
        func list(_ items: [(HitItem, HitPassage)], _ html: inout HTMLWriter) {
            html.element(.ol, .class("hits")) { html in
                for (item, passage) in items { view.write(item, passage, &html) }
            }
        }
        let whole = items.filter(\.0.hasAllWords)
        let some = items.filter { !$0.0.hasAllWords }
        if !whole.isEmpty {
            // With a single group, the heading is only useful for screen readers.
            html.element(
                .h2, .class(isMixed ? "tier" : "unseen"),
                text: context.localized(
                    isMixed ? "Records with all of the words" : "Projects"))
            list(whole, &html)
        }
        if !some.isEmpty {
            html.element(
                .h2, .class("tier"), text: context.localized("Records with some of the words"))
            list(some, &html)
        }
    }

    private func pager(_ html: inout HTMLWriter) {
        let hasNext = results.hits.count > PageState.pageSize && state.page < PageState.lastPage
        guard hasNext || state.page > 1 else { return }
        html.element(
            .div, .class("pager"), .attribute(.role, "navigation"),
            .label(context.localized("Pages of the results"))
        ) { html in
            if state.page > 1 {
                html.element(
                    .a, .attribute(.rel, "prev"),
                    .href(state.with { $0.page -= 1 }.address),
                    text: context.localized("Previous page"))
            }
            html.element(
                .span, .attribute(.ariaCurrent, "page"),
                text: context.localized("Page \(state.page)"))
            if hasNext {
                html.element(
                    .a, .attribute(.rel, "next"),
                    .href(state.with { $0.page += 1 }.address),
                    text: context.localized("Next page"))
            }
        }
    }
}

/// A record that was found, with its rank and passages.
struct HitItem {
    let document: Document
    /// Its rank among all records found, from 1.
    let rank: Int
    let isPartial: Bool
    let hasAllWords: Bool
    /// The area whose best record this is, if the area has more records.
    var area: String?
    var areaCount = 0
}

/// The title and a passage of a record, with highlights.
struct HitPassage {
    let title: Snippet?
    let passage: Snippet?

    private static let width = 220

    private init(title: Snippet?, passage: Snippet?) {
        self.title = title
        self.passage = passage
    }

    /// For each record, its title and the passage that shows most of the query.
    ///
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs.
    static func passages(
        _ documents: [Document], _ searcher: Searcher, _ results: SearchResults
    ) throws(SearchError) -> [HitPassage] {
        let fields = searcher.schema.textFields
        let titles = documents.map { fields.count > 1 ? $0.text(fields[0].name) : "" }
        let texts = documents.map { $0.text(fields.last?.name ?? "") }
        let wholeTitles = try searcher.snippets(of: titles, for: results, width: .max)
        let passages = try searcher.snippets(of: texts, for: results, width: HitPassage.width)
        return documents.indices.map { index in
            HitPassage(
                title: titles[index].isEmpty ? nil : wholeTitles[index],
                passage: texts[index].isEmpty ? nil : passages[index])
        }
    }

    /// The passage of a record that is similar to another, with shared parts highlighted.
    ///
    /// - Throws: `SearchError` if ICU lacks data that the analysis needs.
    init(
        _ document: Document, _ searcher: Searcher, _ hit: SimilarHit
    ) throws(SearchError) {
        let fields = searcher.schema.textFields
        let title = fields.count > 1 ? document.text(fields[0].name) : ""
        self.title = title.isEmpty ? nil : try searcher.snippet(of: title, for: hit, width: 10_000)
        let text = document.text(fields.last?.name ?? "")
        passage =
            text.isEmpty
            ? nil : try searcher.snippet(of: text, for: hit, width: HitPassage.width)
    }
}

extension HTMLWriter {
    /// Writes a passage with its highlights, and ellipses where it is cut.
    mutating func passage(_ snippet: Snippet) {
        if snippet.isCutAtStart { text("…") }
        for piece in snippet.pieces {
            if piece.isHighlighted {
                element(.mark, text: piece.text)
            } else {
                text(piece.text)
            }
        }
        if snippet.isCutAtEnd { text("…") }
    }
}

extension PageContext {
    /// The title of a record; its identifier if it has none.
    func title(of document: Document) -> String {
        let fields = searcher.schema.textFields
        let title = fields.count > 1 ? document.text(fields[0].name) : ""
        return title.isEmpty ? document.id : title
    }
}
