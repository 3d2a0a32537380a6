import RenkeiSearch
import Testing

@testable import Ingest

/// Truth values in files of every format.
@Suite struct BooleanFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The documents of a file, and the schema that it gives.
    private func read(
        _ path: String, _ options: ImportOptions = ImportOptions(), base: Schema = .projects
    ) throws -> (documents: [Document], schema: Schema) {
        let importer = try Importer([path], options, schema: base)
        let schema = importer.schema(extending: base)
        return (try importer.preview(schema, limit: 100).flatMap(\.self), schema)
    }

    /// Expects three records of which the first says yes, the second no and the third nothing.
    private func expectTruth(_ path: String, _ comment: Comment) throws {
        let (documents, schema) = try read(path)
        #expect(schema.integerKind("実施中") == .boolean, comment)
        #expect(documents.map { $0.boolean("実施中") } == [true, false, nil], comment)
        #expect(documents.map { $0.text("title") } == ["図書館", "火葬場", "消防"], comment)
    }

    private static let pairs = [
        ("はい", "いいえ"), ("有", "無"), ("有り", "無し"), ("あり", "なし"), ("○", "×"), ("〇", "×"), ("◯", "✕"),
        ("true", "false"), ("TRUE", "FALSE"), ("ｔｒｕｅ", "ｆａｌｓｅ"), ("yes", "no"), ("Yes", "No"),
    ]

    @Test("a pair of words is truth values in CSV, TSV, JSON and HTML", arguments: pairs)
    func texts(yes: String, no: String) throws {
        let rows = [("図書館", "本を貸す。", yes), ("火葬場", "建てる。", no), ("消防", "火を消す。", "")]
        for (name, separator) in [("a.csv", ","), ("a.tsv", "\t")] {
            let lines = [("事業名", "概要", "実施中")] + rows
            try expectTruth(
                folder.write(
                    lines.map { [$0.0, $0.1, $0.2].joined(separator: separator) + "\n" }
                        .joined(), to: name), "\(name) \(yes)")
        }
        let objects = rows.enumerated().map { number, row in
            #"{"id":"\#(number)","事業名":"\#(row.0)","概要":"\#(row.1)","実施中":"\#(row.2)"}"#
        }
        try expectTruth(
            folder.write(objects.joined(separator: "\n"), to: "a.jsonl"), "JSON Lines \(yes)")
        try expectTruth(
            folder.write("[\(objects.joined(separator: ","))]", to: "a.json"), "JSON \(yes)")
        let cells = rows.map { "<tr><td>\($0.0)</td><td>\($0.1)</td><td>\($0.2)</td></tr>" }
        try expectTruth(
            folder.write(
                "<table><tr><th>事業名</th><th>概要</th><th>実施中</th></tr>\(cells.joined())</table>",
                to: "a.html"), "HTML \(yes)")
    }

    @Test("truth values of workbooks and JSON are read as they are")
    func values() throws {
        func row(_ number: Int, _ cells: [String]) -> String {
            let texts = cells.prefix(2).map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }
            return "<row r=\"\(number)\">\(texts.joined())\(cells[2])</row>"
        }
        let workbook = WorkbookWriter(
            rows: row(1, ["事業名", "概要", "<c t=\"inlineStr\"><is><t>実施中</t></is></c>"])
                + row(2, ["図書館", "本を貸す。", "<c t=\"b\"><v>1</v></c>"])
                + row(3, ["火葬場", "建てる。", "<c t=\"b\"><v>0</v></c>"])
                + row(4, ["消防", "火を消す。", "<c/>"]))
        try expectTruth(folder.write(workbook.finished(), to: "a.xlsx"), "xlsx")
        let objects = [
            #"{"id":"1","事業名":"図書館","概要":"本を貸す。","実施中":true}"#,
            #"{"id":"2","事業名":"火葬場","概要":"建てる。","実施中":false}"#,
            #"{"id":"3","事業名":"消防","概要":"火を消す。","実施中":null}"#,
        ]
        try expectTruth(
            folder.write(objects.joined(separator: "\n"), to: "a.jsonl"), "JSON Lines")
        try expectTruth(folder.write("[\(objects.joined(separator: ","))]", to: "a.json"), "JSON")
    }

    @Test(
        "a column with something else, or with one of the two only, is none of truth values",
        arguments: [
            (["はい", "いいえ", "△"], ValueKind.keyword), (["○", "○", ""], .keyword),
            (["無", "無", "無"], .keyword), (["1", "0", "1"], .number),
            (["はい", "－", "いいえ"], .keyword),
        ])
    func others(values: [String], kind: ValueKind) throws {
        let rows = zip(["図書館", "火葬場", "消防"], values).map { "\($0),\($0)の概要。,\($1)\n" }
        let examination = try TableExamination(ArrayTable(csv: "事業名,概要,実施中\n" + rows.joined()))
        let plan = try #require(examination.sheets.first).plan
        #expect(plan.field("実施中")?.kind == kind)
    }

    @Test("--map takes any column for truth values, and tells what is none")
    func mapping() throws {
        let path = try folder.write(
            "事業名,概要,実施\n図書館,本を貸す。,1\n火葬場,建てる。,0\n消防,消す。,未定\n水道,流す。,多分\n温泉,入る。,\n",
            to: "a.csv")
        var options = ImportOptions()
        options.map = "title=事業名,description=概要,実施中:boolean=実施"
        let importer = try Importer([path], options)
        let schema = importer.schema(extending: .projects)
        #expect(schema.integerKind("実施中") == .boolean)
        let documents = try importer.preview(schema, limit: 100).flatMap(\.self)
        #expect(documents.map { $0.boolean("実施中") } == [true, false, nil, nil, nil])
    }

    @Test("records of JSON Lines take the words, too, where an index has the field")
    func records() throws {
        var schema = Schema.projects
        schema.integerFields.append("実施中")
        schema.integerKinds["実施中"] = .boolean
        let values = [
            "true", "false", "1", "0", #""はい""#, #""×""#, #"" 有 ""#, "null", #""""#, "2", #""多分""#,
        ]
        let lines = values.enumerated().map { number, value in
            #"{"id":"\#(number)","title":"図書館","実施中":\#(value)}"#
        }
        let path = try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
        let (documents, _) = try read(path, base: schema)
        #expect(
            documents.map { $0.boolean("実施中") } == [
                true, false, true, false, true, false, true, nil, nil, nil, nil,
            ])
        #expect(documents.map(\.id) == values.indices.map(String.init))
    }

    @Test("of two files, one with words of its own, the field is one of words")
    func common() throws {
        let first = try folder.write("事業名,概要,実施中\n図書館,本を貸す。,はい\n火葬場,建てる。,いいえ\n", to: "a.csv")
        let second = try folder.write("事業名,概要,実施中\n消防,消す。,未着手\n水道,流す。,はい\n", to: "b.csv")
        let importer = try Importer([first, second])
        let schema = importer.schema(extending: .projects)
        #expect(schema.keywordFields.contains("実施中"))
        let documents = try importer.preview(schema, limit: 100).flatMap(\.self)
        #expect(documents.map { $0.keywords("実施中") } == [["はい"], ["いいえ"], ["未着手"], ["はい"]])
    }
}
