import Testing

@testable import Ingest

@Suite struct TableLayoutTests {
    private func layout(_ csv: String) throws -> TableLayout {
        let table = ArrayTable(csv: csv)
        var rows: [TableRow] = []
        var row = TableRow()
        while table.next(&row) { rows.append(row) }
        return TableLayout(rows)
    }

    @Test("the first row is the header of a plain table")
    func plain() throws {
        let layout = try layout("番号,事業名,概要\n1,図書館,本を貸す。\n2,火葬場,建てる。")
        #expect(layout.headerRows == [1])
        #expect(layout.columns.map(\.name.label) == ["番号", "事業名", "概要"])
        #expect(layout.noteRows == 0)
    }

    @Test("titles and notes above the header are passed over, and a unit in them is kept")
    func notesAbove() throws {
        let layout = try layout(
            "令和6年度 一覧,,,\n,,,単位：千円\n,,,\nNo.,事業名,圏域,予算額\n1,図書館,甲圏域,100\n2,火葬場,乙圏域,\"200\"")
        #expect(layout.headerRows == [4])
        #expect(layout.leadingRows == 4)
        #expect(layout.noteRows == 2)
        #expect(layout.unit == 1000)
    }

    @Test("a header of two rows names columns by group and column")
    func twoRows() throws {
        let layout = try layout(
            """
            No.,,圏域,事業,,,実施,,,事業費,
            ,,,事業名,事業概要,区分,,開始年度,市町村,,予算額
            1,,甲圏域,図書館,本を貸す。,新規,,H27,甲市、乙町,,100
            2,,乙圏域,火葬場,建てる。,継続,,H28,丙市,,200
            """)
        #expect(layout.headerRows == [1, 2])
        #expect(
            layout.columns.map(\.name.label) == [
                "No.", "圏域", "事業/事業名", "事業/事業概要", "事業/区分", "実施/開始年度", "実施/市町村",
                "事業費/予算額",
            ])
    }

    @Test("merged cells of a header that are filled give the same names")
    func mergedHeader() throws {
        let layout = try layout(
            """
            番号,事業,事業,実施
            番号,事業名,事業概要,開始年度
            1,図書館,本を貸す。,H27
            2,火葬場,建てる。,H28
            """)
        #expect(layout.headerRows == [1, 2])
        #expect(
            layout.columns.map(\.name.label) == ["番号", "事業/事業名", "事業/事業概要", "実施/開始年度"])
    }

    @Test("a title that spans all columns is no header")
    func spannedTitle() throws {
        let layout = try layout(
            "広域連携事業一覧,広域連携事業一覧,広域連携事業一覧\n番号,圏域,事業名\n001,甲圏域,図書館\n002,甲圏域,火葬場")
        #expect(layout.headerRows == [2])
    }

    @Test("columns without a name and without values are left out; those with values get a letter")
    func blankColumns() throws {
        let layout = try layout("事業名,,概要,\n図書館,,本を貸す。,注\n火葬場,,建てる。,")
        #expect(layout.columns.map(\.index) == [0, 2, 3])
        #expect(layout.columns.map(\.name.label) == ["事業名", "概要", "D"])
    }

    @Test("a table of data only has no header")
    func noHeader() throws {
        let layout = try layout("1,20,300\n2,30,400\n3,40,500")
        #expect(layout.headerRows.isEmpty)
        #expect(layout.columns.map(\.name.label) == ["A", "B", "C"])
    }

    @Test("a header that is repeated on every page is known again")
    func repeated() throws {
        let layout = try layout("事業名,概要\n図書館,本を貸す。\n火葬場,建てる。")
        let row = TableRow(cells: [Cell(.text("事業名")), Cell(.text("概要"))], number: 9)
        #expect(layout.isHeader(row))
        #expect(!layout.isHeader(TableRow(cells: [Cell(.text("事業名"))], number: 9)))
    }
}
