import Foundation
import Ingest
import JSON
import SearchReports
import Testing

@testable import SearchCLI

@Suite("search export") struct ExportCommandTests {
    private static let date = ["--date", "2026-04-01"]

    @Test("words and filters choose records, in the order in which they were added")
    func choice() async throws {
        let all = try await BundledIndex.search(["export"])
        #expect(all.lines.count == 452)
        let order = try all.lines.compactMap { try JSONParser.parse($0)["id"]?.string }
        for arguments in [
            ["消防"], ["--area", "盛岡"], ["連携 観光", "--year", "2015.."], ["--kind", "background"],
        ] {
            let exported = try await BundledIndex.search(["export"] + arguments)
            let found = try await BundledIndex.search(
                arguments + ["--all-words", "-n", "1000", "--format", "ids"])
            let ids = try exported.lines.compactMap { try JSONParser.parse($0)["id"]?.string }
            #expect(!ids.isEmpty)
            #expect(Set(ids) == Set(found.lines))
            #expect(ids == order.filter(Set(ids).contains))
        }
        #expect(try await BundledIndex.search(["export", "ほげほげ"]).status == 1)
    }

    @Test("an index of an export has the same records")
    func again() async throws {
        let workspace = try await Workspace.indexed()
        let first = try await workspace.search("export", "--output", "all.jsonl")
        #expect(first.output == "")
        #expect(try await workspace.search("index", "all.jsonl", "--index", "again").status == 0)
        let before = try await workspace.search("export")
        let after = try await workspace.search("export", "--index", "again")
        #expect(before.output == after.output)
        #expect(try workspace.folder.text(of: "all.jsonl") == before.output)
    }

    @Test("fields are those that are asked for, by their names or aliases")
    func fields() async throws {
        let workspace = try await Workspace.indexed()
        let csv = try await workspace.search(
            "export", "図書館", "--fields", "id,地域、year", "--format", "csv")
        #expect(csv.output == "id,area,start_year\r\np01,東圏域,2015\r\np02,東圏域,2015\r\n")
        let json = try await workspace.search("export", "図書館", "--fields", "title")
        #expect(json.lines.first == "{\"title\":\"図書館の相互利用\"}")
        expectError(
            try await workspace.search("export", "--fields", "id,nothing"),
            "--fields: there is no field nothing; there are id, title, description, kind, area, area_key, prefectures, municipalities, category, field, status, start_year, source, figures"
        )
        expectError(
            try await workspace.search("export", "--fields", "area,地域"),
            "--fields: the field area is there twice")
    }

    @Test("a citation is in the file or beside it, and the same each time")
    func citation() async throws {
        let workspace = try await Workspace.indexed()
        for _ in 0..<2 {
            let outcome = try await workspace.search(
                ["export", "図書館", "--format", "csv", "--output", "a.csv"] + Self.date)
            #expect(outcome.status == 0)
            #expect(outcome.errors == "")
            let text = try workspace.folder.text(of: "a.csv.citation.txt")
            #expect(text.contains("question: 図書館\n"))
            #expect(text.contains("records found: 2\n"))
            #expect(
                text.hasSuffix(
                    "date: 2026-04-01\ncommand: search export 図書館 --format csv --output a.csv --date 2026-04-01\n"
                ))
            #expect(try workspace.folder.text(of: "a.csv").hasPrefix("id,title,"))
        }
        let cited = try await workspace.search(
            ["export", "図書館", "--format", "tsv", "--fields", "id", "--cite"] + Self.date)
        #expect(cited.lines.first == "# question: 図書館")
        #expect(Array(cited.lines.suffix(3)) == ["id", "p01", "p02"])
        let lines = try await workspace.search(
            ["export", "図書館", "--fields", "id", "--cite"] + Self.date)
        let last = try JSONParser.parse(try #require(lines.lines.last))
        #expect(last["citation"]?["records_found"] == .string("2"))
        #expect(
            try workspace.folder.names(in: ".").filter { $0.hasSuffix(".part") } == [])
    }

    @Test("what cannot be is an error in a line")
    func errors() async throws {
        let workspace = try await Workspace.indexed()
        for (arguments, message) in [
            (["--format", "xlsx"], "--format xlsx needs --output FILE (see: search --help)"),
            (
                ["--format", "khcoder", "--cite"],
                "--cite has no place in khcoder; with --output, a second file has the citation (see: search --help)"
            ),
            (
                ["--format", "khcoder", "--fields", "id"],
                "--fields: KH Coder needs a text; name one of title, description"
            ),
            (
                ["--output", "index/manifest"],
                "index/manifest is a file of an index; write to another file"
            ),
            (["--output", "index"], "index is a folder; name a file in it"),
            (["--output", "-"], "to write to the standard output, leave out --output"),
            (
                ["--output", "/dev/null"],
                "/dev/null is a pipe or a device; leave out --output and use > or |"
            ),
            (
                ["--bom"],
                "--bom needs --format csv or --format tsv (see: search --help)"
            ),
            (
                ["--date", "2026-02-30"],
                "--date must be a date such as 2026-04-01 (see: search --help)"
            ),
        ] {
            expectError(try await workspace.search(["export"] + arguments), message)
        }
    }
}

@Suite("search export --format xlsx") struct WorkbookExportTests {
    /// The rows of each sheet of a workbook.
    private static func sheets(_ path: String) throws -> [(name: String, rows: [[String]])] {
        guard case .table(let table) = try Source.open(path) else { return [] }
        var sheets: [(name: String, rows: [[String]])] = []
        for (number, sheet) in table.sheets.enumerated() {
            try table.select(sheet: number)
            var rows: [[String]] = []
            var row = TableRow()
            while try table.next(&row) { rows.append(row.cells.map(\.text)) }
            sheets.append((sheet.name ?? "", rows))
        }
        return sheets
    }

    @Test("the workbook has the records, and how they were found on a sheet of its own")
    func workbook() async throws {
        let workspace = try await Workspace.indexed()
        let arguments = [
            "export", "図書館", "--format", "xlsx", "--fields", "id,title,area,start_year",
            "--date", "2026-04-01", "--output", "a.xlsx", "--lang", "ja",
        ]
        #expect(try await workspace.search(arguments).errors == "")
        let first = try Data(contentsOf: URL(fileURLWithPath: workspace.folder.path(of: "a.xlsx")))
        let sheets = try Self.sheets(workspace.folder.path(of: "a.xlsx"))
        #expect(sheets.map(\.name) == ["記録", "出所"])
        #expect(
            sheets[0].rows == [
                ["id", "title", "area", "start_year"], ["p01", "図書館の相互利用", "東圏域", "2015"],
                ["p02", "移動文庫の運行", "東圏域", "2015"],
            ])
        #expect(sheets[1].rows.contains(["検索式", "図書館"]))
        #expect(sheets[1].rows.contains(["該当件数", "2"]))
        #expect(try await workspace.search(arguments).status == 0)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: workspace.folder.path(of: "a.xlsx"))) == first
        )
    }

    @Test("a workbook can be indexed, and gives the records that it was made of")
    func again() async throws {
        let workspace = try await Workspace.indexed()
        _ = try await workspace.search("export", "--format", "xlsx", "--output", "all.xlsx")
        let outcome = try await workspace.search("index", "all.xlsx", "--index", "again")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let fields = ["--fields", "id,title,description,area,start_year"]
        let before = try await workspace.search(["export"] + fields)
        let after = try await workspace.search(["export", "--index", "again"] + fields)
        #expect(before.output == after.output)
    }

    private static func written(_ cells: [ResultTable.Cell]) throws -> (
        rows: [[Cell]], cut: Int
    ) {
        var bytes: [UInt8] = []
        var book = try WorkbookWriter(sheets: ["a&b<c>\"", "2"]) { bytes += $0 }
        try book.beginSheet(["見出し"], widths: [10])
        try book.write(cells)
        try book.endSheet()
        try book.beginSheet([], widths: [])
        try book.endSheet()
        try book.finish()
        guard case .table(let table) = try Source.open(bytes, name: "a.xlsx") else {
            return ([], 0)
        }
        #expect(table.sheets.map(\.name) == ["a&b<c>\"", "2"])
        var rows: [[Cell]] = []
        var row = TableRow()
        while try table.next(&row) { rows.append(row.cells) }
        return (rows, book.cutCount)
    }

    @Test(
        "texts come back as they were, without control characters",
        arguments: [
            ("連携 & <b>\"x\"</b>", "連携 & <b>\"x\"</b>"), ("=1+1", "=1+1"), ("  端  ", "  端  "),
            ("一\r\n二\r三\n四\t五", "一\n二\n三\n四\t五"),
            ("a\u{0}b\u{1B}[31mc\u{7F}d\u{85}e\u{FFFE}", "ab[31mcde"),
            ("_x000D_と_x0041_", "_x000D_と_x0041_"), ("𠮷👨‍👩‍👧", "𠮷👨‍👩‍👧"), ("\u{FFFF}", ""), ("]]>", "]]>"),
        ])
    func texts(text: String, expected: String) throws {
        let (rows, cut) = try Self.written([.text(text), .text("端")])
        #expect(rows.count == 2)
        #expect(rows.last?.map(\.text) == [expected, "端"])
        #expect(cut == 0)
    }

    @Test("a text that is longer than a cell is cut before a character, and counted")
    func longTexts() throws {
        let (rows, cut) = try Self.written([
            .text(String(repeating: "連", count: 32_767)),
            .text(String(repeating: "携", count: 32_768)),
            .text(String(repeating: "あ", count: 32_766) + "👍い"),
        ])
        #expect(rows.last?.map(\.text.count) == [32_767, 32_767, 32_766])
        #expect(cut == 2)
    }

    @Test("numbers are numbers, and truth values are truth values")
    func numbers() throws {
        let (rows, _) = try Self.written([
            .integer(-5), .number(0.25), .empty, .truth(true), .number(.infinity),
        ])
        #expect(rows.last?.map(\.text) == ["-5", "0.25", "", "TRUE", "inf"])
    }

    @Test("the columns of a wide sheet have their letters")
    func wide() throws {
        let cells = (0..<800).map { ResultTable.Cell.integer($0) }
        let (rows, _) = try Self.written(cells)
        #expect(rows.last?.map(\.text) == (0..<800).map(String.init))
    }

    @Test("a workbook holds no more rows and columns than Excel reads")
    func limits() throws {
        var book = try WorkbookWriter(sheets: ["1"]) { _ in }
        #expect(throws: WorkbookError.tooManyColumns) {
            try book.beginSheet([String](repeating: "", count: 16_385), widths: [])
        }
        try book.beginSheet([], widths: [])
        for _ in 1..<WorkbookWriter.mostRows { try book.write([]) }
        #expect(throws: WorkbookError.tooManyRows) { try book.write([]) }
    }
}

@Suite("search export --format khcoder") struct KHCoderExportTests {
    @Test("texts are one column, other fields are variables, and the file begins with a mark")
    func file() async throws {
        let workspace = try await Workspace.indexed()
        let outcome = try await workspace.search(
            "export", "図書館", "--format", "khcoder", "--fields",
            "id,title,description,area,start_year")
        #expect(
            outcome.output
                == "\u{FEFF}text,id,area,start_year\r\n"
                + "\"図書館の相互利用\n隣の市の住民も図書館で本を借りられる。\",p01,東圏域,2015\r\n"
                + "\"移動文庫の運行\n山あいの集落を図書館の車が回る。\",p02,東圏域,2015\r\n")
        let usual = try await workspace.search("export", "図書館", "--format", "khcoder")
        #expect(
            usual.output.hasPrefix(
                "\u{FEFF}text,id,kind,area,area_key,prefectures,municipalities,category,field,status,start_year\r\n"
            ))
    }

    @Test(
        "what KH Coder takes for its own marks is replaced, and controls are left out",
        arguments: [
            ("<h1>章</h1>", "＜h1＞章＜/h1＞"), ("一\r\n二\r三", "一\n二\n三"),
            ("a\u{0}b\u{1B}c\td\u{7F}", "abc d"),
            ("連携", "連携"),
        ])
    func texts(text: String, expected: String) {
        #expect(KHCoderTable.text(text) == expected)
    }

    @Test("a variable is one line of at most 127 scalars")
    func variables() {
        #expect(KHCoderTable.variable("一\n二<三>") == ("一 二＜三＞", false))
        #expect(KHCoderTable.variable(String(repeating: "あ", count: 127)).isCut == false)
        let (kept, isCut) = KHCoderTable.variable(String(repeating: "あ", count: 200))
        #expect(kept.unicodeScalars.count == 127)
        #expect(isCut)
        // A character is not cut in two.
        let (whole, _) = KHCoderTable.variable(String(repeating: "あ", count: 126) + "か\u{3099}き")
        #expect(whole == String(repeating: "あ", count: 126))
    }

    @Test("truncated values are reported")
    func cutting() async throws {
        let workspace = try Workspace()
        let long = String(repeating: "長", count: 130)
        try workspace.folder.write(
            "{\"id\":\"a\",\"kind\":\"project\",\"title\":\"x\",\"description\":\"連携\",\"category\":\"\(long)\"}\n",
            to: "corpus/east.jsonl")
        #expect(try await workspace.search("index").status == 0)
        let outcome = try await workspace.search(
            "export", "連携", "--format", "khcoder", "--fields", "description,category")
        #expect(outcome.output.contains("連携,\(String(repeating: "長", count: 127))\r\n"))
        #expect(
            outcome.errors
                == "search: 1 value had more than 127 letters, which is what KH Coder takes, and were cut\n"
        )
    }
}
