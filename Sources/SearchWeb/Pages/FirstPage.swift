internal import Messages
internal import RenkeiSearch

/// The first page: the search box, example questions, a description of the data, and the table of
/// areas.
struct FirstPage {
    let context: PageContext
    let state: PageState

    func bytes() -> [UInt8] {
        let overview = context.overview
        let heading = context.localized(
            overview.isBundled ? "Find projects of municipal cooperation" : "Find projects")
        let frame = PageFrame(
            language: context.language, canImport: context.canImport,
            title: "\(heading) – Renkei Search", kind: "first", box: .large, state: state,
            here: PageAddress("", parameters: state.language.map { [("lang", $0)] } ?? []))
        return frame.page(intro: { $0.element(.h1, text: heading) }) { html in
            PickBar(context: context, state: state).write(&html)
            examples(&html)
            data(&html)
            if let matrix = overview.matrix {
                MatrixView(context: context, language: state.language).write(matrix, &html)
            }
        }
    }

    private func examples(_ html: inout HTMLWriter) {
        guard !context.overview.examples.isEmpty else { return }
        html.element(.section, .class("examples"), .attribute(.ariaLabelledBy, "examples-title")) {
            html in
            html.element(.h2, .id("examples-title"), text: context.localized("Questions to try"))
            html.element(.ul) { html in
                for question in context.overview.examples {
                    html.element(.li) {
                        $0.element(
                            .a, .href(state.with { $0.question = question }.address),
                            text: question)
                    }
                }
            }
        }
    }

    private func data(_ html: inout HTMLWriter) {
        let overview = context.overview
        html.element(.section, .class("data"), .attribute(.ariaLabelledBy, "data-title")) { html in
            html.element(.h2, .id("data-title"), text: context.localized("What this data is"))
            html.element(.dl, .class("counts")) { html in
                count(
                    overview.projectCount,
                    context.localized(overview.hasProjects ? "projects" : "records"), &html)
                if !overview.areaNames.isEmpty {
                    count(overview.areaNames.count, context.localized("areas"), &html)
                }
                if let documents = overview.documents, !documents.isEmpty {
                    count(documents.count, context.localized("source documents"), &html)
                }
            }
            if overview.isBundled {
                html.element(
                    .p,
                    text: context.localized(
                        "Summaries, in our own words, of the projects that five public documents describe. Each describes the year in which it was written."
                    ))
                html.element(.p) { html in
                    html.element(.strong, text: context.localized("It is not a complete list."))
                    if context.language == .english { html.text(" ") }
                    html.text(
                        context.localized(
                            "Of most areas only the main projects are here. That an area has no record in this data does not mean that it has no such project."
                        ))
                }
            } else {
                html.element(
                    .p,
                    text: context.localized(
                        "These are the imported records. A project that is not among them may still exist."
                    ))
            }
            if overview.matrix == nil, context.searcher.documentCount > 0 {
                html.element(.p) {
                    $0.element(
                        .a, .href(state.with { $0.question = PageState.all }.address),
                        text: context.localized("See all records"))
                }
            }
            if let documents = overview.documents, !documents.isEmpty {
                html.element(.details) { html in
                    html.element(.summary, text: context.localized("The source documents"))
                    html.element(.ul) { html in
                        for document in documents.prefix(50) {
                            html.element(.li) { html in
                                html.text(document.title)
                                html.element(
                                    .span, .class("faint"),
                                    text: context.localized(
                                        " (\(count: document.records, "record"))"))
                            }
                        }
                    }
                }
            }
        }
    }

    private func count(_ number: Int, _ label: String, _ html: inout HTMLWriter) {
        html.element(.div) { html in
            html.element(.dt, text: label)
            html.element(.dd, text: MessageNumber.grouped(number))
        }
    }
}
