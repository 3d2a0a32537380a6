package import IndexStorage
internal import TextAnalysis
internal import Messages

/// Builds an index in a folder, or changes the one that is there.
///
/// A writer holds the folder's lock from its making to its end; there is one writer at a time, in
/// one process. What it adds and deletes becomes visible when it commits; a writer that ends without
/// leaves the index as it was.
///
///     var writer = try IndexWriter(creating: "index", schema: .projects)
///     var document = Document(id: "p1")
///     document["title"] = .text("図書館の相互利用")
///     try writer.add(document)
///     try writer.commit()
///
/// An index that is opened for change takes its fields, settings and synonyms from what is there.
/// The cost of a change is that of the documents changed, and now and then that of a merge.
///
///     var writer = try IndexWriter(opening: "index")
///     try writer.delete(["p1"])
///     try writer.add(changed)
///     try writer.commit()
public struct IndexWriter: ~Copyable {
    /// The folder of the index.
    public let folder: String
    private let lock: DirectoryLock
    let fileSystem: FileSystem
    private let memoryLimit: Int
    /// The folders that this writer has made, the innermost first.
    private let madeFolders: [String]
    /// The first commit that this writer may make; all of its files have this number or a greater.
    private let firstGeneration: UInt64
    /// The files of the index that the folder had when the writer was made.
    private let earlierNames: Set<String>
    /// True if a document takes the place of the one with its identifier; false if that is an error.
    let replaces: Bool
    /// What the next commit says of fields, settings and synonyms; its generation is the next.
    var manifest: Manifest
    /// What the last commit of this writer, or the folder when it was opened, says.
    var published: Manifest?
    /// The segments of the next commit, in the order of their documents.
    var segments: [PendingSegment] = []
    /// The documents that are not written yet; they come behind those of the segments.
    var builder: SegmentBuilder?
    /// The name of the segment that these documents become.
    var builderName = ""
    /// For each identifier of these documents, in UTF-8, its last document.
    var builderIDs: [[UInt8]: UInt32] = [:]
    /// Those of these documents that are deleted again.
    var builderDeleted: Set<UInt32> = []
    var segmentNumber = 0
    /// In a new index, the hashes of the identifiers that were added since the last commit.
    var seen: Set<UInt64> = []
    /// True if a new index has identifiers that are not in `seen`: all of them are in its segments.
    var hasForgotten = false
    /// Which segments are merged at a commit.
    public var mergePolicy = MergePolicy.standard
    /// What has been added so far.
    public internal(set) var summary = Summary()

    /// What a writer has done.
    public struct Summary: Sendable, Equatable {
        /// How many documents were added, those that took the place of others included.
        public var documents = 0
        /// How many of them took the place of another.
        public var replaced = 0
        /// How many documents were deleted by their identifiers.
        public var deleted = 0
        /// How many UTF-8 bytes the text fields of the added documents have.
        public var textBytes = 0
        /// How many bytes the files of all segments take, as of the last commit.
        public var indexBytes = 0
        /// How many segments were merged into others or rewritten.
        public var mergedSegments = 0
    }

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
        let previous = opened?.manifest ?? IndexWriter.readable(folder)
        var manifest = opened?.manifest ?? Manifest(schema: schema, settings: settings)
        manifest.generation = try storing { () throws(StorageError) in
            try IndexWriter.nextGeneration(fileSystem, folder, previous)
        }
        // Nothing may fail from here on: the lock belongs to a whole writer.
        self.folder = folder
        self.fileSystem = fileSystem
        self.memoryLimit = memoryLimit
        self.manifest = manifest
        self.lock = lock
        published = opened?.manifest
        segments = opened?.segments ?? []
        madeFolders = made
        firstGeneration = manifest.generation
        earlierNames = previous?.fileNames ?? []
        replaces = opened != nil
        if let previous { removeLeftovers(keeping: previous) }
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
        var manifest = opened.manifest
        manifest.generation = try storing { () throws(StorageError) in
            try IndexWriter.nextGeneration(fileSystem, folder, opened.manifest)
        }
        self.folder = folder
        self.fileSystem = fileSystem
        self.memoryLimit = memoryLimit
        self.manifest = manifest
        self.lock = lock
        published = opened.manifest
        segments = opened.segments
        madeFolders = []
        firstGeneration = manifest.generation
        earlierNames = opened.manifest.fileNames
        replaces = true
        removeLeftovers(keeping: opened.manifest)
    }

    /// An index that was opened for change.
    private struct Opened {
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
        var manifest: Manifest
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
        manifest.generation = try storing { () throws(StorageError) in
            try IndexWriter.nextGeneration(fileSystem, folder, manifest)
        }
        self.folder = folder
        self.fileSystem = fileSystem
        self.memoryLimit = memoryLimit
        self.manifest = manifest
        self.lock = lock
        madeFolders = []
        firstGeneration = manifest.generation
        earlierNames = manifest.fileNames
        replaces = true
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
    private static func readable(_ folder: String) -> Manifest? {
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

    /// The fields of the documents.
    public var schema: Schema { manifest.schema }
    /// How text is analysed.
    public var settings: AnalysisSettings { manifest.settings }

    /// How many documents the index has, as it would be committed now.
    public var documentCount: Int {
        segments.reduce(0) { $0 + $1.liveCount }
            + (builder?.documentCount ?? 0) - builderDeleted.count
    }

    /// How many segments it has on the disk.
    public var segmentCount: Int { segments.count }

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

    /// True if the documents in memory take as much as they may.
    func isFull(_ builder: SegmentBuilder) -> Bool {
        // The hashes of identifiers take memory for the whole of a build.
        builder.isFull || builder.memory > max(memoryLimit - 16 * seen.count, memoryLimit / 4)
    }

    /// The bytes that documents in the making may take.
    var limit: Int { memoryLimit }

    /// Forgets what was added and deleted since the last commit, removes its files and ends the
    /// writer.
    ///
    /// A folder that the writer has made, and in which there is no index yet, is removed too.
    public consuming func rollback() {
        // What is live is what the folder says: a commit may have failed after its last step.
        let live = IndexWriter.readable(folder)
        removeLeftovers(keeping: live)
        guard live == nil, !madeFolders.isEmpty,
            let names = try? fileSystem.list(folder), names.allSatisfy({ $0 == "lock" })
        else { return }
        try? fileSystem.remove(folder + "/lock")
        for made in madeFolders { try? fileSystem.removeFolder(made) }
    }

    /// Removes files of the index that a manifest does not name; without a manifest, only those of
    /// this writer.
    ///
    /// What only has such a name, and was not written by a writer, stays. What cannot be removed now
    /// is removed by the next writer.
    func removeLeftovers(keeping live: Manifest?) {
        let names = live?.fileNames ?? []
        guard let found = try? fileSystem.list(folder) else { return }
        for name in found where !names.contains(name) {
            // Earlier versions called every manifest in the making the same.
            let isPart =
                Manifest.generation(ofName: name) != nil && (live != nil || isOwn(name))
                || name == Manifest.fileName + ".tmp"
            let path = folder + "/" + name
            // A damaged file of the index may begin with anything.
            let isWritten =
                earlierNames.contains(name)
                || (try? SectionFile.begins(path, fileSystem)) == true
            guard isPart, isWritten else { continue }
            try? fileSystem.remove(path)
        }
    }

    /// True for names of files that this writer has made, or may have.
    private func isOwn(_ name: String) -> Bool {
        guard let generation = Manifest.generation(ofName: name) else { return false }
        return generation >= firstGeneration
    }
}
