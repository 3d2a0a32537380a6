internal import Messages
internal import RenkeiSearch

/// A bar that shows the record selected for a comparison.
struct PickBar {
    let context: PageContext
    let state: PageState

    /// Writes the bar; nothing if no record is selected.
    func write(_ html: inout HTMLWriter) {
        guard let picked = state.picked,
            let document = try? context.searcher.document(id: picked)
        else { return }
        html.element(.div, .class("picked")) { html in
            html.element(.p) { html in
                html.text(context.localized("To compare:"))
                html.text(" ")
                html.element(.strong, text: context.title(of: document))
                html.text(" ")
                html.element(
                    .span, text: context.localized("Choose “Compare” at a second record."))
            }
            html.element(
                .a, .class("quiet"), .href(state.with { $0.picked = nil }.address),
                text: context.localized("Stop"))
        }
    }
}
