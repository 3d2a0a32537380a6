import Messages
import Testing

@testable import RenkeiSearch

/// What a query may be long, and numbers in it great.
@Suite struct QueryLimitsTests {
    private func searcher(_ folder: TemporaryFolder) throws -> Searcher {
        try TestIndex.build(["図書館の相互利用", "温泉と図書館", "橋"], in: folder)
    }

    @Test("a query within its limits stays as it is")
    func within() {
        let query: QueryNode = .all([.word("ab"), .not(.phrase("c d")), .field("x", .exists)])
        let (same, cut) = query.limited(by: QueryLimits(words: 3, letters: 5))
        #expect(same == query)
        #expect(cut == nil)
    }

    @Test("text beyond the limit of words is ignored")
    func words() {
        let query: QueryNode = .all([
            .any([.word("a"), .word("b")]), .not(.word("c")),
            .near(["d", "e", "f"], distance: 2, isOrdered: false), .boost(.word("g"), 2),
        ])
        func cut(_ words: Int) -> QueryNode {
            query.limited(by: QueryLimits(words: words, letters: 100)).query
        }
        #expect(cut(1) == .all([.any([.word("a")])]))
        #expect(cut(2) == .all([.any([.word("a"), .word("b")])]))
        #expect(cut(3) == .all([.any([.word("a"), .word("b")]), .not(.word("c"))]))
        #expect(
            cut(5)
                == .all([
                    .any([.word("a"), .word("b")]), .not(.word("c")),
                    .near(["d", "e"], distance: 2, isOrdered: false),
                ]))
        let report = query.limited(by: QueryLimits(words: 5, letters: 100)).cut
        #expect(report == QueryCut(words: 5, allWords: 7, letters: 5, allLetters: 7))
    }

    @Test("a text at the limit of letters is shortened, and nothing follows it")
    func letters() {
        let query: QueryNode = .all([.word("図書館"), .phrase("温泉と橋"), .word("a")])
        let (short, cut) = query.limited(by: QueryLimits(words: 9, letters: 5))
        #expect(short == .all([.word("図書館"), .phrase("温泉")]))
        #expect(cut == QueryCut(words: 2, allWords: 3, letters: 5, allLetters: 8))
    }

    @Test("a search tells what it left out, and so does coverage")
    func results() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        #expect(try searcher.search("図書館").queryCut == nil)
        var options = SearchOptions.everything
        options.queryLimits.words = 1
        let results = try searcher.search("図書館 存在しない", options: options)
        #expect(results.hits.map(\.id).sorted() == ["0", "1"])
        #expect(results.query == .all([.word("図書館")]))
        let cut = try #require(results.queryCut)
        #expect(
            cut.localizedMessage.text(in: .english)
                == "the query is too long: only its first 1 of 2 words, with 3 of 8 letters, were searched for"
        )
        let words = "図書館 " + (0..<2000).map { "w\($0)" }.joined(separator: " ")
        #expect(try searcher.search(words).queryCut?.words == 2000)
    }

    @Test("limits out of their range are errors", arguments: [0, -1, 1_000_001, .max])
    func limits(limit: Int) throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        for limits in [QueryLimits(words: limit), QueryLimits(letters: limit)] {
            var options = SearchOptions()
            options.queryLimits = limits
            let error = #expect(throws: SearchError.self) {
                try searcher.search("橋", options: options)
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test("many words find what each of them finds, by the same scores")
    func manyWords() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let others = (0..<600).map { "w\($0)" }.joined(separator: " ")
        let few = try searcher.search("図書館 温泉 w0")
        let many = try searcher.search("図書館 温泉 " + others)
        #expect(many.hits.map(\.id) == few.hits.map(\.id))
        #expect(many.words.count == 602)
        #expect(many.isFallback)
        // Diagnosis looks at some of the words only.
        let diagnosis = try #require(try searcher.diagnose(many))
        #expect(diagnosis.causes.count <= 32)
    }

    @Test(
        "a boost or a distance that is too great is reported with its column",
        arguments: [
            ("橋^1000.5", 1, "a boost must be 0 to 1000 (column 2)"),
            ("橋^99999999999", 1, "a boost must be 0 to 1000 (column 2)"),
            ("(橋 川)^1001", 5, "a boost must be 0 to 1000 (column 6)"),
            ("\"橋 川\"~1000001", 5, "a distance must be 0 to 1000000 (column 6)"),
            ("\"橋 川\"~>99999999999", 5, "a distance must be 0 to 1000000 (column 6)"),
        ])
    func numbers(query: String, column: Int, message: String) throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let error = #expect(throws: SearchError.self) { try searcher.search(query) }
        #expect(error?.code == .invalidQuery)
        #expect(error?.offset == column)
        #expect(error?.message == message)
    }

    @Test("numbers of a tree out of their ranges are errors")
    func trees() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        var nested: QueryNode = .word("橋")
        for _ in 0..<40 { nested = .boost(.all([nested, .not(.word("川"))]), 1000) }
        let trees: [QueryNode] = [
            nested, .boost(.word("橋"), .nan), .boost(.word("橋"), .infinity),
            .near(["橋", "川"], distance: .max, isOrdered: false),
            .near(["橋", "川"], distance: -1, isOrdered: true),
        ]
        for tree in trees {
            let error = #expect(throws: SearchError.self) { try searcher.search(tree) }
            #expect(error?.code == .invalidQuery)
        }
        var options: [SearchOptions] = []
        for feedback in [
            Feedback(documents: .max), Feedback(words: .max), Feedback(weight: .infinity),
            Feedback(documents: -1),
        ] {
            var option = SearchOptions()
            option.feedback = feedback
            options.append(option)
        }
        options.append(SearchOptions(limit: .max))
        var option = SearchOptions()
        option.offset = .max
        options.append(option)
        for option in options {
            let error = #expect(throws: SearchError.self) {
                try searcher.search("橋", options: option)
            }
            #expect(error?.code == .invalidArgument)
        }
    }
}
