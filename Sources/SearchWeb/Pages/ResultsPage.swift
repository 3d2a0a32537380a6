internal import Messages
internal import RenkeiSearch

/// The results of a question, in one of the views.
struct ResultsPage {
    let context: PageContext
    let state: PageState

    private var search: PageSearch {
        PageSearch(
            state: state, searcher: context.searcher, overview: context.overview,
            deadline: context.deadline)
    }

    /// The page.
    ///
    /// - Throws: `SearchError` if the question is invalid or the index is damaged.
    func bytes() throws(SearchError) -> [UInt8] {
        let facets = FacetColumn(context: context, state: state, search: search)
        let results = try search.run(
            counting: facets.requests + (state.view == .years ? facets.yearRequest : []))
        let counted = try facets.count(results)
        let body: ResultsBody
        switch state.view {
        case .list: body = try HitList(context: context, state: state, results: results).body()
        case .places: body = try PlacesView(context: context, state: state, search: search).body()
        case .years: body = YearsView(context: context, state: state, results: results).body()
        case .wording:
            body = try WordingView(context: context, state: state, search: search).body(results)
        }
        let lack = try lack(results)
        let summary = summary(results)
        return frame(summary).page { html in
            html.element(.h1, .id("result-title"), .attribute(.tabindex, "-1"), text: summary)
            PrintHead(context: context, state: state).write(&html)
            notices(results, lack, &html)
            PickBar(context: context, state: state).write(&html)
            marks(&html)
            html.element(.div, .class("columns")) { html in
                html.element(.aside, .class("beside"), .label(context.localized("Narrow down"))) {
                    facets.write(counted, total: results.total, &$0)
                }
                html.element(.div, .class("found")) { html in
                    tabs(&html)
                    html.element(.section, .class("view \(state.view.rawValue)")) { html in
                        if results.total == 0 && state.view != .places {
                            empty(lack, &html)
                        } else {
                            body.write(&html)
                        }
                    }
                    if results.total > 0 { takeAlong(&html) }
                    words(results, &html)
                }
            }
        }
    }

    private func frame(_ summary: String) -> PageFrame {
        PageFrame(
            language: context.language, canImport: context.canImport,
            title: "\(summary) – Renkei Search", kind: "results", box: .small, state: state,
            here: state.address, status: summary)
    }

    private func summary(_ results: SearchResults) -> String {
        let asked = state.question.trimmed
        let count: Message = "\(count: results.total, "hit")"
        if asked.isEmpty {
            return context.localized("\(count) with the chosen conditions")
        }
        if asked == PageState.all, state.choices.isEmpty {
            return context.localized("All records: \(count)")
        }
        return results.isFallback && results.total > 0
            ? context.localized("“\(asked)”: \(count) with some of the words")
            : context.localized("“\(asked)”: \(count)")
    }

    /// The reason why no record matches all of the question.
    private struct Lack {
        /// The problem with the question itself; nil if there is none.
        let diagnosis: Diagnosis?
        /// The number of records without the choices; nil if there are none, or if they are not the
        /// reason.
        var total: Int?
    }

    /// Finds the reason why no record matches all of the question; nil if some do.
    ///
    /// Chosen conditions are reported separately: their effect is not a property of the data, and
    /// suggested questions are asked without them.
    private func lack(_ results: SearchResults) throws(SearchError) -> Lack? {
        guard results.total == 0 || results.isFallback else { return nil }
        if state.choices.isEmpty {
            return Lack(diagnosis: try context.searcher.diagnose(results))
        }
        let plain = PageSearch(
            state: state.with { $0.choices = [] }.firstPage, searcher: context.searcher,
            overview: context.overview, deadline: context.deadline)
        var options = try plain.options()
        options.limit = 1
        let all = try context.searcher.search(try plain.query(), options: options)
        return Lack(
            diagnosis: try context.searcher.diagnose(all),
            total: all.total > 0 && !all.isFallback ? all.total : nil)
    }

    // MARK: What is said first

    private func notices(
        _ results: SearchResults, _ lack: Lack?, _ html: inout HTMLWriter
    ) {
        var lines: [Message] = []
        for cause in lack?.diagnosis?.causes ?? [] {
            switch cause {
            case .missing(let part): lines.append(Message("No record of this data has: \(part)"))
            case .apart(let parts):
                let list = parts.joined(separator: context.language.listSeparator)
                lines.append(
                    Message("Records have each of these, but none has all of them: \(list)"))
            case .filtered: break
            case .excluded(let total):
                lines.append(
                    Message("If nothing were left out, there would be \(count: total, "hit")."))
            }
        }
        if let total = lack?.total {
            lines.append(
                Message("Without the chosen conditions there are \(count: total, "hit")."))
        }
        if results.queryCut != nil {
            lines.append(Message("The question is long; only its beginning was searched."))
        }
        guard !lines.isEmpty else { return }
        html.element(.div, .class("notice")) { html in
            for line in lines { html.element(.p, text: context.localized(line)) }
        }
    }

    private func empty(_ lack: Lack?, _ html: inout HTMLWriter) {
        html.element(
            .p, .class("empty"), text: context.localized("Nothing in this data matches."))
        let suggestions = (lack?.diagnosis?.suggestions ?? []).filter {
            $0.kind != .withoutFilters && $0.query.description.count <= 200
        }
        guard !suggestions.isEmpty || !state.choices.isEmpty else { return }
        html.element(.h2, text: context.localized("What you can do"))
        html.element(.ul, .class("tries")) { html in
            if !state.choices.isEmpty {
                html.element(.li) {
                    $0.element(
                        .a, .href(state.with { $0.choices = [] }.firstPage.address),
                        text: context.localized("Remove all conditions"))
                }
            }
            for suggestion in suggestions {
                html.element(.li) { html in
                    let query = suggestion.query.description
                    html.element(
                        .a,
                        .href(
                            state.with {
                                $0.question = query
                                $0.choices = []
                            }.firstPage.address),
                        text: query)
                    html.element(
                        .span, .class("faint"),
                        text: context.localized(" (\(count: suggestion.total, "hit"))"))
                }
            }
        }
    }

    // MARK: What is chosen

    private func marks(_ html: inout HTMLWriter) {
        guard !state.choices.isEmpty else { return }
        html.element(.div, .class("marks")) { html in
            html.element(
                .h2, .id("marks-title"), .class("unseen"),
                text: context.localized("Chosen conditions"))
            html.element(.ul, .attribute(.ariaLabelledBy, "marks-title")) { html in
                for choice in state.choices {
                    for value in choice.values { mark(value, choice.field, &html) }
                }
                if state.choices.map(\.values.count).reduce(0, +) > 1 {
                    html.element(.li) {
                        $0.element(
                            .a, .class("quiet"),
                            .href(state.with { $0.choices = [] }.firstPage.address),
                            text: context.localized("Remove all"))
                    }
                }
            }
        }
    }

    private func mark(_ value: String, _ field: String, _ html: inout HTMLWriter) {
        let colon = context.language == .japanese ? "：" : ": "
        let text = context.label(of: field) + colon + context.label(of: value, in: field)
        html.element(.li) { html in
            html.element(
                .a, .class("mark"), .href(state.without(value, in: field).address),
                .label(context.localized("Remove: \(text)"))
            ) { html in
                html.element(.span, text: text)
                html.element(.span, .class("cross"), .attribute(.ariaHidden, "true"), text: "×")
            }
        }
    }

    // MARK: Ways to look

    private func tabs(_ html: inout HTMLWriter) {
        html.element(
            .div, .class("tabs"), .attribute(.role, "navigation"),
            .label(context.localized("Ways to look at the results"))
        ) { html in
            html.element(.ul) { html in
                for view in PageState.View.allCases where isPossible(view) {
                    html.element(.li) { html in
                        html.element(
                            .a,
                            .href(
                                state.with {
                                    $0.view = view
                                    $0.page = 1
                                }.address),
                            view == state.view ? .attribute(.ariaCurrent, "page") : nil,
                            text: context.localized(name(view)))
                    }
                }
            }
        }
    }

    private func isPossible(_ view: PageState.View) -> Bool {
        switch view {
        case .list: true
        case .places: context.overview.areaField != nil
        case .years: context.overview.yearField != nil
        case .wording: !state.question.trimmed.isEmpty
        }
    }

    private func name(_ view: PageState.View) -> Message {
        switch view {
        case .list: return "List"
        case .places: return "By area"
        case .years: return "By year"
        case .wording: return "In context"
        }
    }

    // MARK: Below the results

    private func takeAlong(_ html: inout HTMLWriter) {
        html.element(.div, .class("along")) { html in
            html.element(.h2, text: context.localized("Export the results"))
            html.element(.ul) { html in
                html.element(.li) { html in
                    let address = PageAddress(
                        "results.csv", parameters: state.with { $0.view = .list }.parameters)
                    html.element(
                        .a, .href(address), .flag(.download),
                        text: context.localized("CSV for Excel"))
                }
                html.element(.li, .class("scripted")) {
                    $0.element(
                        .button, .type("button"), .class("quiet print"),
                        text: context.localized("Print"))
                }
                html.element(.li) {
                    $0.text(
                        context.localized(
                            "The address of this page brings back the same question and conditions."
                        ))
                }
            }
        }
    }

    private func words(_ results: SearchResults, _ html: inout HTMLWriter) {
        guard !state.question.trimmed.isEmpty else { return }
        html.element(.section, .class("words"), .id("words")) { html in
            guard state.explainsWords else {
                html.element(.p) {
                    $0.element(
                        .a, .href(state.with { $0.explainsWords = true }.address),
                        text: context.localized("How the words were understood"))
                }
                return
            }
            WordsTable(context: context).write(results, &html)
            html.element(.p) {
                $0.element(
                    .a, .href(state.with { $0.explainsWords = false }.address),
                    text: context.localized("Hide this"))
            }
        }
    }
}

/// The content of a view of results, computed before the page is written.
struct ResultsBody {
    let write: (inout HTMLWriter) -> Void
}

extension String {
    /// The text without leading and trailing blanks.
    var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
