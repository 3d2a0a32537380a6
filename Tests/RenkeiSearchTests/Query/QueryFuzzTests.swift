import RenkeiSearch
import Testing

/// No query, however strange, ends the process or takes more than linear time.
@Suite struct QueryFuzzTests {
    private static let pieces = [
        "(", ")", "（", "）", "\"", "“", "”", "＂", "「", "」", "『", "』", "+", "-", "＋", "－", "−", "*",
        "＊",
        "^", "＾", "^2", "^0.5", "~", "～", "~3", "~>3", ":", "：", "title:", "題名：", "年:", "year:",
        "圏域:",
        "area:", "municipalities:*", "AND", "OR", "NOT", "ＯＲ", " ", " ", " ", "　", "\n", "図書館",
        "温泉", "a",
        "橋", "2015", "..", "〜", "平成27", ">=", "<", "の", "。", "か", "\u{3099}", "👨‍👩‍👧", "\u{200B}",
        "\u{0}",
        "1", "9999999999999999999999",
    ]

    private func searcher(_ folder: TemporaryFolder) throws -> Searcher {
        let documents = ["図書館の相互利用", "温泉の(a)", "橋"].enumerated().map { number, text in
            var document = Document(id: String(number))
            document["title"] = .text(text)
            document["area"] = .keywords(["圏域"])
            document["start_year"] = .integer(2015)
            return document
        }
        return try TestIndex.build(documents, in: folder)
    }

    @Test("random soup of operators gives an answer or an error")
    func soup() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        var random = TestRandom(stream: 71)
        var answers = 0
        for _ in 0..<TestRandom.iterations(3000) {
            var query = ""
            for _ in 0..<random.below(24) + 1 { query += random.one(of: Self.pieces) }
            do {
                let tree = try searcher.parse(query)
                _ = try searcher.search(query)
                // The text of a tree is a query, too.
                _ = try searcher.parse(tree.description)
                answers += 1
            } catch {
                #expect(error.code == .invalidQuery, "\(query)")
                if let offset = error.offset { #expect((0...query.count).contains(offset)) }
            }
            // Where quotation marks need not be closed, only values of years can be wrong.
            let options = SearchOptions(requiresClosedQuotes: false)
            do { _ = try searcher.search(query, options: options) } catch {
                #expect(error.code == .invalidQuery)
            }
        }
        #expect(answers > 0)
    }

    @Test(
        "deep nesting is refused or is text, and ends no stack",
        arguments: ["(", "（", "-(", "+(", "title:(", "NOT (", "\"a\" (", "「(", "((a) OR "])
    func nesting(opening: String) throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let open = String(repeating: opening, count: 100_000)
        for query in [open, open + "a", open + "a" + String(repeating: ")", count: 100_000)] {
            do { _ = try searcher.parse(query) } catch {
                #expect(error.code == .invalidQuery)
                #expect(error.message.utf8.count < 400)
            }
        }
    }

    @Test(
        "a megabyte of anything is parsed",
        arguments: [
            "(", ")", "\"", "a ", "-", "- ", "-a ", "a:", "title:", "title:a ", "a OR ", "a AND ",
            "NOT ",
            "a^2 ", "^", "*", "「", "「a」 ", "「(", "a\u{3099}", "(a) ", "\"a b\"~2 ", "year:2015 ",
            "〜",
            "a－ ", "(-",
        ])
    func megabyte(piece: String) throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(folder)
        let query = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        do { _ = try searcher.parse(query) } catch { #expect(error.code == .invalidQuery) }
    }
}
