import Foundation
import Ingest
import RenkeiSearch
import TextAnalysis
import Testing

@Suite struct ExactnessTests {
    private static let unfolded = AnalysisSettings(
        foldings: [], variants: .builtIn, indexesWords: true)
    private static let slowPath = ProcessInfo.processInfo.environment["RENKEI_RS_JSONL"]

    @Test(
        "a quoted query finds exactly the documents that have the phrase",
        arguments: [(true, 1), (true, 5), (false, 1), (false, 5)])
    func bundledCorpus(isFolded: Bool, segments: Int) async throws {
        let documents = try BundledCorpus.documents()
        #expect(documents.count > 400)
        try await compare(
            documents, settings: isFolded ? .standard : Self.unfolded, segments: segments,
            samples: TestRandom.iterations(400))
    }

    @Test(
        "a quoted query is exact over thousands of government projects", .tags(.slow),
        .enabled(if: slowPath != nil, "set RENKEI_RS_JSONL to the unpacked rs-2015-2022.jsonl"))
    func governmentProjects() async throws {
        var reader = try JSONLinesReader(path: try #require(Self.slowPath))
        var documents: [Document] = []
        while documents.count < 5000, let line = try reader.next() {
            let record = try SourceRecord(line)
            var document = Document(id: record.id)
            document["title"] = .text(try record.text("title") ?? "")
            document["description"] = .text(
                (try record.text("purpose") ?? "") + "\n" + (try record.text("outline") ?? ""))
            documents.append(document)
        }
        try await compare(documents, segments: 3, samples: 2000)
    }

    private func compare(
        _ documents: [Document], settings: AnalysisSettings = .standard, segments: Int, samples: Int
    ) async throws {
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 2, settings: settings)
        #expect(searcher.statistics.segments == segments)
        var naive = NaiveTexts(documents, searcher.schema, settings: settings)
        let originals = documents.flatMap { [$0.text("title"), $0.text("description")] }
            .filter { !$0.isEmpty }
        var random = TestRandom(stream: UInt64(segments))
        var compared = 0
        for _ in 0..<samples {
            let phrase = random.substring(of: random.one(of: originals), atMost: 10)
            let isQuotable = !phrase.contains { "\"＂“”".contains($0) }
            guard isQuotable, !phrase.allSatisfy(\.isWhitespace) else { continue }
            let results = try searcher.search("\"\(phrase)\"", options: .everything)
            let expected = naive.documents(with: naive.normalize(phrase))
            #expect(
                Set(results.hits.map(\.id)) == expected && results.total == expected.count,
                "\(phrase) (\(phrase.scalarNames)), seed \(TestRandom.seed)")
            #expect(!expected.isEmpty || phrase.contains { "々ゝヽ 　・\nケヶヵ箇".contains($0) })
            compared += 1
        }
        #expect(compared > samples * 9 / 10)
    }

    @Test("verifying an exact index finds no difference", arguments: [1, 4])
    func verification(segments: Int) async throws {
        let documents = Array(try BundledCorpus.documents().prefix(120))
        let folder = try TemporaryFolder()
        let searcher = try await TestIndex.build(
            documents, in: folder, segments: segments, threads: 2)
        var calls = 0
        let report = try searcher.verify(samples: 60, seed: TestRandom.seed) { _ in calls += 1 }
        #expect(report.phrases == 60)
        #expect(calls == 60)
        #expect(report.documents == 120)
        #expect(report.differences.isEmpty, "seed \(TestRandom.seed)")
    }

    @Test("verifying an index without text compares nothing")
    func emptyVerification() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([""], in: folder)
        let report = try searcher.verify(samples: 10)
        #expect(report.phrases == 0)
        #expect(report.documents == 1)
    }

    @Test("a phrase never reaches from one field into the next")
    func fieldBorders() throws {
        var document = Document(id: "1")
        document["title"] = .text("図書")
        document["description"] = .text("館長")
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build([document], in: folder)
        #expect(try searcher.found("\"図書\"") == ["1"])
        #expect(try searcher.found("\"館長\"") == ["1"])
        #expect(try searcher.found("\"図書館長\"") == [])
        #expect(try searcher.found("\"書館\"") == [])
    }

    @Test("a phrase never reaches from one document into the next")
    func documentBorders() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["橋", "本", "橋本"], in: folder)
        #expect(try searcher.found("\"橋本\"") == ["2"])
        #expect(try searcher.found("\"橋\"") == ["0", "2"])
        #expect(try searcher.found("\"本\"") == ["1", "2"])
    }

    @Test("a NUL is a character like any other, not the end of a text")
    func nul() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["か", "か\u{0}", "か\u{0}き", "\u{0}か"], in: folder)
        #expect(try searcher.found("\"か\u{0}\"") == ["1", "2"])
        #expect(try searcher.found("\"\u{0}か\"") == ["3"])
        #expect(try searcher.found("\"か\"") == ["0", "1", "2", "3"])
    }

    @Test(
        "what a standard index treats as the same is found by any of its forms",
        arguments: [
            ("ゴミ", "ごみ"), ("ﾃﾞｰﾀ", "データ"), ("デ－タ", "データ"), ("ＭＩＣＥ", "mice"), ("㌔", "キロ"),
            ("國", "国"), ("髙", "高"), ("⻑", "長"), ("人々", "人人"), ("か゛", "が"), ("①", "1"),
            ("〜", "～"),
        ])
    func foldedForms(form: String, other: String) throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(["あ\(form)う", "あ\(other)う", "あう"], in: folder)
        #expect(try searcher.found("\"\(form)\"") == ["0", "1"])
        #expect(try searcher.found("\"\(other)\"") == ["0", "1"])
    }

    @Test("without foldings, forms that only folding unifies are distinguished")
    func unfoldedForms() throws {
        let folder = try TemporaryFolder()
        let searcher = try TestIndex.build(
            ["ゴミ", "ごみ", "國", "国"], in: folder, settings: Self.unfolded)
        #expect(try searcher.found("\"ゴミ\"") == ["0"])
        #expect(try searcher.found("\"ごみ\"") == ["1"])
        #expect(try searcher.found("\"國\"") == ["2"])
    }
}
