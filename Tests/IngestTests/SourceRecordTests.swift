import Ingest
import JSON
import Testing

@Suite struct SourceRecordTests {
    private func record(
        _ text: String, id: String = "id", map: String? = nil
    ) throws -> SourceRecord {
        let line = JSONLine(path: "a.jsonl", number: 7, value: try JSONParser.parse(text))
        return try SourceRecord(line, mapping: FieldMapping(idKey: id, map: map))
    }

    private func message(_ body: () throws -> Void) -> String? {
        #expect(throws: IngestError.self, performing: body)?.description
    }

    @Test("without a mapping every key but that of the id becomes a field")
    func identity() throws {
        let record = try record(#"{"b":"x","id":"p1","a":[1],"none":null,"c":{"d":1}}"#)
        #expect(record.id == "p1")
        #expect(record.path == "a.jsonl")
        #expect(record.line == 7)
        #expect(record.fields.map(\.name) == ["b", "a", "c"])
        #expect(record.value("a") == .array([.integer(1)]))
        #expect(record.value("none") == nil)
        #expect(record.value("id") == nil)
    }

    @Test("with a mapping only its targets are fields, in its order")
    func mapping() throws {
        let record = try record(
            #"{"番号":12,"事業名":"図書館","概要":"貸出","目的":"読書","年":2015,"他":1}"#,
            id: "番号", map: "title=事業名,description=目的+概要,year=年,number=番号,gone=無")
        #expect(record.id == "12")
        #expect(
            record.fields == [
                .init(name: "title", value: .string("図書館")),
                .init(name: "description", value: .string("読書\n貸出")),
                .init(name: "year", value: .integer(2015)),
                .init(name: "number", value: .integer(12)),
            ])
    }

    @Test("joined texts leave out what is missing, null or empty")
    func joining() throws {
        let record = try record(
            #"{"id":"p","a":null,"b":"","c":"x","d":["y",3,null],"e":1.5}"#,
            map: "all=a+b+z+c+d+e,nothing=a+b+z")
        #expect(record.fields == [.init(name: "all", value: .string("x\ny\n3\n1.5"))])
        let error = message { _ = try self.record(#"{"id":"p","a":{}}"#, map: "t=a+b") }
        #expect(error == "a.jsonl:7: the key \"a\" holds an object; a text is needed")
    }

    @Test(
        "a record must have an id that is a text or an integer",
        arguments: [
            (#"{"a":1}"#, "the record has no id: there is no key \"id\""),
            (#"{"id":""}"#, "the id in \"id\" is empty"),
            (#"{"id":null}"#, "the id in \"id\" is null; a text or an integer is needed"),
            (#"{"id":1.5}"#, "the id in \"id\" is a number; a text or an integer is needed"),
            (
                #"{"id":92233720368547758080}"#,
                "the id in \"id\" is a number; a text or an integer is needed"
            ),
            (#"{"id":["x"]}"#, "the id in \"id\" is an array; a text or an integer is needed"),
            (#"{"id":true}"#, "the id in \"id\" is a truth value; a text or an integer is needed"),
            (#"["id"]"#, "expected an object with fields, found an array"),
            (#""id""#, "expected an object with fields, found a text"),
            (#"{"id":"x","a":1,"a":1}"#, "the key \"a\" occurs twice"),
        ])
    func malformed(text: String, expected: String) {
        #expect(message { _ = try record(text) } == "a.jsonl:7: \(expected)")
    }

    @Test("a key that occurs twice is found among many")
    func repeatedKeyAmongMany() throws {
        let many = (0..<1_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(try record("{\"id\":1,\(many)}").fields.count == 1_000)
        let error = message { _ = try record("{\"id\":1,\(many),\"k500\":0}") }
        #expect(error == "a.jsonl:7: the key \"k500\" occurs twice")
    }

    @Test(
        "values are given as text",
        arguments: [
            (#""図書館""#, "図書館"), (#""""#, ""), ("12", "12"), ("-7", "-7"), ("1.50", "1.5"),
            ("2.0", "2.0"), ("true", "true"), (#"["a","b"]"#, "a\nb"),
            (#"["a",null,2]"#, "a\n2"), ("[]", ""),
        ])
    func text(json: String, expected: String) throws {
        #expect(try record("{\"id\":1,\"f\":\(json)}").text("f") == expected)
    }

    @Test("a missing field and null have no text, no strings and no integer")
    func absent() throws {
        let record = try record(#"{"id":1,"f":null}"#)
        for name in ["f", "g"] {
            #expect(try record.text(name) == nil)
            #expect(try record.strings(name) == [])
            #expect(try record.integer(name) == nil)
        }
    }

    @Test(
        "values are given as a list of texts",
        arguments: [
            (#""a""#, ["a"]), (#"["a","b"]"#, ["a", "b"]), ("[]", []), ("3", ["3"]),
            (#"["a",null,1.5,false]"#, ["a", "1.5", "false"]),
        ])
    func strings(json: String, expected: [String]) throws {
        #expect(try record("{\"id\":1,\"f\":\(json)}").strings("f") == expected)
    }

    @Test(
        "whole numbers are read from numbers and digits of either width",
        arguments: [
            ("2015", 2015), ("2015.0", 2015), ("-3", -3), (#""2015""#, 2015),
            (#""２０１５""#, 2015), (#""20１5""#, 2015), (#"" 42　""#, 42), (#""-5""#, -5),
            (#""－５""#, -5), (#""+5""#, 5), (#""007""#, 7), (#""""#, nil), (#"" 　""#, nil),
        ] as [(String, Int64?)])
    func integer(json: String, expected: Int64?) throws {
        #expect(try record("{\"id\":1,\"f\":\(json)}").integer("f") == expected)
    }

    @Test(
        "anything else is no whole number",
        arguments: [
            ("1.5", "1.5"), ("1e300", "1e+300"), (#""平成27年度""#, "\"平成27年度\""),
            (#""1 2""#, "\"1 2\""), (#""1.0""#, "\"1.0\""), (#""--1""#, "\"--1\""),
            (#""-""#, "\"-\""), (#""9223372036854775808""#, "\"9223372036854775808\""),
            (#""²""#, "\"²\""), (#""٣""#, "\"٣\""),
            ("true", "a truth value"), ("[1]", "an array"), ("{}", "an object"),
        ])
    func noInteger(json: String, found: String) throws {
        let record = try record("{\"id\":1,\"f\":\(json)}")
        #expect(
            message { _ = try record.integer("f") }
                == "a.jsonl:7: the field \"f\" holds \(found); a whole number is needed")
    }

    @Test(
        "objects and arrays in arrays have no text",
        arguments: [
            ("{}", "an object"), ("[{}]", "an object"), ("[\"a\",[]]", "an array in an array"),
        ])
    func noText(json: String, found: String) throws {
        let record = try record("{\"id\":1,\"f\":\(json)}")
        let expected = "a.jsonl:7: the field \"f\" holds \(found); a text is needed"
        #expect(message { _ = try record.text("f") } == expected)
        #expect(message { _ = try record.strings("f") } == expected)
    }
}
