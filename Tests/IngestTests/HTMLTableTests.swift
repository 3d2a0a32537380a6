import SearchTestSupport
import Testing
@testable import Ingest

@Suite struct HTMLTableTests {
    private func texts(_ html: String) throws -> [[String]] {
        try Opening.texts(Array(html.utf8))
    }

    @Test("cells span rows and columns, and breaks within them are line feeds")
    func spans() throws {
        let html = """
            <html><body><table border=1>
            <tr><td colspan="3" align=center>事業&nbsp;一覧</td></tr>
            <tr><th>圏域</th><th>事業</th><th>年度</th></tr>
            <tr><td rowspan=2>A圏</td><td>一<br>二</td><td>1 &lt; 2 &amp; &#x56F3;</td></tr>
            <tr><td><p>三</p><p>四</p></td></tr>
            <tr><td>B圏<td>五<td>六
            </table></body></html>
            """
        #expect(
            try texts(html) == [
                ["事業 一覧", "事業 一覧", "事業 一覧"], ["圏域", "事業", "年度"],
                ["A圏", "一\n二", "1 < 2 & 図"], ["A圏", "三\n四"], ["B圏", "五", "六"],
            ])
    }

    @Test("a cell that spans rows at the end of the row reaches the row below")
    func spanAtEnd() throws {
        let html =
            "<table><tr><td>1<td>2<td rowspan=2>3</tr><tr><td>4</tr><tr><td>5</tr></table>"
        #expect(try texts(html) == [["1", "2", "3"], ["4", "", "3"], ["5"]])
    }

    @Test("each table is a sheet, one within a cell too, and no text of the cell")
    func nested() throws {
        let html = """
            <!-- <table> --><script>"<table>"</script>
            <table><caption>外</caption><tr><td>前<table><tr><td>中</table>後</td></tr></table>
            <table style="x"><tr style="display: none"><td>隠</tr></table>
            """
        let table = try Opening.table(Array("<html>\(html)".utf8))
        #expect(table.sheets.map(\.name) == ["外", nil, nil])
        #expect(try Opening.rows(table).map { $0.cells.map(\.text) } == [["前後"]])
        #expect(try Opening.rows(table, sheet: 1).map { $0.cells.map(\.text) } == [["中"]])
        let hidden = try Opening.rows(table, sheet: 2)
        #expect(hidden.map(\.isHidden) == [true])
        #expect(hidden.map(\.line) == [3])
    }

    @Test("the charset is that of the bytes, or else the one that the page declares")
    func charset() throws {
        let page = "<html><head><meta charset=Shift_JIS></head><table><tr><td>髙橋</table>"
        let bytes = try #require(Charsets.encode(page, "CP932"))
        let table = try Opening.table(bytes)
        #expect(table.file.encoding == .cp932)
        #expect(try Opening.rows(table).map { $0.cells.map(\.text) } == [["髙橋"]])
        // A page of UTF-8 may declare something else.
        #expect(try Opening.table(Array(page.utf8)).file.encoding == .utf8)
    }

    @Test("a page that is truncated anywhere is read up to there, and reported")
    func truncations() throws {
        let page =
            "<table><tr><td rowspan=\"2\">図&amp;</td><td>b</td></tr><tr><td>c</td></tr></table>"
        let bytes = Array(page.utf8)
        for length in 7..<bytes.count - 7 {
            let table = try Opening.table(Array(bytes[..<length]))
            let rows = try Opening.rows(table)
            #expect(rows.count <= 2)
            #expect(table.problems.counts[.unclosedMarkup] == 1, "\(length)")
        }
    }

    @Test("random markup ends")
    func randomMarkup() throws {
        let pieces = [
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3 colspan='2'>", "</td>",
            "x", "<", ">", "&", "&amp;", "<!--", "-->", "\"", "'", "<br>", "<caption>",
            "</caption>",
            "<script>", "</script>", "<td rowspan=0>", "<td colspan=99999>",
        ]
        Property.check(300) { random, comment in
            let html =
                "<table>"
                + (0..<40).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }.joined()
            let refusal = Opening.refusal(Array(html.utf8))
            #expect(refusal == nil || refusal?.contains("16384") == true, comment)
        }
    }
}
