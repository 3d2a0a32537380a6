import Ingest
import JSON
import Testing

/// A folder with a small corpus of both kinds of records, in which commands are run.
struct Workspace {
    let folder: TemporaryFolder

    /// Makes the folder with `corpus/` in it.
    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Workspace.east, to: "corpus/east.jsonl")
        try folder.write(Workspace.west, to: "corpus/west.jsonl")
        try folder.write(
            "# words\n火葬場, 斎場\n", to: "corpus/vocabulary/synonyms.txt")
    }

    /// Makes the folder and builds the index of its corpus in `index/`.
    static func indexed(_ options: String...) async throws -> Workspace {
        let workspace = try Workspace()
        let outcome = try await workspace.search(["index"] + options)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return workspace
    }

    /// Runs the command.
    func search(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) async throws -> SearchProcess.Outcome {
        try await SearchProcess.run(
            arguments, in: folder.path, input: input, environment: environment)
    }

    /// Runs the command.
    func search(_ arguments: String..., input: String = "") async throws -> SearchProcess.Outcome {
        try await search(arguments, input: input)
    }

    /// Runs `search query --json` and returns its object.
    func json(_ arguments: String...) async throws -> JSONValue {
        let outcome = try await search(["query", "--json"] + arguments)
        #expect(outcome.errors == "")
        #expect(outcome.lines.count == 1)
        return try JSONParser.parse(outcome.output)
    }

    /// The ids of the hits of a query, best first.
    func ids(_ arguments: String...) async throws -> [String] {
        let outcome = try await search(["query", "--json"] + arguments)
        return try JSONParser.parse(outcome.output).hits.compactMap { $0["id"]?.string }
    }

    private static let east = """
        {"id": "p01", "kind": "project", "title": "図書館の相互利用", "description": "隣の市の住民も図書館で本を借りられる。", "area": "東圏域", "prefectures": ["岩手県", "青森県"], "category": "生活", "start_year": 2015, "figures": [{"name": "館", "value": 3, "unit": "館"}], "source": {"document": "計画"}}
        {"id": "p02", "kind": "project", "title": "移動文庫の運行", "description": "山あいの集落を図書館の車が回る。", "area": "東圏域", "start_year": "平成27年度"}
        {"id": "p03", "kind": "project", "title": "火葬場の共同運営", "description": "二つの市が一つの建物を使う。", "area": "東圏域"}
        {"id": "p04", "kind": "project", "title": "病児・病後児保育", "description": "病気の子どもを預かる施設を広域で使う。", "area": "東圏域"}
        {"id": "p05", "kind": "project", "title": "サイクリングロードの整備", "description": "湖のまわりを自転車で走れる道をつなぐ。案内のＤＸにも取り組む。", "area": "東圏域"}
        {"id": "b01", "kind": "background", "title": "東圏域の成り立ち", "description": "東圏域は図書館の連携から始まった。", "area": "東圏域"}

        """

    private static let west = """
        {"id": "p06", "kind": "project", "title": "東京都での物産展", "description": "東京都内の店で特産品を売る。", "area": "西圏域"}
        {"id": "p07", "kind": "project", "title": "京都での移住相談", "description": "京都に移住の窓口を開く。", "area": "西圏域"}
        {"id": "p08", "kind": "project", "title": "移住体験の催し", "description": "空き家を使った体験と移住の相談を組み合わせる。", "area": "西圏域"}
        {"id": "p09", "kind": "project", "title": "斎場の予約", "description": "インターネットで予約を受ける。", "area": "西圏域"}
        {"id": "b02", "kind": "background", "title": "西圏域の成り立ち", "description": "西圏域は観光の連携から始まった。", "area": "西圏域"}
        {"id": "b03", "kind": "background", "title": "西圏域の展望", "description": "西圏域は消防の広域化を目指す。", "area": "西圏域"}

        """
}

extension JSONValue {
    /// The text of a string.
    var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The elements of an array.
    var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    /// The truth value.
    var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }
    /// The number, if it is whole.
    var integer: Int? { if case .integer(let number) = self { Int(number) } else { nil } }
    /// The number.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
    /// The keys of an object in their order.
    var keys: [String] { if case .object(let members) = self { members.map(\.key) } else { [] } }
    /// The hits of a result.
    var hits: [JSONValue] { self["hits"]?.array ?? [] }
    /// The value without the member of a key.
    func without(_ key: String) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != key })
    }
}
