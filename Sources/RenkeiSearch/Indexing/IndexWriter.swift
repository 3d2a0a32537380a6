internal import IndexStorage
internal import TextAnalysis

/// Builds an index in a folder, or changes an existing one.
///
/// A writer holds the folder's lock for its whole life, so there is one writer at a time, in one
/// process. Its changes become visible when it commits; a writer that ends without a commit leaves
/// the index as it was.
///
///     var writer = try IndexWriter(creating: "index", schema: .projects)
///     var document = Document(id: "p1")
///     document["title"] = .text("図書館の相互利用")
///     try writer.add(document)
///     try writer.commit()
///
/// An index opened for change keeps its fields, settings and synonyms. A change costs time in
/// proportion to the changed documents, plus an occasional merge.
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
    /// The folders that this writer created, the innermost first.
    let madeFolders: [String]
    /// The first commit that this writer may make; all of its files have this generation or a later
    /// one.
    let firstGeneration: UInt64
    /// The files of the index that were in the folder when the writer was created.
    let earlierNames: Set<String>
    /// Whether a document replaces the one with its identifier; if not, a second one is an error.
    let replaces: Bool
    /// The fields, settings and synonyms of the next commit; its generation is the next.
    var manifest: Manifest
    /// The content of the last commit of this writer, or of the folder when it was opened.
    var published: Manifest?
    /// The segments of the next commit, in the order of their documents.
    var segments: [PendingSegment] = []
    /// The documents that are not written yet; they follow those of the segments.
    var builder: SegmentBuilder?
    /// The name of their future segment.
    var builderName = ""
    /// For each identifier of these documents, in UTF-8, the last document with it.
    var builderIDs: [[UInt8]: UInt32] = [:]
    /// Those of these documents that were deleted again.
    var builderDeleted: Set<UInt32> = []
    var segmentNumber = 0
    /// In a new index, the hashes of the identifiers that were added since the last commit.
    var seen: Set<UInt64> = []
    /// Whether a new index has identifiers that are not in `seen`; all of them are in its segments.
    var hasForgotten = false
    /// The policy for merges at a commit.
    public var mergePolicy = MergePolicy.standard
    /// A summary of the changes so far.
    public internal(set) var summary = Summary()

    /// The changes made by a writer.
    public struct Summary: Sendable, Equatable {
        /// The number of documents added, including replacements.
        public var documents = 0
        /// The number of documents that replaced another.
        public var replaced = 0
        /// The number of documents deleted by identifier.
        public var deleted = 0
        /// The number of UTF-8 bytes of the text fields of the added documents.
        public var textBytes = 0
        /// The number of bytes of the files of all segments, as of the last commit.
        public var indexBytes = 0
        /// The number of segments that were merged or rewritten.
        public var mergedSegments = 0
    }

    /// The initial state of a writer.
    struct StartingPoint {
        /// The content of the first commit, except for its generation.
        let manifest: Manifest
        /// The manifest in the folder, if this version can read it.
        let previous: Manifest?
        /// The index that was opened for change.
        var opened: Opened?
        /// The folders created for the index, the innermost first.
        var madeFolders: [String] = []
        /// Whether the index is damaged; the writer then begins without its segments and keeps all
        /// files.
        var isRepair = false
    }

    /// Makes a writer for a folder and takes over its lock.
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
        // Nothing may fail from here on: only a complete writer releases the lock.
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

    /// The number of documents that the index would have if it were committed now.
    public var documentCount: Int {
        segments.reduce(0) { $0 + $1.liveCount }
            + (builder?.documentCount ?? 0) - builderDeleted.count
    }

    /// The number of segments on disk.
    public var segmentCount: Int { segments.count }

    /// Sets the synonyms of the index, replacing earlier ones.
    ///
    /// - Parameters:
    ///   - text: lines in Solr's format: `a, b, c` b, c` for words that are also found for `a`, `#`
    ///     before comments. => for equivalent words, `a => b, c` for words that are also found for
    ///     `a`, `#` before comments. => b, c` for words that are also found for `a`, `#` before
    ///     comments.
    ///   - name: the name of the text in errors, such as its path.
    /// - Throws: `SearchError` for the first line that is not a rule.
    public mutating func setSynonyms(parsing text: String, name: String) throws(SearchError) {
        var normalizer = TextNormalizer(
            foldings: manifest.settings.foldings, variants: manifest.settings.variants)
        do {
            manifest.synonyms = try SynonymTable(
                parsing: text, name: name, normalizer: &normalizer
            ).encoded
        } catch { throw SearchError(error) }
    }

    /// Whether the documents in memory have reached the limit.
    func isFull(_ builder: SegmentBuilder) -> Bool {
        // The hashes of identifiers take memory during the whole build.
        builder.isFull || builder.memory > max(memoryLimit - 16 * seen.count, memoryLimit / 4)
    }

    /// The number of bytes that buffered documents may take.
    var limit: Int { memoryLimit }
}
