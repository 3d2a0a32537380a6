internal import JSON
internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// The new results of saved questions, in any format.
struct WatchReport: Report {
    let searcher: Searcher
    let answers: [WatchAnswer]

    func object() throws -> JSONValue {
        .object([
            .init(
                key: "questions",
                value: .array(
                    try answers.map { answer in
                        .object([
                            .init(key: "question", value: .string(answer.question)),
                            .init(key: "total", value: .integer(Int64(answer.total))),
                            .init(key: "first", value: .bool(answer.isFirst)),
                            .init(key: "new", value: .array(try records(answer))),
                        ])
                    }))
        ])
    }

    /// The new records, each with its question.
    func lines() throws -> [JSONValue] {
        try answers.flatMap { answer in
            try records(answer).map { record in
                guard case .object(let members) = record else { return record }
                return .object(
                    [.init(key: "question", value: .string(answer.question))] + members)
            }
        }
    }

    private func records(_ answer: WatchAnswer) throws -> [JSONValue] {
        try answer.new.map { id in
            .object([
                .init(key: "id", value: .string(id)),
                .init(
                    key: "fields",
                    value: try searcher.document(id: id).map {
                        DocumentJSON.fields($0, searcher.schema)
                    } ?? .null),
            ])
        }
    }

    func ids() throws -> [String]? {
        var known: Set<String> = []
        return answers.flatMap(\.new).filter { known.insert($0).inserted }
    }

    func table() throws -> ResultTable {
        let columns = try HitColumns(
            asked: nil, usual: ["id", "title", "area", "category", "start_year"], facts: ["id"],
            schema: searcher.schema)
        var table = ResultTable(
            columns: [.init(key: "question")] + columns.columns, rows: [])
        for answer in answers {
            for id in answer.new {
                guard let document = try searcher.document(id: id) else { continue }
                let row = columns.row(document) { $0 == "id" ? .text(id) : nil }
                table.rows.append([.text(answer.question)] + row)
            }
        }
        return table
    }

    /// Writes a line per question, followed by a line per new record.
    func writeText(_ style: TerminalStyle, state path: String, isDryRun: Bool) throws {
        for answer in answers {
            let name = ControlPictures.line(answer.question)
            let summary: Message =
                answer.isFirst
                ? "the first time: \(count: answer.total, "record") noted"
                : answer.new.isEmpty
                    ? "nothing new among \(count: answer.total, "record")"
                    : "\(count: answer.new.count, "record") new of \(answer.total)"
            Console.write(style.apply(.strong, to: "[\(name)]") + " \(localized(summary))\n")
            for id in answer.new {
                guard let document = try searcher.document(id: id) else { continue }
                let title = CitedRecord(document, searcher.schema).title
                let facts = ["area", "category"].compactMap { document.keywords($0).first }
                Console.writeLine(
                    "  " + ([id, title] + facts).joined(separator: " · "))
            }
        }
        if isDryRun {
            Console.write(localized("Nothing was noted in \(path) (--dry-run).") + "\n")
        }
    }
}
