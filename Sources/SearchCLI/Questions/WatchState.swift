internal import IndexStorage
internal import JSON
internal import Messages

/// The records that matched saved questions the last time, in a file next to theirs: JSON Lines,
/// one question per line.
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
        for (index, line) in lines.enumerated() {
            guard let value = try? JSONParser.parse(String(line)),
                case .string(let name)? = value["question"],
                let asked = Self.texts(value["asked"]), let ids = Self.texts(value["ids"])
            else {
                throw CommandError(
                    "\(path):\(index + 1): the line is damaged; remove the file to begin anew")
            }
            entries.append(Entry(name: name, asked: asked, ids: ids))
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
        let lines = entries.map { entry in
            JSONValue.object([
                .init(key: "question", value: .string(entry.name)),
                .init(key: "asked", value: .array(entry.asked.map { .string($0) })),
                .init(key: "ids", value: .array(entry.ids.map { .string($0) })),
            ]).jsonText + "\n"
        }
        do {
            let system = FileSystem()
            let file = try system.createPart(path + ".part")
            try file.write(Array(lines.joined().utf8))
            try file.finish()
            try system.publish(file.path, to: path)
        } catch { throw CommandError(error.localizedDescription) }
    }
}
