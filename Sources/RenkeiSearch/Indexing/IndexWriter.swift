package import IndexStorage
internal import TextAnalysis

/// Builds an index in a folder.
///
/// A writer holds the folder's lock from its making to its end; there is one writer at a time, in
/// one process. What it adds becomes visible when it commits; a writer that ends without leaves the
/// index as it was.
///
///     var writer = try IndexWriter(folder: "index", schema: .projects)
///     var document = Document(id: "p1")
///     document["title"] = .text("図書館の相互利用")
///     try writer.add(document)
///     try writer.commit()
public struct IndexWriter: ~Copyable {
    /// The folder of the index.
    public let folder: String
    private let lock: DirectoryLock
    private let fileSystem: FileSystem
    private let memoryLimit: Int
    private var manifest: Manifest
    private var builder: SegmentBuilder?
    private var segmentNumber = 0
    private var seen: Set<UInt64> = []
    /// What has been added so far.
    public private(set) var summary = Summary()

    /// What a writer has added.
    public struct Summary: Sendable, Equatable {
        /// How many documents.
        public var documents = 0
        /// How many UTF-8 bytes their text fields have.
        public var textBytes = 0
        /// How many bytes the segment files take.
        public var indexBytes = 0
    }

    /// Begins a new index in a folder, to take the place of one that is there.
    ///
    /// - Parameters:
    ///   - folder: the folder; it is made if it is missing. Other files in it are left alone.
    ///   - schema: the fields of the documents.
    ///   - settings: how text is analysed.
    ///   - memoryLimit: bytes that documents in the making may take before they are written out.
    ///   - waiting: whether to wait for another writer to end.
    /// - Throws: `SearchError` if another writer holds the folder or it cannot be written to.
    public init(
        folder: String, schema: Schema, settings: AnalysisSettings = .standard,
        memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) {
        try self.init(
            folder: folder, schema: schema, settings: settings, memoryLimit: memoryLimit,
            waiting: waiting, fileSystem: FileSystem())
    }

    package init(
        folder: String, schema: Schema, settings: AnalysisSettings, memoryLimit: Int,
        waiting: Bool, fileSystem: FileSystem
    ) throws(SearchError) {
        try schema.validate()
        guard memoryLimit >= 16 << 20 else {
            throw SearchError(.invalidArgument, "the memory limit must be at least 16 MB")
        }
        try storing { () throws(StorageError) in try fileSystem.makeFolder(folder) }
        let lock = try IndexWriter.lock(folder, waiting: waiting)
        let previous = IndexWriter.readable(folder)
        var manifest = Manifest(schema: schema, settings: settings)
        manifest.generation = try storing { () throws(StorageError) in
            try IndexWriter.nextGeneration(fileSystem, folder, previous)
        }
        // Nothing may fail from here on: the lock belongs to a whole writer.
        self.folder = folder
        self.fileSystem = fileSystem
        self.memoryLimit = memoryLimit
        self.manifest = manifest
        self.lock = lock
    }

    private static func lock(
        _ folder: String, waiting: Bool
    ) throws(SearchError) -> DirectoryLock {
        do { return try DirectoryLock(folder: folder, waiting: waiting) } catch {
            throw SearchError(error)
        }
    }

    /// The manifest of the folder, if there is one that this version can read.
    private static func readable(_ folder: String) -> Manifest? {
        do { return try Manifest(folder: folder) } catch { return nil }
    }

    /// A generation greater than that of any file in the folder, so that no name is used twice.
    private static func nextGeneration(
        _ fileSystem: FileSystem, _ folder: String, _ previous: Manifest?
    ) throws(StorageError) -> UInt64 {
        var highest = previous?.generation ?? 0
        for name in try fileSystem.list(folder) where Manifest.isSegmentName(name) {
            if let number = UInt64(name.prefix { $0 != "-" }) { highest = max(highest, number) }
        }
        return highest &+ 1
    }

    /// Gives the index synonyms, in place of those it was given before.
    ///
    /// - Parameters:
    ///   - text: lines in Solr's format: `a, b, c` for words that stand for each other, `a => b, c`
    ///     for words that are also found for `a`, `#` before comments.
    ///   - name: what errors call the text, such as its path.
    /// - Throws: `SearchError` at the first line that is no rule.
    public mutating func setSynonyms(parsing text: String, name: String) throws(SearchError) {
        var normalizer = TextNormalizer(
            foldings: manifest.settings.foldings, variants: manifest.settings.variants)
        do {
            manifest.synonyms = try SynonymTable(
                parsing: text, name: name, normalizer: &normalizer
            ).encoded
        } catch { throw SearchError(error) }
    }

    /// Adds a document.
    ///
    /// - Throws: `SearchError` if the document does not fit the schema, its identifier has been
    ///   added before, or the disk cannot be written to.
    public mutating func add(_ document: Document) throws(SearchError) {
        let hash = IdentifierHash.hash(document.id)
        guard seen.insert(hash).inserted else { throw IndexWriter.duplicate(document.id) }
        if builder == nil {
            builder = try SegmentBuilder(schema: manifest.schema, settings: manifest.settings)
        }
        let before = builder?.textBytes ?? 0
        do { try builder?.add(document) } catch {
            seen.remove(hash)
            throw error
        }
        summary.documents += 1
        summary.textBytes += (builder?.textBytes ?? 0) - before
        if let builder,
            builder.memory > memoryLimit || builder.gramLog.count > SegmentBuilder.maximumPositions
        {
            try flush()
        }
    }

    private static func duplicate(_ id: String) -> SearchError {
        SearchError(.duplicateID, "the id \(id) occurs twice; every document needs its own")
    }

    /// Writes the documents in memory as a segment.
    private mutating func flush() throws(SearchError) {
        guard let full = builder, full.documentCount > 0 else { return }
        let segment = try write(full, number: segmentNumber)
        builder = nil
        segmentNumber += 1
        manifest.segments.append(segment.entry)
        summary.indexBytes += segment.bytes
    }

    private func write(
        _ builder: SegmentBuilder, number: Int
    ) throws(SearchError) -> (entry: Manifest.Segment, bytes: Int) {
        let name = Manifest.segmentName(generation: manifest.generation, number: number)
        do {
            let bytes = try SegmentSerializer(builder, parameters: .standard)
                .write(fileSystem, path: folder + "/" + name)
            return (Manifest.Segment(name: name, documentCount: builder.documentCount), bytes)
        } catch { throw SearchError(error) }
    }

    /// Adds documents in batches, several of which are analysed at a time.
    ///
    /// Each batch becomes a segment of its own, in the order of the batches whatever the number of
    /// threads, so the index is the same for any number of them.
    ///
    /// - Parameters:
    ///   - threads: how many batches to work on at a time.
    ///   - nextBatch: gives the next batch, nil at the end; called from one task.
    ///   - documents: makes documents of a batch and hands each to its second argument; called from
    ///     several tasks.
    /// - Throws: what `nextBatch` and `documents` throw, and `SearchError` as `add(_:)` does.
    public mutating func add<Batch: Sendable>(
        threads: Int, nextBatch: () throws -> Batch?,
        documents: @escaping @Sendable (Batch, (Document) throws -> Void) throws -> Void
    ) async throws {
        try flush()
        let context = BatchContext(
            folder: folder, fileSystem: fileSystem, generation: manifest.generation,
            schema: manifest.schema, settings: manifest.settings)
        var finished: [Int: BatchResult] = [:]
        let first = segmentNumber
        try await withThrowingTaskGroup(of: BatchResult.self) { group in
            var running = 0
            var number = first
            while let batch = try nextBatch() {
                if running >= max(threads, 1), let result = try await group.next() {
                    finished[result.number] = result
                    running -= 1
                }
                let own = number
                number += 1
                running += 1
                group.addTask { try context.build(batch, number: own, documents) }
            }
            while let result = try await group.next() { finished[result.number] = result }
        }
        for number in finished.keys.sorted() {
            guard let result = finished[number], let entry = result.entry else { continue }
            for (hash, id) in zip(result.hashes, result.ids) where !seen.insert(hash).inserted {
                throw IndexWriter.duplicate(id)
            }
            manifest.segments.append(entry)
            summary.documents += entry.documentCount
            summary.textBytes += result.textBytes
            summary.indexBytes += result.bytes
            segmentNumber = number + 1
        }
    }

    /// Makes everything added so far the content of the index, and removes files of earlier
    /// content.
    ///
    /// A failure leaves the index as it was, with one exception: if only the folder could not be
    /// synchronised, the new content is in place, but may not survive a loss of power.
    public mutating func commit() throws(SearchError) {
        try flush()
        guard summary.documents < Int(UInt32.max) else {
            throw SearchError(.invalidArgument, "an index holds less than 4294967295 documents")
        }
        do {
            try fileSystem.synchronizeFolder(folder)
            try manifest.publish(fileSystem, folder: folder)
        } catch { throw SearchError(error) }
        removeLeftovers(keeping: manifest)
    }

    /// Forgets what was added since the last commit and removes its files.
    public consuming func rollback() {
        // What is live is what the folder says: a commit may have failed after its last step.
        removeLeftovers(keeping: IndexWriter.readable(folder))
    }

    /// Removes files of the index that a manifest does not name; without a manifest, only those of
    /// this writer.
    ///
    /// What cannot be removed now is removed by the next writer.
    private func removeLeftovers(keeping live: Manifest?) {
        let names = Set(live?.segments.map(\.name) ?? [])
        guard let found = try? fileSystem.list(folder) else { return }
        for name in found {
            let isSegment =
                Manifest.isSegmentName(name)
                && (live != nil || name.hasPrefix("\(manifest.generation)-"))
            let isOurs = isSegment || name == Manifest.fileName + ".tmp"
            if isOurs && !names.contains(name) { try? fileSystem.remove(folder + "/" + name) }
        }
    }
}
