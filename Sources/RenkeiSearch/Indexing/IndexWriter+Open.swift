package import IndexStorage
internal import Messages
internal import TextAnalysis

extension IndexWriter {
    /// Begins a new index in a folder that has none.
    ///
    /// - Parameters:
    ///   - folder: the folder; created if missing. Other files in it are not touched.
    ///   - schema: the fields of the documents.
    ///   - settings: how text is analysed.
    ///   - memoryLimit: the number of bytes that buffered documents may take before they are
    ///     written; a merge with the order `.similar` uses half of it.
    ///   - waiting: whether to wait until another writer ends.
    /// - Throws: `SearchError`, with the code `indexExists` if the folder has an index; also if
    ///   another writer holds the folder or it cannot be written to.
    public init(
        creating folder: String, schema: Schema, settings: AnalysisSettings = .standard,
        memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) {
        try self.init(
            .creating, folder, schema, settings, memoryLimit, waiting, FileSystem())
    }

    /// Begins a new index in a folder, replacing the one that may exist.
    ///
    /// The existing index can be searched until the new one is committed, and is then removed.
    ///
    /// - Parameters:
    ///   - folder: the folder; created if missing. Other files in it are not touched.
    ///   - schema: the fields of the documents.
    ///   - settings: how text is analysed.
    ///   - memoryLimit: the number of bytes that buffered documents may take before they are
    ///     written; a merge with the order `.similar` uses half of it.
    ///   - waiting: whether to wait until another writer ends.
    /// - Throws: `SearchError` if another writer holds the folder or it cannot be written to.
    public init(
        replacing folder: String, schema: Schema, settings: AnalysisSettings = .standard,
        memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) {
        try self.init(
            .replacing, folder, schema, settings, memoryLimit, waiting, FileSystem())
    }

    package init(
        replacing folder: String, schema: Schema, settings: AnalysisSettings, memoryLimit: Int,
        waiting: Bool, fileSystem: FileSystem
    ) throws(SearchError) {
        try self.init(.replacing, folder, schema, settings, memoryLimit, waiting, fileSystem)
    }

    /// Opens the index of a folder for change, or creates one if the folder has none.
    ///
    /// - Parameters:
    ///   - folder: the folder; created if missing. Other files in it are not touched.
    ///   - schema: the fields of the documents. An existing index must have the same.
    ///   - settings: how text is analysed. An existing index must have the same.
    ///   - memoryLimit: the number of bytes that buffered documents may take before they are
    ///     written; a merge with the order `.similar` uses half of it.
    ///   - waiting: whether to wait until another writer ends.
    /// - Throws: `SearchError`, with the code `invalidArgument` if the index has another schema or
    ///   other settings; also if it cannot be opened, or the folder cannot be written to.
    public init(
        openingOrCreating folder: String, schema: Schema, settings: AnalysisSettings = .standard,
        memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) {
        try self.init(
            .openingOrCreating, folder, schema, settings, memoryLimit, waiting, FileSystem())
    }

    /// What to do with an existing index.
    private enum Beginning { case creating, replacing, openingOrCreating }

    private init(
        _ beginning: Beginning, _ folder: String, _ schema: Schema, _ settings: AnalysisSettings,
        _ memoryLimit: Int, _ waiting: Bool, _ fileSystem: FileSystem
    ) throws(SearchError) {
        try schema.validate()
        try IndexWriter.check(memoryLimit)
        try IndexFiles.checkReplaceable(folder, fileSystem)
        let manifestPath = folder + "/" + Manifest.fileName
        // Reports an existing index before taking the lock, and checks again under the lock.
        if beginning == .creating, fileSystem.exists(manifestPath) {
            throw IndexWriter.exists(folder)
        }
        var made: [String] = []
        let lock = try IndexWriter.lock(making: folder, &made, fileSystem, waiting: waiting)
        var opened: Opened?
        if beginning != .replacing, fileSystem.exists(manifestPath) {
            guard beginning == .openingOrCreating else { throw IndexWriter.exists(folder) }
            let found = try IndexWriter.open(folder)
            guard found.manifest.schema == schema, found.manifest.settings == settings else {
                throw SearchError(
                    .invalidArgument, path: folder,
                    "the index in \(folder) has other fields or settings than those requested")
            }
            opened = found
        }
        try self.init(
            folder, fileSystem, memoryLimit, lock,
            StartingPoint(
                manifest: opened?.manifest ?? Manifest(schema: schema, settings: settings),
                previous: opened?.manifest ?? IndexWriter.readable(folder), opened: opened,
                madeFolders: made))
    }

    private static func exists(_ folder: String) -> SearchError {
        SearchError(
            .indexExists, path: folder,
            "there is an index in \(folder) already; open it for change, or replace it")
    }

    /// Opens the index of a folder for change.
    ///
    /// - Parameters:
    ///   - folder: the folder of an index.
    ///   - memoryLimit: the number of bytes that buffered documents may take before they are
    ///     written; a merge with the order `.similar` uses half of it.
    ///   - waiting: whether to wait until another writer ends.
    /// - Throws: `SearchError` if there is no index, it is damaged, another writer holds it, it
    ///   cannot be written to, or it was made with an ICU that segments words differently.
    public init(
        opening folder: String, memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) {
        try self.init(
            opening: folder, memoryLimit: memoryLimit, waiting: waiting, fileSystem: FileSystem())
    }

    package init(
        opening folder: String, memoryLimit: Int, waiting: Bool, fileSystem: FileSystem
    ) throws(SearchError) {
        try IndexWriter.check(memoryLimit)
        // Without an index, leave nothing in the folder, not even a lock.
        _ = try Manifest.existing(in: folder)
        let lock = try IndexWriter.lock(folder, waiting: waiting)
        let opened = try IndexWriter.open(folder)
        try self.init(
            folder, fileSystem, memoryLimit, lock,
            StartingPoint(manifest: opened.manifest, previous: opened.manifest, opened: opened))
    }

    /// An index that was opened for change.
    struct Opened {
        let manifest: Manifest
        let segments: [PendingSegment]
    }

    /// Opens the index of a folder whose lock is held.
    private static func open(_ folder: String) throws(SearchError) -> Opened {
        let (manifest, readers) = try Searcher.open(folder, anyUnicode: true)
        guard manifest.icuVersion == ICU.version, manifest.unicodeVersion == ICU.unicodeVersion
        else {
            throw SearchError(
                .unsupportedIndex, path: folder,
                "the index in \(folder) was made with ICU \(manifest.icuVersion), and this is ICU \(ICU.version), which may segment words differently; update it with: search upgrade"
            )
        }
        return Opened(
            manifest: manifest,
            segments: zip(manifest.segments, readers).map { PendingSegment(entry: $0, reader: $1) })
    }

    /// A writer without segments that replaces a damaged index and has its manifest.
    init(
        repairing folder: String, memoryLimit: Int, waiting: Bool, fileSystem: FileSystem,
        _ synonymsProblem: inout SearchError?
    ) throws(SearchError) {
        try IndexWriter.check(memoryLimit)
        guard fileSystem.exists(folder + "/" + Manifest.fileName) else {
            _ = try Manifest.existing(in: folder)
            throw SearchError(.indexNotFound, path: folder, "there is no index in \(folder)")
        }
        let lock = try IndexWriter.lock(folder, waiting: waiting)
        let manifest: Manifest
        do { manifest = try Manifest(folder: folder) } catch {
            guard error.code == .corrupt else { throw SearchError(error) }
            // Without fields and settings nothing can be read, but synonyms can be set again.
            synonymsProblem = SearchError(error)
            do { manifest = try Manifest(folder: folder, withoutSynonyms: true) } catch {
                guard error.code == .corrupt else { throw SearchError(error) }
                throw SearchError(
                    .corruptIndex, path: error.path, offset: error.offset,
                    "\(error.localizedDescription); without it nothing can be saved: build the index again with: search index"
                )
            }
        }
        try self.init(
            folder, fileSystem, memoryLimit, lock,
            StartingPoint(manifest: manifest, previous: manifest, isRepair: true))
    }

    private static func check(_ memoryLimit: Int) throws(SearchError) {
        guard (16 << 20...1 << 40).contains(memoryLimit) else {
            throw SearchError(.invalidArgument, "the memory limit must be 16 MB to 1 TB")
        }
    }

    static func lock(_ folder: String, waiting: Bool) throws(SearchError) -> DirectoryLock {
        do { return try DirectoryLock(folder: folder, waiting: waiting) } catch {
            throw SearchError(error)
        }
    }

    /// Creates a folder if it is missing and takes its lock.
    ///
    /// Another writer that fails may remove a folder that it created; then it is created again.
    private static func lock(
        making folder: String, _ made: inout [String], _ fileSystem: FileSystem, waiting: Bool
    ) throws(SearchError) -> DirectoryLock {
        for _ in 0..<100 {
            do {
                made = try fileSystem.makeFolder(folder) + made
                let lock = try DirectoryLock(folder: folder, waiting: waiting)
                if !made.isEmpty { UnfinishedFiles.noteFile(folder + "/lock") }
                return lock
            } catch {
                guard error.code == .notFound, fileSystem.identity(folder) == nil else {
                    throw SearchError(error)
                }
            }
        }
        throw SearchError(.io, path: folder, "the folder \(folder) is removed repeatedly")
    }

    /// The manifest of the folder, if there is one readable by this version.
    static func readable(_ folder: String) -> Manifest? {
        do { return try Manifest(folder: folder) } catch { return nil }
    }

    /// A generation greater than that of any file in the folder, so that no name is used twice.
    static func nextGeneration(
        _ fileSystem: FileSystem, _ folder: String, _ previous: Manifest?
    ) throws(StorageError) -> UInt64 {
        var highest = previous?.generation ?? 0
        for name in try fileSystem.list(folder) {
            // No index counts up to such a number, so it is not one of its files.
            if let number = Manifest.generation(ofAnyName: name), number < 1 << 62 {
                highest = max(highest, number)
            }
        }
        return highest &+ 1
    }
}
