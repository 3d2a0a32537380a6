import Foundation
import RenkeiSearch

/// A small index in a folder of its own, for comparisons.
final class SimilarIndex {
    let folder: String
    let searcher: Searcher

    /// A record: its id, its area and its text.
    struct Record: Sendable {
        let id: String
        let area: String
        var title = ""
        let text: String
        var kind = "project"
    }

    static let schema = Schema(
        textFields: [Schema.TextField("title", weight: 3), Schema.TextField("description")],
        keywordFields: ["area_key", "kind"])

    /// - Parameter segments: in how many segments the records lie.
    init(_ records: [Record], synonyms: String = "", segments: Int = 1) async throws {
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("similar-\(UUID().uuidString)").path
        var writer = try IndexWriter(replacing: folder, schema: SimilarIndex.schema)
        writer.mergePolicy = .none
        try writer.setSynonyms(parsing: synonyms, name: "synonyms")
        let size = max((records.count + segments - 1) / segments, 1)
        var next = 0
        try await writer.add(threads: 2) {
            guard next < records.count else { return nil as [Record]? }
            defer { next += size }
            return Array(records[next..<min(next + size, records.count)])
        } documents: { batch, add in
            for record in batch { try add(SimilarIndex.document(record)) }
        }
        try writer.commit()
        searcher = try Searcher(folder: folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func document(_ record: Record) -> Document {
        var document = Document(id: record.id)
        document["title"] = .text(record.title)
        document["description"] = .text(record.text)
        document["area_key"] = .keywords([record.area])
        document["kind"] = .keywords([record.kind])
        return document
    }

    /// Records of several areas about a few topics, no two the same.
    static func records(_ count: Int) -> [Record] {
        let topics = [
            "図書館の相互利用", "病児保育の広域利用", "移住相談会の合同開催", "ごみ処理施設の共同整備",
            "観光パンフレットの作成", "職員研修の合同実施", "路線バスの維持確保", "水道料金システムの共同化",
        ]
        return (0..<count).map { number in
            Record(
                id: "r\(number)", area: "area\(number % 5)", title: topics[number % 8],
                text: "圏域の市町村が連携して\(topics[number % 8])を進め、"
                    + "\(topics[(number * 3 + number / 8) % 8])にも取り組む。第\(number)期の事業。")
        }
    }
}
