internal import IndexStorage

/// The result of indexing a batch of documents.
struct BatchResult: Sendable {
    let number: Int
    let entry: Manifest.Segment?
    let bytes: Int
    let textBytes: Int
    let hashes: [UInt64]
}

/// The data that a task needs to turn a batch of documents into a segment.
struct BatchContext: Sendable {
    let folder: String
    let fileSystem: FileSystem
    let generation: UInt64
    let schema: Schema
    let settings: AnalysisSettings

    /// The usual size of the documents of a batch in bytes; not a limit.
    private static let usualMemory = 128 << 20

    /// Analyses the documents of a batch and writes them as segment `number`.
    func build<Batch>(
        _ batch: Batch, number: Int,
        _ documents: (Batch, (Document) throws -> Void) throws -> Void
    ) throws -> BatchResult {
        let name = Manifest.segmentName(generation: generation, number: number)
        let path = folder + "/" + name
        let stored: StoredWriter
        do { stored = try StoredWriter(fileSystem, path: path) } catch { throw SearchError(error) }
        let builder = try SegmentBuilder(
            schema: schema, settings: settings, stored: stored, memory: BatchContext.usualMemory)
        try documents(batch) { document in
            try builder.add(document)
        }
        guard builder.documentCount > 0 else {
            try? fileSystem.remove(path)
            return BatchResult(
                number: number, entry: nil, bytes: 0, textBytes: 0, hashes: [])
        }
        builder.reorder()
        let bytes: Int
        do { bytes = try SegmentSerializer(builder, parameters: .standard).write() } catch {
            throw SearchError(error)
        }
        return BatchResult(
            number: number,
            entry: Manifest.Segment(name: name, documentCount: builder.documentCount),
            bytes: bytes, textBytes: builder.textBytes, hashes: builder.identifiers)
    }
}
