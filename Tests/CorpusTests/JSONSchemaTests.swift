import Ingest
import JSON
import Testing

@Suite("The validator of the corpus") struct JSONSchemaTests {
    private func problems(_ schema: String, _ value: String) throws -> [String] {
        try JSONSchema(try JSONParser.parse(schema)).problems(of: try JSONParser.parse(value))
    }

    @Test(
        "each keyword accepts what fits it",
        arguments: [
            (#"{"type": "integer"}"#, "1"), (#"{"type": "integer"}"#, "1.0"),
            (#"{"type": ["string", "null"]}"#, "null"), (#"{"type": "number"}"#, "1.5"),
            (#"{"enum": ["a", null]}"#, "null"), (#"{"pattern": "^a+$"}"#, #""aa""#),
            (#"{"pattern": "^a+$"}"#, "null"), (#"{"minimum": 1, "maximum": 2}"#, "2"),
            (#"{"minItems": 1, "uniqueItems": true}"#, "[1, 2]"),
            (#"{"items": {"type": "string"}}"#, #"["a"]"#),
            (#"{"properties": {"a": {}}, "additionalProperties": false}"#, #"{"a": 1}"#),
            (#"{"required": ["a"]}"#, #"{"a": null}"#),
        ])
    func valid(schema: String, value: String) throws {
        #expect(try problems(schema, value) == [])
    }

    @Test(
        "each keyword refuses what does not fit it, and says where",
        arguments: [
            (#"{"type": "integer"}"#, "1.5", ["$: type"]),
            (#"{"type": "string"}"#, "null", ["$: type"]),
            (#"{"enum": ["a", null]}"#, #""b""#, ["$: enum"]),
            (#"{"pattern": "^a+$"}"#, #""ab""#, ["$: pattern"]),
            (#"{"minimum": 1, "maximum": 2}"#, "0", ["$: minimum"]),
            (#"{"minimum": 1, "maximum": 2}"#, "3", ["$: maximum"]),
            (#"{"minItems": 1}"#, "[]", ["$: minItems"]),
            (#"{"uniqueItems": true}"#, "[1, 2, 1]", ["$: uniqueItems"]),
            (#"{"items": {"type": "string"}}"#, #"["a", 1]"#, ["$[1]: type"]),
            (
                #"{"properties": {"a": {"type": "string"}}, "additionalProperties": false}"#,
                #"{"a": 1, "b": 2}"#, ["$.a: type", "$: additionalProperties"]
            ),
            (#"{"required": ["a"]}"#, #"{"b": 1}"#, ["$: required"]),
        ])
    func invalid(schema: String, value: String, expected: [String]) throws {
        #expect(try problems(schema, value) == expected)
    }

    @Test(
        "a keyword that is not known is an error, however deep it is",
        arguments: [
            (#"{"maxLength": 3}"#, "maxLength"),
            (#"{"properties": {"a": {"items": {"$ref": "/"}}}}"#, "$ref"),
            (#"{"additionalProperties": {"type": "string"}}"#, "additionalProperties"),
        ])
    func unknown(schema: String, keyword: String) {
        #expect(throws: UnknownKeyword(keyword: keyword)) {
            try JSONSchema(try JSONParser.parse(schema))
        }
    }
}
