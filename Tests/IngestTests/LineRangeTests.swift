import Foundation
import Ingest
import JSON
import Messages
import Testing

/// Files that are read in ranges, against the same files read as a whole.
@Suite struct LineRangeTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func ranges(_ path: String, _ length: Int) throws -> [LineRange] {
        var cutter = try LineRangeCutter(path: path)
        var ranges: [LineRange] = []
        while let range = try cutter.next(length: length) { ranges.append(range) }
        return ranges
    }

    @Test(
        "the ranges of a file have its lines, each once, whatever their length",
        arguments: [
            "", "\n", "1", "1\n", "1\r\n\n 2 \n3", "\u{FEFF}1\n2\n",
            "{\"a\":\"東京都\"}\n{\"a\":\"大阪府と京都府と奈良県\"}\n\n{\"a\":1}\n",
            String(repeating: "7\n", count: 40_000),
            "\"" + String(repeating: "長", count: 50_000) + "\"\n1\n",
        ])
    func whole(text: String) throws {
        let path = try folder.write(text, to: "a.jsonl")
        var reader = try JSONLinesReader(path: path)
        var expected: [JSONValue] = []
        while let line = try reader.next() { expected.append(line.value) }
        for length in [1, 2, 5, 16, 1000, 65_536, 1 << 20] where text.utf8.count / length < 3000 {
            let ranges = try ranges(path, length)
            var position = 0
            var values: [JSONValue] = []
            for range in ranges {
                #expect(range.path == path && range.start == position && range.end > position)
                position = range.end
                if position < text.utf8.count { #expect(range.end - range.start >= length) }
                var reader = try JSONLinesReader(range)
                while let line = try reader.next() { values.append(line.value) }
                #expect(reader.byteOffset == range.end - range.start)
            }
            #expect(position == text.utf8.count)
            #expect(values == expected, "ranges of \(length) bytes")
        }
    }

    @Test("an error in a range is located in the file")
    func located() throws {
        let path = try folder.write("1\n\n2\n3\n{\"a\" 1}\n4\n", to: "a.jsonl")
        for length in [1, 4, 8, 100] {
            var located: [String] = []
            for range in try ranges(path, length) {
                var reader = try JSONLinesReader(range)
                do throws(IngestError) {
                    while try reader.next() != nil {}
                } catch {
                    located.append(range.located(error).description)
                }
            }
            #expect(
                located
                    == ["\(path):5: expected \":\" after a key, found \"1\" (byte 6)"])
        }
    }

    @Test("a byte order mark counts only at the start of the file, in ranges too")
    func laterByteOrderMark() throws {
        let path = try folder.write("1\n\u{FEFF}2\n", to: "a.jsonl")
        let second = try #require(try ranges(path, 1).last)
        var reader = try JSONLinesReader(second)
        let error = #expect(throws: IngestError.self) { try reader.next() }
        #expect(
            error.map { second.located($0).description }
                == "\(path):2: expected a value, found byte 0xEF (byte 1)")
    }

    @Test("an error without a line, or in a file that is gone, stays without one")
    func unlocated() throws {
        let path = try folder.write("1\n2\n", to: "a.jsonl")
        let second = try #require(try ranges(path, 1).last)
        let whole = IngestError(path: path, message: "damaged")
        #expect(second.located(whole) == whole)
        try FileManager.default.removeItem(atPath: path)
        let error = second.located(IngestError(path: path, line: 1, message: "damaged"))
        #expect(error == whole)
    }

    @Test("what is no regular file is not cut")
    func others() throws {
        let path = try folder.write("1\n", to: "a.jsonl")
        #expect(LineRangeCutter.canCut(path))
        #expect(!LineRangeCutter.canCut("/dev/null"))
        #expect(!LineRangeCutter.canCut(folder.path))
        #expect(!LineRangeCutter.canCut(path + "x"))
        let error = #expect(throws: IngestError.self) {
            _ = try LineRangeCutter(path: path + "x")
        }
        #expect(error?.description == "\(path)x: there is no such file or folder")
    }
}
