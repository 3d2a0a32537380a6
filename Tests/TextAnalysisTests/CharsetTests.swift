import Foundation
import TextAnalysis
import Testing

@Suite struct CharsetTests {
    // 広域連携①㈱ in the charsets of Japanese files.
    private static let text = "広域連携①㈱"
    private static let encoded: [(name: String, bytes: [UInt8])] = [
        (
            "Shift_JIS",
            [0x8D, 0x4C, 0x88, 0xE6, 0x98, 0x41, 0x8C, 0x67, 0x87, 0x40, 0x87, 0x8A]
        ),
        ("windows-31j", [0x8D, 0x4C, 0x88, 0xE6, 0x98, 0x41, 0x8C, 0x67, 0x87, 0x40, 0x87, 0x8A]),
        (
            "EUC-JP",
            [0xB9, 0xAD, 0xB0, 0xE8, 0xCF, 0xA2, 0xB7, 0xC8, 0xAD, 0xA1, 0xAD, 0xEA]
        ),
        (
            "UTF-16LE",
            [0x83, 0x5E, 0xDF, 0x57, 0x23, 0x90, 0x3A, 0x64, 0x60, 0x24, 0x31, 0x32]
        ),
        (
            "UTF-16BE",
            [0x5E, 0x83, 0x57, 0xDF, 0x90, 0x23, 0x64, 0x3A, 0x24, 0x60, 0x32, 0x31]
        ),
        (
            "UTF-16",
            [0xFE, 0xFF, 0x5E, 0x83, 0x57, 0xDF, 0x90, 0x23, 0x64, 0x3A, 0x24, 0x60, 0x32, 0x31]
        ),
        (
            "UTF-16",
            [0xFF, 0xFE, 0x83, 0x5E, 0xDF, 0x57, 0x23, 0x90, 0x3A, 0x64, 0x60, 0x24, 0x31, 0x32]
        ),
        ("UTF-8", Array(text.utf8)),
    ]

    @Test("bytes of every charset of Japan become the text", arguments: encoded)
    func convert(name: String, bytes: [UInt8]) throws {
        #expect(try Charset.convert(bytes, from: name) == CharsetTests.text)
    }

    @Test(
        "the charset of a longer text is recognised",
        arguments: [
            (
                "Shift_JIS",
                """
                kU+LtI5zgs2QfY+RitmCzJGKjN2XmJdwgsmCwoKigsSBQYvfl9eCzI5zkqyRuoLGmEGMZ4umlvGC8IyLgtGC\
                3IK1gr2BQoKygt2CzI77j1eC4Iukk6+CxY1zgqKC3IK3gUI=
                """
            ),
            (
                "EUC-JP",
                """
                wbC2trvUpM+/3r3xtNukzsHquN/N+M3RpMukxKSkpMahorbhztmkzrvUxK7CvKTIz6K3yLaozPOk8rfrpNOk\
                3qS3pL+ho6S0pN+kzrz9vbik4ramxrGkx7nUpKSk3qS5oaM=
                """
            ),
        ])
    func detect(name: String, base64: String) throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
        let found = try #require(try Charset.detect(bytes))
        #expect(found.name == name)
        #expect(found.confidence >= 50 && found.confidence <= 100)
        let sentence = "前橋市は図書館の相互利用について、近隣の市町村と連携協約を結びました。ごみの収集も共同で行います。"
        #expect(try Charset.convert(bytes, from: found.name) == sentence)
    }

    @Test("UTF-8 is recognised")
    func detectUTF8() throws {
        let found = try #require(try Charset.detect(Array(CharsetTests.text.utf8)))
        #expect(found.name == "UTF-8")
    }

    @Test("a charset that ICU does not know is an error that names it")
    func unknown() {
        let error = #expect(throws: ICUError.self) {
            try Charset.convert([0x41], from: "no-such-charset")
        }
        #expect(error?.operation == "convert from no-such-charset")
        #expect(error?.description.hasPrefix("ICU could not convert") == true)
    }

    @Test(
        "bytes without a meaning become replacement characters and the rest is kept",
        arguments: [
            ("EUC-JP", [0x41, 0xFF, 0xFF, 0x42]), ("EUC-JP", [0x41, 0xFE, 0xFE, 0x42]),
            ("Shift_JIS", [0x41, 0xFD, 0x42]), ("Shift_JIS", [0x41, 0x81, 0xFF, 0x42]),
            ("UTF-8", [0x41, 0xC0, 0x80, 0x42]), ("UTF-16LE", [0x41, 0, 0, 0xD8, 0x42, 0]),
            ("Shift_JIS", [0x41, 0x81, 0x42, 0xFF]), ("EUC-JP", [0x41, 0x42, 0xB9]),
        ] as [(String, [UInt8])])
    func damaged(charset: String, bytes: [UInt8]) throws {
        let text = try Charset.convert(bytes, from: charset)
        #expect(text.hasPrefix("A") && !text.contains("\u{1A}"))
        #expect(text.unicodeScalars.contains("\u{FFFD}"), "\(hex(scalars(text)))")
    }

    @Test("no bytes are no text")
    func empty() throws {
        #expect(try Charset.convert([], from: "Shift_JIS").isEmpty)
        _ = try Charset.detect([])
    }

    @Test("a text that grows past the first buffer is converted whole")
    func growth() throws {
        // Half-width kana: one byte becomes three.
        let text = try Charset.convert([UInt8](repeating: 0xB1, count: 5000), from: "Shift_JIS")
        #expect(text == String(repeating: "ｱ", count: 5000))
    }
}
