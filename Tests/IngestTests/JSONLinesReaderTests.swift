import Foundation
import Ingest
import JSON
import Testing
import Messages

@Suite struct JSONLinesReaderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func lines(_ path: String) throws -> [JSONLine] {
        var reader = try JSONLinesReader(path: path)
        var lines: [JSONLine] = []
        while let line = try reader.next() {
            lines.append(line)
        }
        return lines
    }

    @Test(
        "lines are numbered, and ends, empty lines and a byte order mark do not matter",
        arguments: [
            ("", []), ("\n\n", []), ("\u{FEFF}", []), ("\r\n", []), (" \t\n", []),
            ("1", [1]), ("1\n", [1]), ("1\r\n2\r\n", [1, 2]), ("1\r", [1]),
            ("\u{FEFF}1\n2", [1, 2]), ("\u{FEFF}\r\n2", [2]), ("\n 2 \n\r\n \n5", [2, 5]),
        ])
    func numbering(text: String, numbers: [Int]) throws {
        let path = try folder.write(text, to: "a.jsonl")
        let lines = try lines(path)
        #expect(lines.map(\.number) == numbers)
        #expect(lines.allSatisfy { $0.path == path })
        #expect(lines.map(\.value) == numbers.map { .integer(Int64($0)) })
    }

    @Test("a byte order mark counts only at the start of the file")
    func laterByteOrderMark() throws {
        let path = try folder.write("1\n\u{FEFF}2\n", to: "a.jsonl")
        let error = #expect(throws: IngestError.self) { try lines(path) }
        #expect(
            error?.description == "\(path):2: expected a value, found byte 0xEF (byte 1)")
    }

    @Test("a line that is not JSON is named, and the reader goes on after it")
    func badLine() throws {
        let path = try folder.write("{\"a\":1}\n\n{\"a\" 1}\n[2]\n", to: "a.jsonl")
        var reader = try JSONLinesReader(path: path)
        #expect(try reader.next()?.number == 1)
        var caught: IngestError?
        do throws(IngestError) {
            _ = try reader.next()
        } catch {
            caught = error
        }
        #expect(
            caught
                == IngestError(
                    path: path, line: 3, column: 6,
                    message: "expected \":\" after a key, found \"1\""))
        #expect(try reader.next()?.value == .array([.integer(2)]))
        #expect(try reader.next() == nil)
        #expect(try reader.next() == nil)
    }

    @Test("lines are put together across the chunks of the file")
    func chunks() throws {
        // Three lines of 0.7 MiB cross the first borders, one of 3 MiB makes the buffer grow,
        // and many short ones with multi-byte letters cross borders at odd places.
        var texts = [700_000, 700_001, 700_002, 3 << 20].map { String(repeating: "a", count: $0) }
        texts += (0..<200_000).map { "連携\($0)" }
        let path = try folder.write(
            texts.map { "\"\($0)\"" }.joined(separator: "\n"), to: "a.jsonl")
        var reader = try JSONLinesReader(path: path)
        var count = 0
        while let line = try reader.next() {
            if line.value != .string(texts[count]) { Issue.record("line \(line.number) differs") }
            count += 1
            #expect(line.number == count)
        }
        #expect(count == texts.count)
    }

    @Test("a line that ends with its chunk is whole", arguments: -2...2)
    func chunkBorder(shift: Int) throws {
        let first = "\"" + String(repeating: "a", count: (1 << 20) - 2 + shift) + "\""
        let path = try folder.write(first + "\r\n2\n", to: "a.jsonl")
        #expect(try lines(path).map(\.number) == [1, 2])
        let whole = try folder.write(first, to: "b.jsonl")
        #expect(try lines(whole).map(\.number) == [1])
    }

    @Test("a line may be as long as the limit and no longer")
    func lengthLimit() throws {
        let path = try folder.write("[1,2,34]\n[1,2,345]\n1\n", to: "a.jsonl")
        var reader = try JSONLinesReader(path: path, lineLengthLimit: 8)
        #expect(try reader.next()?.number == 1)
        for _ in 0..<2 {
            var caught: IngestError?
            do throws(IngestError) {
                _ = try reader.next()
            } catch {
                caught = error
            }
            #expect(
                caught?.description
                    == "\(path):2: the line is longer than 8 bytes; is this a file of JSON Lines?")
        }
    }

    @Test("a file without line ends is refused at the limit")
    func endlessLine() throws {
        let path = try folder.write([UInt8](repeating: 0x20, count: 5 << 20), to: "a.jsonl")
        let error = #expect(throws: IngestError.self) {
            var reader = try JSONLinesReader(path: path, lineLengthLimit: 2 << 20)
            _ = try reader.next()
        }
        #expect(error?.line == 1)
    }

    @Test(
        "UTF-16 is recognised", arguments: [[0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B]])
    func utf16(bytes: [UInt8]) throws {
        let path = try folder.write(bytes, to: "a.jsonl")
        let error = #expect(throws: IngestError.self) { try lines(path) }
        #expect(
            error?.description == "\(path):1: the file is in UTF-16; convert it to UTF-8 (byte 1)")
    }

    @Test("a file that is missing, a folder or no path is an error without a line")
    func unopenable() throws {
        for (path, message) in [
            (folder.path + "/none.jsonl", "there is no such file or folder"),
            (folder.path, "is a folder, but a file is expected"),
            ("", "is not a file name: it is empty or holds a NUL"),
            ("a\0b", "is not a file name: it is empty or holds a NUL"),
        ] {
            let error = #expect(throws: IngestError.self) {
                _ = try JSONLinesReader(path: path)
            }
            #expect(error == IngestError(path: path, message: Message(verbatim: message)))
            #expect(error?.description == "\(path): \(message)")
        }
    }

    @Test(
        "a file without permission is an error without a line",
        .enabled(if: getuid() != 0, "the superuser may read everything"))
    func unreadable() throws {
        let path = try folder.write("1", to: "a.jsonl")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        #expect(
            throws: IngestError(path: path, message: "may not be read; check its permissions")
        ) {
            _ = try JSONLinesReader(path: path)
        }
    }

    @Test("a limit of 0 is a mistake of the caller")
    func zeroLimit() async {
        await #expect(processExitsWith: .failure) {
            _ = try JSONLinesReader(path: "/dev/null", lineLengthLimit: 0)
        }
    }
}
