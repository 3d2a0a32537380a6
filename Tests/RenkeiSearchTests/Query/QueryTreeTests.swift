import RenkeiSearch
import Testing

/// Trees of queries, checked by hand.
@Suite struct QueryTreeTests {
    private func parse(_ query: String) throws -> QueryNode {
        let folder = try TemporaryFolder()
        return try TestIndex.build([Document(id: "1")], in: folder).parse(query)
    }

    private static let trees: [(String, QueryNode)] = [
        ("図書館", .word("図書館")),
        ("図書館　温泉", .all([.word("図書館"), .word("温泉")])),
        ("a \"b c\" d", .all([.word("a"), .phrase("b c"), .word("d")])),
        ("a“b”c", .all([.word("a"), .phrase("b"), .word("c")])),
        ("a +b", .all([.word("a"), .required(.word("b"))])),
        ("a ＋b －c", .all([.word("a"), .required(.word("b")), .not(.word("c"))])),
        ("a −c", .all([.word("a"), .not(.word("c"))])),
        ("a NOT b", .all([.word("a"), .not(.word("b"))])),
        ("a NOT NOT b", .all([.word("a"), .word("b")])),
        ("a AND b", .all([.required(.word("a")), .required(.word("b"))])),
        ("a b AND c", .all([.word("a"), .required(.word("b")), .required(.word("c"))])),
        ("a AND -b", .all([.required(.word("a")), .not(.word("b"))])),
        ("a OR b", .any([.word("a"), .word("b")])),
        ("a ＯＲ b", .any([.word("a"), .word("b")])),
        ("a OR b OR c", .any([.word("a"), .word("b"), .word("c")])),
        ("a b OR c", .any([.all([.word("a"), .word("b")]), .word("c")])),
        (
            "a AND b OR c",
            .any([.all([.required(.word("a")), .required(.word("b"))]), .word("c")])
        ),
        ("(a OR b) c", .all([.any([.word("a"), .word("b")]), .word("c")])),
        ("（a OR b） c", .all([.any([.word("a"), .word("b")]), .word("c")])),
        ("(a b) c", .all([.word("a"), .word("b"), .word("c")])),
        ("-(a OR b) c", .all([.not(.any([.word("a"), .word("b")])), .word("c")])),
        ("((a))", .word("a")),
        ("(a (b OR c))", .all([.word("a"), .any([.word("b"), .word("c")])])),
        ("title:a", .field("title", .word("a"))),
        ("題名：a b", .all([.field("題名", .word("a")), .word("b")])),
        ("ＴＩＴＬＥ:a", .field("ＴＩＴＬＥ", .word("a"))),
        ("title:\"a b\"", .field("title", .phrase("a b"))),
        ("title:(a OR b)", .field("title", .any([.word("a"), .word("b")]))),
        ("title:(a b) c", .all([.field("title", .all([.word("a"), .word("b")])), .word("c")])),
        ("-圏域:播磨 a", .all([.not(.field("圏域", .word("播磨"))), .word("a")])),
        ("title:title:a", .field("title", .word("title:a"))),
        ("municipalities:*", .field("municipalities", .exists)),
        ("図書*", .prefix("図書")),
        ("図書＊", .prefix("図書")),
        ("title:図書*", .field("title", .prefix("図書"))),
        ("a^2", .boost(.word("a"), 2)),
        ("a＾０．５", .boost(.word("a"), 0.5)),
        ("a*^3", .boost(.prefix("a"), 3)),
        ("\"a b\"^2", .boost(.phrase("a b"), 2)),
        ("(a OR b)^2", .boost(.any([.word("a"), .word("b")]), 2)),
        ("title:a^2", .boost(.field("title", .word("a")), 2)),
        ("\"a b\"~10", .near(["a", "b"], distance: 10, isOrdered: false)),
        ("\"a b\"～１０", .near(["a", "b"], distance: 10, isOrdered: false)),
        ("\"a b\"~>5^2", .boost(.near(["a", "b"], distance: 5, isOrdered: true), 2)),
        ("「a b」~3", .near(["a", "b"], distance: 3, isOrdered: false)),
        ("\"a\"~3", .phrase("a")),
        ("year:2015", .field("year", .range(IntegerRange(2015)))),
        ("year:2015..2020", .field("year", .range(IntegerRange(lowest: 2015, highest: 2020)))),
        ("年:平成27..令和2", .field("年", .range(IntegerRange(lowest: 2015, highest: 2020)))),
        ("年：Ｈ27〜Ｒ2", .field("年", .range(IntegerRange(lowest: 2015, highest: 2020)))),
        ("year:２０１５．．", .field("year", .range(IntegerRange(lowest: 2015)))),
        ("year:..2020", .field("year", .range(IntegerRange(highest: 2020)))),
        ("year:>=H30", .field("year", .range(IntegerRange(lowest: 2018)))),
        ("year:>2015", .field("year", .range(IntegerRange(lowest: 2016)))),
        ("year:＜2015", .field("year", .range(IntegerRange(highest: 2014)))),
        ("year:<=2015", .field("year", .range(IntegerRange(highest: 2015)))),
        (
            "year:(2015 OR 2018..)",
            .field(
                "year", .any([.range(IntegerRange(2015)), .range(IntegerRange(lowest: 2018))]))
        ),
        ("「図書館」", .phrase("図書館")),
        ("『図書館』 a", .all([.phrase("図書館"), .word("a")])),
        ("「〇〇（△△）事業」", .phrase("〇〇（△△）事業")),
    ]

    @Test("operators make the tree that they say", arguments: trees)
    func tree(query: String, expected: QueryNode) throws {
        #expect(try parse(query) == expected)
    }

    @Test("a tree as text parses to the same tree", arguments: trees)
    func roundTrip(query: String, expected: QueryNode) throws {
        #expect(try parse(expected.description) == expected, "\(expected)")
    }

    @Test(
        "an operator without its operands is text",
        arguments: [
            "foo:bar", "12:30", "title:", ":a", "a:", "事業（広域）", "（仮称）事業", "(仮称)事業", "(", ")", "a)",
            "(a",
            "()", "8base（エイトベース）", "a-b", "a+b", "C++", "-", "--a", "+-a", "- ", "AND", "OR", "NOT",
            "and",
            "A＆B", "a*b", "*", "**", "a**", "^2", "a^", "a^b", "a~2", "~", "「図書館」の利用", "図書館「利用」",
            "「",
            "「」", "http://www.example.jp/a", "1.2.3", "－現状と課題－", "「a", "10^x2",
        ])
    func text(query: String) throws {
        let expected = query.split(separator: " ").map(String.init)
        #expect(try parse(query) == .word(expected[0]))
    }

    @Test("several words without operators stay words")
    func pasted() throws {
        let title = "広域連携による火葬場（斎場）の建設・運営 And ～新しい形へ～ － 現状 －"
        let words = title.split(separator: " ").map { QueryNode.word(String($0)) }
        #expect(try parse(title) == .all(words))
        let long = "「" + String(repeating: "長い引用", count: 20) + "」"
        #expect(try parse(long) == .word(long))
        #expect(try parse("a OR") == .all([.word("a"), .word("OR")]))
        #expect(try parse("OR a") == .all([.word("OR"), .word("a")]))
        #expect(try parse("a NOT") == .all([.word("a"), .word("NOT")]))
        #expect(try parse("(a OR) b") == .all([.word("a"), .word("OR"), .word("b")]))
        #expect(
            try parse("－現状と課題 その2－ a")
                == .all([.word("－現状と課題"), .word("その2－"), .word("a")]))
    }

    @Test("the names of fields are those of the schema, then aliases")
    func names() {
        let fields = QueryFields(
            Schema(
                textFields: [Schema.TextField("title")], keywordFields: ["年", "field"],
                integerFields: ["start_year"]))
        #expect(fields.fields(named: "年") == ["年"])
        #expect(fields.fields(named: "年度") == ["start_year"])
        #expect(fields.fields(named: "分野") == ["field"])
        #expect(fields.fields(named: "Year") == ["start_year"])
        #expect(fields.fields(named: "本文") == [])
    }
}

@Suite struct QueryMistakeTests {
    private func error(_ query: String) throws -> SearchError? {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([Document(id: "1")], in: folder)
        return #expect(throws: SearchError.self) { try searcher.search(query) }
    }

    @Test(
        "a mistake is reported with its column",
        arguments: [
            ("year:abc", 5), ("図書館 年:昔", 6), ("図書館 年:2015..昔", 12), ("year:2020..2015", 5),
            ("か\u{3099} year:x", 7), ("-図書館", 0), ("NOT 図書館", 0), (" -a -b", 1),
            ("year:(2015 OR x)", 14),
            ("-year:2015", 0), ("a \"b", 2),
        ])
    func column(query: String, column: Int) throws {
        let error = try error(query)
        #expect(error?.code == .invalidQuery)
        #expect(error?.offset == column, "\(error?.message ?? "")")
    }

    @Test("messages say what is wrong and what to do")
    func messages() throws {
        #expect(
            try error("year:abc")?.message
                == "\"abc\" is not a year or whole number; write it like 2015, 平成27, H27 or 2015..2020"
        )
        #expect(
            try error("year:2020..2015")?.message
                == "the range 2020..2015 ends before it begins; swap its ends")
        let deep = String(repeating: "(", count: 60) + "a" + String(repeating: ")", count: 60)
        let nested = try error(deep)
        #expect(nested?.offset == 50)
        #expect(nested?.message.contains("nested more than 50 deep at column 51") == true)
    }

    @Test("a tree of a program is checked, too")
    func trees() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([Document(id: "1")], in: folder)
        var deep = QueryNode.word("a")
        for _ in 0..<1000 { deep = .required(deep) }
        for query: QueryNode in [
            deep, .not(.word("a")), .field("nothing", .word("a")), .range(IntegerRange(1)),
            .field("start_year", .prefix("a")), .field("area", .range(IntegerRange(1))),
            .field("start_year", .word("x")), .boost(.word("a"), -1), .all([]), .word("\u{200B}"),
        ] {
            let error = #expect(throws: SearchError.self) { try searcher.search(query) }
            #expect(error?.code == .invalidQuery)
        }
    }
}
