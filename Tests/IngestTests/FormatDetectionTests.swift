import Foundation
import JSON
import Testing
@testable import Ingest

@Suite struct FormatDetectionTests {
    @Test(
        "a text is what its first bytes say",
        arguments: [
            ("{\"id\":1}\n", "x.csv", FileFormat.jsonLines), ("[{\"id\":1}]", "x.txt", .json),
            ("id,title,area\n1,a,b\n2,c,d\n", "x.jsonl", .delimitedText),
            ("\n <!DOCTYPE html><table><tr><td>a</table>", "x.xls", .htmlTable),
            ("# 事業\n\n本文\n", "x.txt", .markdown), ("本文\n次の行\n", "x.txt", .plainText),
            ("事業名\n図書館\n", "x.csv", .delimitedText), ("事業名\n図書館\n", "x.txt", .plainText),
            ("| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n", "x.md", .markdown),
        ])
    func texts(text: String, name: String, expected: FileFormat) throws {
        #expect(try Opening.source(Array(text.utf8), name: name).file.format == expected)
    }

    @Test("files of other kinds are refused in one line that says what to do")
    func refusals() {
        func compound(_ stream: String) -> [UInt8] {
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
                + [UInt8](repeating: 0, count: 600)
                + stream.utf16.flatMap { [UInt8($0 & 0xFF), 0] }
        }
        func zip(_ names: String...) -> [UInt8] {
            var zip = ZipWriter()
            for name in names { zip.add(name, "x") }
            return zip.finished()
        }
        let cases: [([UInt8], String)] = [
            ([], "empty (0 bytes)"), (compound("Workbook"), "save it as .xlsx"),
            (compound("WordDocument"), "save it as .docx"),
            (compound("EncryptedPackage"), "protected by a password"),
            (compound("DocumentText"), "Ichitaro"),
            (zip("mimetype", "content.xml"), "OpenDocument"),
            (Array("{\\rtf1 a}".utf8), "RTF"), (Array("MIME-Version: 1.0\n".utf8), "MHTML"),
            (zip("a.csv"), "unpack it"), ([0x1F, 0x8B, 8, 0], "gzip"),
            (
                Array("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>".utf8),
                "2003"
            ),
            (Array("<?xml version=\"1.0\"?><a/>".utf8), "XML"),
            (Array("<html>本文</html>".utf8), "no table"),
            ((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 3) }, "neither text"),
        ]
        for (bytes, words) in cases {
            let refusal = Opening.refusal(bytes)
            #expect(refusal?.contains(words) == true, "\(refusal ?? "nil")")
            #expect(refusal?.contains("\n") == false)
        }
    }

    @Test("a PDF is read with the converter, or its absence is reported")
    func pdf() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("%PDF-1.4\n", to: "a.pdf")
        var options = SourceOptions()
        options.pdfConverter = "a-program-that-is-not-installed"
        let error = #expect(throws: IngestError.self) { try Source.open(path, options: options) }
        #expect(error?.message.contains("poppler-utils") == true)

        options.pdfConverter = try folder.write(
            "#!/bin/sh\nprintf '一\\n二\\n\\f三\\n\\f'\n", to: "convert")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: options.pdfConverter)
        guard case .document(let document) = try Source.open(path, options: options) else {
            Issue.record("no document")
            return
        }
        let found = try Opening.blocks(document).compactMap { block in
            if case .paragraph(let paragraph) = block, !paragraph.text.isEmpty {
                paragraph
            } else {
                nil
            }
        }
        #expect(found.map(\.text) == ["一", "二", "三"])
        #expect(found.map(\.page) == [1, 1, 2])
        #expect(found.map(\.line) == [1, 2, 3])

        for (script, words) in [("exit 1", "exit code 1"), ("printf '\\f'", "no text")] {
            try folder.write("#!/bin/sh\n\(script)\n", to: "convert")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: options.pdfConverter)
            guard case .document(let document) = try Source.open(path, options: options) else {
                continue
            }
            let error = #expect(throws: IngestError.self) { try Opening.blocks(document) }
            #expect(error?.message.contains(words) == true)
        }
    }

    @Test("the format given by the caller overrides the detected one")
    func options() throws {
        var options = SourceOptions()
        options.format = .plainText
        let text = Array("id,title,area\n1,a,b\n2,c,d\n".utf8)
        #expect(try Opening.source(text, options).file.format == .plainText)
        options.format = nil
        options.delimiter = .tab
        #expect(try Opening.texts(text, options) == [["id,title,area"], ["1,a,b"], ["2,c,d"]])
        options.encoding = .eucJP
        let bytes = try #require(Charsets.encode("広域\t連携\n", "EUC-JP"))
        #expect(try Opening.texts(bytes, options) == [["広域", "連携"]])
    }
}
