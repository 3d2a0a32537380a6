internal import IndexStorage
internal import TextAnalysis

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
    let madeFolders: [String]
    /// The first commit that this writer may make; all of its files have this number or a greater.
    let firstGeneration: UInt64
    /// The files of the index that the folder had when the writer was made.
    let earlierNames: Set<String>
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

    /// What a writer goes on from.
    struct StartingPoint {
        /// What the first commit says, but for its generation.
        let manifest: Manifest
        /// What the folder says, if this version can read it.
        let previous: Manifest?
        /// The index that was opened for change.
        var opened: Opened?
        /// The folders that were made for the index, the innermost first.
        var madeFolders: [String] = []
        /// True if the index is damaged: the writer begins without its segments and keeps all files.
        var isRepair = false
    }

    /// A writer for a folder whose lock it holds from here on.
    ///
    /// - Throws: `SearchError` if the folder cannot be listed.
    init(
        _ folder: String, _ fileSystem: FileSystem, _ memoryLimit: Int,
        _ lock: consuming DirectoryLock, _ start: StartingPoint
    ) throws(SearchError) {
        var manifest = start.manifest
        manifest.generation = try storing { () throws(StorageError) in
            try IndexWriter.nextGeneration(fileSystem, folder, start.previous)
        }
        // Nothing may fail from here on: the lock belongs to a whole writer.
        self.folder = folder
        self.fileSystem = fileSystem
        self.memoryLimit = memoryLimit
        self.lock = lock
        self.manifest = manifest
        published = start.opened?.manifest
        segments = start.opened?.segments ?? []
        madeFolders = start.madeFolders
        firstGeneration = manifest.generation
        earlierNames = start.previous?.fileNames ?? []
        replaces = start.opened != nil || start.isRepair
        if !start.isRepair, let previous = start.previous { removeLeftovers(keeping: previous) }
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
}
