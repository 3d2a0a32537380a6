import RenkeiSearch
import Testing

@Suite("Coverage of areas") struct CoverageTests {
    private static func document(
        _ id: String, _ areas: [String], _ names: [String], _ text: String,
        kind: String = "project"
    ) -> Document {
        var document = Document(id: id)
        document["title"] = .text("")
        document["description"] = .text(text)
        document["area_key"] = .keywords(areas)
        document["area"] = .keywords(names)
        document["kind"] = .keywords([kind])
        return document
    }

    private static let documents = [
        document("a1", ["a"], ["甲圏域"], "図書館の相互利用を進める"),
        document("a2", ["a"], ["甲"], "図書館の蔵書を互いに貸し出し、図書館で共同の催しを開く"),
        document("a3", ["a"], ["甲"], "道路の整備"),
        document("b1", ["b"], ["乙"], "東京都の整備"),
        document("c1", ["c", "d"], ["丙", "丁"], "図書館の相互利用を進める"),
        document("e1", ["e"], ["戊"], "図書館の相互利用を調べる", kind: "background"),
        document("f1", [], [], "図書館の分館"),
        document("g1", ["g"], ["己"], "観光の案内"),
    ]

    private func searcher(
        in folder: TemporaryFolder, segments: Int = 1
    ) async throws -> Searcher {
        try await TestIndex.build(Self.documents, in: folder, segments: segments, threads: 1)
    }

    private let projects = CoverageOptions(
        filters: [KeywordFilter(field: "kind", values: ["project"])])

    @Test(
        "areas are told with names, counts and the best; other kinds do not count", arguments: 1...3
    )
    func query(segments: Int) async throws {
        let folder = try TemporaryFolder()
        let searcher = try await searcher(in: folder, segments: segments)
        let results = try searcher.coverage(of: "図書館", options: projects)
        #expect(Set(results.covered.map(\.value)) == ["a", "c", "d"])
        #expect(results.uncovered.map(\.value) == ["b", "g"])
        #expect(results.uncovered.allSatisfy { $0.count == 0 && $0.best == nil && !$0.isOwn })
        // Two of three documents call it 甲, and one 甲圏域.
        let area = try #require(results.covered.first { $0.value == "a" })
        #expect(area.name == "甲")
        #expect(area.count == 2)
        #expect(area.best?.id == "a2")
        #expect(results.covered.first { $0.value == "d" }?.name == "丁")
        #expect(results.total == 4)
        #expect(results.totalWithoutArea == 1)
        #expect(results.words.map(\.word) == ["図書館"])
        let best = try #require(area.best)
        #expect(try searcher.document(of: best).id == "a2")
    }

    @Test("all words are needed, and words inside longer words are to be checked")
    func wholeWords() async throws {
        let folder = try TemporaryFolder()
        let searcher = try await searcher(in: folder)
        #expect(try searcher.coverage(of: "図書館 道路").covered.isEmpty)
        #expect(try searcher.coverage(of: "東京都").covered.map(\.value) == ["b"])
        let results = try searcher.coverage(of: "京都", options: projects)
        #expect(results.covered.isEmpty)
        #expect(results.partial.map(\.value) == ["b"])
        #expect(results.uncovered.map(\.value) == ["a", "c", "d", "g"])
        #expect(results.total == 0 && results.partialTotal == 1)
        let area = try #require(results.partial.first)
        #expect(area.count == 0 && area.partialCount == 1 && area.best?.id == "b1")
        let text = try #require(try searcher.snippet(of: "東京都の整備", for: results))
        #expect(text.highlights == [3..<9])
    }

    @Test("an area that has the word by itself and inside another is covered, not to be checked")
    func both() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("1", ["a"], ["甲"], "東京都の整備"),
                Self.document("2", ["a"], ["甲"], "京都の整備"),
                Self.document("3", ["b"], ["乙"], "東京都の整備"),
            ], in: folder)
        let results = try searcher.coverage(of: "京都")
        #expect(results.covered.map(\.value) == ["a"])
        #expect(results.covered.first?.count == 1 && results.covered.first?.partialCount == 1)
        #expect(results.partial.map(\.value) == ["b"])
        #expect(results.uncovered.isEmpty)
    }

    @Test("where no document has an area_key, area tells the areas apart")
    func withoutKeys() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            [
                Self.document("1", [], ["甲"], "図書館の利用"), Self.document("2", [], ["乙"], "道路の整備"),
            ], in: folder)
        let results = try searcher.coverage(of: "図書館")
        #expect(results.field == "area")
        #expect(results.covered.map(\.value) == ["甲"])
        #expect(results.uncovered.map(\.value) == ["乙"])
        #expect(results.totalWithoutArea == 0)
    }

    @Test("a synonym does for the word")
    func synonym() async throws {
        let folder = try TemporaryFolder()
        let searcher = try await searcher(in: folder)
        var options = CoverageOptions()
        options.synonyms = try searcher.synonyms(parsing: "旅行, 観光", name: "test")
        #expect(try searcher.coverage(of: "旅行", options: options).covered.map(\.value) == ["g"])
    }

    @Test("a document is similar to itself: its own area is listed and marked", arguments: 1...3)
    func like(segments: Int) async throws {
        let folder = try TemporaryFolder()
        let searcher = try await searcher(in: folder, segments: segments)
        var options = projects
        options.threshold = 0.999
        let results = try #require(try searcher.coverage(like: "a1", options: options))
        #expect(results.covered.map(\.value) == ["a", "c", "d"])
        #expect(results.covered.map(\.isOwn) == [true, false, false])
        #expect(results.covered.map { $0.best?.id } == ["a1", "c1", "c1"])
        #expect(results.covered.allSatisfy { $0.count == 1 && $0.best?.score ?? 0 > 0.999 })
        #expect(results.total == 2)
        let unknown = try searcher.coverage(like: "nobody")
        #expect(unknown == nil)
    }

    @Test("what reaches the threshold is what similar finds", arguments: [0.05, 0.25, 0.5])
    func threshold(least: Double) async throws {
        let index = try await SimilarIndex(SimilarIndex.records(600), segments: 2)
        let results = try #require(
            try index.searcher.coverage(like: "r0", options: CoverageOptions(threshold: least)))
        let all = try #require(
            try index.searcher.similar(
                toID: "r0",
                options: SimilarOptions(
                    limit: 600, includesOwnArea: true, excludesItself: false, reasonLimit: 0)))
        let expected = all.hits.filter { $0.score >= least }
        #expect(results.total == expected.count)
        #expect(results.covered.reduce(0) { $0 + $1.count } == expected.count)
        #expect(results.covered.first?.best?.id == expected.first?.id)
    }

    @Test("another field can say what an area is")
    func field() async throws {
        let folder = try TemporaryFolder()
        let searcher = try await searcher(in: folder)
        let results = try searcher.coverage(
            of: "図書館", options: CoverageOptions(field: "kind"))
        #expect(results.covered.map(\.name).sorted() == ["background", "project"])
        #expect(results.uncovered.isEmpty)
    }

    @Test("wrong options are refused")
    func wrong() async throws {
        let folder = try TemporaryFolder()
        let searcher = try await searcher(in: folder)
        for options in [
            CoverageOptions(field: "x"), CoverageOptions(nameField: "x"),
            CoverageOptions(threshold: 0), CoverageOptions(threshold: 1.5),
            CoverageOptions(threshold: .nan),
            CoverageOptions(filters: [KeywordFilter(field: "x", values: [])]),
        ] {
            #expect(throws: SearchError.self) {
                try searcher.coverage(of: "図書館", options: options)
            }
            #expect(throws: SearchError.self) {
                try searcher.coverage(like: "a1", options: options)
            }
        }
    }
}
