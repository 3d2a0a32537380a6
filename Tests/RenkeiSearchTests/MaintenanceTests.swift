import RenkeiSearch
import Testing

@Suite struct MaintenanceTests {
    @Test("statistics count what is in the index")
    func statistics() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["図書館", "ＡＢ図書", ""], in: folder)
        let statistics = searcher.statistics
        #expect(statistics.documents == 3)
        #expect(statistics.segments == 1)
        #expect(statistics.positions == 7)
        // 図書 書館 館$ ab b図 書$
        #expect(statistics.grams == 6)
        // 図書館 ab 図書
        #expect(statistics.words == 3)
        #expect(statistics.bytes == (try folder.read("1-0.segment").count))
        let parts = statistics.storedBytes + statistics.gramBytes + statistics.wordBytes
        #expect(parts > 0 && parts < statistics.bytes)
    }

    @Test("without words the index has bigrams only and is as exact")
    func withoutWords() throws {
        var settings = AnalysisSettings.standard
        settings.indexesWords = false
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["図書館の相互利用", "温泉", "AIとmain"], in: folder, settings: settings)
        #expect(searcher.statistics.words == 0)
        #expect(!searcher.settings.indexesWords)
        #expect(try searcher.found("図書館") == ["0"])
        #expect(try searcher.found("\"書館の\"") == ["0"])
        #expect(try searcher.found("ai") == ["2"])
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("settings are kept by the index")
    func settings() throws {
        var settings = AnalysisSettings.standard
        try settings.setFoldings(["kana", "variant-kanji"])
        try settings.setVariantKanji(parsing: "甲\t乙\n", name: "test")
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["甲府", "乙府"], in: folder, settings: settings)
        #expect(searcher.settings == settings)
        #expect(searcher.settings.foldingNames == ["kana", "variant-kanji"])
        #expect(try searcher.found("\"甲府\"") == ["0", "1"])
        #expect(!searcher.icuVersion.isEmpty)
    }

    @Test("a malformed table of variants is refused with its line")
    func malformedVariants() {
        var settings = AnalysisSettings.standard
        let error = #expect(throws: SearchError.self) {
            try settings.setVariantKanji(parsing: "甲\t乙\n甲乙\n", name: "variants.tsv")
        }
        #expect(error?.code == .vocabulary)
        #expect(error?.path == "variants.tsv")
        #expect(error?.message.contains("2") == true)
        #expect(settings == .standard)
    }

    @Test("a check reads every list, posting and position of every segment", arguments: [1, 4])
    func check(segments: Int) async throws {
        let documents = Array(try BundledCorpus.documents().prefix(80))
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 2)
        let report = try IndexChecker.check(folder: folder.path)
        let statistics = searcher.statistics
        #expect(report.problems.isEmpty)
        #expect(report.segments == segments)
        #expect(report.documents == 80)
        #expect(report.lists == statistics.grams + statistics.words)
        #expect(report.bytes == statistics.bytes)
        // One position of each document is the gap between its two text fields.
        #expect(report.positions == statistics.positions - 80)
        #expect(report.postings > report.lists)
    }

    @Test("every document is shown by its identifier, and an absent one is nil")
    func show() throws {
        let ids = ["a", "A", "あ", "a b", "👨‍👩‍👧", String(repeating: "長", count: 300), "1", "01", "-"]
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ids.enumerated().map { TestIndex.document($1, "文\($0)") }, in: folder,
            schema: TestIndex.plain)
        for (number, id) in ids.enumerated() {
            #expect(try searcher.document(id: id)?.text("text") == "文\(number)")
            #expect(try searcher.found("\"文\(number)\"") == [id])
        }
        for id in ["b", "", "ア", "a ", "長"] { #expect(try searcher.document(id: id) == nil) }
    }

    @Test("the document of a hit is the document with its identifier")
    func documentOfHit() async throws {
        let documents = Array(try BundledCorpus.documents().prefix(90))
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(documents, in: folder, segments: 5, threads: 2)
        for hit in try searcher.search("連携", options: .everything).hits {
            let document = try searcher.document(of: hit)
            #expect(document.id == hit.id)
            #expect(try searcher.document(id: hit.id) == document)
        }
    }

    @Test("integers of every size are kept")
    func integers() throws {
        let schema = Schema(textFields: [Schema.TextField("text")], integerFields: ["number"])
        let numbers: [Int64?] = [0, nil, -1, 2024, 70_000, -5_000_000_000, nil]
        let folder = try TemporaryFolder()
        let documents = numbers.enumerated().map { place, number in
            var document = TestIndex.document(String(place), "文")
            document["number"] = number.map { .integer($0) }
            return document
        }
        let searcher = try TestIndex.build(documents, in: folder, schema: schema)
        for (place, number) in numbers.enumerated() {
            #expect(try searcher.document(id: String(place))?.integer("number") == number)
        }
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("the greatest and the least integer are kept together", arguments: [false, true])
    func extremeIntegers(hasAbsent: Bool) throws {
        let schema = Schema(textFields: [Schema.TextField("text")], integerFields: ["number"])
        var documents = [Int64.min, Int64.max, 0].map { number in
            var document = TestIndex.document(String(number), "文")
            document["number"] = .integer(number)
            return document
        }
        if hasAbsent { documents.append(TestIndex.document("absent", "文")) }
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(documents, in: folder, schema: schema)
        #expect(try searcher.document(id: String(Int64.max))?.integer("number") == .max)
        #expect(try IndexChecker.check(folder: folder.path).problems.isEmpty)
    }

    @Test("the versions that an index depends on can be named")
    func versions() {
        #expect(EngineVersion.format >= 1)
        #expect(EngineVersion.description.contains(EngineVersion.icu))
        #expect(EngineVersion.description.contains(EngineVersion.unicode))
    }
}
