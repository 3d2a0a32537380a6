import Foundation
import Ingest
import JSON
import Testing

@Suite("The municipalities of the records") struct MemberTests {
    /// The members of each area, as its background record lists them.
    private func members(of records: [JSONLine]) -> [String: [String]] {
        var members: [String: [String]] = [:]
        for line in records where line.isBackground {
            members[line.text("area_key")] = line.texts("municipalities")
        }
        return members
    }

    /// The last letters of names, each once, in the order 市, 区, 町, 村.
    private func kinds(of names: [String]) -> String {
        "市区町村".filter { kind in names.contains { $0.last == kind } }
    }

    @Test("a list is empty, or is that of the area, or has only names that the record gives")
    func lists() throws {
        let records = try Corpus.records()
        let members = members(of: records)
        for line in records {
            let list = line.texts("municipalities")
            if list == members[line.text("area_key")] { continue }
            let text = line.text("title") + line.text("description") + line.text("area")
            let unnamed = list.filter { !text.contains($0.dropLast()) }
            #expect(unnamed == [], "\(line.place)")
        }
    }

    @Test("the lists are empty where a passage speaks of some members and does not name them all")
    func emptyLists() throws {
        let ids = try Corpus.records().filter { $0.texts("municipalities").isEmpty }
            .map { $0.text("id") }
        #expect(
            Set(ids) == [
                "chusu-kurume-06", "chusu-oita-05", "chusu-hiroshima-03", "chusu-kitakyushu-04",
                "chusu-matsuyama-04", "chusu-niigata-05", "chusu-yamagata-04", "yokohama8-11",
            ])
    }

    @Test(
        "a project of a whole area has all its members",
        arguments: [
            ("chusu-nagano-04", 9), ("chusu-kumamoto-04", 24), ("chusu-kumamoto-05", 24),
            ("chusu-kumamoto-06", 24), ("chusu-toyama-03", 5),
        ])
    func wholeAreas(id: String, count: Int) throws {
        let line = try #require(try Corpus.records().first { $0.text("id") == id })
        #expect(line.texts("municipalities").count == count)
    }

    @Test("a background has the number of members as its first figure, but for two areas")
    func numbers() throws {
        var without: [String] = []
        for line in try Corpus.records() {
            let counts = line.figures.filter { $0.name == "構成自治体数" }
            guard line.isBackground, let count = counts.first else {
                #expect(counts.isEmpty, "\(line.place)")
                if line.isBackground { without.append(line.text("id")) }
                continue
            }
            let list = line.texts("municipalities")
            #expect(counts.count == 1 && line.figures.first == count, "\(line.place)")
            #expect(count.value == .integer(Int64(list.count)), "\(line.place)")
            #expect(count.unit == kinds(of: list), "\(line.place)")
        }
        #expect(without == ["chusu-takahashigawa-bg", "chusu-kochi-bg"])
    }

    @Test(
        "an area has as many cities, towns and villages as the document says",
        arguments: [
            ("bingo", "7市2町"), ("harima", "8市8町"), ("miyazaki", "1市2町"),
            ("kurume", "4市2町"), ("ishikawa-chuo", "4市2町"), ("shimonoseki", "1市"),
            ("oita", "7市1町"), ("seto-takamatsu", "3市5町"), ("hiroshima", "15市18町"),
            ("kumamoto", "9市13町2村"), ("kitakyushu", "6市12町"), ("shizuoka-chubu", "5市2町"),
            ("matsuyama", "3市3町"), ("toyama-gosei", "6市"), ("okayama", "8市5町"),
            ("yamaguchi-kenou", "6市1町"), ("nagasaki", "1市2町"), ("kagoshima", "4市"),
            ("toyama", "2市2町1村"), ("hiroshima-chuo", "4市4町"), ("gifu", "5市3町"),
            ("inaba-tajima", "1市6町"), ("fukui-reihoku", "7市4町"), ("yamagata", "7市7町"),
            ("aomori", "1市3町1村"), ("yamanashi-kenou", "9市3町"),
        ])
    func kindsOfMembers(area: String, expected: String) throws {
        let list = try #require(members(of: try Corpus.records())[area])
        let counts = kinds(of: list).map { kind in
            "\(list.filter { $0.last == kind }.count)\(kind)"
        }
        #expect(counts.joined() == expected)
    }

    @Test(
        "the document on the core urban areas names all members of twelve of them",
        .enabled(
            if: OwnWordsTests.sources != nil,
            "set RENKEI_SHARED to the folder of the source documents"))
    func named() throws {
        let source = try #require(OwnWordsTests.sources)
        let records = try Corpus.records().filter {
            $0.isBackground && $0.text("id").hasPrefix("chusu-")
        }
        let complete = records.filter { line in
            // The pages of an area begin with its name and end where the next area came about.
            guard let start = source.range(of: line.text("area") + "の取組") else { return false }
            let heads = source[start.upperBound...]
                .ranges(of: #/圏域形成に至った経緯|圏域の経緯/#).prefix(2)
            let end = heads.count == 2 ? heads[1].lowerBound : source.endIndex
            let pages = source[start.upperBound..<end]
            return line.texts("municipalities").allSatisfy { pages.contains($0) }
        }
        #expect(complete.count == 12)
        #expect(try Corpus.text("corpus/README.md").contains("all members of 12 of them"))
    }
}
