package import Ingest
package import Messages
package import RenkeiSearch

/// The pages for importing a file: choosing it, previewing its interpretation, and the result.
///
/// The pages define the addresses and the names in forms; the routes read the file.
///
/// | address | what it does |
/// | --- | --- |
/// | `GET /import` | ``choose(problem:)`` |
/// | `POST /import` | takes the part `file` of a multipart form, and goes on to the preview |
/// | `GET /import/preview?file=NAME` | ``preview(_:)``; pairs of `column` and `field` correct the mapping |
/// | `POST /import/build` | builds, with the same parameters and `replace=1` where an index is there |
package struct ImportPage: Sendable {
    /// The interpretation of a file.
    package struct Preview: Sendable {
        /// The name of the file, as submitted by the form.
        package var file: String
        /// The report on the file.
        package var report: FileReport
        /// The first records.
        package var records: [Document]
        /// The fields that the index would have.
        package var schema: Schema
        /// The corrections.
        package var mapping: ImportMapping
        /// Whether there is an index that would be replaced.
        package var replacesIndex: Bool
        /// The reason why the file cannot be imported; nil if it can.
        package var problem: Message?

        /// Makes a preview.
        package init(
            file: String, report: FileReport, records: [Document], schema: Schema,
            mapping: ImportMapping, replacesIndex: Bool, problem: Message? = nil
        ) {
            self.file = file
            self.report = report
            self.records = records
            self.schema = schema
            self.mapping = mapping
            self.replacesIndex = replacesIndex
            self.problem = problem
        }
    }

    private let language: MessageLanguage
    /// The language requested by the address.
    private let asked: String?

    /// Makes the pages in a language.
    package init(_ request: WebRequest, language: MessageLanguage) {
        self.language = language
        asked = request.value("lang")
    }

    private func localized(_ message: Message) -> String { message.text(in: language) }

    private var languageOnly: [(name: String, value: String)] {
        asked.map { [("lang", $0)] } ?? []
    }

    private func page(
        _ heading: Message, status: Int = 200, here: PageAddress,
        _ main: (inout HTMLWriter) -> Void
    ) -> WebResponse {
        let title = localized(heading)
        let frame = PageFrame(
            language: language, canImport: true, title: "\(title) – Renkei Search",
            kind: "import", state: PageState().with { $0.language = asked }, here: here)
        let bytes = frame.page { html in
            html.element(.h1, text: title)
            main(&html)
        }
        var response = WebResponse.page(bytes, status: status)
        // A form without its origin would be refused.
        response.headers.append(("referrer-policy", "same-origin"))
        return response
    }

    // MARK: Choosing a file

    /// The page on which a file is chosen.
    ///
    /// - Parameters:
    ///   - problem: the problem with the previous file; nil at the beginning.
    ///   - status: the status of the answer.
    package func choose(problem: Message? = nil, status: Int = 200) -> WebResponse {
        page(
            Message("Bring in a file"), status: status,
            here: PageAddress("import", parameters: languageOnly)
        ) { html in
            self.problem(problem, &html)
            html.element(
                .p,
                text: localized(
                    "A table of projects becomes a collection to search. Nothing is built before you have seen what was understood."
                ))
            html.element(
                .form, .class("drop"), .id("drop"),
                .action(PageAddress("import", parameters: languageOnly)),
                .attribute(.method, "post"), .attribute(.enctype, "multipart/form-data")
            ) { html in
                html.element(
                    .label, .attribute(.for, "file"),
                    text: localized("Choose a file, or drop it here"))
                html.void(
                    .input, .id("file"), .name("file"), .type("file"), .flag(.required),
                    .attribute(.accept, ".xlsx,.csv,.tsv,.txt,.json,.jsonl,.docx,.md,.html,.pdf"),
                    .attribute(.ariaDescribedBy, "file-hint"))
                html.element(
                    .p, .class("hint"), .id("file-hint"),
                    text: localized("Excel (.xlsx), CSV, Word (.docx), PDF, text or JSON"))
                html.element(
                    .button, .type("submit"), text: localized("Look at the file"))
            }
        }
    }

    private func problem(_ message: Message?, _ html: inout HTMLWriter) {
        guard let message else { return }
        html.element(.div, .class("notice"), .attribute(.role, "alert")) {
            $0.element(.p, text: localized(message))
        }
    }

    // MARK: Looking at it

    /// The page with the interpretation of a file, to be corrected and imported.
    package func preview(_ preview: Preview) -> WebResponse {
        let own = [("file", preview.file)] + preview.mapping.parameters + languageOnly
        return page(
            Message("What was understood of the file"),
            here: PageAddress("import", "preview", parameters: own)
        ) { html in
            problem(preview.problem, &html)
            summary(preview.report, &html)
            if preview.mapping.isPossible(preview.report) { columns(preview, &html) }
            records(preview, &html)
            build(preview, &html)
        }
    }

    private func summary(_ report: FileReport, _ html: inout HTMLWriter) {
        html.element(.dl, .class("fields")) { html in
            // The name only: the location of the file is private.
            entry(Message("File"), String(report.file.split(separator: "/").last ?? ""), &html)
            if let encoding = report.encoding { entry(Message("Encoding"), encoding, &html) }
            if !report.sheets.isEmpty {
                entry(
                    Message("Sheet"), report.sheets.joined(separator: language.listSeparator), &html
                )
            }
            if let row = report.headerRows.first {
                entry(Message("Header"), localized("row \(row)"), &html)
            }
            entry(Message("Records"), MessageNumber.grouped(report.records), &html)
        }
        let warnings = report.warnings.map { warning in
            warning.line.map { localized("line \($0): \(warning.localizedMessage)") }
                ?? localized(warning.localizedMessage)
        }
        guard !warnings.isEmpty else { return }
        html.element(.section) { html in
            html.element(.h2, text: localized("Please note"))
            html.element(.ul, .class("tries")) { html in
                for warning in warnings { html.element(.li, text: warning) }
            }
        }
    }

    private func entry(_ name: Message, _ value: String, _ html: inout HTMLWriter) {
        html.element(.div) { html in
            html.element(.dt, text: localized(name))
            html.element(.dd, text: value)
        }
    }

    private func columns(_ preview: Preview, _ html: inout HTMLWriter) {
        html.element(.section) { html in
            html.element(.h2, .id("columns-title"), text: localized("What the columns are"))
            html.element(
                .form, .action(PageAddress("import", "preview")), .attribute(.method, "get")
            ) { html in
                html.void(.input, .type("hidden"), .name("file"), .value(preview.file))
                if let asked { html.void(.input, .type("hidden"), .name("lang"), .value(asked)) }
                html.element(
                    .div, .class("scroll"), .attribute(.tabindex, "0"),
                    .attribute(.role, "region"), .attribute(.ariaLabelledBy, "columns-title")
                ) { html in
                    html.element(.table) { html in
                        columnsHead(&html)
                        html.element(.tbody) { html in
                            for column in ImportMapping.columns(of: preview.report) {
                                row(column, &html)
                            }
                        }
                    }
                }
                html.element(
                    .button, .type("submit"), .class("quiet"),
                    text: localized("Read it again like this"))
            }
        }
    }

    private func columnsHead(_ html: inout HTMLWriter) {
        html.element(.thead) { html in
            html.element(.tr) { html in
                html.element(.th, .scope("col"), text: localized("Column"))
                html.element(.th, .scope("col"), text: localized("Becomes"))
                html.element(.th, .scope("col"), text: localized("Values such as"))
            }
        }
    }

    private func row(_ column: ImportMapping.Column, _ html: inout HTMLWriter) {
        html.element(.tr) { html in
            html.element(.th, .scope("row"), text: column.name)
            html.element(.td) { html in
                html.void(.input, .type("hidden"), .name("column"), .value(column.name))
                html.element(
                    .select, .name("field"),
                    .label(localized("What the column \(column.name) becomes"))
                ) { html in
                    for target in ImportMapping.targets(of: column) {
                        html.element(
                            .option, .value(target),
                            target == column.target ? .flag(.selected) : nil,
                            text: label(target, column))
                    }
                }
            }
            html.element(
                .td, .class("faint"),
                text: column.samples.joined(separator: " / "))
        }
    }

    private func label(_ target: String, _ column: ImportMapping.Column) -> String {
        switch target {
        case ImportMapping.leftOut: return localized("Left out")
        case "id": return localized("Number or code")
        default:
            if ImportMapping.isOwn(target) { return localized("A field of its own") }
            return FieldLabel.message(target).map(localized) ?? target
        }
    }

    private func records(_ preview: Preview, _ html: inout HTMLWriter) {
        let fields = preview.schema.fieldNames.filter { name in
            name != "source" && preview.records.contains { $0[name] != nil }
        }
        guard !fields.isEmpty else { return }
        html.element(.section) { html in
            html.element(.h2, .id("records-title"), text: localized("The first records"))
            html.element(
                .div, .class("scroll"), .attribute(.tabindex, "0"), .attribute(.role, "region"),
                .attribute(.ariaLabelledBy, "records-title")
            ) { html in
                html.element(.table) { html in
                    html.element(.thead) { html in
                        html.element(.tr) { html in
                            for field in fields {
                                let label =
                                    preview.schema.labels[field]
                                    ?? FieldLabel.message(field).map(localized) ?? field
                                html.element(.th, .scope("col"), text: label)
                            }
                        }
                    }
                    html.element(.tbody) { html in
                        for record in preview.records {
                            html.element(.tr) { html in
                                for field in fields {
                                    html.element(
                                        .td, text: text(field, record, preview.schema))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func text(_ field: String, _ record: Document, _ schema: Schema) -> String {
        switch record[field] {
        case .text(let text)?: return text.count > 60 ? text.prefix(60) + "…" : text
        case .keywords(let values)?: return values.joined(separator: language.listSeparator)
        case .integer(let number)?: return localized(schema.message(of: number, in: field))
        case .json(let json)?:
            return StoredText.lines(json).joined(separator: language.listSeparator)
        case nil: return ""
        }
    }

    private func build(_ preview: Preview, _ html: inout HTMLWriter) {
        html.element(
            .form, .class("choices"), .action(PageAddress("import", "build")),
            .attribute(.method, "post")
        ) { html in
            let own = [("file", preview.file)] + preview.mapping.parameters + languageOnly
            for (name, value) in own {
                html.void(.input, .type("hidden"), .name(name), .value(value))
            }
            if preview.replacesIndex {
                html.element(.label, .class("check")) { html in
                    html.void(
                        .input, .type("checkbox"), .name("replace"), .value("1"), .flag(.required))
                    html.element(
                        .span,
                        text: localized(
                            "Replace the current collection: its records can then no longer be searched."
                        ))
                }
            }
            html.element(.p) { html in
                html.element(
                    .button, .type("submit"),
                    preview.problem == nil && preview.report.records > 0
                        ? nil : .flag(.disabled),
                    text: localized("Build the collection"))
                html.text(" ")
                html.element(
                    .a, .class("quiet"), .href(PageAddress("import", parameters: languageOnly)),
                    text: localized("Another file"))
            }
        }
    }

    // MARK: Having built it

    /// The page that reports that a collection was built, and links to it.
    package func built(records: Int) -> WebResponse {
        page(
            Message("The collection is ready"),
            here: PageAddress("import", parameters: languageOnly)
        ) { html in
            html.element(
                .p, .class("lead"),
                text: localized("\(count: records, "record") can be searched now."))
            html.element(.p) {
                $0.element(
                    .a, .class("button"), .href(PageAddress("", parameters: languageOnly)),
                    text: localized("To the first page"))
            }
        }
    }
}
