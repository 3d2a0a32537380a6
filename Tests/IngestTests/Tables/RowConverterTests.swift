import JSON
import RenkeiSearch
import Testing

@testable import Ingest

@Suite struct RowConverterTests {
    private func outcomes(_ csv: String) throws -> [RowOutcome] {
        let table = ArrayTable(csv: csv)
        let examination = try TableExamination(table)
        let sheet = try #require(examination.sheets.first)
        let converter = RowConverter(
            sheet.plan, file: "test.csv", sheet: nil, idPrefix: "test", qualifiesIDs: false,
            skipsHidden: false)
        table.select(sheet: 0)
        var row = TableRow()
        var outcomes: [RowOutcome] = []
        while table.next(&row) { outcomes.append(converter.convert(row)) }
        return Array(outcomes.dropFirst(sheet.plan.layout.leadingRows))
    }

    private func documents(_ csv: String) throws -> [Document] {
        try outcomes(csv).compactMap {
            if case .record(let document, _) = $0 { document } else { nil }
        }
    }

    private func reasons(_ csv: String) throws -> [RowReason] {
        try outcomes(csv).compactMap {
            if case .passedOver(let reason) = $0 { reason } else { nil }
        }
    }

    @Test("a row becomes a record with its source")
    func record() throws {
        let document = try #require(
            documents("番号,事業名,概要,開始年度,市町村\n007,図書館,本を貸す。,H27.4.1,前橋市・高崎市").first)
        #expect(document.id == "007")
        #expect(document.text("title") == "図書館")
        #expect(document.integer("start_year") == 2015)
        #expect(document.keywords("municipalities") == ["前橋市", "高崎市"])
        #expect(document["source"] == .json(#"{"file":"test.csv","row":2,"line":2}"#))
    }

    @Test("without a column of ids, the file and the row are the id")
    func madeID() throws {
        let made = try documents("事業名,概要\n図書館,本を貸す。\n図書館,もう一つ。")
        #expect(made.map(\.id) == ["test-2", "test-3"])
    }

    @Test("totals, notes and repeated headers are no records")
    func passedOver() throws {
        let csv = """
            No.,事業名,概要,予算額
            1,図書館,本を貸す。,100
            2,火葬場,建てる。,200
            ,小計,,300
            No.,事業名,概要,予算額
            3,合計所得の調査,所得を調べる。,10
            ,合計,,310
            ※網掛けは新規の事業である。,,,
            """
        #expect(try reasons(csv) == [.total, .repeatedHeader, .total, .note])
        #expect(try documents(csv).map { $0.text("title") } == ["図書館", "火葬場", "合計所得の調査"])
    }

    @Test("a record without a name of its own takes that of the group before it")
    func fallbackTitle() throws {
        let made = try documents(
            "団体コード,都道府県名,市区町村名\n010006,北海道,\n011002,北海道,札幌市\n012025,北海道,函館市")
        #expect(made.map { $0.text("title") } == ["北海道", "札幌市", "函館市"])
        #expect(made.map(\.id) == ["010006", "011002", "012025"])
    }

    @Test(
        "years in many forms",
        arguments: [
            ("2015", 2015), ("平成27年度", 2015), ("H27", 2015), ("Ｈ２７", 2015), ("令和元年", 2019),
            ("平成27～29年度", 2015), ("H6年度～", 1994), ("2015/4/1", 2015), ("20150401", 2015),
            ("FY2015", 2015), ("ﾍｲｾｲ27ﾈﾝﾄﾞ", 2015), ("S63.10", 1988),
        ])
    func years(text: String, year: Int) throws {
        #expect(YearValue(text).year == year)
    }

    @Test(
        "what is no year is none", arguments: ["25321", "20150431", "1700", "2500", "未定", "毎年", ""])
    func noYears(text: String) {
        #expect(YearValue(text).year == nil)
    }

    @Test("a value that cannot be read is reported with its location")
    func unreadable() throws {
        let outcomes = try outcomes(
            "事業名,概要,開始年度\n図書館,貸す。,H27\n火葬場,建てる。,25321\n消防,備える。,未定")
        guard case .record(let document, let unreadable) = outcomes[1] else {
            Issue.record("no record")
            return
        }
        #expect(document.integer("start_year") == nil)
        #expect(unreadable.map(\.value) == ["25321"])
        #expect(unreadable.map(\.row) == [3])
        // 未定 says that there is no year, which is no mistake.
        guard case .record(_, let none) = outcomes[2] else { return }
        #expect(none.isEmpty)
    }

    @Test(
        "serial numbers of spreadsheets are days",
        arguments: [
            (42095.0, 2015, 4, 1), (36526.0, 2000, 1, 1), (43585.0, 2019, 4, 30),
        ])
    func serials(serial: Double, year: Int, month: Int, day: Int) {
        #expect(DateValue(serial: serial) == DateValue(year: year, month: month, day: day))
        #expect(DateValue(serial: 25) == nil)
    }

    @Test("amounts are yen, by their own unit or that of the column")
    func amounts() throws {
        let csv = "事業名,概要,予算額（千円）\n図書館,貸す。,1200\n火葬場,建てる。,120万円\n消防,備える。,△3"
        let made = try documents(csv)
        #expect(made.map { $0.integer("予算額") } == [1_200_000, 1_200_000, -3000])
    }

    @Test("markup of web systems goes, other angle brackets stay")
    func markup() {
        #expect(CellText.withoutMarkup("前橋市<br>高崎市<BR/>") == "前橋市\n高崎市\n")
        #expect(CellText.withoutMarkup("<b>A</b>&amp;B &lt;C&gt;") == "A&B <C>")
        #expect(CellText.withoutMarkup("1<2 かつ 3>2") == "1<2 かつ 3>2")
        #expect(CellText.withoutMarkup("<注意>") == "<注意>")
    }

    @Test("rows in a buffer come out as they went in")
    func buffer() {
        let rows = [
            TableRow(
                cells: [
                    Cell(.text("図書館")), Cell(), Cell(.number(1.5, text: "1.5"), merge: .down),
                    Cell(.date(SheetDate(year: 2015, month: 4, day: 1))), Cell(.boolean(true)),
                ], number: 3, line: 7),
            TableRow(cells: [Cell(.boolean(false)), Cell(.text(""))], number: 4, isHidden: true),
        ]
        var buffer = RowBuffer()
        for row in rows { buffer.append(row) }
        var read: [TableRow] = []
        buffer.forEach { read.append($0) }
        #expect(read[0] == rows[0])
        // Blank cells at the end say nothing and are not kept.
        #expect(read[1].cells == [Cell(.boolean(false))])
        #expect(read[1].isHidden && read[1].line == nil && read[1].number == 4)
    }
}
