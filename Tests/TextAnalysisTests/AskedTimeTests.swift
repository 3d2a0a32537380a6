import Testing

@testable import TextAnalysis

@Suite("The time that a question gives")
struct AskedTimeTests {
    private struct Expected: Equatable {
        var first: Int?
        var last: Int?
        var rest: String
    }

    private func find(_ text: String) -> Expected? {
        var normalizer = TextNormalizer()
        let scalars = normalizer.normalize(text).base
        guard let time = AskedTime.find(in: scalars) else { return nil }
        var rest = ""
        var start = 0
        for part in time.parts {
            rest += String(scalars: scalars[start..<part.lowerBound])
            start = part.upperBound
        }
        rest += String(scalars: scalars[start...])
        return Expected(first: time.first, last: time.last, rest: rest)
    }

    @Test(arguments: [
        ("2015年に始まった取組", 2015, 2015, "取組"),
        ("2015年に始まったまちづくり事業", 2015, 2015, "まちづくり事業"),
        ("平成20年に始まったごみ減量", 2008, 2008, "ごみ減量"),
        ("2008年に始まったふるさと納税", 2008, 2008, "ふるさと納税"),
        ("2008年に開始くらしの相談", 2008, 2008, "くらしの相談"),
        ("2008年から続けられている行事", 2008, 2008, "行事"),
        ("Ｈ１０から続く市どうしの職員交流", 1998, 1998, "市どうしの職員交流"),
        ("H10に始まって今も続いている連携事業", 1998, 1998, "連携事業"),
        ("平成10年から続いている交流", 1998, 1998, "交流"),
        ("2024年に本格運用が始まった消防指令の共同運用", 2024, 2024, "本格運用消防指令の共同運用"),
        ("2015年12月に開設された移住の窓口", 2015, 2015, "開設された移住の窓口"),
        ("平成29年度に図書館の協定を結んだ市", 2017, 2017, "図書館の協定を結んだ市"),
        ("1971年に広域市町村圏を設置した圏域", 1971, 1971, "広域市町村圏を設置した圏域"),
    ])
    func oneYear(text: String, first: Int, last: Int, rest: String) {
        #expect(find(text) == Expected(first: first, last: last, rest: rest))
    }

    @Test(
        arguments: [
            ("平成20年以降に開始した連携", 2008, nil, "連携"),
            ("平成20年以降の図書館", 2008, nil, "図書館"),
            ("令和2年度より前から続く事業", nil, 2019, "事業"),
            ("2010年以前に始まった協議会", nil, 2010, "協議会"),
            ("2018年までに始まった事業", nil, 2018, "事業"),
            ("2018年より後に始まった事業", 2019, nil, "事業"),
        ] as [(String, Int?, Int?, String)])
    func span(text: String, first: Int?, last: Int?, rest: String) {
        #expect(find(text) == Expected(first: first, last: last, rest: rest))
    }

    @Test(arguments: [
        "平成27年度", "2015年度の予算", "2015年 開始", "2050年までに脱炭素を目指す", "令和2年台風", "2000年間に続く森",
        "12015年に始まった", "二市三町", "2020年の前半", "2020年の前期計画", "2015年の前橋市",
    ])
    func none(text: String) {
        #expect(find(text) == nil)
    }
}

@Suite("Years in which something began")
struct BeginningYearsTests {
    @Test(
        arguments: [
            ("平成27年度から実施している。", [2015]),
            ("2015年4月に窓口を開設した。", [2015]),
            ("H27～H30の事業", [2015]),
            ("開始年度：2018年度", [2018]),
            ("平成23年12月には協議会を立ち上げ、平成27年3月に協約を締結", [2011, 2015]),
            ("平成28年の実績は3件。令和元年に開始。", [2019]),
            ("平成28年度の予算", []),
            ("2015年間から", []),
        ] as [(String, [Int])])
    func years(text: String, years: [Int]) {
        var normalizer = TextNormalizer()
        #expect(BeginningYears.years(in: normalizer.normalize(text).base) == Set(years))
    }
}
