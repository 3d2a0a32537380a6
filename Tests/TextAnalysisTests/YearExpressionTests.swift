import Testing

@testable import TextAnalysis

@Suite struct YearExpressionTests {
    @Test(arguments: [
        ("2015", 2015), ("2015年度", 2015), ("平成27年", 2015), ("Ｈ27", 2015), ("令和元年度", 2019),
        ("S60.4", 1985), ("平成２７年度", 2015), ("㍻27年度", 2015), ("㋿6", 2024), ("平成 29 年", 2017),
        ("2015年頃", 2015), ("昭和六十三年", 1988), ("二〇一五年", 2015), ("大正15年", 1926),
        ("明治元年", 1868), ("平成41年度", 2029), ("西暦2000年", 2000), ("2015/04/01", 2015),
    ])
    func `a year is read however it is written`(_ text: String, _ year: Int) {
        #expect(YearExpression.year(of: text) == year)
    }

    @Test(arguments: [
        "", "年度", "平成", "H", "27", "2015人", "12345", "平成0年", "平成65年", "HX", "H27A", "未定",
        "r二", "三重県",
    ])
    func `other texts name no year`(_ text: String) {
        #expect(YearExpression.year(of: text) == nil)
    }

    @Test func `a year tells how it is meant`() {
        #expect(YearExpression.parse("平成27年度") == .init(2015, .fiscal))
        #expect(YearExpression.parse("平成27年") == .init(2015, .calendar))
        #expect(YearExpression.parse("H27") == .init(2015, .unsaid))
        #expect(YearExpression.parse("R4.4") == .init(2022, .calendar, month: 4))
        #expect(YearExpression.parse("令和4年4月") == .init(2022, .calendar, month: 4))
        #expect(YearExpression.parse("令和四年十二月") == .init(2022, .calendar, month: 12))
        #expect(YearExpression.parse("平成27年3月31日") == .init(2015, .calendar, month: 3, day: 31))
        #expect(YearExpression.parse("平成27年頃") == nil)
        #expect(YearExpression.parse("H27-30") == nil)
    }

    @Test(arguments: [
        ("平成27..令和2", 2015, 2020), ("2015〜2020年度", 2015, 2020), ("H27-30", 2015, 2018),
        ("平成27年度から令和元年度まで", 2015, 2019), ("平成27〜30年度", 2015, 2018),
        ("2015-20", 2015, 2020), ("2015", 2015, 2015), ("平成27年度", 2015, 2015),
        ("1990年代", 1990, 1999), ("昭和40年代", 1965, 1974), ("昭和", 1926, 1989),
        ("平成..令和2", 1989, 2020), ("令和４～６年度", 2022, 2024), ("R4.4〜R5.3", 2022, 2023),
        ("平成27年4月－令和2年3月", 2015, 2020), ("2015 .. 2020", 2015, 2020), ("R元..R3", 2019, 2021),
    ])
    func `spans of years are read`(_ text: String, _ first: Int, _ last: Int) {
        #expect(YearRange(parsing: text) == YearRange(first, last))
    }

    private static let open: [(String, Int?, Int?)] = [
        ("H30以降", 2018, nil), ("2015..", 2015, nil), ("平成27年度から", 2015, nil), ("2015〜", 2015, nil),
        ("..令和2", nil, 2020), ("R1以前", nil, 2019), ("〜2020年度", nil, 2020), ("令和", 2019, nil),
        ("令和元年度まで", nil, 2019), ("平成27年より前", nil, 2014),
    ]

    @Test(arguments: open)
    func `spans with an open end are read`(_ text: String, _ first: Int?, _ last: Int?) {
        #expect(YearRange(parsing: text) == YearRange(first, last))
    }

    @Test(arguments: ["", "..", "2020..2015", "2015..X", "令和2まで3", "去年", "1995年代", "〜", "から"])
    func `other texts are no span`(_ text: String) {
        #expect(YearRange(parsing: text) == nil)
    }

    @Test func `a span contains its ends`() throws {
        let range = try #require(YearRange(2015, 2017))
        #expect((2013...2019).filter(range.contains) == [2015, 2016, 2017])
        #expect(try #require(YearRange(nil, 2017)).contains(-5))
        #expect(try #require(YearRange(2015, nil)).contains(9999))
    }
}
