internal import Messages
internal import RenkeiSearch

/// The years of the records as bars, with the records without a year next to them.
struct YearsView {
    let context: PageContext
    let state: PageState
    let results: SearchResults

    /// The longest span of years that is shown year by year.
    private static let mostYears = 200

    func body() -> ResultsBody {
        guard let field = context.overview.yearField,
            let facet = results.facets.first(where: { $0.field == field })
        else { return ResultsBody { _ in } }
        var counts: [Int: Int] = [:]
        for value in facet.values {
            if let year = Int(value.value) { counts[year] = value.count }
        }
        return ResultsBody { html in write(field, counts, missing: facet.missing, &html) }
    }

    private func write(
        _ field: String, _ counts: [Int: Int], missing: Int, _ html: inout HTMLWriter
    ) {
        html.element(
            .p, .class("lead"),
            text: context.localized(
                "The year in which the project began, where its record says so."))
        let greatest = counts.values.max() ?? 0
        html.element(.table, .class("bars"), .label(context.localized("Projects by year"))) {
            html in
            html.element(.thead, .class("unseen")) { html in
                html.element(.tr) { html in
                    html.element(.th, .scope("col"), text: context.label(of: field))
                    html.element(.th, .scope("col"), text: context.localized("Number"))
                    html.element(.td, text: "")
                }
            }
            html.element(.tbody) { html in
                for year in years(counts) {
                    row(String(year), field, counts[year] ?? 0, greatest, &html)
                }
                if missing > 0 { row("", field, missing, greatest, &html) }
            }
        }
    }

    /// Every year from the first to the last, so that gaps are visible; only those that occur if
    /// there are too many.
    private func years(_ counts: [Int: Int]) -> [Int] {
        guard let first = counts.keys.min(), let last = counts.keys.max(),
            last - first < YearsView.mostYears
        else { return counts.keys.sorted() }
        return Array(first...last)
    }

    private func row(
        _ value: String, _ field: String, _ count: Int, _ greatest: Int,
        _ html: inout HTMLWriter
    ) {
        html.element(.tr, value.isEmpty ? .class("unknown") : nil) { html in
            html.element(.th, .scope("row"), text: context.label(of: value, in: field))
            html.element(.td, .class("number")) { html in
                guard count > 0 else {
                    html.text("0")
                    return
                }
                let list = state.with { $0.view = .list }.choosing(value, in: field)
                html.element(.a, .href(list.address), text: MessageNumber.grouped(count))
            }
            html.element(.td, .class("bar"), .attribute(.ariaHidden, "true")) { html in
                // Records without a year are not on the scale, because they are often the majority.
                guard count > 0, greatest > 0, !value.isEmpty else { return }
                // The width attribute of a picture element avoids inline styles, which the pages do
                // not use.
                html.element(
                    .svg, .attribute(.viewBox, "0 0 100 10"),
                    .attribute(.preserveAspectRatio, "none"), .attribute(.focusable, "false")
                ) { html in
                    html.element(
                        .rect, .attribute(.width, String(max(100 * count / greatest, 1))),
                        .attribute(.height, "10"), text: "")
                }
            }
        }
    }
}
