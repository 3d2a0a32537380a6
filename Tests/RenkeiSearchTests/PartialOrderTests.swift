import RenkeiSearch
import Testing

@Suite("Documents with some of the words") struct PartialOrderTests {
    private static let fillers = (0..<30).map { "連携の会議を開く。その\($0)" }

    @Test func `the rarest word decides, however short it is`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["酒の祭りを開く。", "連携推進会議の開催による連携推進会議の設置"] + Self.fillers, in: folder)
        let results = try searcher.search("酒 連携推進会議 計画")
        #expect(results.isFallback)
        #expect(results.hits.prefix(2).map(\.id).contains("0"))
    }

    @Test func `a letter that was cut from a word finds nothing by itself`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["士の心得", "橋梁の研修", "道路の整備"], in: folder)
        // The dictionary cuts 橋梁|士.
        #expect(try searcher.search("橋梁士 養成").hits.map(\.id) == ["1"])
    }

    @Test func `a word that the dictionary cuts after its first kanji is searched as a whole`()
        throws
    {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["見学の後で森を守りたい", "高齢者の見守りをする", "道路の整備"], in: folder)
        let results = try searcher.search("年寄りの見守りを")
        #expect(results.hits.first?.id == "1")
    }

    @Test func `kana that no document has are taken for words that are read so`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["図書館の利用", "公園の整備", "講演の開催", "としょしつの利用"], in: folder)
        var options = SearchOptions(limit: 10, countsMatches: true)
        let results = try searcher.search("としょかんの利用", options: options)
        #expect(results.hits.first?.id == "0" && results.hits.first?.isPartial == false)
        let match = results.words.flatMap(\.matches).first { $0.kind == .reading }
        #expect(match?.text == "図書館")
        // Kanji are never taken for other kanji that sound alike.
        #expect(try searcher.search("公園", options: options).hits.map(\.id) == ["1"])
        options.excludedForms = [.reading]
        let plain = try searcher.search("としょかん", options: options)
        #expect(plain.hits.allSatisfy { $0.id != "0" })
    }

    @Test func `kana that documents have are asked for as they are`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["としょかんだより", "図書館の利用"], in: folder)
        #expect(try searcher.search("としょかん").hits.map(\.id) == ["0"])
    }

    @Test func `words that a line end breaks are found`() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["市立図書\n館の利用", "図書と\n館の名"], in: folder)
        #expect(try searcher.search("図書館").hits.map(\.id) == ["0"])
        #expect(try searcher.search("\"図書館\"").hits.map(\.id) == ["0"])
        var settings = AnalysisSettings.standard
        try settings.setFoldings(settings.foldingNames.filter { $0 != "broken-words" })
        let old = try TemporaryFolder()
        let plain = try TestIndex.build(["市立図書\n館の利用"], in: old, settings: settings)
        #expect(try plain.search("\"図書館\"").hits.isEmpty)
        #expect(settings.adoptNewFoldings() == ["broken-words"])
    }

    @Test func `words that wide blanks hold apart are found and marked`() throws {
        let folder = try TemporaryFolder()
        let texts = ["平成　27　年度　　予　　算　　市立図書　館の利用", "図書　館長の名", "予　定　算　定"]
        let searcher = try TestIndex.build(texts, in: folder)
        for (query, marked) in [("図書館", "図書　館"), ("\"予算\"", "予　　算")] {
            let results = try searcher.search(query)
            #expect(results.hits.map(\.id) == ["0"])
            let snippet = try searcher.snippet(of: texts[0], for: results)
            #expect(snippet.pieces.filter(\.isHighlighted).map(\.text) == [marked])
        }
        var settings = AnalysisSettings.standard
        try settings.setFoldings(settings.foldingNames.filter { $0 != "spaced-words" })
        let old = try TemporaryFolder()
        let plain = try TestIndex.build(texts, in: old, settings: settings)
        #expect(try plain.search("\"図書館\"").hits.isEmpty)
        #expect(settings.adoptNewFoldings() == ["spaced-words"])
    }
}
