import JSON
import Testing
@testable import Ingest

@Suite struct JSONRecordSourceTests {
    private func lines(_ text: String) throws -> [JSONLine] {
        guard case .records(let source) = try Opening.source(Array(text.utf8)) else { return [] }
        var lines: [JSONLine] = []
        while let line = try source.next() { lines.append(line) }
        return lines
    }

    @Test(
        "records of an array and one after the other know their lines",
        arguments: [
            ("[{\"a\":1},\n {\"a\":2}\n]\n", [1, 2]), ("[]", []),
            ("[\n{\n\"a\": 1\n},\n{\"a\": 2}]", [2, 5]),
            ("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", [1, 4]), ("{\"a\":1}{\"a\":2}", [1, 1]),
            ("[{\"a\":\"}]\\\"\\\\\"},{\"a\":[1,{\"b\":2}]}]", [1, 1]),
        ])
    func records(text: String, numbers: [Int]) throws {
        let lines = try lines(text)
        #expect(lines.map(\.number) == numbers)
        for line in lines { #expect(line.value["a"] != nil) }
    }

    @Test(
        "an error is reported with its line",
        arguments: [
            ("[{\"a\":1},\n{\"a\" 2}]", 2), ("[{\"a\":1}\n{\"a\":2}]", 2), ("[{\"a\":1},\n\n", 3),
            ("[{\"a\":1}]\n x", 2), ("[{\"a\":1},\n{\"a\":", 2), ("{\n\"a\":1\n}\n{\n\"b\"\n", 6),
            ("[{\"a\":1},\n]", 2),
        ])
    func errors(text: String, line: Int) throws {
        let error = #expect(throws: IngestError.self) { try lines(text) }
        #expect(error?.line == line)
    }

    @Test("long records across pieces of the file are whole")
    func longRecords() throws {
        let long = String(repeating: "図書館\\\"", count: 20_000)
        let text = "[" + (0..<3).map { "{\"a\":\"\(long)\($0)\"}" }.joined(separator: ",\n") + "]"
        let lines = try lines(text)
        #expect(lines.count == 3)
        #expect(lines.map(\.number) == [1, 2, 3])
    }

    @Test(
        "JSON and JSON Lines are distinguished by their first line",
        arguments: [
            ("{\"a\":1}\n{\"a\":2}\n", FileFormat.jsonLines), ("{\"a\" 1}\n", .jsonLines),
            ("[\n{}]", .json), ("{\n\"a\": 1}", .json), ("{\"a\":1} {\"a\":2}\n", .json),
            ("[1] 注記\n", .plainText), ("{注} 本文\n", .plainText),
        ])
    func formats(text: String, expected: FileFormat) {
        let found = FormatDetection.textFormat(Array(text.utf8).span, isAll: true, name: "x")
        #expect(found.format == expected)
    }
}
