import RenkeiSearch
import Testing

@Suite struct SynonymTierTests {
    @Test("records with a synonym come before any number of partial ones")
    func synonymsBeforeParts() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: .projects)
        try writer.setSynonyms(parsing: "京都 => 洛中", name: "synonyms")
        for number in 0..<300 {
            var document = Document(id: "part\(number)")
            document["description"] = .text("東京都の事業その\(number)である。")
            try writer.add(document)
        }
        for number in 0..<5 {
            var document = Document(id: "synonym\(number)")
            document["description"] = .text("洛中の事業を長い説明とともに記す。番号は\(number)である。")
            try writer.add(document)
        }
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        let results = try searcher.search("京都", options: SearchOptions(limit: 3))
        #expect(results.hits.allSatisfy { $0.id.hasPrefix("synonym") && !$0.isPartial })
        #expect(results.hits.count == 3)
    }

    @Test("grammar words and marks beside a phrase need not be found")
    func grammarBesidePhrases() throws {
        let folder = try TemporaryFolder()
        var writer = try IndexWriter(replacing: folder.path, schema: .projects)
        var document = Document(id: "a")
        document["title"] = .text("図書館の相互利用")
        try writer.add(document)
        try writer.commit()
        let searcher = try Searcher(folder: folder.path)
        for query in ["\"図書館\"", "\"図書館\"について", "\"図書館\" です", "\"図書館\" ！"] {
            #expect(try searcher.search(query).total == 1, "\(query)")
        }
    }
}
