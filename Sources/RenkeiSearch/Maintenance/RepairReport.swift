/// The result of a repair of an index.
public struct RepairReport: Sendable {
    /// A document that could not be saved.
    public struct LostDocument: Sendable, Equatable {
        /// Its identifier; nil if that cannot be read either.
        public let id: String?
        /// The file that held it.
        public let segment: String
        /// Its number in the file, counted from 0.
        public let number: Int
    }

    /// A segment of which nothing could be read.
    public struct LostSegment: Sendable, Equatable {
        /// The name of its file.
        public let name: String
        /// The number of documents lost with it.
        public let documents: Int
    }

    /// A segment whose deletions could not be read.
    public struct RevivedSegment: Sendable, Equatable {
        /// The name of its file.
        public let name: String
        /// The number of deleted documents that have returned; which ones is unknown.
        public let documents: Int
    }

    /// The problems found; empty if the index was intact.
    public internal(set) var problems: [SearchError] = []
    /// The segments that were rebuilt from their stored documents.
    public internal(set) var rebuiltSegments: [String] = []
    /// The lost documents, except those of lost segments.
    public internal(set) var lostDocuments: [LostDocument] = []
    /// The segments that are entirely lost.
    public internal(set) var lostSegments: [LostSegment] = []
    /// The segments in which deleted documents have returned.
    public internal(set) var revivedSegments: [RevivedSegment] = []
    /// Whether the synonyms could not be read; the index has none now.
    public internal(set) var lostSynonyms = false
    /// The files that this repair and earlier ones replaced, under the names that they are kept by;
    /// `IndexChecker.removeDamaged(folder:waiting:)` removes them.
    public internal(set) var damagedFiles: [String] = []
    /// The number of documents that the index has now.
    public internal(set) var documents = 0

    /// Whether something could not be saved.
    public var hasLosses: Bool {
        !lostDocuments.isEmpty || !lostSegments.isEmpty || !revivedSegments.isEmpty || lostSynonyms
    }
}
