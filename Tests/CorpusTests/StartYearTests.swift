import Ingest
import JSON
import Testing

@Suite("The start years of the records") struct StartYearTests {
    /// A Gregorian year as a text may write it: 2019年, 平成31年, 令和元年.
    private func spellings(of year: Int) -> [String] {
        let eras: [(name: String, years: ClosedRange<Int>)] = [
            ("明治", 1868...1912), ("大正", 1912...1926), ("昭和", 1926...1989),
            ("平成", 1989...2100), ("令和", 2019...2100),
        ]
        return ["\(year)年"]
            + eras.filter { $0.years.contains(year) }.map { era in
                let number = year - era.years.lowerBound + 1
                return era.name + (number == 1 ? "元年" : "\(number)年")
            }
    }

    @Test(
        "years have these spellings",
        arguments: [
            (1954, ["1954年", "昭和29年"]), (1989, ["1989年", "昭和64年", "平成元年"]),
            (2019, ["2019年", "平成31年", "令和元年"]), (2029, ["2029年", "平成41年", "令和11年"]),
        ])
    func eras(year: Int, expected: [String]) {
        #expect(spellings(of: year) == expected)
    }

    @Test("the text of a record names its start year")
    func named() throws {
        var checked = 0
        for line in try Corpus.records() {
            guard let year = line.integer("start_year") else { continue }
            let text = line.text("title") + line.text("description")
            #expect(spellings(of: year).contains { text.contains($0) }, "\(line.place): \(year)")
            checked += 1
        }
        #expect(checked == 95)
    }

    @Test("every area has the year of its forming, but for four of which no passage gives it")
    func backgrounds() throws {
        let without = try Corpus.records()
            .filter { $0.isBackground && $0.integer("start_year") == nil }
            .map { $0.text("id") }
        #expect(
            without == ["maebashi-takasaki-bg", "morioka-bg", "chusu-sapporo-bg", "yokohama8-bg"])
    }

    @Test(
        "these areas were formed in a year",
        arguments: [
            (
                2015,
                ["bingo", "takahashigawa", "harima", "miyazaki", "shimonoseki", "shizuoka-chubu"]
            ),
            (2018, ["toyama", "kochi", "inaba-tajima"]),
            (2019, ["koriyama", "sasebo", "fukui-reihoku", "aomori"]),
            (2020, ["yamagata"]), (2021, []), (2022, ["ibaraki-kenou", "asahikawa", "fukushima"]),
            (2023, ["yamanashi-kenou"]),
        ])
    func formed(year: Int, areas: [String]) throws {
        let found = try Corpus.records()
            .filter { $0.isBackground && $0.integer("start_year") == year }
            .map { $0.text("area_key") }
        #expect(found == areas)
    }

    @Test(
        "a project begins in the year of its extension, or of the facility that it prepares",
        arguments: [
            ("chusu-inaba-tajima-07", 2022), ("chusu-takahashigawa-04", 2017),
            ("chusu-bingo-03", 2025), ("chusu-kitakyushu-05", 2017), ("morioka-095", 2029),
        ])
    func projects(id: String, year: Int) throws {
        let line = try #require(try Corpus.records().first { $0.text("id") == id })
        #expect(line.integer("start_year") == year)
    }
}
