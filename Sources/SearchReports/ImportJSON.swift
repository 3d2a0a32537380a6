package import Ingest
package import JSON
package import Messages

/// The interpretation of files, as JSON.
package enum ImportJSON {
    /// The object of `--json`.
    ///
    /// - Parameters:
    ///   - documents: the number of documents of the index now; nil if nothing was built.
    ///   - text: returns a message in the language of the answer.
    package static func object(
        _ reports: [FileReport], index: String, documents: Int?, text: (Message) -> String
    ) -> JSONValue {
        var members: [JSONValue.Member] = [.init(key: "index", value: .string(index))]
        if let documents {
            members.append(.init(key: "documents", value: .integer(Int64(documents))))
        }
        members.append(.init(key: "files", value: .array(reports.map { file($0, text) })))
        return .object(members)
    }

    private static func file(_ report: FileReport, _ localized: (Message) -> String) -> JSONValue {
        func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        let sheets: JSONValue =
            report.sheets.count == 1
            ? .string(report.sheets[0])
            : report.sheets.isEmpty ? .null : .array(report.sheets.map { .string($0) })
        let header: JSONValue =
            report.headerRows.count == 1
            ? .integer(Int64(report.headerRows[0]))
            : report.headerRows.isEmpty
                ? .null : .array(report.headerRows.map { .integer(Int64($0)) })
        return .object([
            .init(key: "file", value: .string(report.file)),
            .init(key: "kind", value: .string(report.kind)),
            .init(key: "encoding", value: text(report.encoding)),
            .init(key: "delimiter", value: text(report.delimiter)),
            .init(key: "sheet", value: sheets),
            .init(key: "header_row", value: header),
            .init(key: "records", value: .integer(Int64(report.records))),
            .init(
                key: "mapping",
                value: .object(
                    report.columns.filter { !$0.isOwn }.map {
                        .init(key: $0.field, value: strings($0.columns))
                    })),
            .init(
                key: "own_fields",
                value: .array(
                    report.columns.filter(\.isOwn).map {
                        .object([
                            .init(key: "field", value: .string($0.field)),
                            .init(key: "type", value: .string($0.kind)),
                            .init(key: "columns", value: strings($0.columns)),
                        ])
                    })),
            .init(key: "left_out", value: strings(report.unusedColumns)),
            .init(
                key: "passed_over",
                value: .object(
                    report.passedOver.map {
                        .init(key: $0.reason, value: .integer(Int64($0.count)))
                    })),
            .init(
                key: "warnings",
                value: strings(report.warnings.map { localized($0.message) })),
        ])
    }

    private static func strings(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }
}

extension FileReport.Warning {
    /// The warning with the line that it is about.
    package var message: Message {
        line.map { "line \($0): \(localizedMessage)" } ?? localizedMessage
    }
}
