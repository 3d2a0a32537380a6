import RenkeiSearch
import Testing

@Suite struct FilterTests {
    private static let schema = Schema(
        textFields: [Schema.TextField("text")], keywordFields: ["area", "kind"])

    private func searcher(_ folder: TemporaryFolder) throws -> Searcher {
        let rows: [(String, [String], [String])] = [
            ("図書館", ["京都"], ["project"]), ("図書館", ["京都", "大阪"], ["background"]),
            ("図書館", ["東京都"], ["project"]), ("図書館", [], []), ("温泉", ["京都"], ["project"]),
            ("図書館", ["が"], []), ("図書館", ["か\u{3099}"], []),
        ]
        let documents = rows.enumerated().map { number, row in
            var document = TestIndex.document(String(number), row.0)
            document["area"] = .keywords(row.1)
            document["kind"] = .keywords(row.2)
            return document
        }
        return try TestIndex.build(documents, in: folder, schema: Self.schema)
    }

    private func found(
        _ query: String, _ filters: [(String, [String])], in searcher: Searcher
    ) throws -> Set<String> {
        let results = try searcher.search(
            query,
            options: SearchOptions(
                limit: 100, filters: filters.map { KeywordFilter(field: $0.0, values: $0.1) }))
        #expect(results.total == results.hits.count)
        return Set(results.hits.map(\.id))
    }

    @Test("a filter keeps documents with one of its values, exactly")
    func values() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        #expect(try found("図書館", [("area", ["京都"])], in: searcher) == ["0", "1"])
        #expect(try found("図書館", [("area", ["大阪", "東京都"])], in: searcher) == ["1", "2"])
        #expect(try found("図書館", [("area", ["京"])], in: searcher) == [])
        #expect(try found("図書館", [("area", [])], in: searcher) == [])
        #expect(try found("図書館 温泉", [("area", ["大阪"])], in: searcher) == ["1"])
        #expect(try found("\"書館\"", [("area", ["大阪"])], in: searcher) == ["1"])
    }

    @Test("all filters must accept a document")
    func conjunction() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let filters = [("area", ["京都"]), ("kind", ["project"])]
        #expect(try found("図書館", filters, in: searcher) == ["0"])
    }

    @Test("keywords are compared byte by byte, even where Unicode calls them equivalent")
    func bytes() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        #expect(try found("図書館", [("area", ["が"])], in: searcher) == ["5"])
        #expect(try found("図書館", [("area", ["か\u{3099}"])], in: searcher) == ["6"])
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("a filter changes no score")
    func scores() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let all = try searcher.search("図書館", options: .everything)
        let some = try searcher.search(
            "図書館",
            options: SearchOptions(filters: [KeywordFilter(field: "area", values: ["京都"])]))
        for hit in some.hits { #expect(all.hits.contains(hit)) }
    }

    @Test(
        "a filter by a field that is no keyword field is refused", arguments: ["nothing", "text"])
    func unknown(field: String) throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let error = #expect(throws: SearchError.self) {
            try searcher.search(
                "図書館",
                options: SearchOptions(filters: [KeywordFilter(field: field, values: ["a"])]))
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains(field) == true)
    }

    @Test("the values of a field come with their numbers, the most frequent first")
    func valueCounts() async throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let kinds = try #require(searcher.values(ofKeywordField: "kind"))
        #expect(kinds.map(\.value) == ["project", "background"])
        #expect(kinds.map(\.documents) == [3, 1])
        #expect(searcher.values(ofKeywordField: "text") == nil)
        #expect(searcher.hasValue("大阪", inKeywordField: "area"))
        #expect(!searcher.hasValue("大", inKeywordField: "area"))
        #expect(!searcher.hasValue("大阪", inKeywordField: "nothing"))
    }

    @Test("filters over the corpus agree with the stored fields")
    func corpus() async throws {
        let documents = try BundledCorpus.documents()
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 3, threads: 2)
        let all = try searcher.found("の")
        for field in ["kind", "area_key", "prefectures"] {
            for value in try #require(searcher.values(ofKeywordField: field)).prefix(4) {
                let filter = KeywordFilter(field: field, values: [value.value])
                let results = try searcher.search(
                    "の", options: SearchOptions(limit: 1000, filters: [filter]))
                let expected = documents.filter { $0.keywords(field).contains(value.value) }
                #expect(expected.count == value.documents)
                #expect(Set(results.hits.map(\.id)) == all.intersection(expected.map(\.id)))
            }
        }
    }
}
