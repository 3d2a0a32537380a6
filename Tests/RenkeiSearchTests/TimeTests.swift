import RenkeiSearch
import Testing

@Suite("The time that a question gives") struct TimeTests {
    private static func document(_ id: String, _ text: String, start: Int64? = nil) -> Document {
        var document = Document(id: id)
        document["title"] = .text("図書館の事業")
        document["description"] = .text(text)
        if let start { document["start_year"] = .integer(start) }
        return document
    }

    private static let documents = [
        document("field", "住民が利用する。", start: 2015),
        document("begins", "平成27年度から住民が利用する。"),
        document("names", "平成27年の実績は三件である。"),
        document("other", "平成27年に見直した。", start: 2001),
        document("late", "令和2年度に開始した。"),
        document("nothing", "住民が利用する。"),
    ]

    private func hits(
        _ query: String, _ options: SearchOptions = SearchOptions(limit: 10)
    ) throws -> [Hit] {
        let folder = try TemporaryFolder()
        return try TestIndex.build(Self.documents, in: folder).search(query, options: options).hits
    }

    @Test func `the field comes first, then a beginning in the text, then a year that is named`()
        throws
    {
        let hits = try hits("2015年に始まった図書館の事業")
        #expect(hits.filter(\.hasAllWords).map(\.id) == ["field", "begins", "names"])
        // Another year in the field is another time, whatever years the text names.
        #expect(hits.contains { $0.id == "other" && !$0.hasAllWords })
    }

    @Test(
        arguments: [
            ("平成20年以降に始まった図書館", ["field", "begins", "names", "late"]),
            ("2010年以前に始まった図書館", ["other"]),
            ("令和2年度より前から続く図書館", ["field", "begins", "names", "other"]),
            ("2018年より後に始まった図書館", ["late"]),
        ] as [(String, Set<String>)])
    func spans(query: String, expected: Set<String>) throws {
        #expect(Set(try hits(query).filter(\.hasAllWords).map(\.id)) == expected)
    }

    @Test func `an understood time is reported, and can be switched off`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(Self.documents, in: folder)
        var options = SearchOptions(limit: 10, countsMatches: true)
        let results = try searcher.search("2015年に始まった図書館", options: options)
        let report = try #require(results.words.last)
        #expect(report.word == "2015年に始まった")
        #expect(report.matches.map(\.text) == ["2015"] && report.matches.map(\.kind) == [.time])
        #expect(report.documentFrequency == 3)
        let hit = try #require(results.hits.first)
        let explained = try searcher.explain(hit, in: results)
        #expect(explained.parts.contains { $0.evidence == "began in 2015" })
        #expect(abs(explained.score - hit.score) < 1e-4)
        options.excludedForms = [.time]
        let plain = try searcher.search("2015年に始まった図書館", options: options)
        #expect(!plain.words.contains { $0.matches.contains { $0.kind == .time } })
    }

    @Test func `a time that no document is of is looked for as words`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(Self.documents, in: folder)
        let results = try searcher.search(
            "1950年に始まった図書館", options: SearchOptions(countsMatches: true))
        #expect(!results.words.contains { $0.matches.contains { $0.kind == .time } })
        #expect(!results.hits.isEmpty)
    }

    @Test func `a year that is only named is no condition`() throws {
        let found = try hits("平成27年 図書館").filter(\.hasAllWords).map(\.id)
        #expect(Set(found) == ["begins", "names", "other"])
    }
}
