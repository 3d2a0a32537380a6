internal import IndexStorage
internal import JSON
internal import Messages

/// The records that matched saved questions the last time, in a file next to theirs.
///
/// JSON Lines: the number of questions, then one question per line. The number reveals a truncated
/// file, in which a question would otherwise seem new.
struct WatchState: Equatable {
    private struct Entry: Equatable {
        let name: String
        /// The query and the options; the entry is valid only for an unchanged question.
        let asked: [String]
        let ids: [String]
    }

    private var entries: [Entry] = []

    /// Makes an empty state.
    init() {}

    /// Reads a file; empty if there is none.
    ///
    /// - Throws: `CommandError` with the line at fault.
    init(reading path: String) throws {
        guard FileSystem().exists(path) else { return }
        let lines = try TextFile.read(path).split(separator: "\n")
        guard !lines.isEmpty else {
            throw CommandError(
                "\(path) is empty; restore it from a copy, or remove it to begin anew")
        }
        func damaged(_ line: Int) -> CommandError {
            CommandError(
                "\(path):\(line): the line is damaged; restore the file from a copy, or remove it to begin anew"
            )
        }
        let values = lines.map { try? JSONParser.parse(String($0)) }
        guard case .integer(let count)? = values[0]?["questions"] else { throw damaged(1) }
        for (index, value) in values.enumerated().dropFirst() {
            guard case .string(let name)? = value?["question"],
                let asked = Self.texts(value?["asked"]), let ids = Self.texts(value?["ids"])
            else { throw damaged(index + 1) }
            entries.append(Entry(name: name, asked: asked, ids: ids))
        }
        guard count == entries.count else {
            throw CommandError(
                "\(path) has \(entries.count) of its \(Int(count)) questions; restore it from a copy, or remove it to begin anew"
            )
        }
    }

    private static func texts(_ value: JSONValue?) -> [String]? {
        guard case .array(let values)? = value else { return nil }
        var texts: [String] = []
        for value in values {
            guard case .string(let text) = value else { return nil }
            texts.append(text)
        }
        return texts
    }

    private static func asked(_ question: Question) -> [String] {
        [question.query] + question.options.flatMap { ["--\($0.name)", $0.value] }
    }

    /// The records that matched a question; nil if nothing is recorded.
    func ids(of question: Question) -> Set<String>? {
        entries.first { $0.name == question.name && $0.asked == Self.asked(question) }
            .map { Set($0.ids) }
    }

    /// Records the matches of a question.
    mutating func note(_ question: Question, _ ids: [String]) {
        entries.append(
            Entry(name: question.name, asked: Self.asked(question), ids: ids))
    }

    /// Replaces the file atomically.
    func write(to path: String) throws {
        let head = JSONValue.object([
            .init(key: "questions", value: .integer(Int64(entries.count)))
        ])
        let lines = entries.map { entry in
            JSONValue.object([
                .init(key: "question", value: .string(entry.name)),
                .init(key: "asked", value: .array(entry.asked.map { .string($0) })),
                .init(key: "ids", value: .array(entry.ids.map { .string($0) })),
            ]).jsonText + "\n"
        }
        try TextFile.replace(path, with: head.jsonText + "\n" + lines.joined())
    }
}
