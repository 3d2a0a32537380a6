import Testing

@testable import RenkeiSearch

/// Other forms, spaced letters and years in the leaves of the query language.
@Suite struct QueryLanguageFormsTests {
    private static let texts = [
        "市の取り組みを平成27年度に始めた", "図書館のICTを2018年に改めた", "温泉の開発", "図書館の改修",
    ]

    private func found(_ query: String) throws -> Set<String> {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(Self.texts, in: folder)
        let options = SearchOptions(limit: 100, includesSomeWords: false)
        return Set(try searcher.search(query, options: options).hits.map(\.id))
    }

    @Test(arguments: [
        ("取組 OR 温泉", ["0", "2"]), ("+取組", ["0"]), ("text:取組", ["0"]), ("取組^2", ["0"]),
        ("図書館 -H30", ["3"]), ("図書館 AND H30", ["1"]), ("(取組 OR 温泉) -2015年度", ["2"]),
        ("\"取組\" OR 温泉", ["2"]), ("図書館 I C T", ["1"]), ("(I C T) OR 温泉", ["1", "2"]),
        ("text:(取組 OR H30)", ["0", "1"]), ("図書館 OR 取組は", ["0", "1", "3"]),
    ])
    func `leaves are found in other forms`(_ query: String, _ ids: [String]) throws {
        #expect(try found(query) == Set(ids))
    }

    @Test(arguments: [
        ("named_year:2015", ["0"]), ("言及年:平成27..平成30", ["0", "1"]), ("named_year:>2015", ["1"]),
        ("図書館 named_year:H30以降", ["1"]), ("図書館 -named_year:*", ["3"]),
        ("named_year:平成27〜28年度", ["0"]), ("named_year:2010年代 図書館", ["1"]),
        ("温泉 OR named_year:(2015 OR 2016)", ["0", "2"]),
    ])
    func `years that texts name are asked for like a field`(
        _ query: String, _ ids: [String]
    ) throws {
        #expect(try found(query) == Set(ids))
    }

    @Test func `a field of the index goes before the named years`() throws {
        let schema = Schema(
            textFields: [Schema.TextField("text")], integerFields: ["named_year"])
        var document = TestIndex.document("0", "平成27年度の温泉")
        document["named_year"] = .integer(3)
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([document], in: folder, schema: schema)
        #expect(try searcher.ids("named_year:3") == ["0"])
        #expect(try searcher.ids("named_year:2015") == [])
    }

    @Test(arguments: [
        ("平成27..令和2", 2015, 2020), ("平成27〜30年度", 2015, 2018), ("2015〜20", 2015, 2020),
        ("昭和60年度から平成2年度まで", 1985, 1990), ("1990年代", 1990, 1999), ("5..700", 5, 700),
        ("Ｈ２７", 2015, 2015), ("元禄", nil, nil),
    ])
    func `ranges are spans of years or of any numbers`(
        _ text: String, _ lowest: Int64?, _ highest: Int64?
    ) throws {
        guard let lowest, let highest else {
            #expect(throws: SearchError.self) { try IntegerRange(parsing: text) }
            return
        }
        #expect(
            try IntegerRange(parsing: text) == IntegerRange(lowest: lowest, highest: highest))
    }

    @Test func `feedback changes the order only, in queries with operators too`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(Self.texts, in: folder)
        for query in ["図書館 OR 取組", "図書館 -ICT", "named_year:*", "text:図書館"] {
            let plain = try searcher.search(query)
            var options = SearchOptions()
            options.feedback = Feedback()
            let fed = try searcher.search(query, options: options)
            #expect(fed.total == plain.total)
            #expect(Set(fed.hits.map(\.id)) == Set(plain.hits.map(\.id)))
        }
    }

    @Test func `merging and deleting keep the named years`() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(
            replacing: folder.path, schema: Schema(textFields: [Schema.TextField("text")]))
        writer.mergePolicy = .none
        for (number, text) in Self.texts.enumerated() {
            try writer.add(TestIndex.document(String(number), text))
            try writer.commit()
        }
        #expect(try writer.delete(["0"]) == [])
        try writer.commit()
        #expect(try Searcher(folder: folder.path).ids("named_year:*") == ["1"])
        try writer.merge()
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        #expect(searcher.segments.count == 1)
        #expect(try searcher.ids("named_year:2018") == ["1"])
        #expect(try searcher.ids("named_year:2015") == [])
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
    }
}
