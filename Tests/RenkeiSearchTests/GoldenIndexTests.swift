import Foundation
import IndexCodec
import Testing

@testable import RenkeiSearch

/// Indexes that were built once and must stay readable: one of each format that is read.
///
/// After an intended change of the format, the folder of the present one is copied to
/// `GoldenIndex-N`, and `RENKEI_RECORD_GOLDEN=1 swift test --filter GoldenIndexTests` builds it
/// anew; the test fails while it records.
@Suite(.serialized) struct GoldenIndexTests {
    private static let parent = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let present = "GoldenIndex"
    private static let formats = [
        (present, UInt8(6)), ("GoldenIndex-5", 5), ("GoldenIndex-4", 4), ("GoldenIndex-3", 3),
    ]
    private static func folder(_ name: String) -> String {
        parent.appendingPathComponent(name).path
    }
    private static let files = [
        "1-0-2.deletions", "1-0.segment", "2-1.segment", "manifest",
    ]
    private static let isRecording =
        ProcessInfo.processInfo.environment["RENKEI_RECORD_GOLDEN"] == "1"

    private static func documents() -> [Document] {
        let titles = [
            "図書館の相互利用", "温泉の共同利用", "水道の広域化", "病児・病後児保育", "ICTの活用", "斎場の予約", "橋梁の点検",
        ]
        return titles.enumerated().map { number, title in
            var document = Document(id: "g\(number)")
            document["title"] = .text(title)
            document["description"] = .text(
                String(repeating: "圏域の市町村が連携して\(title)を進める。", count: number % 3 + 1))
            document["kind"] = .keywords(["project"])
            document["area_key"] = .keywords(number % 2 == 0 ? ["東", "西"] : ["西"])
            document["start_year"] = number % 2 == 0 ? .integer(2010 + Int64(number)) : nil
            document["source"] = .json(#"{"page":\#(number)}"#)
            return document
        }
    }

    /// How many documents of an index of the fourth format, or a later one, have one and the same
    /// text.
    private static let repeats = 150

    /// Documents of an index of the fifth format, or a later one, that stand beside their like: three
    /// of each.
    private static let likes = 210
    private static func like(_ number: Int) -> Document {
        var document = Document(id: "l\(number)")
        document["title"] = .text(Repetitions.text(number % 70))
        document["start_year"] = .integer(Int64(number))
        return document
    }

    /// Documents of an index of the sixth format that are enough for a dictionary.
    private static let compressed = 90
    private static func compressed(_ number: Int) -> Document {
        var document = Document(id: "c\(number)")
        document["description"] = .text(
            (0..<3).map { "\(Repetitions.text(number % 7 + 400 + $0))。" }.joined()
                + "\(Repetitions.text(number + 500))。")
        return document
    }

    /// Builds the index: a segment of which two documents are deleted, and another.
    ///
    /// - Parameter format: from the fourth on it tells positions that are repeated, from the fifth on
    ///   where documents stood that were put beside their like; in the sixth they are compressed.
    private func build(_ folder: String, format: UInt8) throws {
        var writer = try IndexWriter(replacing: folder, schema: .projects)
        writer.mergePolicy = .none
        try writer.setSynonyms(parsing: "火葬場, 斎場", name: "synonyms")
        // Enough short documents for lists of several blocks.
        for document in Self.documents().prefix(5) { try writer.add(document) }
        for number in 0..<300 {
            var document = Document(id: "s\(number)")
            document["title"] = .text("橋\(number % 10)")
            try writer.add(document)
        }
        for number in 0..<(format < 4 ? 0 : Self.repeats) {
            var document = Document(id: "r\(number)")
            document["title"] = .text("道路の除雪を共同で行う")
            try writer.add(document)
        }
        for number in 0..<(format < 5 ? 0 : Self.likes) { try writer.add(Self.like(number)) }
        for number in 0..<(format < 6 ? 0 : Self.compressed) {
            try writer.add(Self.compressed(number))
        }
        try writer.commit()
        try writer.delete(["g1", "s7"])
        if format >= 5 { try writer.delete(["l8"]) }
        for document in Self.documents().dropFirst(5) { try writer.add(document) }
        try writer.commit()
    }

    private func record() throws {
        let folder = try TemporaryFolder()
        try build(folder.path, format: 6)
        let golden = Self.folder(Self.present)
        try? FileManager.default.removeItem(atPath: golden)
        try FileManager.default.createDirectory(atPath: golden, withIntermediateDirectories: true)
        for name in Self.files {
            try Data(folder.read(name)).write(to: URL(fileURLWithPath: golden + "/" + name))
        }
        Issue.record("recorded; run the test again without RENKEI_RECORD_GOLDEN")
    }

    @Test(
        "the indexes of the repository are read as on the day they were built",
        arguments: formats)
    func read(name: String, format: UInt8) throws {
        if Self.isRecording { return name == Self.present ? try record() : () }
        let folder = Self.folder(name)
        for file in Self.files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
            #expect(bytes.count > 8 && bytes[bytes.startIndex + 4] == format)
        }
        let report = try IndexChecker.check(folder: folder)
        #expect(report.problems == [])
        let repeats = format < 4 ? 0 : Self.repeats
        let likes = format < 5 ? 0 : Self.likes - 1
        let compressed = format < 6 ? 0 : Self.compressed
        #expect(report.documents == 305 + repeats + likes + compressed)
        #expect(report.deletedDocuments == (format < 5 ? 2 : 3))
        let stored = try StoredDocuments(folder: folder)
        #expect(stored.schema == .projects)
        #expect(stored.count == 305 + repeats + likes + compressed)
        // With another ICU it is read, and searched after an upgrade only.
        guard stored.icuVersion == EngineVersion.icu else { return }
        let searcher = try Searcher(folder: folder)
        #expect(searcher.statistics.format == Int(format))
        #expect(try searcher.ids("相互利用") == ["g0"])
        #expect(try searcher.ids("温泉") == [])
        #expect(try searcher.ids("火葬場") == ["g5"])
        #expect(try searcher.search("橋").total == 300)
        #expect(try searcher.search("\"の除雪を共\"").total == repeats)
        #expect(try searcher.document(id: "g1") == nil)
        for document in Self.documents() where document.id != "g1" {
            #expect(try searcher.document(id: document.id) == document)
        }
        #expect(try searcher.verify(samples: 100).differences.isEmpty)
        if format < 4 { return }
        // The bigram stands at the same place in all of them: 75 bytes if each place were written.
        let segment = try SegmentReader(path: folder + "/" + Self.files[1], schema: .projects)
        let list = try #require(try segment.grams.find(Gram(0x9664, 0x96EA)))
        #expect(list.length < 100)
        if format < 5 { return }
        #expect(!segment.order.isKept && segment.order.insertionOrdinal(of: 5) == 5)
        let text = Self.like(5).text("title").prefix(20)
        #expect(try searcher.ids("\"\(text)\"") == ["l5", "l75", "l145"])
        #expect(try searcher.document(id: "l145") == Self.like(145))
        #expect(try searcher.document(id: "l8") == nil)
        if format < 6 { return }
        for number in 0..<Self.compressed {
            #expect(try searcher.document(id: "c\(number)") == Self.compressed(number))
        }
        let packings = try (0..<UInt32(segment.documentCount)).map {
            try segment.stored.packing($0)
        }
        #expect(Set(packings) == [.plain, .dictionaryFrame])
    }

    @Test(
        "the indexes of the repository can be changed and merged like a new one",
        arguments: formats)
    func change(name: String, format: UInt8) throws {
        let golden = Self.folder(name)
        let stored = try StoredDocuments(folder: golden)
        guard stored.icuVersion == EngineVersion.icu, !Self.isRecording else { return }
        let folder = try TemporaryFolder()
        for name in Self.files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: golden + "/" + name))
            try folder.write(Array(bytes), to: name)
        }
        var writer = try IndexWriter(opening: folder.path)
        try writer.delete(["s8"])
        try writer.commit()
        // Old files and new ones, side by side.
        #expect(try IndexChecker.check(folder: folder.path).problems == [])
        let mixed = try Searcher(folder: folder.path)
        #expect(try mixed.search("橋").total == 299)
        #expect(mixed.statistics.format == Int(format))
        try writer.merge()
        let merged = try Searcher(folder: folder.path)
        #expect(merged.statistics.format == EngineVersion.format)
        let fresh = try TemporaryFolder()
        try build(fresh.path, format: format)
        var other = try IndexWriter(opening: fresh.path)
        try other.delete(["s8"])
        try other.merge()
        let queries = ["橋", "利用", "図書館 橋", "\"の相互\"", "火葬場", "連携"]
        let found = try Answers(merged, queries, areaField: "area_key")
        let wanted = try Answers(
            try Searcher(folder: fresh.path), queries, areaField: "area_key")
        #expect(found.differences(from: wanted, queries) == [])
    }
}
