import Foundation
import JSON
import SearchTestSupport
import Testing
@testable import Ingest

@Suite struct EncodingDetectionTests {
    /// The charsets in which titles are tried, and what they are taken for.
    private static let charsets: [(name: String, mark: [UInt8], expected: TextEncoding)] = [
        ("UTF-8", [], .utf8), ("UTF-8", [0xEF, 0xBB, 0xBF], .utf8),
        ("UTF-16LE", [0xFF, 0xFE], .utf16LittleEndian),
        ("UTF-16BE", [0xFE, 0xFF], .utf16BigEndian), ("CP932", [], .cp932),
        ("EUC-JP", [], .eucJP), ("ISO-2022-JP", [], .iso2022JP),
    ]

    private static func detect(_ bytes: [UInt8]) -> EncodingDetection? {
        EncodingDetection.detect(bytes.span, isAll: true)
    }

    private static func decode(_ bytes: [UInt8], _ encoding: TextEncoding) throws -> String {
        let input = try TextInput(try ByteInput(path: "t", bytes: bytes), encoding: encoding)
        var buffer: [UInt8] = []
        var filled = 0
        while try input.read(into: &buffer, filled: &filled) {}
        return String(decoding: buffer[..<filled], as: UTF8.self)
    }

    /// The titles of the bundled records, and rows of titles and areas.
    private static func corpus() throws -> (titles: [String], rows: [String]) {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../corpus").standardizedFileURL.path
        var (titles, rows): ([String], [String]) = ([], [])
        for path in try InputFiles.expand([folder]) {
            var reader = try JSONLinesReader(path: path)
            while let line = try reader.next() {
                guard case .string(let title) = line.value["title"],
                    case .string(let area) = line.value["area"],
                    case .string(let id) = line.value["id"]
                else { continue }
                titles.append(title)
                rows.append("\(id),\(title),\(area)\r\n")
            }
        }
        return (titles, rows)
    }

    @Test("titles and rows of the corpus are detected in seven encodings")
    func corpusTitles() throws {
        let (titles, rows) = try Self.corpus()
        #expect(titles.count == 452)
        for (kind, texts) in [("titles", titles), ("rows", rows)] {
            for charset in Self.charsets {
                var (tried, right) = (0, 0)
                var wrong: [String] = []
                for text in texts {
                    // Few titles are of ASCII or have characters that a charset lacks.
                    guard let bytes = Charsets.encode(text, charset.name) else { continue }
                    tried += 1
                    let found = Self.detect(charset.mark + bytes)
                    if found?.encoding == charset.expected,
                        Self.alike(try Self.decode(charset.mark + bytes, charset.expected), text)
                    {
                        right += 1
                    } else {
                        wrong.append(text)
                    }
                }
                #expect(tried > 440, "\(kind) in \(charset.name)")
                #expect(
                    right * 1_000 >= tried * 995,
                    "\(kind) in \(charset.name): \(right) of \(tried), not \(wrong.prefix(5))")
            }
        }
    }

    /// Whether texts are the same but for two marks that Windows writes otherwise: 〜 and −.
    private static func alike(_ left: String, _ right: String) -> Bool {
        func plain(_ text: String) -> String {
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { scalar in
                        switch scalar {
                        case "\u{301C}": "\u{FF5E}"
                        case "\u{2212}": "\u{FF0D}"
                        case "\u{2014}": "\u{2015}"
                        default: scalar
                        }
                    }))
        }
        return plain(left) == plain(right)
    }

    @Test(
        "texts of hard kinds are detected",
        arguments: [
            ("ｺｳｲｷﾚﾝｹｲ ｼﾞｷﾞｮｳ", "CP932", TextEncoding.cp932),
            ("番号,ｼﾞｷﾞｮｳﾒｲ,ﾅｲﾖｳ\r\n1,ﾄｼｮｶﾝﾉｿｳｺﾞﾘﾖｳ,ｹﾝｲｷﾉﾄｼｮｶﾝｦﾘﾖｳﾃﾞｷﾙ｡\r\n", "CP932", .cp932),
            ("広域連携", "EUC-JP", .eucJP), ("資源循環", "EUC-JP", .eucJP),
            ("広域連携", "CP932", .cp932), ("株式会社①㈱髙～－", "CP932", .cp932),
            ("id,title\n1,図書館\n", "EUC-JP", .eucJP), ("データ", "EUC-JP", .eucJP),
        ])
    func hardTexts(text: String, charset: String, expected: TextEncoding) throws {
        let bytes = try #require(Charsets.encode(text, charset))
        let found = try #require(Self.detect(bytes))
        #expect(found.encoding == expected)
        #expect(!found.isAmbiguous)
    }

    @Test(
        "UTF-16 without a mark is detected by its kana or ASCII",
        arguments: ["UTF-16LE", "UTF-16BE"])
    func unmarkedUTF16(charset: String) throws {
        for text in ["id,title\r\n1,図書館の相互利用\r\n", "図書館の相互利用について"] {
            let bytes = try #require(Charsets.encode(text, charset))
            #expect(
                Self.detect(bytes)?.encoding
                    == (charset == "UTF-16LE" ? .utf16LittleEndian : .utf16BigEndian))
        }
    }

    @Test("what fits both alike is CP932, and said to be ambiguous")
    func tie() {
        // A rare kanji in both.
        #expect(
            Self.detect([0xE0, 0xA1, 0x0A])
                == EncodingDetection(encoding: .cp932, isAmbiguous: true))
        #expect(Self.detect([0x41, 0x0A]) == EncodingDetection(encoding: .utf8))
    }

    @Test("a few bytes gone wrong leave UTF-8 what it is")
    func brokenUTF8() {
        var bytes = Array(String(repeating: "図書館の相互利用、", count: 40).utf8)
        bytes[300] = 0xFF
        #expect(Self.detect(bytes)?.encoding == .utf8)
    }

    @Test("random bytes are no text")
    func randomBytes() {
        Property.check(50) { random, comment in
            let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Self.detect(bytes) == nil, comment)
        }
    }

    @Test("a character that the end of the sample cuts does not matter")
    func cutSample() throws {
        for (charset, expected) in [
            ("UTF-8", TextEncoding.utf8), ("CP932", .cp932), ("EUC-JP", .eucJP),
        ] {
            let bytes = try #require(Charsets.encode("図書館の相互利用を進める", charset))
            for length in 7...bytes.count {
                let found = EncodingDetection.detect(
                    bytes.span.extracting(first: length), isAll: false)
                #expect(found?.encoding == expected, "\(charset), \(length) bytes")
            }
        }
    }
}
