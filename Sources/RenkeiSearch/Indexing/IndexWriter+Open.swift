package import IndexStorage
internal import Messages
internal import TextAnalysis

extension IndexWriter {
    /// Begins a new index in a folder that has none.
    ///
    /// - Parameters:
    ///   - folder: the folder; it is made if it is missing. Other files in it are left alone.
    ///   - schema: the fields of the documents.
    ///   - settings: how text is analysed.
    ///   - memoryLimit: bytes that documents in the making may take before they are written out; half
    ///     of it serves a merge with the order `.similar`.
    ///   - waiting: whether to wait for another writer to end.
    /// - Throws: `SearchError`, with the code `indexExists` if the folder has an index; also if
    ///   another writer holds the folder or it cannot be written to.
    public init(
        creating folder: String, schema: Schema, settings: AnalysisSettings = .standard,
        memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) {
        try self.init(
            .creating, folder, schema, settings, memoryLimit, waiting, FileSystem())
    }

    /// Begins a new index in a folder, in the place of the one that may be there.
    ///
    /// The index that is there is searched until the new one is committed, and then removed.
    ///
    /// - Parameters:
    ///   - folder: the folder; it is made if it is missing. Other files in it are left alone.
    ///   - schema: the fields of the documents.
    ///   - settings: how text is analysed.
    ///   - memoryLimit: bytes that documents in the making may take before they are written out; half
    ///     of it serves a merge with the order `.similar`.
    ///   - waiting: whether to wait for another writer to end.
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

    /// Opens the index of a folder for change, or begins one if the folder has none.
    ///
    /// - Parameters:
    ///   - folder: the folder; it is made if it is missing. Other files in it are left alone.
    ///   - schema: the fields of the documents. An index that is there must have the same.
    ///   - settings: how text is analysed. An index that is there must have the same.
    ///   - memoryLimit: bytes that documents in the making may take before they are written out; half
    ///     of it serves a merge with the order `.similar`.
    ///   - waiting: whether to wait for another writer to end.
    /// - Throws: `SearchError`, with the code `invalidArgument` if the index has another schema or
    ///   other settings; also if it cannot be opened, or the folder cannot be written to.
    public init(
        openingOrCreating folder: String, schema: Schema, settings: AnalysisSettings = .standard,
        memoryLimit: Int = 512 << 20, waiting: Bool = false
    ) throws(SearchError) {
        try self.init(
            .openingOrCreating, folder, schema, settings, memoryLimit, waiting, FileSystem())
    }

    /// What is done with an index that is there.
    private enum Beginning { case creating, replacing, openingOrCreating }

    private init(
        _ beginning: Beginning, _ folder: String, _ schema: Schema, _ settings: AnalysisSettings,
        _ memoryLimit: Int, _ waiting: Bool, _ fileSystem: FileSystem
    ) throws(SearchError) {
        try schema.validate()
        try IndexWriter.check(memoryLimit)
        try IndexFiles.checkReplaceable(folder, fileSystem)
        let manifestPath = folder + "/" + Manifest.fileName
        // An index is told before a lock is asked for, and looked for again under the lock.
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
    ///   - memoryLimit: bytes that documents in the making may take before they are written out; half
    ///     of it serves a merge with the order `.similar`.
    ///   - waiting: whether to wait for another writer to end.
    /// - Throws: `SearchError` if there is no index, it is damaged, another writer holds it, it
    ///   cannot be written to, or it was made with an ICU that cuts words in another way than this
    ///   one.
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
        // Without an index nothing is left behind, not even a lock.
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

    /// A writer without segments in the place of a damaged index, whose manifest it has.
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
            // Without fields and settings nothing can be read; synonyms can be given again.
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

    /// Makes a folder if it is missing and takes its lock.
    ///
    /// Another writer that fails may remove a folder that it has made: then it is made again.
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

    /// The manifest of the folder, if there is one that this version can read.
    static func readable(_ folder: String) -> Manifest? {
        do { return try Manifest(folder: folder) } catch { return nil }
    }

    /// A generation greater than that of any file in the folder, so that no name is used twice.
    static func nextGeneration(
        _ fileSystem: FileSystem, _ folder: String, _ previous: Manifest?
    ) throws(StorageError) -> UInt64 {
        var highest = previous?.generation ?? 0
        for name in try fileSystem.list(folder) {
            // A number that no index counts up to is in no name of its files.
            if let number = Manifest.generation(ofAnyName: name), number < 1 << 62 {
                highest = max(highest, number)
            }
        }
        return highest &+ 1
    }
}
