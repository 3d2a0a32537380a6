import RenkeiSearch
import Testing

@Suite struct CrossTableTests {
    private static func isClose(_ value: Double, _ expected: Double) -> Bool {
        abs(value - expected) <= 1e-9 * max(abs(expected), 1e-300)
    }

    @Test("the test agrees with scipy.stats.chi2_contingency(correction=False)")
    func scipy() throws {
        // Benchmarks/chi_square.py prints these numbers.
        let test = try #require(ChiSquareTest([[12, 5, 9, 0], [30, 22, 8, 7]]))
        #expect(Self.isClose(test.statistic, 9.187134785027673))
        #expect(test.degreesOfFreedom == 3)
        #expect(Self.isClose(test.p, 0.02690356827346871))
        #expect(Self.isClose(test.cramersV, 0.3143030313852095))
        #expect(test.lowExpectedCount == 2)
        let expected = [
            11.741935483870968, 7.548387096774194, 4.752688172043011, 1.956989247311828,
        ]
        #expect(test.expected[0].count == 4)
        #expect(zip(test.expected[0], expected).allSatisfy { Self.isClose($0, $1) })
        let residuals = [
            0.119817128553003, -1.2972148005385955, 2.5391200667603364, -1.713919978836906,
        ]
        #expect(test.adjustedResiduals[0].count == 4)
        #expect(zip(test.adjustedResiduals[0], residuals).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test("tables that say nothing have no test, and empty values do not count")
    func degenerate() throws {
        #expect(ChiSquareTest([[1, 2]]) == nil)
        #expect(ChiSquareTest([[1], [2]]) == nil)
        #expect(ChiSquareTest([[0, 0], [3, 4]]) == nil)
        let plain = try #require(ChiSquareTest([[10, 20], [30, 5]]))
        let wider = try #require(ChiSquareTest([[10, 0, 20], [30, 0, 5]]))
        #expect(wider.statistic == plain.statistic)
        #expect(wider.degreesOfFreedom == 1)
        #expect(wider.lowExpectedCount == 0)
        #expect(wider.expected.map { $0[1] } == [0, 0])
    }

    private static let schema = Schema(
        textFields: [Schema.TextField("text")], keywordFields: ["area", "prefectures"],
        integerFields: ["start_year"])

    private static func documents() -> [Document] {
        let rows: [(String, String, Int64?)] = [
            ("消防の連携", "甲", 2015), ("消防", "甲", 2016), ("保育", "乙", 2015),
            ("保育と消防", "乙", nil), ("保育の連携", "乙", 2014), ("道路", "丙", 2016), ("公園", "", 2016),
        ]
        return rows.enumerated().map { number, row in
            var document = Document(id: "d\(number)")
            document["text"] = .text(row.0)
            if !row.1.isEmpty { document["area"] = .keywords([row.1]) }
            document["prefectures"] = .keywords(["東", number.isMultiple(of: 2) ? "西" : "東"])
            if let year = row.2 { document["start_year"] = .integer(year) }
            return document
        }
    }

    @Test(
        "documents are counted by code and value, in any number of segments", arguments: [1, 3, 7])
    func counts(segments: Int) async throws {
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            Self.documents(), in: folder, segments: segments, threads: 1, schema: Self.schema)
        let codes = try CodingRules(
            parsing: "*消防\n消防\n*どちらも\n消防 & 保育\n*ほか\n! (消防 | 保育)\n", name: "codes"
        ).rules
        let areas = try searcher.crossTable(of: codes, by: "area")
        #expect(areas.columns == ["乙", "甲", "丙"])
        #expect(areas.columnTotals == [3, 2, 1])
        #expect(areas.rows.map(\.counts) == [[1, 2, 0], [1, 0, 0], [0, 0, 1]])
        #expect(areas.rows.map(\.documents) == [3, 1, 2])
        #expect(areas.documents == 7)
        #expect(areas.missing == 1)
        #expect(!areas.hasSeveralValues)
        let years = try searcher.crossTable(of: codes, by: "start_year")
        #expect(years.columns == ["2014", "2015", "2016"])
        #expect(years.rows[0].counts == [0, 1, 1])
        let several = try searcher.crossTable(of: codes, by: "prefectures")
        #expect(several.hasSeveralValues)
        #expect(several.columnTotals == [7, 4])
        #expect(throws: SearchError.self) { try searcher.crossTable(of: codes, by: "text") }
    }

    @Test("documents are counted by two fields", arguments: [1, 3, 7])
    func fields(segments: Int) async throws {
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            Self.documents(), in: folder, segments: segments, threads: 1, schema: Self.schema)
        let table = try searcher.crossTable(rows: "area", by: "start_year")
        #expect(table.columns == ["2014", "2015", "2016"])
        #expect(table.rows.map(\.name) == ["乙", "甲", "丙"])
        #expect(table.rows.map(\.counts) == [[1, 1, 0], [0, 1, 1], [0, 0, 1]])
        #expect(table.rows.map(\.documents) == [3, 2, 1])
        #expect(table.columnTotals == [1, 2, 3])
        #expect((table.documents, table.missing, table.missingRows) == (7, 1, 1))
        // The test of the table is of its cells; that of a row is of all others that have a column.
        #expect(table.test == ChiSquareTest([[1, 1, 0], [0, 1, 1], [0, 0, 1]]))
        #expect(table.rows[1].test == ChiSquareTest([[0, 1, 1], [1, 1, 2]]))
        let some = try searcher.crossTable(
            rows: "area", by: "start_year", of: searcher.parse("消防"))
        #expect(some.rows.map(\.name) == ["甲", "乙"])
        #expect(some.rows.map(\.counts) == [[1, 1], [0, 0]])
        #expect(try searcher.crossTable(rows: "prefectures", by: "area").hasSeveralValues)
        #expect(throws: SearchError.self) { try searcher.crossTable(rows: "text", by: "area") }
        #expect(throws: SearchError.self) { try searcher.crossTable(rows: "area", by: "x") }
    }

    @Test("names that have one key are one area, under the name of the most documents")
    func areaKeys() throws {
        let folder = try TemporaryFolder()
        let schema = Schema(
            textFields: [Schema.TextField("text")], keywordFields: ["area", "area_key"])
        let rows: [([String], [String])] = [
            (["甲圏域"], ["a"]), (["甲"], ["a"]), (["甲"], ["a"]), (["乙"], ["b"]), (["丙"], []),
            (["甲圏域", "甲", "乙"], ["a", "b"]),
        ]
        let documents = rows.enumerated().map { number, row in
            var document = Document(id: "d\(number)")
            document["text"] = .text("連携")
            document["area"] = .keywords(row.0)
            document["area_key"] = .keywords(row.1)
            return document
        }
        let searcher = try TestIndex.build(documents, in: folder, schema: schema)
        let rule = CodingRule(name: "連携", query: .word("連携"))
        let table = try searcher.crossTable(of: [rule], by: "area")
        #expect(table.columns == ["甲", "乙", "丙"])
        #expect(table.rows.map(\.counts) == [[4, 2, 1]])
        let keys = try searcher.crossTable(of: [rule], by: "area_key")
        #expect(keys.columns == ["a", "b"])
        #expect(keys.missing == 1)
    }

    @Test("rules in KH Coder's form become queries")
    func rules() throws {
        let rules = try CodingRules(
            parsing: """
                # 例
                *火
                消防 or 救急
                  and not '老人' | near(火災-予防)[7]
                *二
                <*火> & seq(A-B)
                """, name: "codes"
        ).rules
        #expect(rules.map(\.name) == ["火", "二"])
        let fire = QueryNode.any([
            .word("消防"), .all([.word("救急"), .not(.phrase("老人"))]),
            .near(["火災", "予防"], distance: 7, isOrdered: false),
        ])
        #expect(rules[0].query == fire)
        #expect(
            rules[1].query == .all([fire, .near(["A", "B"], distance: 20, isOrdered: true)]))
    }

    @Test(
        "what is not understood is an error with its line",
        arguments: [
            ("消防\n", "codes:1: a condition needs a line before it that names its code: *名前"),
            ("*a\n\n*b\n消防", "codes:1: the code a has no condition"),
            ("*a\n消防 救急", "codes:2: two words need and, or, & or | between them"),
            ("*a\n消防 &\n( 救急", "codes:3: a parenthesis is not closed"),
            ("*a\ntf(消防)", "codes:2: the function tf() is not understood; there are near and seq"),
            ("*a\n<*b>", "codes:2: there is no code b above"),
            (
                "*a\n<>品詞-->名詞",
                "codes:2: <>品詞-->名詞 is not understood; conditions have words, and, or, not, near, seq and codes only"
            ),
            ("*a\nnear(消防)", "codes:2: near needs two or more words with - between them"),
            ("*a\n'消防", "codes:2: a quotation mark is not closed"),
            ("# nothing", "codes has no coding rules"),
        ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: SearchError.self) {
            try CodingRules(parsing: text, name: "codes")
        }
        #expect(error?.message == message)
    }
}
