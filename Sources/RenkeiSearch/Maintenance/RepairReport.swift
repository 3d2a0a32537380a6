/// What a repair of an index found and did.
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
        /// How many documents are lost with it.
        public let documents: Int
    }

    /// A segment of which it could not be read which documents were deleted.
    public struct RevivedSegment: Sendable, Equatable {
        /// The name of its file.
        public let name: String
        /// How many documents that had been deleted are there again; which ones is not known.
        public let documents: Int
    }

    /// What was wrong; empty if the index was whole.
    public internal(set) var problems: [SearchError] = []
    /// The segments that were made anew from their stored documents.
    public internal(set) var rebuiltSegments: [String] = []
    /// The documents that are lost, but those of lost segments.
    public internal(set) var lostDocuments: [LostDocument] = []
    /// The segments that are lost as a whole.
    public internal(set) var lostSegments: [LostSegment] = []
    /// The segments in which deleted documents are there again.
    public internal(set) var revivedSegments: [RevivedSegment] = []
    /// True if the synonyms could not be read; the index has none now.
    public internal(set) var lostSynonyms = false
    /// The files that were replaced, by this repair and earlier ones, under the names that they are
    /// kept by; `IndexChecker.removeDamaged(folder:waiting:)` removes them.
    public internal(set) var damagedFiles: [String] = []
    /// How many documents the index has now.
    public internal(set) var documents = 0

    /// True if something could not be saved.
    public var hasLosses: Bool {
        !lostDocuments.isEmpty || !lostSegments.isEmpty || !revivedSegments.isEmpty || lostSynonyms
    }
}
