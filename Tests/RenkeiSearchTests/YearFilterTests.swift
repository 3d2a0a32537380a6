import Testing

@testable import RenkeiSearch

@Suite struct YearFilterTests {
    private static let schema = Schema(
        textFields: [Schema.TextField("text")], integerFields: ["start_year"])

    private func searcher(_ folder: TemporaryFolder) throws -> Searcher {
        let rows: [(String, Int64?)] = [
            ("図書館は平成27年度に開館", 2015), ("図書館はH30に改修", nil), ("図書館", 2018),
            ("図書館は2015〜2020年度の計画", 1998), ("図書館は2000人が使う", nil),
        ]
        let documents = rows.enumerated().map { number, row in
            var document = TestIndex.document(String(number), row.0)
            if let year = row.1 { document["start_year"] = .integer(year) }
            return document
        }
        return try TestIndex.build(documents, in: folder, schema: Self.schema)
    }

    private func found(_ filters: [YearFilter], _ query: String = "図書館") throws -> Set<String> {
        let folder = try TemporaryFolder()
        var options = SearchOptions(limit: 100)
        options.yearFilters = filters
        let results = try searcher(folder).search(query, options: options)
        #expect(results.total == results.hits.count)
        return Set(results.hits.map(\.id))
    }

    @Test func `named years are those of the texts`() throws {
        #expect(try found([YearFilter(.named, from: 2015, through: 2015)]) == ["0", "3"])
        #expect(try found([YearFilter(.named, from: 2018, through: nil)]) == ["1", "3"])
        #expect(try found([YearFilter(.named, from: nil, through: nil)]) == ["0", "1", "3"])
        #expect(try found([YearFilter(.named, from: nil, through: 2014)]) == [])
    }

    @Test func `spans can be written as people write them`() throws {
        let filter = try #require(YearFilter(.named, parsing: "平成28..令和2"))
        #expect(filter == YearFilter(.named, from: 2016, through: 2020))
        #expect(try found([filter]) == ["1", "3"])
        #expect(YearFilter(.named, parsing: "去年") == nil)
    }

    @Test func `the year of a field is its number`() throws {
        let field = YearFilter.Source.field("start_year")
        #expect(try found([YearFilter(field, from: 2015, through: 2018)]) == ["0", "2"])
        #expect(try found([YearFilter(field, from: nil, through: 2000)]) == ["3"])
        let both = [
            YearFilter(field, from: 2015, through: 2018),
            YearFilter(.named, from: 2015, through: 2015),
        ]
        #expect(try found(both) == ["0"])
    }

    @Test func `documents with some of the words are filtered too`() throws {
        let filter = YearFilter(.named, from: 2018, through: 2018)
        #expect(try found([filter], "図書館 温泉") == ["1", "3"])
    }

    @Test func `an unknown field is an error`() throws {
        let filter = YearFilter(.field("none"), from: nil, through: nil)
        #expect(throws: SearchError.self) { try found([filter]) }
    }
}
