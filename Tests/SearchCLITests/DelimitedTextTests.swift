import JSON
import RenkeiSearch
import SearchTestSupport
import Testing

@testable import SearchCLI
import SearchReports

@Suite("Comma- and tab-separated values") struct DelimitedTextTests {
    private static let signs = [
        "=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "'", "\"", ",", "\t", "\r", "\n", "\r\n", " ",
        "あ", "図書館", "か\u{3099}", "\u{301}", "1", "x", "|",
    ]

    private func text(_ random: inout SplitMix64) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let sign = Self.signs[Int.random(in: 0..<Self.signs.count, using: &random)]
            text.append(contentsOf: sign.unicodeScalars)
        }
        return String(text)
    }

    private func written(_ table: ResultTable, _ form: DelimitedText.Form) -> String {
        var written = String.UnicodeScalarView()
        DelimitedText(form).write(table) { written.append(contentsOf: $0.unicodeScalars) }
        return String(written)
    }

    /// A plain reader of RFC 4180.
    private func parse(_ text: String) -> [[[Unicode.Scalar]]] {
        var rows: [[[Unicode.Scalar]]] = []
        var row: [[Unicode.Scalar]] = []
        var cell: [Unicode.Scalar] = []
        var isQuoted = false
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if isQuoted {
                if scalar == "\"", index + 1 < scalars.count, scalars[index + 1] == "\"" {
                    cell.append("\"")
                    index += 1
                } else if scalar == "\"" {
                    isQuoted = false
                } else {
                    cell.append(scalar)
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," || scalar == "\r" {
                row.append(cell)
                cell = []
                if scalar == "\r" {
                    rows.append(row)
                    row = []
                    index += 1
                }
            } else {
                cell.append(scalar)
            }
            index += 1
        }
        return rows
    }

    /// What a text was before it was guarded: one apostrophe less before a sign.
    private func unguarded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard text.first == "'", let sign = text.first(where: { $0 != "'" }) else { return text }
        let signs: [Unicode.Scalar] = [
            "=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "\t", "\r", "\n",
        ]
        return signs.contains(sign) ? Array(text.dropFirst()) : text
    }

    @Test("csv that is read again gives the texts back, and no text begins a formula")
    func roundTrip() {
        Property.check(300) { random, comment in
            let texts = (0..<6).map { _ in text(&random) }
            let table = ResultTable(
                columns: [.init(key: "a"), .init(key: "b"), .init(key: "c")],
                rows: [texts[0..<3].map { .text($0) }, texts[3...].map { .text($0) }])
            let rows = parse(written(table, .csv))
            #expect(rows.count == 3, comment)
            let cells = rows.dropFirst().flatMap { $0 }
            for cell in cells {
                #expect(!"=+-@＝＋－＠−\t\r\n".unicodeScalars.contains(cell.first ?? "x"), comment)
            }
            #expect(cells.map(unguarded) == texts.map { Array($0.unicodeScalars) }, comment)
        }
    }

    @Test("tsv has a line a row and a tab between cells, whatever the texts are")
    func tabs() {
        Property.check(300) { random, comment in
            let table = ResultTable(
                columns: [.init(key: "a"), .init(key: "b")],
                rows: (0..<3).map { _ in [.text(text(&random)), .text(text(&random))] })
            let scalars = Array(written(table, .tsv).unicodeScalars)
            #expect(scalars.filter { $0 == "\n" }.count == 4, comment)
            #expect(scalars.filter { $0 == "\t" }.count == 4, comment)
            #expect(!scalars.contains("\r"), comment)
        }
    }

    @Test("numbers are never guarded")
    func numbers() {
        let table = ResultTable(
            columns: [.init(key: "a"), .init(key: "b"), .init(key: "c"), .init(key: "d")],
            rows: [[.integer(-3), .number(-0.5), .truth(true), .empty]])
        #expect(written(table, .csv) == "a,b,c,d\r\n-3,-0.5,true,\r\n")
    }

    @Test("Markdown escapes what would mean something, and breaks lines in cells")
    func markdown() {
        #expect(
            MarkdownText.escaped("a|b <i>*x*</i> & [y](z)\n`c`\\")
                == "a\\|b &lt;i&gt;\\*x\\*&lt;/i&gt; &amp; \\[y\\](z)<br>\\`c\\`\\\\")
    }
}
