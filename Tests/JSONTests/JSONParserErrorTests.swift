import JSON
import Testing
import Messages

@Suite struct JSONParserErrorTests {
    @Test(
        "what the grammar does not allow is an error at its byte",
        arguments: [
            ("", 1, "the text ends where a value should be"),
            ("  ", 3, "the text ends where a value should be"),
            ("nul", 1, "expected null"),
            ("nulL", 1, "expected null"),
            ("True", 1, "expected a value, found \"T\""),
            ("NaN", 1, "expected a value, found \"N\""),
            ("'a'", 1, "expected a value, found \"'\""),
            ("\u{FEFF}1", 1, "expected a value, found byte 0xEF"),
            ("\u{C}1", 1, "expected a value, found byte 0xC"),
            ("1 2", 3, "expected nothing after the value, found \"2\""),
            ("{}x", 3, "expected nothing after the value, found \"x\""),
            ("[1,]", 4, "expected a value, found \"]\""),
            ("[,1]", 2, "expected a value, found \",\""),
            ("[1 2]", 4, "expected \",\" or \"]\" in an array, found \"2\""),
            ("[1", 3, "expected \",\" or \"]\" in an array, found the end of the text"),
            ("[1}", 3, "expected \",\" or \"]\" in an array, found \"}\""),
            ("{\"a\":1,}", 8, "expected a key in quotation marks, found \"}\""),
            ("{a:1}", 2, "expected a key in quotation marks, found \"a\""),
            ("{1:1}", 2, "expected a key in quotation marks, found \"1\""),
            ("{\"a\" 1}", 6, "expected \":\" after a key, found \"1\""),
            ("{\"a\":}", 6, "expected a value, found \"}\""),
            ("{\"a\":1 \"b\":2}", 8, "expected \",\" or \"}\" in an object, found \"\"\""),
            ("{\"連\":1]", 9, "expected \",\" or \"}\" in an object, found \"]\""),
            ("// x", 1, "expected a value, found \"/\""),
        ])
    func grammar(text: String, column: Int, message: String) {
        #expect(throws: JSONError(column: column, message: Message(verbatim: message))) {
            try JSONParser.parse(text)
        }
    }

    @Test(
        "malformed numbers are errors",
        arguments: [
            ("-", 2, "expected a digit after \"-\""),
            ("-x", 2, "expected a digit after \"-\""),
            ("+1", 1, "expected a value, found \"+\""),
            (".5", 1, "expected a value, found \".\""),
            ("01", 1, "a number starts with a needless 0"),
            ("-01", 2, "a number starts with a needless 0"),
            ("1.", 3, "expected a digit after \".\""),
            ("1.e3", 3, "expected a digit after \".\""),
            ("1e", 3, "expected a digit in an exponent"),
            ("1e+", 4, "expected a digit in an exponent"),
            ("0x10", 2, "expected nothing after the value, found \"x\""),
            ("1e309", 1, "a number is too large"),
            ("[-1e999999999999]", 2, "a number is too large"),
            ("１", 1, "expected a value, found byte 0xEF"),
        ])
    func numbers(text: String, column: Int, message: String) {
        #expect(throws: JSONError(column: column, message: Message(verbatim: message))) {
            try JSONParser.parse(text)
        }
    }

    @Test("numbers of many digits are read or refused, never trapped on")
    func hugeNumbers() throws {
        let digits = String(repeating: "9", count: 100_000)
        #expect(throws: JSONError(column: 1, message: "a number is too large")) {
            try JSONParser.parse(digits)
        }
        #expect(try JSONParser.parse("0." + digits) == .number(1))
        #expect(try JSONParser.parse("1e-" + digits) == .number(0))
    }

    @Test(
        "malformed strings are errors",
        arguments: [
            ("\"", 2, "the text ends inside a string"),
            ("\"abc", 5, "the text ends inside a string"),
            ("\"abc\\", 6, "the text ends inside a string"),
            ("\"abc\\\"", 7, "the text ends inside a string"),
            ("\"a\tb\"", 3, "a string holds a control character that is not escaped"),
            ("\"a\nb\"", 3, "a string holds a control character that is not escaped"),
            ("\"a\0b\"", 3, "a string holds a control character that is not escaped"),
            ("\"a\\xb\"", 3, "a string has an escape that JSON does not know"),
            ("\"a\\'b\"", 3, "a string has an escape that JSON does not know"),
            ("\"a\\U0041\"", 3, "a string has an escape that JSON does not know"),
            ("\"\\\n\"", 2, "a string has an escape that JSON does not know"),
            ("\"\\連\"", 2, "a string has an escape that JSON does not know"),
            ("\"\\u12\"", 2, "expected four hexadecimal digits after \\u"),
            ("\"\\u12G4\"", 2, "expected four hexadecimal digits after \\u"),
            ("\"\\u１２３４\"", 2, "expected four hexadecimal digits after \\u"),
            ("\"x\\uD83D\"", 3, "the first half of a surrogate pair stands alone"),
            ("\"\\uD83Dx\"", 2, "the first half of a surrogate pair stands alone"),
            ("\"\\uD83D\\n\"", 2, "the first half of a surrogate pair stands alone"),
            ("\"\\uD83D\\u0041\"", 2, "the first half of a surrogate pair stands alone"),
            ("\"\\uD83D\\uD83D\"", 2, "the first half of a surrogate pair stands alone"),
            ("\"\\uD83D\\uDE\"", 2, "the first half of a surrogate pair stands alone"),
            ("\"\\uDE00\"", 2, "the second half of a surrogate pair stands alone"),
            ("\"\\uDE00\\uD83D\"", 2, "the second half of a surrogate pair stands alone"),
        ])
    func strings(text: String, column: Int, message: String) {
        #expect(throws: JSONError(column: column, message: Message(verbatim: message))) {
            try JSONParser.parse(text)
        }
    }

    @Test(
        "bytes that are not UTF-8 are an error at the first of them",
        arguments: [
            // A lone continuation, a cut sequence, overlong forms, a surrogate, beyond Unicode,
            // Shift_JIS, and a cut sequence that an escape seems to go on with.
            ([0x80], 2), ([0x61, 0xE3, 0x81], 3), ([0xC0, 0xAF], 2), ([0xE0, 0x80, 0xAF], 2),
            ([0xED, 0xA0, 0x80], 2), ([0xF4, 0x90, 0x80, 0x80], 2), ([0xFF], 2),
            ([0x8B, 0xE6], 2), ([0x5C, 0x6E, 0xE3, 0x81, 0x5C, 0x6E], 4),
        ] as [([UInt8], Int)])
    func invalidUTF8(content: [UInt8], column: Int) {
        let quote = UInt8(ascii: "\"")
        for bytes in [[quote] + content + [quote], [quote] + content + Array("\\n\"".utf8)] {
            let error = #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
            #expect(error?.column == column)
            #expect(error?.message.contains("not valid UTF-8") == true)
        }
    }

    @Test(
        "nesting beyond the limit is refused however deep it is",
        arguments: ["[", "{\"a\":", "[{\"a\":"])
    func deepNesting(opening: String) {
        for count in [65, 1_000_000] {
            let error = #expect(throws: JSONError.self) {
                try JSONParser.parse(String(repeating: opening, count: count))
            }
            #expect(
                error?.message == "arrays and objects are nested more than 64 deep")
        }
    }
}
