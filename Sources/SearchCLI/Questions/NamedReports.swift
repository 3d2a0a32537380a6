internal import Ingest
internal import JSON
internal import Messages
internal import SearchReports

/// The results of a command for saved questions, as one report.
///
/// `json` has an object for each question in `questions`; lines and rows begin with the question.
struct NamedReports: Report {
    let reports: [(question: String, report: any Report)]

    func object() throws -> JSONValue {
        .object([
            .init(
                key: "questions",
                value: .array(
                    try reports.map { Self.named($0.question, try $0.report.object()) }))
        ])
    }

    func lines() throws -> [JSONValue] {
        try reports.flatMap { question, report in
            try report.lines().map { Self.named(question, $0) }
        }
    }

    func table() throws -> ResultTable { try joined { try $0.table() } }
    func delimitedTable() throws -> ResultTable { try joined { try $0.delimitedTable() } }

    /// The ids of all questions, without duplicates.
    func ids() throws -> [String]? {
        var known: Set<String> = []
        var ids: [String] = []
        for (_, report) in reports {
            guard let own = try report.ids() else { return nil }
            ids += own.filter { known.insert($0).inserted }
        }
        return ids
    }

    private func joined(_ table: (any Report) throws -> ResultTable) throws -> ResultTable {
        var columns: [ResultTable.Column] = []
        var rows: [[ResultTable.Cell]] = []
        for (question, report) in reports {
            let own = try table(report)
            columns = own.columns
            rows += own.rows.map { [.text(question)] + $0 }
        }
        return ResultTable(columns: [.init(key: "question")] + columns, rows: rows)
    }

    private static func named(_ question: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object([.init(key: "question", value: .string(question))] + members)
    }
}

/// The heading of a saved question on a terminal.
enum QuestionHeading {
    static func write(_ name: String, isFirst: Bool, _ style: TerminalStyle) {
        let line = style.apply(.strong, to: "[\(ControlPictures.line(name))]")
        Console.write((isFirst ? "" : "\n") + line + "\n")
    }
}
