import Foundation
import IndexCodec
import TextAnalysis
import Testing

@testable import RenkeiSearch

@Suite struct CorruptionTests {
    private static let queries = [
        "図書館", "温泉", "館", "橋", "図書館 温泉", "水道 橋", "MICE", "ai", "の", "。", "\"図書\"", "\"相互利用\"",
        "\"館\"", "存在しない", "広域連携の推進", "平成27年度", "図書館の相互利用 MICE", "橋 \"水道\"", "ゴミ", "利用 推進 共同",
    ]

    /// A small index: a few rich documents, and many short ones if postings are to have blocks; 300
    /// longer ones stand beside their like.
    private func build(_ folder: TemporaryFolder, others: Int = 0) throws {
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
        let longTexts = (0..<23).map { Repetitions.text($0) }
        for number in 0..<others {
            var document = Document(id: String(number))
            let text = number % 7 == 0 ? "橋と橋の図書館" : "橋"
            let longer = others == 300 ? longTexts[number * number % 23] : ""
            document["description"] = .text((others > 1000 ? "温泉" : "") + text + longer)
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
        arguments: [(0, 500), (150, 150), (300, 40), (1200, 30)])
    func flippedBytes(others: Int, count: Int) throws {
        let folder = try TemporaryFolder()
        try build(folder, others: others)
        let expected = try answers(folder)
        let isArranged = try Searcher(folder: folder.path).segments.contains { !$0.order.isKept }
        #expect(isArranged == (others == 300))
        #expect(!isFound(folder))
        let files = try ["manifest", "1-0.segment"].map { (name: $0, bytes: try folder.read($0)) }
        var random = TestRandom(stream: others == 0 ? 9 : others == 1200 ? 10 : 8)
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
        try build(folder)
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
        try build(folder)
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
        try build(folder)
        let other = try TemporaryFolder()
        try build(other, others: 150)
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
        try build(folder)
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

    /// An index that has been changed: three segments, two of them with deleted documents.
    private func buildChanged(_ folder: TemporaryFolder) throws {
        try build(folder)
        var writer = try IndexWriter(opening: folder.path)
        writer.mergePolicy = .none
        for number in 0..<6 {
            var document = Document(id: "more-\(number)")
            document["title"] = .text("温泉\(number)")
            document["description"] = .text("図書館と水道の橋\(number)")
            document["area"] = .keywords(["奈良"])
            try writer.add(document)
        }
        try writer.commit()
        try writer.delete(["document-1", "document-4", "more-2"])
        var document = Document(id: "more-3")
        document["description"] = .text("MICEの推進")
        try writer.add(document)
        try writer.commit()
    }

    private func documents(_ folder: TemporaryFolder) throws -> [Document] {
        var documents: [Document] = []
        try Searcher(folder: folder.path).forEachDocument { documents.append($0) }
        return documents
    }

    @Test(
        "bytes changed, cut off or added anywhere in a changed index are found, and can be mended")
    func changedIndex() throws {
        let folder = try TemporaryFolder()
        try buildChanged(folder)
        let expected = try answers(folder)
        let whole = try documents(folder)
        #expect(!isFound(folder))
        let files = try folder.names().filter { $0 != "lock" }
            .map { (name: $0, bytes: try folder.read($0)) }
        #expect(files.map(\.name).filter { $0.hasSuffix(".deletions") }.count == 2)
        var random = TestRandom(stream: 12)
        var refused = 0
        for number in 0..<TestRandom.iterations(500) {
            let file = random.one(of: files)
            var bytes = file.bytes
            let offset = random.below(bytes.count)
            switch random.below(8) {
            case 0: bytes.removeLast(bytes.count - offset)
            case 1: bytes.insert(UInt8(random.below(256)), at: offset)
            case 2: bytes.remove(at: offset)
            case 3:
                // Another part of the file in the place of this one.
                let other = random.below(bytes.count)
                let length = min(random.below(40) + 1, bytes.count - max(offset, other))
                bytes.replaceSubrange(
                    offset..<offset + length, with: file.bytes[other..<other + length])
            default:
                bytes[offset] ^=
                    random.below(2) == 0
                    ? 1 << UInt8(random.below(8)) : UInt8(random.below(255) + 1)
            }
            if bytes == file.bytes { continue }
            try folder.write(bytes, to: file.name)
            let comment: Comment =
                "case \(number): byte \(offset) of \(file.name), seed \(TestRandom.seed)"
            #expect(isFound(folder), comment)
            do { _ = try answers(folder) } catch {
                #expect(error is SearchError, comment)
                refused += 1
            }
            if number % 5 == 0, file.name != "manifest" {
                try mend(folder, whole, comment)
                for name in try folder.names() {
                    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
                }
                for file in files { try folder.write(file.bytes, to: file.name) }
            } else {
                try folder.write(file.bytes, to: file.name)
            }
        }
        #expect(refused > 0)
        #expect(try answers(folder) == expected)
        #expect(!isFound(folder))
    }

    /// Repairs an index and expects that what it has then, with what it says is lost, is all.
    private func mend(
        _ folder: TemporaryFolder, _ whole: [Document], _ comment: Comment
    ) throws {
        let report = try IndexChecker.repair(folder: folder.path)
        #expect(!isFound(folder), comment)
        let left = try documents(folder)
        #expect(left.count == report.documents, comment)
        let byID = Dictionary(uniqueKeysWithValues: whole.map { ($0.id, $0) })
        let known = left.filter { byID[$0.id] != nil }
        // No text is another than it was.
        for document in known { #expect(byID[document.id] == document, comment) }
        let lost =
            report.lostDocuments.count + report.lostSegments.reduce(0) { $0 + $1.documents }
        #expect(known.count + lost == whole.count, comment)
        let named = report.lostDocuments.compactMap(\.id)
        #expect(Set(named).isDisjoint(with: left.map(\.id)), comment)
        #expect(
            left.count - known.count
                <= report.revivedSegments.reduce(0) { $0 + $1.documents }, comment)
    }
}
