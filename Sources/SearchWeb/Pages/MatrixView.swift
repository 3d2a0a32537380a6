internal import Messages
internal import RenkeiSearch

/// The table of areas and categories on the first page: each cell has a number with a link.
struct MatrixView {
    let context: PageContext
    let language: String?

    func write(_ matrix: AreaMatrix, _ html: inout HTMLWriter) {
        guard let areaField = context.overview.areaField else { return }
        html.element(.div, .class("matrix")) { html in
            html.element(
                .h2, .id("matrix-title"), text: context.localized("Projects by area and category"))
            html.element(
                .p, .class("hint"),
                text: context.localized(
                    "Choose a number to see the projects. All counts every category, those without a column included."
                ))
            html.element(
                .div, .class("scroll"), .attribute(.tabindex, "0"), .attribute(.role, "region"),
                .attribute(.ariaLabelledBy, "matrix-title")
            ) { html in
                html.element(.table) { html in
                    head(matrix, &html)
                    html.element(.tbody) { html in
                        for row in matrix.rows { write(row, matrix, areaField, &html) }
                    }
                }
            }
            if matrix.isCut {
                html.element(
                    .p, .class("hint"),
                    text: context.localized("Only the first 100 areas are shown here."))
            }
        }
    }

    private func head(_ matrix: AreaMatrix, _ html: inout HTMLWriter) {
        html.element(.thead) { html in
            html.element(.tr) { html in
                html.element(.th, .scope("col"), text: context.label(of: "prefectures"))
                html.element(.th, .scope("col"), text: context.label(of: "area"))
                for column in matrix.columns {
                    html.element(.th, .scope("col"), .class("number")) { html in
                        let address = PageState().with {
                            $0.language = language
                            $0.choose(column, in: "category")
                        }.address
                        html.element(.a, .href(address), text: column)
                    }
                }
                html.element(
                    .th, .scope("col"), .class("number"), text: context.localized("All"))
            }
        }
    }

    private func write(
        _ row: AreaMatrix.Row, _ matrix: AreaMatrix, _ areaField: String,
        _ html: inout HTMLWriter
    ) {
        let name = context.label(of: row.area, in: areaField)
        let area = PageState().with {
            $0.language = language
            $0.choose(row.area, in: areaField)
        }
        html.element(.tr) { html in
            html.element(.td, .class("place"), text: row.prefecture)
            html.element(.th, .scope("row")) {
                $0.element(.a, .href(area.address), text: name)
            }
            for (category, count) in zip(matrix.columns, row.counts) {
                guard count > 0 else {
                    html.element(.td, .class("number none")) { html in
                        html.element(.span, .attribute(.ariaHidden, "true"), text: "–")
                        html.element(
                            .span, .class("unseen"), text: context.localized("none in this data"))
                    }
                    continue
                }
                html.element(.td, .class("number level\(level(count))")) {
                    $0.element(
                        .a, .href(area.with { $0.choose(category, in: "category") }.address),
                        .label("\(name)、\(category)、\(count)"), text: String(count))
                }
            }
            html.element(.td, .class("number all")) {
                $0.element(
                    .a, .href(area.address),
                    .label("\(name)、\(context.localized("All"))、\(row.total)"),
                    text: String(row.total))
            }
        }
    }

    /// The colour intensity of a cell, 1 to 4; a few large numbers must not make all others pale.
    private func level(_ count: Int) -> Int {
        switch count {
        case 1: 1
        case 2...3: 2
        case 4...7: 3
        default: 4
        }
    }
}
