import Foundation
import Ingest
import RenkeiSearch

/// The bundled corpus.
enum BundledCorpus {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("corpus").path

    /// Every document, in the order of the files.
    static func documents() throws -> [Document] {
        var documents: [Document] = []
        for path in try InputFiles.expand([folder]) {
            var reader = try JSONLinesReader(path: path)
            while let line = try reader.next() {
                documents.append(try SourceRecord(line).document(.projects).document)
            }
        }
        return documents
    }
}

/// Builds indexes for tests.
enum TestIndex {
    /// A schema of one text field.
    static let plain = Schema(textFields: [Schema.TextField("text")])

    /// A document of the plain schema.
    static func document(_ id: String, _ text: String) -> Document {
        var document = Document(id: id)
        document["text"] = .text(text)
        return document
    }

    /// Indexes texts; the id of each is its number.
    static func build(
        _ texts: [String], in folder: TemporaryFolder, settings: AnalysisSettings = .standard
    ) throws -> Searcher {
        try build(
            texts.enumerated().map { document(String($0), $1) }, in: folder, schema: plain,
            settings: settings)
    }

    /// Indexes documents one by one.
    static func build(
        _ documents: [Document], in folder: TemporaryFolder, schema: Schema = .projects,
        settings: AnalysisSettings = .standard
    ) throws -> Searcher {
        var writer = try IndexWriter(replacing: folder.path, schema: schema, settings: settings)
        for document in documents { try writer.add(document) }
        try writer.commit()
        return try Searcher(folder: folder.path)
    }

    /// Indexes documents in batches, each of which becomes a segment.
    static func build(
        _ documents: [Document], in folder: TemporaryFolder, segments: Int, threads: Int,
        schema: Schema = .projects, settings: AnalysisSettings = .standard
    ) async throws -> Searcher {
        let size = (documents.count + segments - 1) / segments
        var writer = try IndexWriter(replacing: folder.path, schema: schema, settings: settings)
        writer.mergePolicy = .none
        var start = 0
        try await writer.add(threads: threads) {
            guard start < documents.count else { return nil }
            defer { start += size }
            return Array(documents[start..<min(start + size, documents.count)])
        } documents: { (batch: [Document], add) in
            for document in batch { try add(document) }
        }
        try writer.commit()
        return try Searcher(folder: folder.path)
    }
}

extension Searcher {
    /// The identifiers of all documents that a query finds, as a set.
    func found(_ query: String) throws -> Set<String> {
        Set(try search(query, options: .everything).hits.map(\.id))
    }

    /// The identifiers of the hits of a query, best first.
    func ids(_ query: String, options: SearchOptions = .everything) throws -> [String] {
        try search(query, options: options).hits.map(\.id)
    }
}

extension SearchOptions {
    /// All hits, without filters.
    static let everything = SearchOptions(limit: 1_000_000)
}
