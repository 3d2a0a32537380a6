internal import Messages
internal import RenkeiSearch

/// The column next to the results: values to choose from with their counts, and the order.
struct FacetColumn {
    let context: PageContext
    let state: PageState
    let search: PageSearch

    /// The number of values of a field that are visible; the others are collapsed.
    private static let seen = 6
    /// The greatest number of values of a field.
    private static let most = 60

    /// The fields whose values are offered, in order.
    var fields: [String] {
        let schema = context.searcher.schema
        var fields: [String] = []
        for field in ["prefectures", context.overview.areaField ?? "area", "category"]
        where schema.keywordFields.contains(field) { fields.append(field) }
        if let year = context.overview.yearField { fields.append(year) }
        for field in ["field", "status", "municipalities"]
        where schema.keywordFields.contains(field) { fields.append(field) }
        let standard: Set<String> = ["kind", "area", "area_key"]
        for field in schema.keywordFields + schema.integerFields
        where !fields.contains(field) && !standard.contains(field) {
            // Amounts and dates differ from record to record; so single values are of little use.
            if schema.integerFields.contains(field),
                !schema.integerKind(field).values.isShared
            {
                continue
            }
            fields.append(field)
        }
        return Array(fields.prefix(12))
    }

    /// The requested counts.
    var requests: [FacetRequest] {
        fields.map { field in
            FacetRequest(field, limit: field == context.overview.yearField ? 400 : FacetColumn.most)
        }
    }

    /// The request to count years, even if some were chosen.
    var yearRequest: [FacetRequest] {
        guard let field = context.overview.yearField, !state.values(in: field).isEmpty else {
            return []
        }
        return [FacetRequest(field, limit: 400)]
    }

    /// The counts: those of the results, and, for fields with a choice, those without that choice.
    ///
    /// - Throws: `SearchError` if a choice is invalid or the index is damaged.
    func count(_ results: SearchResults) throws(SearchError) -> [Facet] {
        var counted: [Facet] = []
        for request in requests {
            if state.values(in: request.field).isEmpty {
                if let facet = results.facets.first(where: { $0.field == request.field }) {
                    counted.append(facet)
                }
            } else if let facet = try search.count(request) {
                counted.append(facet)
            }
        }
        return counted
    }

    /// Writes the column.
    func write(_ facets: [Facet], total: Int, _ html: inout HTMLWriter) {
        html.element(.details, .class("fold"), .id("narrow")) { html in
            html.element(.summary, text: context.localized("Narrow down and order"))
            order(&html)
            for facet in facets where !facet.values.isEmpty || hasChoice(facet.field) {
                write(facet, &html)
            }
            kinds(&html)
            html.element(
                .button, .type("submit"), .attribute(.form, "ask"), .class("apply"),
                text: context.localized("Show with these conditions"))
        }
    }

    private func hasChoice(_ field: String) -> Bool { !state.values(in: field).isEmpty }

    private func order(_ html: inout HTMLWriter) {
        html.element(.div, .class("order")) { html in
            html.element(.label, .attribute(.for, "order"), text: context.localized("Order"))
            html.element(.select, .id("order"), .name("order"), .attribute(.form, "ask")) { html in
                for order in PageState.Order.allCases where isPossible(order) {
                    html.element(
                        .option, .value(order.rawValue),
                        order == state.order ? .flag(.selected) : nil,
                        text: context.localized(name(order)))
                }
            }
            if context.overview.areaField != nil {
                html.element(.label, .class("check")) { html in
                    html.void(
                        .input, .type("checkbox"), .name("per"), .value("area"),
                        .attribute(.form, "ask"), state.isOnePerArea ? .flag(.checked) : nil)
                    html.element(.span, text: context.localized("Only the best of each area"))
                }
            }
        }
    }

    private func isPossible(_ order: PageState.Order) -> Bool {
        context.overview.yearField != nil || order == .best || order == .title
    }

    private func name(_ order: PageState.Order) -> Message {
        switch order {
        case .best: return "Best match first"
        case .newest: return "Latest year first"
        case .oldest: return "Earliest year first"
        case .title: return "By title"
        }
    }

    private func write(_ facet: Facet, _ html: inout HTMLWriter) {
        let chosen = state.values(in: facet.field)
        var values = facet.values
        let isYear = facet.field == context.overview.yearField
        if isYear { values.sort { (Int($0.value) ?? 0) > (Int($1.value) ?? 0) } }
        // Chosen values come first, even if nothing has them any more.
        let known = Set(values.map(\.value))
        let lost = chosen.filter { !$0.isEmpty && !known.contains($0) }
            .map { FacetValue(value: $0, count: 0) }
        let first = lost + values.filter { chosen.contains($0.value) }
        let others = values.filter { !chosen.contains($0.value) }
        let room = max(FacetColumn.seen - first.count, 2)
        // Collapsing a single value would save nothing.
        let cut = others.count <= room + 1 ? others.count : room
        html.element(.fieldset) { html in
            html.element(.legend, text: context.label(of: facet.field))
            html.element(.ul) { html in
                for value in first { option(value, facet.field, true, &html) }
                for value in others.prefix(cut) { option(value, facet.field, false, &html) }
                if facet.missing > 0 || chosen.contains("") {
                    option(
                        FacetValue(value: "", count: facet.missing), facet.field,
                        chosen.contains(""), &html)
                }
            }
            guard others.count > cut else { return }
            html.element(.details, .class("more"), .id("more-\(facet.field)")) { html in
                html.element(
                    .summary,
                    text: context.localized(
                        "Show \(MessageNumber.grouped(others.count - cut)) more"))
                html.element(.ul) { html in
                    for value in others.dropFirst(cut) { option(value, facet.field, false, &html) }
                }
                if facet.distinct > facet.values.count {
                    html.element(
                        .p, .class("hint"),
                        text: context.localized("Use a search to find others."))
                }
            }
        }
    }

    private func option(
        _ value: FacetValue, _ field: String, _ isChosen: Bool, _ html: inout HTMLWriter
    ) {
        html.element(.li) { html in
            html.element(.label, .class("check")) { html in
                html.void(
                    .input, .type("checkbox"), .name(PageState.parameter(of: field)),
                    .value(value.value), .attribute(.form, "ask"),
                    isChosen ? .flag(.checked) : nil)
                html.element(.span, text: context.label(of: value.value, in: field))
                html.element(.span, .class("count"), text: MessageNumber.grouped(value.count))
            }
        }
    }

    /// Writes the choice whether records about the history of areas are included.
    private func kinds(_ html: inout HTMLWriter) {
        guard context.overview.hasProjects else { return }
        html.element(.fieldset) { html in
            html.element(.legend, text: context.label(of: "kind"))
            html.element(.label, .class("check")) { html in
                html.void(
                    .input, .type("checkbox"), .name("kind"), .value(PageSearch.anyKind),
                    .attribute(.form, "ask"),
                    state.values(in: "kind").contains(PageSearch.anyKind) ? .flag(.checked) : nil)
                html.element(
                    .span, text: context.localized("Also records of how areas came about"))
            }
        }
    }
}
