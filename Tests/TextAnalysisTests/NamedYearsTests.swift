import Testing

@testable import TextAnalysis

@Suite struct NamedYearsTests {
    private func years(_ text: String) -> [Int] {
        var normalizer = TextNormalizer()
        var years: Set<Int> = []
        NamedYears.collect(from: normalizer.normalize(text).base, into: &years)
        return years.sorted()
    }

    @Test(arguments: [
        ("平成 27 年度に始め、令和2年3月に終えた。", [2015, 2020]),
        ("H27年度の計画（Ｒ4.4改定）", [2015, 2022]), ("2015年と2018年度", [2015, 2018]),
        ("平成27〜30年度", [2015, 2016, 2017, 2018]), ("平成27年4月1日から平成29年3月31日まで", [2015, 2016, 2017]),
        ("平成27・29年度", [2015, 2017]), ("平成27、28年度", [2015, 2016]),
        ("2015～2017年度", [2015, 2016, 2017]), ("昭和六十年の合併", [1985]), ("令和元年", [2019]),
        ("㋿6年", [2024]), ("平成41年度まで", [2029]), ("二〇一五年", [2015]), ("(H27～)", [2015]),
        ("平成27年から3年間", [2015]), ("1996年・2000年", [1996, 2000]),
    ])
    func `texts name years`(_ text: String, _ expected: [Int]) {
        #expect(years(text) == expected)
    }

    @Test(arguments: [
        "2015人", "延べ2000件", "2000年間", "DH27型", "S1とT5", "一部", "千人", "平成の大合併", "大正時代", "3年",
        "12015年", "国道122号", "", "RC27造",
    ])
    func `other numbers name none`(_ text: String) {
        #expect(years(text) == [])
    }

    @Test func `a list of mere numbers names none, however long, unless a year ends it`() {
        let list = (0..<20_000).map { String(1900 + $0 % 100) }.joined(separator: "、")
        #expect(years(list) == [])
        #expect(years(list + "、2015年") == Array(1900...1999) + [2015])
        #expect(years(list + "人、平成27年") == [2015])
    }
}
