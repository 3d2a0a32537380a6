import SearchTestSupport
import Testing
@testable import Ingest

@Suite struct DelimitedTextTests {
    private func texts(_ text: String, _ delimiter: Delimiter = .comma) throws -> [[String]] {
        var options = SourceOptions()
        options.format = .delimitedText
        options.delimiter = delimiter
        return try Opening.texts(Array(text.utf8), options)
    }

    @Test(
        "cells are cut as RFC 4180 says",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]), ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
            ("\"a\",\"b,c\"\n", [["a", "b,c"]]), ("\"a\"\"b\",c\n", [["a\"b", "c"]]),
            ("\"a\nb\",c\r\nd\n", [["a\nb", "c"], ["d"]]), ("a,,b\n", [["a", "", "b"]]),
            ("a,\n", [["a", ""]]), (",\n", [["", ""]]), ("\"\"\n", [[""]]),
            ("\n\na\n", [[], [], ["a"]]), ("a\"b\",c\n", [["a\"b\"", "c"]]),
            ("\"a\" ,b\n", [["a", "b"]]), ("\"第1回\"会議,b\n", [["第1回会議", "b"]]),
            ("=\"001\",\"=\"\"02\"\"\"\n", [["001", "02"]]), ("=1+2,=\n", [["=1+2", "="]]),
            ("a,\"b\"", [["a", "b"]]), ("a,\"\"\"b\"\"\"\n", [["a", "\"b\""]]),
        ])
    func cells(text: String, rows: [[String]]) throws {
        #expect(try texts(text) == rows)
    }

    @Test("rows know their number and the line on which they begin")
    func places() throws {
        let text = "a,b\n\n\"x\r\ny\",2\n3,\"p\nq\nr\"\n4,5\n"
        var options = SourceOptions()
        options.format = .delimitedText
        let rows = try Opening.rows(Opening.table(Array(text.utf8), options))
        #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
        #expect(rows.map(\.line) == [1, 2, 3, 5, 8])
    }

    @Test(
        "a quotation mark that is never closed is reported with its line",
        arguments: ["a,b\n1,2\n3,\"4\n5,6\n7,8\n", "a,b\n1,2\n3,\"4\n5,6\n7,\"8\"\n9,0\n"])
    func openQuote(text: String) throws {
        let error = #expect(throws: IngestError.self) { try texts(text) }
        #expect(error?.line == 3)
        #expect(error?.message.contains("line 3") == true)
    }

    @Test("random tables are read as they were written")
    func roundTrip() throws {
        let pieces = ["a", "図書館", ",", "\t", ";", "|", "\"", "\n", "\r\n", " ", "、", "1,200"]
        try Property.check(200) { random, comment in
            let delimiter = Delimiter.allCases.randomElement(using: &random) ?? .comma
            let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<Int.random(in: 1...5, using: &random)).map { _ in
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        pieces.randomElement(using: &random) ?? ""
                    }.joined()
                }
            }
            let ending = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
            let text = rows.map { row in
                row.map { cell in
                    let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
                    let needsQuotes =
                        cell.isEmpty || Bool.random(using: &random)
                        || cell.contains {
                            "\"\n\r\r\n".contains($0) || String($0) == delimiter.text
                        }
                    return needsQuotes ? quoted : cell
                }.joined(separator: delimiter.text) + ending
            }.joined()
            let found = try texts(text, delimiter)
            #expect(found == rows, comment)
        }
    }

    @Test("rows longer than a piece of the file are whole")
    func longRows() throws {
        let long = String(repeating: "図書館", count: 30_000)
        let rows = (0..<4).map { ["\($0)", long, "x"] }
        let text = rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
        #expect(try texts(text) == rows)
    }

    @Test(
        "the delimiter is the one that makes rows alike",
        arguments: [
            ("id,名前,市町村\n1,a,x、y\n2,b,x\n3,c,\"x,y\"\n", Delimiter.comma),
            ("id;名前;市町村\n1;a;x,y,z\n2;b;x,y\n3;c;x\n", .semicolon),
            ("id\t名前\t概要\n1\ta\tx, y; z\n2\tb\tx|y\n", .tab),
            ("id|名前|概要\n1|a|x, y\n2|b|x\n", .bar),
            ("令和6年度 事業一覧\n（単位：千円）\n\nid,名前,予算\n1,a,10\n2,b,20\n合計,,30\n※ 注\n", .comma),
            ("a\tb\n1\t2\n3\t4\n", .tab),
        ])
    func delimiters(text: String, expected: Delimiter) {
        #expect(DelimiterDetection.detect(Array(text.utf8).span, isAll: true) == expected)
    }

    @Test(
        "text in which delimiters occur is no table",
        arguments: [
            "図書館の相互利用、講座の共同開催、情報の共有\n一、二、三\n",
            "取組\t\n取組概要\t8市の未来予測の整理、若手職員勉強会を行う。\n\n1 目的\n\n本文はここに続く。\n次の段落。\n",
            "The cities agree, as before, to share their libraries.\nMore will come.\nThe end, then.\n",
            "事業名：図書館\n内容：相互に利用する\n\n事業名：消防\n内容：広域化\n", "一行だけ\n",
        ])
    func noTable(text: String) {
        #expect(DelimiterDetection.detect(Array(text.utf8).span, isAll: true) == nil)
    }

    @Test("a hint of Excel names the delimiter")
    func hint() throws {
        let source = try Opening.table(Array("sep=;\r\na;b\r\n1;2\r\n".utf8))
        #expect(source.file.delimiter == .semicolon)
    }
}
