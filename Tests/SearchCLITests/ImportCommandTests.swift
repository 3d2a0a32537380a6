import Foundation
import Ingest
import JSON
import Testing

/// `search index`, `search add` and `search export` on tables, spreadsheets and documents.
@Suite("reading tables and documents") struct ImportCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// A table of a town hall: a title, a unit, a header, records, a total and a note.
    private static let table = """
        令和6年度 広域連携事業一覧,,,,,,,
        ,,,,,,,単位：千円
        No.,事業名,事業概要,圏域,構成市町村,開始年度,担当課,予算額
        1,図書館の相互利用,隣の市でも本を借りられる。,みどり圏域,"みどり市、青葉町",平成27年度,学習課,"1,200"
        2,ごみ焼却施設の整備,焼却施設を一つにまとめる。,みどり圏域,"みどり市、青葉町",R2,環境課,"152,000"
        3,消防指令の共同運用,一か所で通報を受ける。,海浜圏域,"海浜市
        港町",25321,消防本部,"64,300"
        ,合計,,,,,,"217,500"
        ※当初予算である。,,,,,,,

        """

    private func write(_ text: String, _ encoding: String.Encoding, to name: String) throws {
        let data = try #require(text.data(using: encoding))
        try data.write(to: URL(fileURLWithPath: workspace.folder.path(of: name)))
    }

    private func records() async throws -> [JSONValue] {
        let outcome = try await workspace.search("export")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try outcome.lines.map { try JSONParser.parse($0) }
    }

    @Test(
        "a table that Excel has saved is read without options",
        arguments: [String.Encoding.shiftJIS, .utf8, .utf16LittleEndian])
    func table(encoding: String.Encoding) async throws {
        let mark = encoding == .utf16LittleEndian ? "\u{FEFF}" : ""
        try write(mark + Self.table, encoding, to: "list.csv")
        let outcome = try await workspace.search("index", "list.csv", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try JSONParser.parse(outcome.output)
        let file = try #require(report["files"]?.array?.first)
        #expect(file["records"] == .integer(3))
        #expect(file["header_row"] == .integer(3))
        #expect(file["mapping"]?["title"] == .array([.string("事業名")]))
        #expect(file["mapping"]?["id"] == .array([.string("No.")]))
        #expect(file["passed_over"]?["total"] == .integer(1))
        #expect(file["passed_over"]?["note"] == .integer(1))
        let records = try await records()
        #expect(records.map { $0["id"]?.string } == ["1", "2", "3"])
        #expect(records[0]["start_year"] == .integer(2015))
        #expect(records[0]["予算額"] == .integer(1_200_000))
        #expect(records[2]["municipalities"] == .array([.string("海浜市"), .string("港町")]))
        #expect(records[2]["start_year"] == nil)
        #expect(records[2]["source"]?["row"] == .integer(6))
    }

    @Test("own columns are asked for, filtered, counted and sorted by their names")
    func ownFields() async throws {
        try write(Self.table, .shiftJIS, to: "list.csv")
        let built = try await workspace.search("index", "list.csv")
        #expect(built.status == 0, "\(built.errors)")
        // What could not be read is told with its line.
        #expect(
            built.errors.contains(
                "list.csv:6: 開始年度 was left out: \"25321\" is not a year from 1868 to 2100"))
        #expect(try await workspace.ids("担当課:環境課") == ["2"])
        #expect(try await workspace.ids("予算額:>=5000万円", "--sort", "-予算額") == ["2", "3"])
        #expect(try await workspace.ids("予算額:..2百万円") == ["1"])
        #expect(try await workspace.ids("図書館", "--field", "担当課=学習課") == ["1"])
        let facets = try await workspace.search("--facet", "担当課")
        #expect(facets.output.contains("学習課"))
        let order = try await workspace.search("図書館", "--sort", "size")
        #expect(order.status == 2)
        #expect(order.errors.contains("there are score, year, -year, title, start_year, 予算額"))
        let wrong = try await workspace.search("予算額:たくさん")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("is not an amount"))
    }

    @Test("a dry run builds nothing and gives a command that does the same")
    func dryRun() async throws {
        try write(Self.table, .shiftJIS, to: "list.csv")
        let dry = try await workspace.search("index", "list.csv", "--dry-run")
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(!FileManager.default.fileExists(atPath: workspace.folder.path(of: "index")))
        #expect(dry.output.contains("図書館の相互利用"))
        let line = try #require(dry.lines.last).trimmingCharacters(in: .whitespaces)
        #expect(line.hasPrefix("search index list.csv --format csv --encoding cp932"))
        // The quotation marks of the shell go; nothing in the command has a blank.
        let words = line.split(separator: " ").dropFirst()
            .map { String($0).replacing("'", with: "") }
        #expect(try await workspace.search(words).status == 0)
        let spelled = try await records()
        #expect(try await workspace.search("index", "list.csv").status == 0)
        #expect(try await records() == spelled)
    }

    @Test("records that were exported make the same index")
    func roundTrip() async throws {
        try write(Self.table, .utf8, to: "list.csv")
        #expect(try await workspace.search("index", "list.csv").status == 0)
        let first = try await workspace.search("export")
        try workspace.folder.write(first.output, to: "out.jsonl")
        #expect(try await workspace.search("index", "out.jsonl").status == 0)
        #expect(try await workspace.search("export").output == first.output)
        let csv = try await workspace.search("export", "--format", "csv", "--bom")
        #expect(csv.output.hasPrefix("\u{FEFF}id,title,description"))
        #expect(csv.output.split(separator: "\r\n").count == 4)
    }

    @Test("what cannot be read is one line and leaves the index as it was")
    func refusals() async throws {
        #expect(try await workspace.search("index").status == 0)
        let before = try await workspace.search("export").output
        let files: [(name: String, bytes: [UInt8], says: String)] = [
            ("empty.csv", [], "empty"),
            (
                "old.xlsx",
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + .init(repeating: 0, count: 1024),
                "old.xlsx"
            ),
            ("cut.xlsx", Array("PK\u{3}\u{4}".utf8) + [1, 2, 3], "cut.xlsx"),
            ("open.csv", Array("事業名,概要\n図書館,\"閉じない\n火葬場,建てる\n".utf8), "line 2"),
        ]
        for (name, bytes, says) in files {
            try Data(bytes).write(to: URL(fileURLWithPath: workspace.folder.path(of: name)))
            for command in ["index", "add"] {
                let outcome = try await workspace.search(command, name)
                #expect(outcome.status == 2, "\(name)")
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
                #expect(
                    outcome.errors.contains(says) || outcome.errors.contains("\(name):2"),
                    "\(outcome.errors)")
            }
        }
        #expect(try await workspace.search("export").output == before)
    }

    @Test("a document is cut at its headings; --whole takes it as one")
    func document() async throws {
        try workspace.folder.write(
            """
            # みどり圏域の連携ビジョン

            ## 図書館の相互利用

            圏域の住民は、どの市町の図書館でも本を借りられる。予約もできる。

            ## 病児保育の広域利用

            病気の子どもを、隣の市の施設でも預かる。料金は同じである。

            """, to: "vision.md")
        #expect(try await workspace.search("index", "vision.md").status == 0)
        let cut = try await records()
        #expect(cut.map { $0["title"]?.string } == ["図書館の相互利用", "病児保育の広域利用"])
        #expect(cut[1]["source"]?["file"] == .string("vision.md"))
        #expect(try await workspace.search("index", "vision.md", "--whole").status == 0)
        #expect(try await records().count == 1)
    }

    @Test("the standard input is read like a file")
    func standardInput() async throws {
        let outcome = try await workspace.search("index", "-", input: Self.table)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try await records().count == 3)
    }

    @Test("columns that the index has no field for are named when records are added")
    func added() async throws {
        #expect(try await workspace.search("index").status == 0)
        try write(Self.table, .shiftJIS, to: "list.csv")
        let outcome = try await workspace.search("add", "list.csv")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("担当課, 予算額"))
        let strict = try await workspace.search("add", "list.csv", "--strict")
        #expect(strict.status == 2)
    }

    @Test("tables with the same ids are distinguished, and a folder means its files")
    func sameIDs() async throws {
        for name in ["a", "b"] {
            try workspace.folder.write(
                "No.,事業名,概要\n1,図書館\(name),貸す。\n2,火葬場\(name),建てる。\n", to: "data/\(name).csv")
        }
        try workspace.folder.write("", to: "data/photo.png")
        let outcome = try await workspace.search("index", "data")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("photo.png"))
        #expect(try await records().map { $0["id"]?.string } == ["a-1", "a-2", "b-1", "b-2"])
    }
}
