import RenkeiSearch
import TextAnalysis
import Testing

@Suite struct CorruptionTests {
    private static let queries = [
        "図書館", "温泉", "館", "橋", "図書館 温泉", "水道 橋", "MICE", "ai", "の", "。", "\"図書\"", "\"相互利用\"",
        "\"館\"", "存在しない", "広域連携の推進", "平成27年度", "図書館の相互利用 MICE", "橋 \"水道\"", "ゴミ", "利用 推進 共同",
    ]

    /// A small index: a few rich documents, and many short ones if postings are to have blocks.
    private func build(_ folder: TemporaryFolder, isLong: Bool) throws {
        let texts = [
            "図書館の相互利用を進める。", "温泉と橋。", "水道の広域連携の推進", "MICEとAIの活用", "main street 橋",
            "平成27年度のゴミ処理の共同利用", "図書館と温泉の共同利用。図書館。",
        ]
        var documents = texts.enumerated().map { number, text in
            var document = Document(id: "document-\(number)")
            document["title"] = .text(number % 2 == 0 ? "図書館" : "利用の推進")
            document["description"] = .text(text)
            document["area"] = .keywords(number % 3 == 0 ? ["京都", "大阪"] : ["京都"])
            document["start_year"] = number % 2 == 0 ? .integer(2000 + Int64(number)) : nil
            document["source"] = .json("{}")
            return document
        }
        for number in 0..<(isLong ? 150 : 0) {
            var document = Document(id: String(number))
            document["description"] = .text(number % 7 == 0 ? "橋と橋の図書館" : "橋")
            documents.append(document)
        }
        // A small table of variants: a manifest is read thousands of times here.
        let settings = AnalysisSettings(
            foldings: [.dashes, .variantKanji],
            variants: try VariantKanji(parsing: "國\t国\n髙\t高\n", name: "test"),
            indexesWords: true)
        _ = try TestIndex.build(documents, in: folder, settings: settings)
    }

    /// All that an index answers.
    private struct Answers: Equatable {
        var hits: [[Hit]] = []
        var totals: [Int] = []
        var documents: [Document?] = []
        var snippets: [Snippet] = []
        var evidence: [[String]] = []
        var areas: [String] = []
    }

    /// All that an index answers; throws at the first damage that is noticed.
    private func answers(_ folder: TemporaryFolder) throws -> Answers {
        let searcher = try Searcher(folder: folder.path)
        var answers = Answers()
        for (number, query) in Self.queries.enumerated() {
            let filters =
                number % 4 == 0 ? [KeywordFilter(field: "area", values: ["大阪"])] : []
            let results = try searcher.search(
                query, options: SearchOptions(limit: 5, filters: filters))
            answers.totals.append(results.total)
            answers.hits.append(results.hits)
            guard number % 4 == 1, let hit = results.hits.first else { continue }
            let document = try searcher.document(of: hit)
            answers.documents.append(document)
            answers.evidence.append(try searcher.explain(hit, in: results).parts.map(\.evidence))
            answers.snippets.append(
                try searcher.snippet(of: document.text("description"), for: results))
        }
        answers.documents.append(try searcher.document(id: "document-3"))
        answers.areas = searcher.values(ofKeywordField: "area")?.map(\.value) ?? []
        return answers
    }

    private func isFound(_ folder: TemporaryFolder) -> Bool {
        do { return try !IndexChecker.check(folder: folder.path).problems.isEmpty } catch {
            return true
        }
    }

    @Test(
        "a changed byte never stops the program, and a check always finds it",
        arguments: [(false, 1600), (true, 400)])
    func flippedBytes(isLong: Bool, count: Int) throws {
        let folder = try TemporaryFolder()
        try build(folder, isLong: isLong)
        let expected = try answers(folder)
        #expect(!isFound(folder))
        let files = try ["manifest", "1-0.segment"].map { (name: $0, bytes: try folder.read($0)) }
        var random = TestRandom(stream: isLong ? 8 : 9)
        var unnoticed = 0
        let iterations = TestRandom.iterations(count)
        for _ in 0..<iterations {
            let file = files[random.below(8) == 0 ? 0 : 1]
            let offset = random.below(file.bytes.count)
            var bytes = file.bytes
            // One bit as often as a whole byte.
            bytes[offset] ^=
                random.below(2) == 0 ? 1 << UInt8(random.below(8)) : UInt8(random.below(255) + 1)
            try folder.write(bytes, to: file.name)
            let comment: Comment = "byte \(offset) of \(file.name), seed \(TestRandom.seed)"
            #expect(isFound(folder), comment)
            do { if try answers(folder) == expected { unnoticed += 1 } } catch {
                #expect(error is SearchError, comment)
            }
            try folder.write(file.bytes, to: file.name)
        }
        #expect(unnoticed < iterations)
        #expect(try answers(folder) == expected)
        #expect(!isFound(folder))
    }

    @Test(
        "a file that is cut off is refused when it is opened",
        arguments: ["manifest", "1-0.segment"])
    func truncation(name: String) throws {
        let folder = try TemporaryFolder()
        try build(folder, isLong: false)
        let bytes = try folder.read(name)
        for step in 0..<64 {
            let length = bytes.count * step / 64
            try folder.write(Array(bytes[..<length]), to: name)
            let error = #expect(throws: SearchError.self, "\(length) bytes") {
                _ = try Searcher(folder: folder.path)
            }
            #expect(error?.code == .corruptIndex, "\(length) bytes")
            #expect(error?.path?.hasSuffix(name) == true)
            #expect(isFound(folder), "\(length) bytes")
        }
        try folder.write(bytes + [0], to: name)
        #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
        #expect(isFound(folder))
    }

    @Test("a segment that is missing is named")
    func missingSegment() throws {
        let folder = try TemporaryFolder()
        try build(folder, isLong: false)
        let damaged = try TemporaryFolder()
        try damaged.write(folder.read("manifest"), to: "manifest")
        let error = #expect(throws: SearchError.self) { _ = try Searcher(folder: damaged.path) }
        #expect(error?.code == .corruptIndex)
        #expect(error?.message.contains("1-0.segment") == true)
        #expect(isFound(damaged))
    }

    @Test("the segment of another index is refused")
    func foreignSegment() throws {
        let folder = try TemporaryFolder()
        try build(folder, isLong: false)
        let other = try TemporaryFolder()
        try build(other, isLong: true)
        try folder.write(other.read("1-0.segment"), to: "1-0.segment")
        let error = #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
        #expect(error?.code == .corruptIndex)
        #expect(isFound(folder))
        let plain = try TemporaryFolder()
        _ = try TestIndex.build(["図書館"], in: plain)
        try folder.write(plain.read("1-0.segment"), to: "1-0.segment")
        #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
    }

    @Test("a file of a later format is refused as such")
    func laterFormat() throws {
        let folder = try TemporaryFolder()
        try build(folder, isLong: false)
        var bytes = try folder.read("manifest")
        bytes[4] += 1
        try folder.write(bytes, to: "manifest")
        let error = #expect(throws: SearchError.self) { _ = try Searcher(folder: folder.path) }
        #expect(error?.code == .unsupportedIndex)
    }

    @Test("a damaged segment does not keep the others from being checked")
    func oneOfSeveral() async throws {
        let documents = Array(try BundledCorpus.documents().prefix(20))
        let folder = try TemporaryFolder()
        _ = try await TestIndex.build(documents, in: folder, segments: 2, threads: 1)
        var bytes = try folder.read("1-0.segment")
        bytes[bytes.count / 2] ^= 0xFF
        try folder.write(bytes, to: "1-0.segment")
        let report = try IndexChecker.check(folder: folder.path)
        #expect(report.problems.count == 1)
        #expect(report.problems.first?.code == .corruptIndex)
        #expect(report.problems.first?.path?.hasSuffix("1-0.segment") == true)
        #expect(report.segments == 1)
        #expect(report.documents == 10)
    }
}
