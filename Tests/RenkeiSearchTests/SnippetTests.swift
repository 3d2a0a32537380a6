import Testing

@testable import RenkeiSearch

@Suite struct SnippetTests {
    private func searcher() throws -> (TemporaryFolder, Searcher) {
        let folder = try TemporaryFolder()
        return (folder, try TestIndex.build([], in: folder))
    }

    @Test("a snippet is a whole number of characters of the original and keeps to its width")
    func property() throws {
        let (_, searcher) = try searcher()
        var random = TestRandom(stream: 3)
        for _ in 0..<TestRandom.iterations(1000) {
            let text = NastyText.make(&random, atMost: 60)
            let query = random.substring(of: text, atMost: 5)
            guard let results = try? searcher.search("\"\(query)\" 図書館") else { continue }
            let width = random.below(40) + 1
            let snippet = try searcher.snippet(of: text, for: results, width: width)
            let comment: Comment =
                "\(query.scalarNames) in \(text.scalarNames), width \(width), seed \(TestRandom.seed)"
            check(snippet, of: text, width: max(width, 2), comment)
        }
    }

    private func check(_ snippet: Snippet, of text: String, width: Int, _ comment: Comment) {
        #expect(TerminalWidth.cells(snippet.text) <= width, comment)
        let borders = characterBorders(text)
        let start = place(of: Array(snippet.text.utf8), in: Array(text.utf8), borders)
        guard let start else {
            Issue.record("the snippet is not cut at characters of the original: \(comment)")
            return
        }
        #expect(snippet.isCutAtStart || start == 0, comment)
        #expect(snippet.isCutAtEnd || start + snippet.text.utf8.count == text.utf8.count, comment)
        let own = characterBorders(snippet.text)
        var end = -1
        for range in snippet.highlights {
            #expect(range.lowerBound > end && !range.isEmpty, comment)
            #expect(own.contains(range.lowerBound) && own.contains(range.upperBound), comment)
            end = range.upperBound
        }
        #expect(end <= snippet.text.utf8.count, comment)
        let pieces = snippet.pieces
        #expect(Array(pieces.map(\.text).joined().utf8) == Array(snippet.text.utf8), comment)
        #expect(pieces.filter(\.isHighlighted).count == snippet.highlights.count, comment)
        #expect(pieces.allSatisfy { !$0.text.isEmpty }, comment)
    }

    private func characterBorders(_ text: String) -> Set<Int> {
        var borders: Set<Int> = [0]
        var offset = 0
        for character in text {
            offset += character.utf8.count
            borders.insert(offset)
        }
        return borders
    }

    private func place(of part: [UInt8], in whole: [UInt8], _ borders: Set<Int>) -> Int? {
        borders.sorted().first { start in
            let end = start + part.count
            return borders.contains(end) && end <= whole.count
                && whole[start..<end].elementsEqual(part)
        }
    }

    @Test("a text that fits is shown whole")
    func whole() throws {
        let (_, searcher) = try searcher()
        let results = try searcher.search("図書館")
        let snippet = try searcher.snippet(of: "市の図書館。", for: results, width: 12)
        #expect(snippet.text == "市の図書館。")
        #expect(!snippet.isCutAtStart)
        #expect(!snippet.isCutAtEnd)
        #expect(snippet.highlights == [6..<15])
        #expect(snippet.pieces.map(\.text) == ["市の", "図書館", "。"])
        #expect(snippet.pieces.map(\.isHighlighted) == [false, true, false])
    }

    @Test("a long text is cut to the sentence with what was asked for")
    func sentence() throws {
        let (_, searcher) = try searcher()
        let results = try searcher.search("図書館")
        let filler = String(repeating: "公共の施設を使う。", count: 20)
        let text = filler + "次に図書館の話をする。" + filler
        let snippet = try searcher.snippet(of: text, for: results, width: 40)
        #expect(snippet.text.hasPrefix("次に図書館の話をする。"))
        #expect(snippet.isCutAtStart)
        #expect(snippet.isCutAtEnd)
        #expect(snippet.pieces.contains { $0.text == "図書館" && $0.isHighlighted })
    }

    @Test("a passage with all words is preferred to one with a single word")
    func mostWords() throws {
        let (_, searcher) = try searcher()
        let results = try searcher.search("図書館 温泉")
        let filler = String(repeating: "公共の施設を使う。", count: 20)
        let text = "図書館がある。" + filler + "図書館と温泉がある。" + filler
        let snippet = try searcher.snippet(of: text, for: results, width: 40)
        #expect(snippet.text.contains("図書館と温泉"))
    }

    @Test("without a match the beginning of the text is shown")
    func noMatch() throws {
        let (_, searcher) = try searcher()
        let results = try searcher.search("図書館")
        let snippet = try searcher.snippet(of: "公共の施設を使う。", for: results, width: 9)
        #expect(snippet.text == "公共の施")
        #expect(snippet.highlights.isEmpty)
        #expect(!snippet.isCutAtStart)
        #expect(snippet.isCutAtEnd)
        #expect(try searcher.snippet(of: "", for: results).text.isEmpty)
    }

    @Test(
        "width counts terminal cells",
        arguments: [("あa", 3), ("ｱ", 1), ("か\u{3099}", 2), ("", 0), ("e\u{301}", 1), ("𠮷", 2)])
    func cells(text: String, width: Int) {
        #expect(TerminalWidth.cells(text) == width)
    }
}
