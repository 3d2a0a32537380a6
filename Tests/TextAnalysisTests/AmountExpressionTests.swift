import Testing

@testable import TextAnalysis

@Suite struct AmountExpressionTests {
    @Test(
        "amounts with a unit or a currency are yen",
        arguments: [
            ("1,200千円", 1_200_000), ("120万円", 1_200_000), ("1.2百万円", 1_200_000),
            ("１２０万円", 1_200_000), ("1億2,000万円", 120_000_000), ("38,800千円", 38_800_000),
            ("¥1,200", 1200), ("31,800,000円", 31_800_000), ("約500円", 500), ("△3,500千円", -3_500_000),
            ("▲10円", -10), ("120万", 1_200_000), ("2兆円", 2_000_000_000_000), ("1,000円（税込）", 1000),
            ("0.5億円", 50_000_000),
        ])
    func units(text: String, yen: Int64) throws {
        #expect(try #require(AmountExpression(parsing: text)).yen(unit: 1000) == yen)
    }

    @Test("plain numbers count in the unit of the column")
    func plain() throws {
        let amount = try #require(AmountExpression(parsing: "1,200"))
        #expect(!amount.hasCurrency && !amount.hasMultiplier)
        #expect(amount.yen(unit: 1000) == 1_200_000)
        #expect(AmountExpression(parsing: "9223372036854775")?.yen(unit: 10_000) == nil)
    }

    @Test(
        "other texts are no amounts",
        arguments: [
            "", "円", "千円", "12,34円", "3千2億円", "2015年", "前橋市", "1-2", "10人", "1,2,3",
            "99999999999999999999円",
        ])
    func others(text: String) {
        #expect(AmountExpression(parsing: text) == nil)
    }

    @Test(
        "headers and notes name units",
        arguments: [
            ("予算額（千円）", 1000), ("単位：百万円", 1_000_000), ("事業費(円)", 1), ("［千円］", 1000),
            ("金額（単位:万円）", 10_000),
        ])
    func headers(text: String, unit: Int64) {
        #expect(AmountExpression.unit(named: text) == unit)
    }

    @Test("円 within a word is no unit", arguments: ["円滑な運営", "予算額", "千円札の図案", "一円"])
    func noUnits(text: String) {
        #expect(AmountExpression.unit(named: text) == nil)
    }
}
