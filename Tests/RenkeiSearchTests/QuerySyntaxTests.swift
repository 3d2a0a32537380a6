import RenkeiSearch
import Testing

@Suite struct QuerySyntaxTests {
    private static let texts = ["図書館の相互利用", "温泉の相互利用", "図書館と温泉", "文章。"]

    private func searcher() throws -> (TemporaryFolder, Searcher) {
        let folder = try TemporaryFolder()
        return (folder, try TestIndex.build(Self.texts, in: folder))
    }

    @Test(
        "a query without anything to look for is refused",
        arguments: [
            "", " ", "\u{3000}\t\n", "\"\"", "\" \"", "\u{200B}", "“”　\"\u{200B}\"", "\u{FE0F}",
        ])
    func nothing(query: String) throws {
        let (_, searcher) = try searcher()
        let error = #expect(throws: SearchError.self) { try searcher.search(query) }
        #expect(error?.code == .invalidQuery)
        #expect(error?.offset == nil)
    }

    @Test(
        "a quotation mark that is not closed is refused with its column",
        arguments: [
            ("\"相互", 0), ("図書館 \"相互", 4), ("図書館　“相互 利用", 4), ("＂図書＂ ＂館", 5), ("か\u{3099}👨‍👩‍👧\"相互", 2),
            ("\"相互\" \"", 5), ("図\"\u{3099}", 1),
        ])
    func unclosed(query: String, column: Int) throws {
        let (_, searcher) = try searcher()
        let error = #expect(throws: SearchError.self) { try searcher.search(query) }
        #expect(error?.code == .invalidQuery)
        #expect(error?.offset == column)
        #expect(error?.message.contains("column \(column + 1) ") == true)
    }

    @Test("a quotation mark that is not closed may be ignored")
    func ignoredQuote() throws {
        let (_, searcher) = try searcher()
        let options = SearchOptions(requiresClosedQuotes: false)
        let results = try searcher.search("温泉 \"図書館", options: options)
        #expect(results.words.map(\.word) == ["温泉", "図書館"])
        #expect(results.hits.first?.id == "2")
        #expect(throws: SearchError.self) { try searcher.search("\"", options: options) }
    }

    @Test(
        "blanks of any width separate words",
        arguments: ["図書館 温泉", "図書館　温泉", " 図書館\t\n温泉　", "図書館\u{A0}温泉", "図書館\r\n温泉"])
    func blanks(query: String) throws {
        let (_, searcher) = try searcher()
        let results = try searcher.search(query)
        #expect(results.words.map(\.word) == ["図書館", "温泉"])
        #expect(results.total == 1)
        #expect(results.hits.first?.id == "2")
    }

    @Test(
        "a phrase is in quotation marks of any width",
        arguments: ["\"館の相互\"", "＂館の相互＂", "“館の相互”", "”館の相互“", "\"館の相互“", "図書館\"館の相互\""])
    func quotes(query: String) throws {
        let (_, searcher) = try searcher()
        #expect(try searcher.found(query) == ["0"])
    }

    @Test("blanks in a phrase are part of it")
    func blanksInPhrase() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書 館", "図書館", "図書　館", "図書\n館", "地方　自治"], in: folder)
        // A line end and a wide blank break a word, and a narrow blank may stand between two.
        #expect(try searcher.found("\"図書 館\"") == ["0"])
        #expect(try searcher.found("\"書 \"") == ["0"])
        #expect(try searcher.found("\"図書館\"") == ["1", "2", "3"])
        #expect(try searcher.found("\"地方 自治\"") == ["4"])
    }

    @Test("a phrase that begins with a mark that combines is a phrase still")
    func combining() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["。\u{3099}あ", "あ"], in: folder)
        #expect(try searcher.found("\"\u{3099}あ\"") == ["0"])
    }

    @Test("a query of phrases only finds the documents that have all of them")
    func phrasesOnly() throws {
        let (_, searcher) = try searcher()
        let results = try searcher.search("\"相互利用\" \"温泉\"")
        #expect(results.hits.map(\.id) == ["1"])
        #expect(results.total == 1)
        #expect(results.words.isEmpty)
        #expect(results.hits.first?.hasAllWords == true)
        #expect(results.hits.first?.isPartial == false)
        #expect(try searcher.search("\"相互\" \"博物館\"").total == 0)
    }

    @Test("every hit has the phrases, whatever other words the query has")
    func phraseAndWords() throws {
        let (_, searcher) = try searcher()
        #expect(try searcher.found("\"相互利用\" 図書館") == ["0"])
        #expect(try searcher.found("\"相互利用\" 図書館 温泉") == ["0", "1"])
        #expect(try searcher.found("\"博物館\" 図書館 温泉") == [])
    }

    @Test("a query that consists of marks is searched unchanged")
    func marksOnly() throws {
        let (_, searcher) = try searcher()
        #expect(try searcher.found("。") == ["3"])
        #expect(try searcher.found("章。") == ["3"])
        #expect(try searcher.search("！？").total == 0)
    }

    @Test("a query that consists of function words is searched unchanged")
    func grammarOnly() throws {
        let (_, searcher) = try searcher()
        #expect(try searcher.found("の") == ["0", "1"])
    }

    @Test("the number of hits must be within its range", arguments: [-1, 1_000_001])
    func limits(limit: Int) throws {
        let (_, searcher) = try searcher()
        let error = #expect(throws: SearchError.self) {
            try searcher.search("図書館", options: SearchOptions(limit: limit))
        }
        #expect(error?.code == .invalidArgument)
    }

    @Test(
        "a limit of 0 gives the total without hits",
        arguments: ["図書館", "図書館 温泉", "図書館 博物館", "\"相互\"", "博物館"])
    func zeroLimit(query: String) throws {
        let (_, searcher) = try searcher()
        let none = try searcher.search(query, options: SearchOptions(limit: 0))
        let all = try searcher.search(query, options: .everything)
        #expect(none.hits.isEmpty)
        #expect(none.total == all.total)
        #expect(none.isFallback == all.isFallback)
    }

    @Test("a very long query is answered")
    func longQuery() throws {
        let (_, searcher) = try searcher()
        let long = String(repeating: "図書館の相互利用", count: 60)
        #expect(try searcher.found(long).contains("0"))
        #expect(try searcher.found("\"\(long)\"") == [])
    }
}
