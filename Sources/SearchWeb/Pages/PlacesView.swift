internal import Messages
internal import RenkeiSearch

/// The areas that have matching records, those to be checked, and those without any in this data.
struct PlacesView {
    let context: PageContext
    let state: PageState
    let search: PageSearch

    /// Collects the areas.
    ///
    /// - Throws: `SearchError` if the question is invalid or the index is damaged.
    func body() throws(SearchError) -> ResultsBody {
        guard let areaField = context.overview.areaField else { return ResultsBody { _ in } }
        // Choices of areas are ignored: they would only hide the others.
        let (keywords, ranges) = try search.filters(without: areaField)
        var options = CoverageOptions(filters: keywords, field: areaField)
        options.ranges = ranges
        options.deadline = context.deadline
        let query = try search.query(without: areaField).description
        let results = try context.searcher.coverage(of: query, options: options)
        var titles: [String: String] = [:]
        for area in results.covered + results.partial {
            guard let best = area.best else { continue }
            titles[area.value] = context.title(of: try context.searcher.document(of: best))
        }
        return ResultsBody { html in
            counts(results, &html)
            group(
                results.covered, Message("Areas with such projects"), id: "with", titles, areaField,
                count: \.count, &html)
            group(
                results.partial, Message("Areas to be checked"), id: "check", titles, areaField,
                count: \.partialCount, &html,
                note: Message("The words occur there only inside longer words."))
            without(results.uncovered, areaField, &html)
        }
    }

    private func counts(_ results: CoverageResults, _ html: inout HTMLWriter) {
        let all = results.covered.count + results.partial.count + results.uncovered.count
        html.element(.p, .class("lead")) { html in
            html.text(
                context.localized(
                    "\(results.covered.count) of \(count: all, "area") have such projects in this data."
                ))
        }
    }

    private func group(
        _ areas: [CoverageArea], _ heading: Message, id: String, _ titles: [String: String],
        _ areaField: String, count: (CoverageArea) -> Int, _ html: inout HTMLWriter,
        note: Message? = nil
    ) {
        guard !areas.isEmpty else { return }
        html.element(.h2, .id(id), .class("tier")) { html in
            html.text(context.localized(heading))
            html.element(.span, .class("count"), text: String(areas.count))
        }
        if let note { html.element(.p, .class("hint"), text: context.localized(note)) }
        html.element(.table, .class("places"), .attribute(.ariaLabelledBy, id)) { html in
            html.element(.thead) { html in
                html.element(.tr) { html in
                    html.element(.th, .scope("col"), text: context.label(of: "area"))
                    html.element(
                        .th, .scope("col"), .class("number"), text: context.localized("Number"))
                    html.element(
                        .th, .scope("col"), text: context.localized("The best match"))
                }
            }
            html.element(.tbody) { html in
                for area in areas {
                    html.element(.tr) { html in
                        html.element(.th, .scope("row")) {
                            $0.element(
                                .a,
                                .href(
                                    state.with { $0.view = .list }
                                        .choosing(area.value, in: areaField).address),
                                text: area.name)
                        }
                        html.element(
                            .td, .class("number"), text: MessageNumber.grouped(count(area)))
                        html.element(.td) { html in
                            if let best = area.best {
                                let address = PageAddress(
                                    "records", best.id,
                                    parameters: state.with { $0.view = .places }.parameters)
                                html.element(
                                    .a, .href(address), text: titles[area.value] ?? best.id)
                            }
                        }
                    }
                }
            }
        }
    }

    private func without(
        _ areas: [CoverageArea], _ areaField: String, _ html: inout HTMLWriter
    ) {
        guard !areas.isEmpty else { return }
        html.element(.h2, .class("tier")) { html in
            html.text(context.localized("Areas with no such record in this data"))
            html.element(.span, .class("count"), text: String(areas.count))
        }
        html.element(
            .p, .class("hint"),
            text: context.localized("They may still have such a project."))
        html.element(.ul, .class("names")) { html in
            for area in areas {
                let all = PageState().with {
                    $0.language = state.language
                    $0.choose(area.value, in: areaField)
                }
                html.element(.li) { $0.element(.a, .href(all.address), text: area.name) }
            }
        }
    }
}
