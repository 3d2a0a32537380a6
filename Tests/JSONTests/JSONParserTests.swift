import JSON
import Testing

@Suite struct JSONParserTests {
    @Test(
        "values of every kind are read",
        arguments: [
            ("null", JSONValue.null),
            ("true", .bool(true)),
            (" \t\r\nfalse \t\r\n", .bool(false)),
            ("\"\"", .string("")),
            ("\"連携\"", .string("連携")),
            ("[]", .array([])),
            ("[ ]", .array([])),
            ("{}", .object([])),
            ("{ }", .object([])),
            (
                "[1,[2 , \"x\"],null]",
                .array([
                    .integer(1), .array([.integer(2), .string("x")]), .null,
                ])
            ),
        ])
    func kinds(text: String, value: JSONValue) throws {
        #expect(try JSONParser.parse(text) == value)
    }

    @Test("the members of an object keep their order, also if a key occurs twice")
    func members() throws {
        let value = try JSONParser.parse(#"{"b":1,"a":{"c":[]},"b":2}"#)
        #expect(
            value
                == .object([
                    .init(key: "b", value: .integer(1)),
                    .init(key: "a", value: .object([.init(key: "c", value: .array([]))])),
                    .init(key: "b", value: .integer(2)),
                ]))
        #expect(value["b"] == .integer(1))
        #expect(value["c"] == nil)
        #expect(JSONValue.null["b"] == nil)
    }

    @Test("keys are compared by their bytes, so composed and decomposed letters differ")
    func keysByBytes() throws {
        let value = try JSONParser.parse(#"{"\u304b\u3099":1,"\u304c":2}"#)
        #expect(value["\u{304C}"] == .integer(2))
        #expect(value["\u{304B}\u{3099}"] == .integer(1))
    }

    @Test(
        "whole numbers that fit 64 bits are integers",
        arguments: [
            ("0", Int64(0)), ("-0", 0), ("7", 7), ("-12", -12), ("1234567890", 1_234_567_890),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ])
    func integers(text: String, value: Int64) throws {
        #expect(try JSONParser.parse(text) == .integer(value))
    }

    @Test(
        "all other numbers are floating",
        arguments: [
            ("1.5", 1.5), ("-0.25", -0.25), ("1.0", 1), ("1e3", 1000), ("1E+3", 1000),
            ("25e-2", 0.25), ("0e0", 0), ("9223372036854775808", 9_223_372_036_854_775_808),
            ("-9223372036854775809", -9.223372036854775808e18),
            ("1e308", 1e308), ("1e-400", 0),
            ("123456789012345678901234567890", 1.2345678901234568e29),
        ])
    func floats(text: String, value: Double) throws {
        #expect(try JSONParser.parse(text) == .number(value))
    }

    @Test(
        "escapes are decoded to their characters",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u0041\u00e9\u9023\u643A""#, "Aé連携"),
            (#""前\n後""#, "前\n後"),
            (#""\uD83D\uDE00!""#, "😀!"),
            (#""\ud842\udfb7野家""#, "𠮷野家"),
            (#""\u0000""#, "\0"),
            (#""\uFFFF\uD7FF\uE000""#, "\u{FFFF}\u{D7FF}\u{E000}"),
            (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
            ("\"\u{7F}\u{2028}\u{FEFF}\"", "\u{7F}\u{2028}\u{FEFF}"),
        ])
    func escapes(text: String, value: String) throws {
        guard case .string(let string) = try JSONParser.parse(text) else {
            Issue.record("not a string")
            return
        }
        #expect(Array(string.utf8) == Array(value.utf8))
    }

    @Test("a slice counts columns from its own start")
    func slices() throws {
        let bytes = Array("xx[1]x".utf8)
        #expect(try JSONParser.parse(bytes[2..<5]) == .array([.integer(1)]))
        let error = #expect(throws: JSONError.self) { try JSONParser.parse(bytes[2..<6]) }
        #expect(error?.column == 4)
    }

    @Test("sixty-four levels are allowed")
    func deepest() throws {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        var value = try JSONParser.parse(text)
        var depth = 0
        while case .array(let elements) = value, let first = elements.first {
            value = first
            depth += 1
        }
        #expect(depth == 63)
        #expect(value == .array([]))
    }
}
