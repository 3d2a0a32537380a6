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

    /// An index of texts with rules of synonyms.
    private func searcher(_ texts: [String], rules: String, in folder: TemporaryFolder) throws
        -> Searcher
    {
        var writer = try IndexWriter(replacing: folder.path, schema: .projects)
        try writer.setSynonyms(parsing: rules, name: "synonyms")
        for (number, text) in texts.enumerated() {
            var document = Document(id: "\(number)")
            document["description"] = .text(text)
            try writer.add(document)
        }
        try writer.commit()
        return try Searcher(folder: folder.path)
    }

    /// What a part of the score of the first hit is.
    private func score(
        of evidence: String, _ query: String, _ searcher: Searcher
    ) throws -> Double {
        let results = try searcher.search(query)
        let hit = try #require(results.hits.first)
        let parts = try searcher.explain(hit, in: results).parts
        return try #require(parts.first { $0.evidence == evidence }, "\(parts)").score
    }

    @Test("a synonym counts more for a word that no record has")
    func soleSynonyms() throws {
        let folder = try TemporaryFolder()
        let searcher = try searcher(
            ["洛中の事業", "水道の工事", "道路の工事"], rules: "水道 => 洛中\n電波塔 => 洛中\n海辺を歩く => 洛中",
            in: folder)
        let evidence = "word 洛中 of a synonym"
        // The first hit of a word that some record has is that record: ask for the other one, too.
        let known = try score(of: evidence, "水道 事業", searcher)
        let unknown = try score(of: evidence, "電波塔 事業", searcher)
        #expect(abs(unknown / known - 0.7 / 0.3) < 1e-5)
        // The whole of several words decides, in any form.
        #expect(try score(of: evidence, "海辺を歩きたい", searcher) == unknown)
    }

    @Test("a synonym of a word that no record has counts by its own rarity")
    func rarityOfSoleSynonyms() throws {
        let folder = try TemporaryFolder()
        // 図書 is in every record and 書館 in none, so that 図書館 is as rare as can be.
        let texts = ["文庫の図書"] + (0..<30).map { "図書の事業その\($0)" }
        let searcher = try searcher(texts, rules: "図書館 => 文庫", in: folder)
        let covered = try score(
            of: "rarity of the words that are there", "図書館 空港", searcher)
        // Half of ln(1 + (31 - 1 + 0.5) / (1 + 0.5)).
        #expect(abs(covered - 0.5 * 3.0603) < 1e-3)
    }
}
