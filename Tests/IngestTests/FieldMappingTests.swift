import Ingest
import Testing

@Suite struct FieldMappingTests {
    private func rules(_ map: String) throws -> [[String]] {
        try FieldMapping(map: map).rules.map { [$0.target] + $0.sources }
    }

    @Test(
        "rules are read with their sources in order",
        arguments: [
            ("title=事業名", [["title", "事業名"]]),
            (
                "title=事業名,description=事業目的+事業概要,area=府省庁,start_year=開始年度",
                [
                    ["title", "事業名"], ["description", "事業目的", "事業概要"], ["area", "府省庁"],
                    ["start_year", "開始年度"],
                ]
            ),
            (" a = b + c , d = e ", [["a", "b", "c"], ["d", "e"]]),
            ("a=project name", [["a", "project name"]]),
            ("a=b,c=b", [["a", "b"], ["c", "b"]]),
            (#"a=x\,y+p\+q+r\=s+t\\u"#, [["a", "x,y", "p+q", "r=s", "t\\u"]]),
            (#"a=\ b\ "#, [["a", " b "]]),
            ("a=b\u{3099},c=\u{3099}d", [["a", "b\u{3099}"], ["c", "\u{3099}d"]]),
            ("a＝b=c，d", [["a＝b", "c，d"]]),
        ])
    func wellFormed(map: String, expected: [[String]]) throws {
        #expect(try rules(map) == expected)
    }

    @Test(
        "a malformed mapping says what is wrong",
        arguments: [
            ("", "expected target=source, found \"\""),
            ("title", "expected target=source, found \"title\""),
            ("a=b,", "expected target=source, found \"\""),
            ("a=b,,c=d", "expected target=source, found \"\""),
            ("a=b=c", "expected target=source, found \"a=b=c\""),
            ("=b", "a rule has no target before \"=\""),
            ("a+b=c", "the target \"a+b\" holds \"+\"; write \"\\+\" if it is meant"),
            ("a=", "the rule of \"a\" has an empty source key"),
            ("a=b+", "the rule of \"a\" has an empty source key"),
            ("a= +b", "the rule of \"a\" has an empty source key"),
            ("a=b,a=c", "the target \"a\" has two rules"),
            ("a=b+c+b", "the rule of \"a\" names \"b\" twice"),
            ("a=b\\", "a backslash at the end has nothing to take literally"),
        ])
    func malformed(map: String, message: String) {
        let error = #expect(throws: FieldMappingError.self) { try FieldMapping(map: map) }
        #expect(error?.message == message)
        #expect(error?.specification == map)
        #expect(error?.description == "\"\(map)\": \(message)")
    }

    @Test("by default every key maps to itself")
    func identity() throws {
        #expect(try FieldMapping() == .identity)
        #expect(FieldMapping.identity.idKey == "id")
        #expect(FieldMapping.identity.rules.isEmpty)
        #expect(FieldMapping.identity.sourceKeys == ["id"])
    }

    @Test("the key of the id is taken as it is and must not be empty")
    func idKey() throws {
        #expect(try FieldMapping(idKey: "番号+a").idKey == "番号+a")
        let error = #expect(throws: FieldMappingError.self) { try FieldMapping(idKey: "") }
        #expect(error?.message == "the key of the id is empty")
    }

    @Test("all keys that a mapping needs are known, each once")
    func sourceKeys() throws {
        let mapping = try FieldMapping(idKey: "n", map: "a=x+y,b=y,c=n")
        #expect(mapping.sourceKeys == ["n", "x", "y"])
    }
}
