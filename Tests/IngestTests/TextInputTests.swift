import Testing
@testable import Ingest

@Suite struct TextInputTests {
    private func read(
        _ bytes: [UInt8], _ encoding: TextEncoding
    ) throws -> (text: String, problems: SourceProblems) {
        let input = try TextInput(try ByteInput(path: "t", bytes: bytes), encoding: encoding)
        var buffer: [UInt8] = []
        var filled = 0
        while try input.read(into: &buffer, filled: &filled) {}
        return (String(decoding: buffer[..<filled], as: UTF8.self), input.problems)
    }

    @Test("the characters of vendors come out as Windows has them")
    func vendorCharacters() throws {
        // ①㈱髙～－Ⅱ№ in CP932.
        let bytes: [UInt8] = [
            0x87, 0x40, 0x87, 0x8A, 0xFB, 0xFC, 0x81, 0x60, 0x81, 0x7C, 0x87, 0x55, 0x87, 0x82,
        ]
        let (text, problems) = try read(bytes, .cp932)
        #expect(text == "①㈱髙～－Ⅱ№")
        #expect(problems.isEmpty)
    }

    @Test("an invalid byte is reported with its line")
    func undecodable() throws {
        for (encoding, bytes) in [
            (TextEncoding.utf8, [UInt8]("一\r\n二\r\n".utf8) + [0xFF] + [UInt8]("三\n".utf8)),
            (.cp932, [0x88, 0xEA, 0x0D, 0x0A, 0x93, 0xF1, 0x0A, 0xFD, 0x8E, 0x4F, 0x0A]),
            (.utf8, [UInt8]("一\r二\r".utf8) + [0xE4, 0xB8] + [UInt8]("三\n".utf8)),
        ] {
            let (text, problems) = try read(bytes, encoding)
            #expect(text.contains("\u{FFFD}三"))
            #expect(problems.counts == [.undecodableBytes: 1])
            #expect(problems.first.first?.error.line == 3)
        }
    }

    @Test("a character of the user's own font is noticed")
    func privateUse() throws {
        let (text, problems) = try read([0x0A, 0xF0, 0x40, 0x0A], .cp932)
        #expect(text == "\n\u{E000}\n")
        #expect(problems.counts == [.privateUseCharacters: 1])
        #expect(problems.first.first?.error.line == 2)
    }

    @Test("NUL bytes are left out and reported")
    func nulBytes() throws {
        let (text, problems) = try read(Array("a\0\nb\n\0\0c".utf8), .utf8)
        #expect(text == "a\nb\nc")
        #expect(problems.counts == [.nulBytes: 3])
        #expect(problems.first.map(\.error.line) == [1, 3, 3])
    }

    @Test("no character is lost where pieces meet")
    func pieces() throws {
        // Characters of one to four bytes, so that pieces end anywhere in them.
        let text = String(repeating: "aé図𠮷\r\n", count: 40_000)
        #expect(try read(Array(text.utf8), .utf8).text == text)
        let wide = text.unicodeScalars.flatMap { scalar in
            UTF16.encode(scalar).map { Array($0).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
                ?? []
        }
        #expect(try read([0xFF, 0xFE] + wide, .utf16LittleEndian).text == text)
    }

    @Test("a text that ends in a character ends in U+FFFD")
    func cutEnd() throws {
        #expect(try read([0x41, 0xE5, 0x9B], .utf8).text == "A\u{FFFD}")
        #expect(try read([0x41, 0x88], .cp932).text == "A\u{FFFD}")
    }
}
