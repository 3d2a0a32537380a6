internal import IndexStorage

/// A segment that the next commit will have, with what was deleted from it since the last.
struct PendingSegment {
    /// How the last commit, or the flush that made it, names it.
    let entry: Manifest.Segment
    let reader: SegmentReader
    /// The documents that are deleted and not committed.
    var deleted: Set<UInt32> = []

    /// True unless a document is deleted.
    func isLive(_ document: UInt32) -> Bool {
        reader.isLive(document) && !deleted.contains(document)
    }

    /// How many documents are not deleted.
    var liveCount: Int { reader.liveCount - deleted.count }

    /// The documents that are not deleted.
    var liveDocuments: LiveDocuments {
        var live = reader.liveDocuments
        for document in deleted { live.remove(document) }
        return live
    }

    /// The live document with an identifier; nil if there is none.
    func find(_ id: String) throws(StorageError) -> UInt32? {
        try reader.find(id) { isLive($0) }
    }

    /// What a merge policy knows of it.
    func size(at place: Int) -> MergePolicy.Size {
        let deleted = Double(entry.documentCount - liveCount) / Double(entry.documentCount)
        let share = 1 - deleted
        return MergePolicy.Size(
            segments: place..<place + 1, bytes: Double(reader.file.file.count) * share,
            positions: Int(Double(reader.positionCount) * share) + 1, documents: liveCount,
            deleted: deleted)
    }
}
