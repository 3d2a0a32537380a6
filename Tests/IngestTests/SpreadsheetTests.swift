import JSON
import SearchTestSupport
import Testing
@testable import Ingest

@Suite struct SpreadsheetTests {
    private func rows(_ workbook: WorkbookWriter) throws -> [TableRow] {
        try Opening.rows(Opening.table(workbook.finished()))
    }

    private func texts(_ workbook: WorkbookWriter) throws -> [[String]] {
        try rows(workbook).map { $0.cells.map(\.text) }
    }

    @Test("shared, rich and inline strings are read without their phonetic runs")
    func strings() throws {
        let workbook = WorkbookWriter(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
                <c r="C1" t="inlineStr"><is><r><t>広</t></r><r><t>域</t></r>\
                <rPh sb="0" eb="2"><t>コウイキ</t></rPh></is></c></row>
                """,
            strings: """
                <si><t>事業</t><rPh sb="0" eb="2"><t>ジギョウ</t></rPh><phoneticPr fontId="1"/></si>\
                <si><r><t xml:space="preserve">図書 </t></r><r><rPr><b/></rPr><t>館_x000D_\n二_x0041_</t></r>\
                <rPh sb="0" eb="1"><t>トショ</t></rPh></si>
                """)
        #expect(try texts(workbook) == [["事業", "図書 館\n二A", "広域"]])
    }

    @Test("cells and rows without references follow those before them")
    func withoutReferences() throws {
        let workbook = WorkbookWriter(
            rows: """
                <row><c><v>1</v></c><c t="str"><v>二</v></c></row>\
                <row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>
                """)
        let rows = try rows(workbook)
        #expect(rows.map(\.number) == [1, 4, 5])
        #expect(rows.map { $0.cells.map(\.text) } == [["1", "二"], ["", "", "3", "4"], ["5"]])
    }

    @Test("Strict files are read like others, with dates as ISO 8601")
    func strict() throws {
        var workbook = WorkbookWriter(
            rows: """
                <row r="1"><c r="A1" t="d"><v>2019-05-01</v></c>\
                <c r="B1" t="d"><v>2019-05-01T09:30:00</v></c></row>
                """)
        workbook.isStrict = true
        let cells = try #require(try rows(workbook).first).cells
        #expect(cells.first?.value == .date(SheetDate(year: 2019, month: 5, day: 1)))
        #expect(cells.map(\.text) == ["2019-05-01", "2019-05-01T09:30:00"])
    }

    @Test("cached values of formulas are read; errors and missing values are empty and counted")
    func formulas() throws {
        let workbook = WorkbookWriter(
            rows: """
                <row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1" t="str"><f>D2</f><v>文</v></c>\
                <c r="C1" t="e"><f>D3</f><v>#REF!</v></c><c r="D1"><f>D4</f></c>\
                <c r="E1" t="b"><v>1</v></c></row>
                """)
        let table = try Opening.table(workbook.finished())
        let rows = try Opening.rows(table)
        #expect(rows.map { $0.cells.map(\.text) } == [["3", "文", "", "", "TRUE"]])
        #expect(table.problems.counts == [.cellErrors: 1, .missingValues: 1])
        #expect(
            table.problems.first.map(\.error.description) == [
                "file: sheet \"Sheet1\", cell C1: the cell has the error #REF!; it is left empty",
                "file: sheet \"Sheet1\", cell D1: the formula has no stored value",
            ])
    }

    @Test("dates go by the formats of their cells, in both date systems")
    func dates() throws {
        var workbook = WorkbookWriter(
            rows: """
                <row r="1"><c r="A1" s="1"><v>43586</v></c><c r="B1" s="2"><v>43586</v></c>\
                <c r="C1" s="3"><v>32515.5</v></c><c r="D1" s="4"><v>0.5</v></c>\
                <c r="E1" s="5"><v>10006</v></c><c r="F1" s="0"><v>43586</v></c>\
                <c r="G1" s="6"><v>0.355</v></c></row>
                """,
            styles: """
                <numFmts count="2"><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
                <numFmt numFmtId="177" formatCode="000000"/></numFmts>\
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
                <cellXfs><xf numFmtId="0"/><xf numFmtId="57"/><xf numFmtId="176"/><xf numFmtId="22"/>\
                <xf numFmtId="21"/><xf numFmtId="177"/><xf numFmtId="10"/></cellXfs>
                """)
        #expect(
            try texts(workbook) == [
                [
                    "2019-05-01", "2019-05-01", "1989-01-07T12:00:00", "12:00:00", "010006",
                    "43586",
                    "35.5%",
                ]
            ])
        workbook.startsIn1904 = true
        let cells = try #require(try rows(workbook).first).cells
        #expect(cells.first?.text == "2023-05-02")
    }

    @Test("merged ranges fill the cells that they cover")
    func merges() throws {
        let workbook = WorkbookWriter(
            rows: """
                <row r="1"><c r="A1" t="str"><v>題</v></c></row>\
                <row r="2"><c r="A2" t="str"><v>圏域</v></c><c r="B2"><v>1</v></c></row>\
                <row r="3"><c r="A3"/><c r="B3"><v>2</v></c></row>\
                <row r="4"><c r="B4"><v>3</v></c></row><row r="5"><c r="B5"><v>4</v></c></row>
                """,
            after: """
                <mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="A1:C1"/></mergeCells>
                """)
        let rows = try rows(workbook)
        #expect(
            rows.map { $0.cells.map(\.text) } == [
                ["題", "題", "題"], ["圏域", "1"], ["圏域", "2"], ["圏域", "3"], ["", "4"],
            ])
        #expect(rows[0].cells.map(\.merge) == [.none, .across, .across])
        #expect(rows[2].cells.map(\.merge) == [.down, .none])
    }

    @Test("hidden rows, columns and sheets are marked")
    func hidden() throws {
        var workbook = WorkbookWriter(rows: "")
        workbook.sheets = [
            .init(
                name: "公開",
                content: """
                    <cols><col min="2" max="3" hidden="1"/></cols><sheetData>\
                    <row r="1"><c r="A1"><v>1</v></c></row>\
                    <row r="2" hidden="1"><c r="A2"><v>2</v></c></row></sheetData>
                    """),
            .init(
                name: "作業", state: "hidden",
                content: "<sheetData><row><c><v>9</v></c></row></sheetData>"),
            .init(name: "旧", state: "veryHidden", content: "<sheetData/>"),
        ]
        let table = try Opening.table(workbook.finished())
        #expect(table.sheets.map(\.name) == ["公開", "作業", "旧"])
        #expect(table.sheets.map(\.isHidden) == [false, true, true])
        #expect(try Opening.rows(table).map(\.isHidden) == [false, true])
        #expect((0..<4).map { table.hidesColumn($0) } == [false, true, true, false])
        #expect(try Opening.rows(table, sheet: 1).map { $0.cells.map(\.text) } == [["9"]])
        #expect(try Opening.rows(table, sheet: 2).isEmpty)
        // A sheet can be read again.
        #expect(try Opening.rows(table).count == 2)
    }

    @Test("entities, depth and bombs are refused")
    func hostileParts() {
        var entity = WorkbookWriter(
            rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>&x;</t></si>")
        entity.stringsProlog =
            "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
        #expect(
            Opening.refusal(entity.finished())?.contains("document type declaration") == true)
        let deep = WorkbookWriter(rows: String(repeating: "<row>", count: 400))
        #expect(Opening.refusal(deep.finished()) != nil)
        let wide = WorkbookWriter(
            rows: "<row>" + String(repeating: "<c/>", count: 16_385) + "</row>")
        #expect(Opening.refusal(wide.finished())?.contains("16384") == true)
        let far = WorkbookWriter(rows: "<row r=\"1048577\"/>")
        #expect(Opening.refusal(far.finished()) != nil)
        let backwards = WorkbookWriter(rows: "<row r=\"2\"/><row r=\"2\"/>")
        #expect(Opening.refusal(backwards.finished())?.contains("row 2 follows row 2") == true)
    }

    @Test("a long text to which many cells refer is refused")
    func sharedBomb() {
        let long = String(repeating: "図", count: 400_000)
        let cell = "<c t=\"s\"><v>0</v></c>"
        let workbook = WorkbookWriter(
            rows: "<row>" + String(repeating: cell, count: 60) + "</row>",
            strings: "<si><t>\(long)</t></si>")
        #expect(Opening.refusal(workbook.finished())?.contains("too much text") == true)
    }

    @Test("a workbook that is cut anywhere is an error")
    func truncations() {
        let bytes = WorkbookWriter(
            rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>図書館</t></si>"
        ).finished()
        for length in stride(from: 4, to: bytes.count, by: 7) {
            #expect(Opening.refusal(Array(bytes[..<length])) != nil, "\(length) bytes")
        }
    }

    @Test("changed bytes are an error or the same rows, and never end the program")
    func flippedBytes() throws {
        let bytes = WorkbookWriter(
            rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>図書館</t></si>"
        ).finished()
        Property.check(200) { random, _ in
            var changed = bytes
            for _ in 0..<3 {
                let reference = Int.random(in: 0..<bytes.count, using: &random)
                changed[reference] = UInt8.random(in: 0...255, using: &random)
            }
            _ = Opening.refusal(changed)
        }
    }
}
